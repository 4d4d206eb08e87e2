"""Results that are kept change no answer."""

from __future__ import annotations

from compare import review
from extract import read_plan
from extract.kept import forget, kept
from tests.sample_plans import STEMS, file_of


def test_results_are_kept_until_they_are_forgotten() -> None:
    asked: list[int] = []

    @kept(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(number) for number in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]
    forget()
    assert double(1) == 2
    assert asked[-2:] == [1, 1]


def test_a_plan_reads_the_same_after_others() -> None:
    files = [file_of(stem) for stem in STEMS[:4]]
    warm = [read_plan(path) for path in (*files, *files)][len(files) :]
    cold = []
    for path in files:
        forget()
        cold.append(read_plan(path))
    assert cold == warm


def test_a_review_says_the_same_after_others() -> None:
    upper, *drafts = (read_plan(file_of(stem)) for stem in STEMS[:5])
    warm = [review(draft, [upper]) for draft in (*drafts, *drafts)][len(drafts) :]
    cold = []
    for draft in drafts:
        forget()
        cold.append(review(draft, [upper]))
    assert cold == warm
