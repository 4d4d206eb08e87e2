"""TN: từ ngữ, names of bodies and places: valid on the day of the draft, and rightly written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compare.model import Kind, Place, Severity
from compare.naming.mentions import day_of, judged
from compare.naming.near import Written, written_names
from compare.naming.register import Name, Register, owned, register_of, unsure
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import place_of, times
from compare.targets.items import Same
from compare.words import phrases
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Level, Statement

_LINKS = phrases("naming", "links")
Found = dict[str, list[tuple[str, Statement]]]
"""A wrong name → its occurrences: the name as written, and the statement."""


def _former_bodies(case: Case) -> Iterator[Hit]:
    yield from _former(case, register_of("agencies", case.settings.registers))


def _former_places(case: Case) -> Iterator[Hit]:
    register = register_of("places", case.settings.registers)
    issuer = _former_issuer(case, register)
    if issuer is not None:
        place = Place(
            plan=None,
            target=None,
            text=writing.document(case.draft.masthead),
            measure=None,
            path=(),
            anchor=None,
            part="masthead",
        )
        yield _former_hit(case, issuer, case.draft.masthead.place or "", [place], "")
    yield from _former(case, register, told=issuer)


def _former(case: Case, register: Register, told: Name | None = None) -> Iterator[Hit]:
    """One hit for each name that no longer exists on the day of the draft, except ``told``; none without a day."""
    day = day_of(case.draft)
    if day is None:
        return
    found: Found = {}
    gone: dict[str, Name] = {}
    for statement, text in judged(case.draft):
        for written, name in _named(text, register):
            # "phòng y tế" of a school is not the "Phòng Y tế".
            if (
                name is told
                or not name.gone(day, case.draft.masthead.level)
                or (name.name[0].isupper() and written[0].islower())
            ):
                continue
            gone[name.name] = name
            found.setdefault(name.name, []).append((written, statement))
    for key, places in found.items():
        # Names of bodies hold names of fields: "Sở Lao động - …" is not about labour.
        text = " ".join(register.pattern.sub(" ", fold(statement.text)) for _, statement in places)
        yield _former_hit(
            case, gone[key], places[0][0], [place_of(statement) for _, statement in places], text
        )


@kept(2_000)
def _named(text: str, register: Register) -> tuple[tuple[str, Name], ...]:
    """(as written, the name) of each name of a register in a text.

    A valid name that contains an old one ("Phòng Kinh tế, Hạ tầng và Đô thị") is longer and is found first.
    """
    written = (text[match.start() : match.end()] for match in register.pattern.finditer(fold(text)))
    return tuple((one, name) for one in written if (name := register.of(one)) is not None)


def _former_issuer(case: Case, register: Register) -> Name | None:
    """The name of the issuing place where it no longer exists on the day of the draft; else None."""
    masthead, day = case.draft.masthead, day_of(case.draft)
    if day is None or masthead.place is None:
        return None
    name = register.of("cấp huyện" if masthead.level is Level.DISTRICT else masthead.place)
    return name if name is not None and name.gone(day) else None


def _former_hit(case: Case, name: Name, written: str, places: list[Place], text: str) -> Hit:
    """The hit for a name; ``text`` tells the work that it is given, by which one of several successors is chosen."""
    masthead = case.draft.masthead
    end = name.end(day_of(case.draft) or "")
    one = end and (end.body_for(text) or end.body_for(masthead.programme or masthead.title or ""))
    now = end.now if end else ""
    later = f" (theo {end.source})" if end and end.source and end.source != name.source else ""
    return Hit(
        values={
            "written": " ".join(written.split()),
            "until": writing.date(name.until or ""),
            "now": f"{now}{later}",
            "one": one or now,
            "source": f" theo {name.source}" if name.source else "",
            "law": "; ".join(dict.fromkeys(filter(None, (name.source, end.source if end else None)))),
            "doubt": "" if name.certain else unsure(),
            "owned": owned() if name.own else "",
            "times": times(places),
            "issuer": writing.issuer(case.draft),
        },
        draft=places[0],
        others=tuple(places[1:]),
        words=written,
        severity=None if name.certain else Severity.NOTE,
    )


def _misspelt(case: Case) -> Iterator[Hit]:
    for (written, right), places in _names(case, exact=False).items():
        yield _written_hit(case, written, right, places)


def _capitals(case: Case) -> Iterator[Hit]:
    """Names with too many capitals; too few ("Bộ Công thương") are so usual that they are not flagged."""
    for (written, right), places in _names(case, exact=True).items():
        if _has_more_capitals(written, right):
            yield _written_hit(case, written, right, places)


def _written_hit(case: Case, written: str, right: str, statements: list[Statement]) -> Hit:
    places = [place_of(statement) for statement in dict.fromkeys(statements)]
    return Hit(
        values={
            "written": written,
            "right": right,
            "times": times(places),
            "issuer": writing.issuer(case.draft),
        },
        draft=places[0],
        others=tuple(places[1:]),
        words=written,
    )


def _names(case: Case, *, exact: bool) -> dict[tuple[str, str], list[Statement]]:
    """(as written, as in the register) → statements, for names that equal the register's or come close."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement, text, one in _written(Same(case.draft), register_of("agencies", case.settings.registers)):
        if one.exact is exact:
            written = " ".join(text[one.start : one.end].split())
            found.setdefault((written, one.name.name), []).append(statement)
    return found


