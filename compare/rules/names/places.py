"""TN: từ ngữ, districts and communes: valid on the day of the draft, in the right province, rightly written.

Nothing is flagged where the province is not in the register, as with every invented one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compare.model import Kind, Place, Severity
from compare.naming.mentions import day_of
from compare.naming.places import (
    Mention,
    area_around,
    former,
    holders,
    holding,
    in_name,
    knows,
    listed,
    mentions,
    nearest,
    of_council,
)
from compare.naming.register import register_of, unsure
from compare.registers.provinces import Province, merged_on, province_at, resolution_of
from compare.registers.unit_names import kinds_of
from compare.registers.units import known_since, successors_on
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import place_of, times
from compare.words import phrases
from extract.language import writing
from extract.language.agencies import find_units
from extract.language.phrases import composed
from extract.model import Level, Part

_DISTRICTS = kinds_of(Level.DISTRICT)
_AREA = composed(r"(?<!\w)<<words>>\s+(?:các\s+)?$", words=phrases("naming", "areas"))


def _gone(case: Case) -> Iterator[Hit]:
    day, province = _where(case)
    if day is not None and province is None:
        province = _by_issuer(case, day)
    if day is None or province is None or day < known_since():
        return
    area = area_around(province)
    for found in _grouped(_judged(case)):
        gone = former(area, found[0], day)
        now = successors_on(area, gone, day) if gone else ()
        # A neighbour's place is named with its province; TN03 reports the bodies of the district level since its end.
        told = [
            one
            for one in found
            if not in_name(one)
            and not (day >= merged_on() and one.kind in _DISTRICTS and of_council(one))
            and _only(one.others, province, day)
        ]
        if gone and now and told:
            yield _hit(
                case,
                told,
                severity=None if gone.certain else Severity.NOTE,
                until=writing.date(gone.until or merged_on()),
                now=listed(now),
                source=gone.source or resolution_of(province),
                doubt="" if gone.certain else unsure(),
            )


def _elsewhere(case: Case) -> Iterator[Hit]:
    day, own = _where(case)
    if day is None or day < known_since():
        return
    for province, found in _by_province([*_issued(case, own, day), *_said(case, own, day)]):
        # A place that exists there with another kind, or existed at another time, is no slip.
        if knows(area_around(province), found[0]):
            continue
        right = holders(found[0], day)
        if right:
            yield _hit(case, found, province=province.text, right=_provinces(right, day))


def _misspelt(case: Case) -> Iterator[Hit]:
    day, province = _where(case)
    if day is None or province is None or day < known_since():
        return
    area = area_around(province)
    kinds = _DISTRICTS if day < merged_on() else ("xã", "phường", "đặc khu")
    for found in _grouped(_judged(case)):
        one = found[0]
        if one.kind not in kinds or not _only(one.others, province, day) or knows(area, one):
            continue
        right = nearest(area, one, day)
        if right and province_at(right.province, day) == province:
            yield _hit(case, found, right=right.text, province=province.text)


def _where(case: Case) -> tuple[str | None, Province | None]:
    """The day of the draft, and its province on that day; None for each that is not known."""
    day, province = day_of(case.draft), case.draft.masthead.province
    return day, province_at(province, day) if province and day else None


def _by_issuer(case: Case, day: str) -> Province | None:
    """The province of an issuer that names none: that of the only unit of its name on the day.

    None where an upper plan is of another province.
    """
    masthead = case.draft.masthead
    level = Level.DISTRICT if day < merged_on() else Level.COMMUNE
    if masthead.province or not masthead.place or masthead.level is not level or day < known_since():
        return None
    found = {province_at(name, day) for name in holding(masthead.place, day)}
    upper = {
        province
        for plan in case.references
        if plan.masthead.province and (province := province_at(plan.masthead.province, day))
    }
    return next(iter(found)) if len(found) == 1 and upper <= found else None


def _judged(case: Case) -> Iterator[Mention]:
    """All places that the draft names, except those of the user's own register."""
    register = register_of("places", case.settings.registers)
    return (mention for mention in mentions(case.draft) if register.of(mention.text) is None)


def _issued(case: Case, own: Province | None, day: str) -> Iterator[tuple[Mention, Province]]:
    """The issuing place, where it is of the level that the register lists on that day."""
    level = Level.DISTRICT if day < merged_on() else Level.COMMUNE
    masthead = case.draft.masthead
    heads = [statement for statement in case.draft.statements if statement.part in (Part.HEAD, Part.TITLE)]
    if own and masthead.place and masthead.level is level and heads:
        kind = next((unit.kind for unit in find_units(masthead.place)), "")
        yield (
            Mention(
                statement=heads[0], kind=kind, text=masthead.place, before="", province=own.text, others=()
            ),
            own,
        )


def _said(case: Case, own: Province | None, day: str) -> Iterator[tuple[Mention, Province]]:
    """Places with a province after them, and places that the plan says it is for."""
    kinds = _DISTRICTS if day < merged_on() else ("xã", "phường", "đặc khu")
    for mention in _judged(case):
        if mention.kind not in kinds or in_name(mention):
            continue
        if mention.province:
            province = province_at(mention.province, day)
            # TN03 reports a province that no longer exists.
            named = province_at(mention.province, None)
            if province and named and province.name == named.name:
                yield mention, province
        elif own and not mention.others and _AREA.search(mention.before):
            yield mention, own


