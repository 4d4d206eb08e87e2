"""The sample plans and their expected results, for several tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from compare import review
from compare.model import Review
from extract import read_plan
from extract.model import Plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
EXPECTED = SAMPLES / "expected"
STEMS = sorted(path.name.removesuffix(".plan.json") for path in EXPECTED.glob("*.plan.json"))
REVIEWED = sorted(path.name.removesuffix(".review.json") for path in EXPECTED.glob("*.review.json"))


def expected(stem: str, part: str) -> Any:
    """The expected ``part`` of a sample, "plan" or "review"."""
    return json.loads((EXPECTED / f"{stem}.{part}.json").read_text(encoding="utf-8"))


def file_of(stem: str) -> Path:
    """The file of the sample, in its format."""
    (path,) = SAMPLES.glob(f"{stem}.*")
    return path


@cache
def sample(name: str) -> Plan:
    """The plan in a sample file, read once."""
    return read_plan(SAMPLES / name)


def sample_of(stem: str) -> Plan:
    """The plan of a sample by its stem, read once."""
    return sample(file_of(stem).name)


@cache
def sample_review(stem: str) -> Review:
    """The review of a sample against its references, made once."""
    wanted = expected(stem, "review")
    return review(sample(wanted["draft"]), [sample(name) for name in wanted["references"]])


def normal(text: str) -> str:
    """A text in the form in which quotes are compared: one blank between words, lower case."""
    return " ".join(text.split()).lower()
