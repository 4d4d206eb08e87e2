"""Right pairs and seconds of each way to segment texts: ``python -m benchmarks.similarity``.

For every lower sample plan and every reference, each reference measure is paired; a pair is right when its draft side
is the quote of ``samples/expected``, or missing as there. One line is printed for syllables and their pairs, and one
for words as underthesea segments them.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from compare import Settings, review
from compare.model import Review
from extract import read_plan
from extract.model import Plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def right_pairs(made: Review, expected: list[dict[str, str | int | None]]) -> int:
    """The number of expected pairs that a review has with the expected draft side."""
    right = 0
    used: set[int] = set()
    for wanted in expected:
        for index, pair in enumerate(made.pairs):
            said = _plain(pair.reference.measure.text if pair.reference.measure else pair.reference.text)
            quote = _plain(str(wanted["reference_quote"]))
            if (
                index in used
                or pair.reference.plan != wanted["reference"]
                or not (quote in said or said in quote)
            ):
                continue
            used.add(index)
            found = _plain(pair.draft.text) if pair.draft else None
            expected_quote = wanted["draft_quote"]
            right += (found is None) == (expected_quote is None) and (
                expected_quote is None or _plain(str(expected_quote)) in str(found)
            )
            break
    return right


def main() -> None:
    """Print one line for each way."""
    plans: dict[str, Plan] = {}
    cases = []
    for path in sorted((SAMPLES / "expected").glob("*.review.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for name in (case["draft"], *case["references"]):
            plans.setdefault(name, read_plan(SAMPLES / name))
        cases.append(case)
    total = sum(len(case["pairs"]) for case in cases)
    for tokens in ("syllables", "words"):
        settings = Settings(tokens=tokens)
        started = time.perf_counter()
        right = 0
        for case in cases:
            made = review(plans[case["draft"]], [plans[name] for name in case["references"]], settings)
            right += right_pairs(made, case["pairs"])
        print(f"{tokens:10} {right} of {total} pairs right, {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
