"""NV: nhiệm vụ (tasks), third part: the bodies that do the work. The registers know which bodies exist on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import statement_place, titles_of
from compare.targets.items import Same
from compare.tasks.binding import is_two_level, level_of
from compare.tasks.duties import names_bodies, opening_body
from compare.words import phrases
from extract.language import writing
from extract.language.actors import bodies
from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.model import Level, Part, Plan, Role, Section, Statement

# Least number and least share of groups of tasks with a body in a plan that names its bodies.
_NAMING_GROUPS = 2
_NAMING_SHARE = 2 / 3
_GROUP, _GROUPS = "nhóm nhiệm vụ", "các nhóm nhiệm vụ"
_REQUEST = phrases("tasks", "words", "requests")
_UPPER = ("Bộ", "Sở")
# "… phạm vi chức năng, nhiệm vụ quản lý nhà nước của Bộ Tư pháp"
_OF_ANOTHER = composed(
    r"(?<!\w)(?i:<<duties>>)(?!\w)(?P<between>[^;.:]{0,60}?)\scủa\s"
    rf"(?P<name>(?:{'|'.join(_UPPER)})\s[A-ZĐ]\w+(?:,?\s(?:(?:và|-)\s)?(?!<<leads>>)\w+){{0,7}}?)"
    r"(?=\s+<<behind>>\s|[,;.:)]|$)",
    duties=phrases("tasks", "boilerplate", "duty"),
    leads=extract_phrases("tasks", "lead_words"),
    behind=phrases("tasks", "boilerplate", "behind"),
)
_GUIDED = phrases("tasks", "boilerplate", "guided")
# "Sở Y tế chỉ đạo các đơn vị trực thuộc …": a body above at work with its own units.
_DIRECTS = composed(
    r"<<verbs>>(?:,?\s+(?:và\s+)?<<verbs>>)*\s+[^.;]{0,40}?<<units>>(?!\w)",
    verbs=phrases("tasks", "boilerplate", "directs"),
    units=phrases("tasks", "boilerplate", "own_units"),
)


_OTHERS_DO = "Các nhóm nhiệm vụ khác của dự thảo đã ghi cơ quan thực hiện"
_NOBODY_DOES = "Phần tổ chức thực hiện của dự thảo chưa phân công cho cơ quan nào"


def _missing_lead(case: Case) -> Iterator[Hit]:
    """Groups of tasks without a body where most others have one, or a draft that names no body at all."""
    if any(plan.source.sha256 == case.draft.source.sha256 for plan in case.references):
        return  # a plan is not compared with itself
    groups, titles = _groups(case.draft), titles_of(case.draft)
    named = [group for group, statements in groups if any(_is_named(s, titles) for s in statements)]
    without = [(group, statements) for group, statements in groups if group not in named]
    if len(named) >= _NAMING_GROUPS and without and len(named) >= _NAMING_SHARE * len(groups):
        places = tuple(statement_place(statements[0]) for _, statements in without)
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "texts": _listed(without),
                "rest": "",
                "ground": _OTHERS_DO,
            },
            draft=places[0],
            others=places[1:],
        )
    elif not named and not _names_anybody(case.draft) and any(map(_names_anybody, case.references)):
        tasks = [s for s in case.draft.statements if s.role is Role.TASKS and not s.heading]
        if tasks:
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "texts": "các nhiệm vụ",
                    "rest": "; phần tổ chức thực hiện cũng chưa phân công cho cơ quan nào",
                    "ground": _NOBODY_DOES,
                },
                draft=statement_place(tasks[0]),
            )


def _listed(groups: Sequence[tuple[Section, Sequence[Statement]]]) -> str:
    """Groups of tasks with their places, each once: "nhóm nhiệm vụ tại khoản 2 Mục III (“Truyền thông”)"."""
    told: dict[str, None] = {}
    for group, statements in groups:
        title = f"“{writing.clauses(group.title or statements[0].text)}”"
        where = writing.section(statements[0].path)
        told[f"tại {where} ({title})" if where else title] = None
    return f"{_GROUP if len(told) == 1 else _GROUPS} {writing.listed(list(told))}"


def _groups(plan: Plan) -> list[tuple[Section, list[Statement]]]:
    """The headed groups right below a section on tasks, each with its statements."""
    sections = {section.id: section for section in plan.sections}
    found: dict[str, tuple[Section, list[Statement]]] = {}
    for statement in plan.statements:
        section = sections.get(statement.section or "")
        if statement.role is not Role.TASKS or section is None:
            continue
        # Climb to the outermost group below the section itself.
        while (
            section.parent and sections[section.parent].role is Role.TASKS and sections[section.parent].parent
        ):
            above = sections[section.parent]
            if sections[above.parent or ""].role is not Role.TASKS:
                break
            section = above
        if section.parent is None or sections[section.parent].role is not Role.TASKS:
            continue
        found.setdefault(section.id, (section, []))[1].append(statement)
    return [group for group in found.values() if any(not statement.heading for statement in group[1])]


def _is_named(statement: Statement, titles: Mapping[str, str]) -> bool:
    """Whether a statement names a lead body."""
    return names_bodies(statement, titles.get(statement.section or "", "")) or bool(bodies(statement.text)[0])


def _names_anybody(plan: Plan) -> bool:
    """Whether a plan gives a task to any body; "các cơ quan, đơn vị" does not count as one."""
    names = [name for task in plan.tasks for name in task.lead]
    names += [
        name
        for statement in plan.statements
        if statement.part is Part.CELL or statement.role in (Role.TASKS, Role.ORGANISATION)
        for name in opening_body(statement.text)
    ]
    return any(
        (level_of(name, plan.masthead.date) is not None or starts_body(name))
        and not fold(name).startswith("các ")
        for name in names
    )


def _wrong_level(case: Case) -> Iterator[Hit]:
    level, date = case.draft.masthead.level, case.draft.masthead.date
    if level is None:
        return
    seen: set[str] = set()
    two_levels = is_two_level(case.draft.masthead)
    directing = {statement.anchor for statement, *_ in _directing(case.draft)}
    for statement, names in _leads(case.draft):
        if directing and statement.anchor in directing:
            continue  # NV07
        for name in names:
            if name in seen:
                continue
            seen.add(name)
            if not _is_foreign(name, level, date, two_levels):
                continue
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "name": name,
                    "level": writing.level(level),
                    "text": writing.quote(statement.text),
                },
                draft=statement_place(statement),
            )


def _leads(plan: Plan) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Statements with their lead bodies: lines of bodies in tasks, and openings in the section on organisation."""
    titles = titles_of(plan)
    for statement in plan.statements:
        if statement.part is not Part.BODY or statement.role not in (Role.TASKS, Role.ORGANISATION):
            continue
        if _REQUEST.match(fold(statement.text)):
            continue
        if statement.role is Role.TASKS:
            lead, _ = bodies(statement.text)
            heading = "" if statement.heading else titles.get(statement.section or "", "")
            if lead or names_bodies(statement, heading):
                yield statement, _joined(lead)
        elif statement.heading:
            yield statement, _joined(opening_body(statement.text))
        elif not _REQUEST.match(fold(titles.get(statement.section or "", ""))):
            yield statement, _joined(bodies(statement.text)[0])