def _only(provinces: Iterable[str], own: Province, day: str) -> bool:
    """Whether no province but the draft's own is named."""
    return all(province_at(name, day) == own for name in provinces)


def _grouped(found: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions, grouped by place."""
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(mention.text, []).append(mention)
    return list(groups.values())


def _by_province(told: Iterable[tuple[Mention, Province]]) -> Iterator[tuple[Province, list[Mention]]]:
    """The mentions, grouped by province and place."""
    groups: dict[Province, list[Mention]] = {}
    for mention, province in told:
        groups.setdefault(province, []).append(mention)
    for province, found in groups.items():
        yield from ((province, group) for group in _grouped(found))


def _hit(case: Case, found: list[Mention], severity: Severity | None = None, **values: str) -> Hit:
    places: list[Place] = list(dict.fromkeys(place_of(mention.statement) for mention in found))
    return Hit(
        values={
            "written": found[0].text,
            "times": times(places),
            "issuer": writing.issuer(case.draft),
            **values,
        },
        draft=places[0],
        others=tuple(places[1:]),
        words=found[0].text,
        severity=severity,
    )


def _provinces(names: Iterable[str], day: str) -> str:
    found = [province.text for name in names if (province := province_at(name, day))]
    return writing.listed(found, "hoặc") if len(found) <= 2 else writing.listed([*found[:2], "nơi khác"])


RULES: tuple[Rule, ...] = (
    Rule(
        code="TN08",
        name="Huyện, xã không còn",
        name_en="Former district or commune",
        kind=Kind.NAME,
        severity=Severity.LOW,
        rationale=(
            "Từ ngày 01/7/2025 không còn cấp huyện, và các xã, phường, thị trấn được sắp xếp lại thành 3.321 xã, "
            "phường, đặc khu; trước và sau ngày đó cũng có huyện, xã nhập lại hoặc đổi loại (22 xã thành phường năm "
            "2026). Văn bản ghi theo đơn vị của ngày ban hành. Phần đánh giá tình hình, tên văn bản "
            "cũ, tên trường học, bệnh viện không bị xét."
        ),
        example="Kế hoạch năm 2026 của tỉnh Quảng Ngãi chọn “huyện Ngọc Hồi” làm điểm.",
        answer="Ghi tên xã, phường hiện nay; nếu nói về thời gian trước thì ghi rõ (“trước đây”, “cũ”).",
        message=(
            "“{written}”{times} không còn từ ngày {until}; trên địa bàn đó nay là {now} ({source}). Nội dung này cần "
            "làm rõ{doubt}."
        ),
        suggestion="Đề nghị {issuer} rà soát “{written}”, ghi theo đơn vị hành chính hiện nay: {now}.",
        check=_gone,
    ),
    Rule(
        code="TN09",
        name="Huyện, xã không thuộc tỉnh nêu tên",
        name_en="Place of another province",
        kind=Kind.WRONG_PLACE,
        severity=Severity.MEDIUM,
        rationale=(
            "Địa danh không thuộc tỉnh nêu trong dự thảo thường do chép từ kế hoạch của nơi khác. Chỉ xét nơi ghi "
            "liền tên tỉnh (“huyện A, tỉnh B”), nơi ban hành và cụm “trên địa bàn huyện A”, theo danh mục đơn vị "
            "hành chính tại ngày của dự thảo."
        ),
        example="Kế hoạch năm 2022 ghi “huyện Ngọc Hồi, tỉnh Gia Lai”.",
        answer="Kiểm tra địa danh; nếu chép từ kế hoạch của nơi khác thì rà soát cả đoạn.",
        message="“{written}”{times} không thuộc {province} mà thuộc {right}. Nội dung này cần làm rõ.",
        suggestion="Đề nghị {issuer} kiểm tra địa danh “{written}”, sửa cho phù hợp với {province}.",
        check=_elsewhere,
    ),
    Rule(
        code="TN10",
        name="Sai tên huyện, xã",
        name_en="Misspelt district or commune",
        kind=Kind.NAME,
        severity=Severity.LOW,
        rationale=(
            "Tên đơn vị hành chính ghi theo danh mục. Chỉ nêu khi cả nước không có nơi nào tên như vậy và trong tỉnh "
            "có đúng một đơn vị khác một chữ cái hoặc một dấu; các lối viết cùng một tên (Đăk, Đắk; hòa, hoà) không bị "
            "xét."
        ),
        example="“huyện Ngọc Hổi” của tỉnh Kon Tum.",
        answer="Ghi đúng tên theo danh mục đơn vị hành chính.",
        message="“{written}”{times} không có trong danh mục đơn vị hành chính, có thể là “{right}” ({province}).",
        suggestion="Đề nghị {issuer} kiểm tra, sửa “{written}” thành “{right}”.",
        check=_misspelt,
    ),
)
