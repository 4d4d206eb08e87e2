"""The upper plans that the generator begins with: samples of a higher level, layouts, and the real plans if present."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extract import read_plan
from extract.model import Level, Plan
from tests import real

PROJECT = Path(__file__).resolve().parent.parent.parent
_LAYOUTS = ("p6-quyet-dinh-nuoc-sach.docx",)


def paths(only_samples: bool = False) -> tuple[Path, ...]:
    """All files of upper plans, in a fixed order."""
    samples = [path for path in sorted((PROJECT / "samples").glob("[ab][0-9]-*")) if "2026" not in path.name]
    layouts = [PROJECT / "tests" / "layouts" / "files" / name for name in _LAYOUTS]
    seeds = sorted(path for path in real.SEEDS.glob("*") if path.is_file()) if real.SEEDS.is_dir() else []
    return tuple(samples if only_samples else [*samples, *layouts, *seeds])


@cache
def read(path: Path) -> Plan:
    """An upper plan; kept, since many plans are made from one."""
    plan = read_plan(path)
    if plan.masthead.level in (None, Level.COMMUNE) or plan.masthead.period is None:
        raise ValueError(f"{path.name} is no upper plan")
    return plan