def _joined(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names, in which a field with "và" is joined again: "Sở Văn hóa", "Thể thao"."""
    found: list[str] = []
    for name in names:
        if found and not starts_body(name) and not name.startswith(("Các ", "các ")):
            found[-1] += f" và {name}"
        else:
            found.append(name)
    return tuple(found)


def _is_foreign(name: str, level: Level, date: str | None, two_levels: bool) -> bool:
    """Whether a body is above the draft's level, or stands for all bodies of the draft's own kind."""
    folded = fold(name)
    if _REQUEST.match(folded) or (
        level is Level.COMMUNE and two_levels and folded.startswith(("phòng", "các phòng"))
    ):
        return False
    own = level_of(name, date)
    if own is None:
        return False
    if own is level:
        return re.match(r"(?:ủy ban nhân dân|ubnd)\s+(?:các|cấp)\s", folded) is not None
    return own.rank < level.rank


def _directing(plan: Plan) -> tuple[tuple[Statement, str, str], ...]:
    """Statements in which a body above directs its own units, with the body and the clause.

    The body may stand in a heading of its own; the heading is the statement then.
    """
    return _directed(Same(plan))


@lru_cache(maxsize=2)
def _directed(same: Same) -> tuple[tuple[Statement, str, str], ...]:
    return tuple(_found_directing(same.plan))


def _found_directing(plan: Plan) -> Iterator[tuple[Statement, str, str]]:
    level, date = plan.masthead.level, plan.masthead.date
    if level is None:
        return
    heads: dict[str | None, Statement] = {}
    for statement in plan.statements:
        if statement.part is not Part.BODY or statement.role not in (Role.TASKS, Role.ORGANISATION):
            continue
        if statement.heading:
            heads[statement.section] = statement
        head = heads.get(statement.section)
        names = opening_body(statement.text)
        if names:
            clause, place = statement.text, statement
        elif head is not None and (names := opening_body(head.text)):
            clause, place = f"{head.text.rstrip(' :.')} {statement.text}", head
        else:
            continue
        own = level_of(names[0], date)
        start = len(names[0])
        if own is not None and own.rank < level.rank and _DIRECTS.match(fold(clause)[start:].lstrip(" :")):
            yield place, names[0], clause


def _boilerplate(case: Case) -> Iterator[Hit]:
    level, date = case.draft.masthead.level, case.draft.masthead.date
    if level is None:
        return
    titles = titles_of(case.draft)
    for place, name, clause in _directing(case.draft):
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "name": name,
                "text": writing.clauses(clause),
                "whose": "",
                "level": writing.level(level),
            },
            draft=statement_place(place),
        )
    for statement in case.draft.statements:
        if statement.part is not Part.BODY or statement.role not in (Role.TASKS, Role.ORGANISATION):
            continue
        if not any(name in statement.text for name in _UPPER):
            continue
        for found in _OF_ANOTHER.finditer(statement.text):
            own = level_of(found["name"], date)
            if own is not None and own.rank < level.rank and not _GUIDED.search(fold(found["between"])):
                body = opening_body(titles.get(statement.section or "", "")) or opening_body(statement.text)
                yield Hit(
                    values={
                        "issuer": writing.issuer(case.draft),
                        "name": " ".join(found["name"].split()),
                        "text": writing.clauses(found.group()),
                        "whose": f" của {body[0]}" if body else "",
                        "level": writing.level(level),
                    },
                    draft=statement_place(statement),
                )


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV05",
        name="Chưa nêu cơ quan chủ trì",
        name_en="Missing lead body",
        kind=Kind.MISSING_LEAD,
        severity=Severity.MEDIUM,
        rationale=(
            "Mỗi nhiệm vụ cần có cơ quan chủ trì thì mới theo dõi, đánh giá được. Chỉ nêu khi phần lớn "
            "nhóm nhiệm vụ khác của dự thảo đã ghi, hoặc khi cả dự thảo không phân công cho cơ quan nào."
        ),
        example="Các nhóm nhiệm vụ 1, 2, 4 có “Đơn vị thực hiện”, nhóm 3 không có.",
        answer="Bổ sung cơ quan chủ trì, cơ quan phối hợp.",
        message="Dự thảo chưa nêu cơ quan chủ trì thực hiện {texts}{rest}.",
        suggestion="Đề nghị {issuer} bổ sung cơ quan chủ trì, cơ quan phối hợp thực hiện {texts}.",
        check=_missing_lead,
        basis="{ground}",
    ),
    Rule(
        code="NV06",
        name="Cơ quan chủ trì không cùng cấp",
        name_en="Lead body of another level",
        kind=Kind.WRONG_LEAD,
        severity=Severity.MEDIUM,
        rationale=(
            "Kế hoạch của một cấp giao việc cho cơ quan của cấp mình; với cơ quan cấp trên chỉ có thể đề "
            "nghị, phối hợp. Đây thường là câu chữ của văn bản cấp trên còn để lại."
        ),
        example="Kế hoạch của huyện ghi “Sở Y tế chủ trì”.",
        answer="Thay bằng cơ quan của cấp mình, hoặc chuyển thành đề nghị phối hợp.",
        message="Dự thảo giao “{name}” thực hiện, chưa phù hợp với kế hoạch của cấp {level}: “{text}”.",
        suggestion=(
            "Đề nghị {issuer} rà soát, thay “{name}” bằng cơ quan thuộc cấp {level}; trường hợp cần cơ "
            "quan này tham gia, ghi là đề nghị phối hợp."
        ),
        check=_wrong_level,
    ),
    Rule(
        code="NV07",
        name="Còn câu chữ của văn bản cấp trên",
        name_en="Words of the upper level left in",
        kind=Kind.BOILERPLATE,
        severity=Severity.MEDIUM,
        rationale=(
            "Chức năng, nhiệm vụ của cơ quan cấp dưới không phải là của bộ hoặc sở, và kế hoạch cấp dưới không giao "
            "cơ quan cấp trên chỉ đạo đơn vị của họ; câu này được chép từ văn bản cấp trên. “Theo hướng dẫn, quy "
            "định của bộ” là dẫn chiếu, không nêu."
        ),
        example="Phòng Tư pháp huyện: “thuộc chức năng, nhiệm vụ quản lý nhà nước của Bộ Tư pháp”.",
        answer="Viết lại theo chức năng, nhiệm vụ của cơ quan cấp mình.",
        message="Nhiệm vụ{whose} ghi “{text}”, chưa phù hợp với cơ quan cấp {level}.",
        suggestion=(
            "Đề nghị {issuer} rà soát cụm từ “{text}”, viết lại theo chức năng, nhiệm vụ của cơ quan cấp "
            "{level}."
        ),
        check=_boilerplate,
    ),
)
