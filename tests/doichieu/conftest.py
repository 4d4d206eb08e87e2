"""A review made by hand, and fake stages that return it, so that the command line is tested alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

import compare
import compare.rules
import doichieu.config  # noqa: F401  # it keeps the true rules, whichever test runs first
import extract
import templates
from compare.model import Finding, Kind, Pair, Party, Place, Review, Severity, Verdict, Waiver
from compare.survey.unit import UnitReview
from doichieu import cli, reading
from extract.errors import ReadError
from extract.isolation import reader
from extract.model import Masthead, Plan, Source, Unread
from extract.options import ReadOptions
from templates.letter.office import Office

Run = Callable[..., int]


def source(name: str) -> Source:
    return Source(name=name, format="docx", sha256="0" * 64, pages=3, warnings=())


def plan(name: str) -> Plan:
    return Plan(source=source(name), masthead=Masthead(), sections=(), targets=(), tasks=(), citations=())


def finding(
    severity: Severity, *, waived: bool = False, message: str = "Chỉ tiêu thấp hơn 5 điểm %."
) -> Finding:
    waiver = Waiver(rule="CT02", quote="", reason="đã giải trình", author="An", date="2024-05-02")
    return Finding(
        id="f1",
        rule="CT02",
        kind=Kind.WEAKER_VALUE,
        severity=severity,
        message=message,
        suggestion=None,
        waived=waiver if waived else None,
    )


def review(*findings: Finding, verdicts: Sequence[Verdict] = (), unread: int = 0) -> Review:
    place = Place(plan=0, target="t1", text="Đạt 70% số thôn.", measure=None, path=(), anchor=None)
    head = Masthead(kind="Kế hoạch", number="12/KH-UBND", place="huyện Suối Mơ")
    return Review(
        draft=Party(source=source("du-thao.docx"), masthead=head),
        references=(Party(source=source("tinh.docx"), masthead=Masthead()),),
        pairs=tuple(Pair(reference=place, draft=None, similarity=0.0, verdict=v) for v in verdicts),
        findings=findings,
        conforms=not findings,
        unread=tuple(Unread(reason="lạ", text="…", anchor=None) for _ in range(unread)),
    )


@pytest.fixture(autouse=True)
def notes_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A check within a test leaves the user's notes on patterns as they are: this process has compiled far more."""
    monkeypatch.setattr(reading, "_notes", lambda: tmp_path / "notes" / "patterns.json")


class Here:
    """A reader without a child, which would not know the fake stages."""

    def __init__(
        self, options: ReadOptions, *, meanwhile: Callable[[Callable[[], bool]], object] | None = None
    ) -> None:
        self._options = options
        if meanwhile is not None:
            meanwhile(lambda: False)

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, path: Path, **_: object) -> Plan | ReadError:
        try:
            return extract.read_plan(path, self._options)
        except ReadError as error:
            return error


@dataclass
class Stages:
    """The results of the fake stages, and the calls that they received."""

    review: Review = field(default_factory=review)
    read: list[Path] = field(default_factory=list)
    rendered: list[tuple[str, Path | None]] = field(default_factory=list)
    error: Exception | None = None
    options: ReadOptions | None = None
    office: Office | None = None
    codes: bool = False


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    """Replace reading, comparing and rendering by fake stages."""
    made = Stages()

    def read_plan(path: Path, options: ReadOptions) -> Plan:
        made.options = options
        if made.error:
            raise made.error
        made.read.append(path)
        return plan(path.name)

    def render(
        _: Review,
        form: str,
        *,
        template: Path | None = None,
        rules: Mapping[str, str] | None = None,
        above: Sequence[UnitReview] = (),
        office: Office | None = None,
        codes: bool = False,
        progress: str = "",
    ) -> bytes:
        assert not above
        assert not progress
        assert rules == {"CT02": "Chỉ tiêu thấp hơn"}
        made.rendered.append((form, template))
        made.office, made.codes = office, codes
        return f"báo cáo {form}\n".encode()

    rule = SimpleNamespace(
        code="CT02",
        name="Chỉ tiêu thấp hơn",
        name_en="Weaker value",
        kind=Kind.WEAKER_VALUE,
        severity=Severity.CRITICAL,
        rationale="Cấp dưới không được thấp hơn cấp trên.",
        example="70% thành 65%",
        answer="Nâng chỉ tiêu, hoặc giải trình.",
    )
    monkeypatch.setattr(extract, "read_plan", read_plan, raising=False)
    monkeypatch.setattr(reader, "Reader", Here)
    monkeypatch.setattr(
        compare, "review", lambda _draft, _references, _settings, **_: made.review, raising=False
    )
    monkeypatch.setattr(compare.rules, "RULES", {"CT02": rule}, raising=False)
    monkeypatch.setattr(templates, "render", render)
    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command line in a folder with a draft and a reference, in Vietnamese; give its status."""
    for name in ("du-thao.docx", "tinh.docx", "mau.docx"):
        (tmp_path / name).write_bytes(b"original")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    yield lambda *words: cli.run(words)
    for name in ("du-thao.docx", "tinh.docx", "mau.docx"):
        assert (tmp_path / name).read_bytes() == b"original"
    assert not list(tmp_path.rglob("*.tmp"))