@lru_cache(maxsize=2)
def _written(draft: Same, register: Register) -> tuple[tuple[Statement, str, Written], ...]:
    """Each name of a body in a draft, with its statement and the text in which it stands, for both rules."""
    return tuple(
        (statement, text, one)
        for statement, text in judged(draft.plan)
        for one in written_names(text, register)
    )


@kept(1_000)
def _has_more_capitals(written: str, right: str) -> bool:
    """Whether a syllable has a capital that the right name lacks; abbreviations do not count.

    >>> _has_more_capitals("Phòng Tài Chính - Kế hoạch", "Phòng Tài chính - Kế hoạch")
    True
    """
    own, expected = _syllables(written), _syllables(right)
    return len(own) == len(expected) and any(
        one.istitle() and other.islower() for one, other in zip(own, expected, strict=True)
    )


def _syllables(name: str) -> list[str]:
    return [syllable for syllable in re.split(r"[\s,–—-]+", name) if fold(syllable) not in _LINKS]


RULES: tuple[Rule, ...] = (
    Rule(
        code="TN01",
        name="Tên cơ quan không còn",
        name_en="Former name of a body",
        kind=Kind.NAME,
        severity=Severity.LOW,
        rationale=(
            "Cơ quan đã hợp nhất, đổi tên hoặc kết thúc hoạt động thì không thực hiện được nhiệm vụ; tên được xét theo "
            "ngày của chính dự thảo, nên văn bản ban hành trước khi sắp xếp vẫn đúng."
        ),
        example="Kế hoạch năm 2026 giao nhiệm vụ cho “Sở Lao động - Thương binh và Xã hội”.",
        answer="Ghi tên cơ quan hiện có chức năng đó.",
        message=(
            "“{written}”{times} không còn từ ngày {until}{source}; chức năng nay thuộc {now}. Nội dung này cần làm "
            "rõ{doubt}{owned}."
        ),
        suggestion="Đề nghị {issuer} thay “{written}” bằng tên cơ quan hiện nay: {one}.",
        check=_former_bodies,
        basis="{law}",
    ),
    Rule(
        code="TN02",
        name="Sai tên cơ quan",
        name_en="Misspelt name of a body",
        kind=Kind.NAME,
        severity=Severity.LOW,
        rationale="Tên cơ quan phải ghi đúng để xác định được đơn vị chịu trách nhiệm.",
        example="“Sở Lao động - Thương và Xã hội” thiếu chữ “binh”.",
        answer="Ghi đúng tên cơ quan.",
        message="“{written}”{times} chưa đúng tên cơ quan, có thể là “{right}”.",
        suggestion="Đề nghị {issuer} rà soát, sửa “{written}” thành “{right}”.",
        check=_misspelt,
    ),
    Rule(
        code="TN03",
        name="Địa danh, cấp hành chính không còn",
        name_en="Former place or level",
        kind=Kind.NAME,
        severity=Severity.LOW,
        rationale=(
            "Từ ngày 01/7/2025 cả nước có 34 tỉnh, thành phố và không còn cấp huyện; năm 2026 ba tỉnh thành thành phố "
            "trực thuộc trung ương (Đồng Nai 30/4, Quảng Ninh 01/9, Bắc Ninh 20/9). Văn bản ghi theo đơn vị hành chính "
            "của ngày ban hành. Phần đánh giá tình hình và tên văn bản cũ được giữ nguyên."
        ),
        example="Kế hoạch năm 2026 giao “UBND các huyện, thành phố” thực hiện.",
        answer="Ghi theo đơn vị hành chính hiện nay; nếu nói về thời gian trước thì ghi rõ (“trước đây”, “cũ”).",
        message=(
            "“{written}”{times} không còn từ ngày {until}{source}; nay là {now}. Nội dung này cần làm rõ{doubt}{owned}."
        ),
        suggestion="Đề nghị {issuer} rà soát “{written}”, ghi theo đơn vị hành chính hiện nay: {one}.",
        check=_former_places,
        basis="{law}",
    ),
    Rule(
        code="TN04",
        name="Viết hoa tên cơ quan",
        name_en="Capitals in the name of a body",
        kind=Kind.NAME,
        severity=Severity.NOTE,
        rationale=(
            "Chỉ viết hoa chữ cái đầu của từ, cụm từ chỉ loại hình và chức năng, lĩnh vực của cơ quan, theo khoản 1 "
            "Mục IV Phụ lục II Nghị định 30/2020/NĐ-CP."
        ),
        example="“Phòng Tài Chính - Kế hoạch”.",
        answer="Viết hoa theo khoản 1 Mục IV Phụ lục II Nghị định 30/2020/NĐ-CP.",
        message="“{written}”{times} viết hoa chưa thống nhất với “{right}”.",
        suggestion="Đề nghị {issuer} viết thống nhất là “{right}”.",
        check=_capitals,
        basis="Phụ lục II Nghị định 30/2020/NĐ-CP",
    ),
)
