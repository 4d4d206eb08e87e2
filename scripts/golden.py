"""Print one hash over the outputs of all samples: plan JSON, plan tree, review JSON, HTML and Markdown.

A change that only moves code leaves the hash as it was; a new hash means that users get another output. The lines
before the last give the hash of each form. ``--each`` prints a line for every output, ``--short`` the last line alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from compare import review
from compare.rules import RULES
from extract import Plan, read_plan
from templates import dumps, plan_to_json, plan_tree, render

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REVIEW_FORMS = ("json", "html", "md")


def outputs() -> Iterator[tuple[str, str, bytes]]:
    """Give the sample, form and bytes of every output, in a fixed order."""
    plans: dict[str, Plan] = {}
    for path in sorted(SAMPLES.glob("[a-z][0-9]*.*")):
        plan = plans[path.name] = read_plan(path)
        yield path.name, "plan.json", dumps(plan_to_json(plan)).encode()
        yield path.name, "plan.txt", plan_tree(plan).encode()
    names = {code: rule.name for code, rule in RULES.items()}
    for path in sorted((SAMPLES / "expected").glob("*.review.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        found = review(plans[expected["draft"]], [plans[name] for name in expected["references"]])
        for form in REVIEW_FORMS:
            yield expected["draft"], f"review.{form}", render(found, form, rules=names)


def main() -> None:
    """Print the hashes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--each", action="store_true", help="a line for every output")
    parser.add_argument("--short", action="store_true", help="the last line")
    given = parser.parse_args()
    by_form: dict[str, list[str]] = {}
    for sample, form, content in outputs():
        told = hashlib.sha256(content).hexdigest()
        by_form.setdefault(form, []).append(f"{sample} {told}")
        if given.each:
            print(f"{told[:16]}  {form:<12} {sample}")
    if not given.short:
        for form, told_of in by_form.items():
            print(f"{_together(told_of)[:16]}  {form:<12} {len(told_of)} samples")
    print(f"golden {_together([line for lines in by_form.values() for line in lines])}")


def _together(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


if __name__ == "__main__":
    main()
