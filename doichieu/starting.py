"""The configuration file that ``doichieu init`` writes: the defaults, with every key explained in Vietnamese."""

from __future__ import annotations

from importlib.resources import files

from compare.decisions.settings import Settings
from doichieu.config import THRESHOLDS, quoted
from doichieu.messages import catalogue

SLOT = "# {thresholds}\n"


def template() -> str:
    """The file, which changes nothing until somebody edits it."""
    text = files("doichieu").joinpath("starting.toml").read_text(encoding="utf-8")
    words = catalogue("vi").list("threshold")
    lines = (f"# {words[key]}\n# {key} = {quoted(getattr(Settings(), key))}\n" for key in THRESHOLDS)
    return text.replace(SLOT, "".join(lines))
