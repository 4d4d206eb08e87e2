"""The JSON Schemas of the contract, made from the enums of the model.

``python -m templates.data.schema`` writes them to ``docs/schema/``; a test checks that the files there are
what this module makes.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

from compare.model import Kind, Severity, Verdict
from extract.model import Better, Bound, Change, CitationRole, Effort, Level, Role
from templates.data.serialize import PLAN, REVIEW

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXTS: Schema = {"type": "array", "items": TEXT}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DEADLINE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}-\d{2})?$"}
YEAR: Schema = {"type": "integer", "minimum": 1900, "maximum": 2200}


def _object(**properties: Schema) -> Schema:
    """Exactly these keys, all of them there."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: type[StrEnum]) -> Schema:
    return {"enum": [value.value for value in values]}


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str) and schema["type"] != "object":
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _common() -> dict[str, Schema]:
    """Definitions that both schemas use."""
    number = {"type": ["number", "null"]}
    box = {
        "description": "page (from 1), x0, top, x1, bottom, in points from the top left corner",
        "type": "array",
        "items": {"type": "number"},
        "minItems": 5,
        "maxItems": 5,
    }
    return {
        "anchor": {
            "description": "start and end count code points in the text of the file as read",
            **_object(
                file=TEXT,
                page=_or_null({"type": "integer", "minimum": 1}),
                paragraph=COUNT,
                start=COUNT,
                end=COUNT,
                boxes=_list(box),
            ),
        },
        "period": _object(start=YEAR, end=YEAR),
        "source": _object(
            name=TEXT,
            format=TEXT,
            sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            pages=_or_null(COUNT),
            warnings=TEXTS,
        ),
        "masthead": _object(
            kind=_or_null(TEXT),
            number=_or_null(TEXT),
            date=_or_null(DATE),
            issuer=_or_null(TEXT),
            level=_or_null(_one_of(Level)),
            place=_or_null(TEXT),
            title=_or_null(TEXT),
            programme=_or_null(TEXT),
            period=_or_null(_ref("period")),
            signer=_or_null(TEXT),
            is_draft={"type": "boolean"},
            recipients=TEXTS,
        ),
        "measure": {
            "description": "low equals high for a single value; both are null for a requirement by reference",
            **_object(
                text=TEXT,
                low=number,
                high=number,
                unit=_or_null(TEXT),
                bound=_one_of(Bound),
                effort=_one_of(Effort),
                change=_or_null(_one_of(Change)),
                baseline_year=_or_null(YEAR),
                per=_or_null(TEXT),
                deadline=_or_null(DEADLINE),
                better=_one_of(Better),
                subject=TEXT,
                scope=TEXTS,
                condition=_or_null(TEXT),
            ),
        },
    }


def plan_schema() -> Schema:
    """Schema of ``plan_to_json``."""
    item: dict[str, Schema] = {"id": TEXT, "section": _or_null(TEXT), "path": TEXTS, "text": TEXT}
    measures, anchor = _list(_ref("measure")), _ref("anchor")
    section = _object(
        id=TEXT,
        label=_or_null(TEXT),
        title=TEXT,
        role=_one_of(Role),
        parent=_or_null(TEXT),
        anchor=anchor,
    )
    target = _object(**item, period=_or_null(_ref("period")), measures=measures, anchor=anchor)
    task = _object(
        **item, lead=TEXTS, support=TEXTS, deadline=_or_null(DEADLINE), measures=measures, anchor=anchor
    )
    citation = _object(
        number=TEXT,
        kind=_or_null(TEXT),
        date=_or_null(DATE),
        issuer=_or_null(TEXT),
        place=_or_null(TEXT),
        role=_one_of(CitationRole),
        anchor=anchor,
    )
    return _schema(
        PLAN,
        _common() | {"section": section, "target": target, "task": task, "citation": citation},
        source=_ref("source"),
        masthead=_ref("masthead"),
        sections=_list(_ref("section")),
        targets=_list(_ref("target")),
        tasks=_list(_ref("task")),
        citations=_list(_ref("citation")),
    )


def review_schema() -> Schema:
    """Schema of ``review_to_json``."""
    anchor = _or_null(_ref("anchor"))
    place = {
        "description": "plan is the index of the reference, null in the draft; target is the id of the "
        "target or task",
        **_object(
            plan=_or_null(COUNT),
            target=_or_null(TEXT),
            text=TEXT,
            measure=_or_null(_ref("measure")),
            path=TEXTS,
            anchor=anchor,
        ),
    }
    parts = _object(parts={**_list(_ref("place")), "minItems": 2})
    pair = _object(
        reference=_ref("place"),
        draft={"anyOf": [_ref("place"), parts, {"type": "null"}]},
        similarity={"type": "number"},
        verdict=_one_of(Verdict),
        findings=TEXTS,
    )
    waiver = _object(rule=TEXT, quote=TEXT, reason=TEXT, author=TEXT, date=TEXT, expires=_or_null(TEXT))
    finding = _object(
        id=TEXT,
        rule={"type": "string", "pattern": r"^[A-Z]{2}\d{2}$"},
        kind=_one_of(Kind),
        severity=_one_of(Severity),
        message=TEXT,
        suggestion=_or_null(TEXT),
        reference=_or_null(_ref("place")),
        draft=_or_null(_ref("place")),
        waived=_or_null(_ref("waiver")),
    )
    summary = _object(
        verdicts=_object(**{verdict.value: COUNT for verdict in Verdict}),
        severities={
            "description": "findings that are not waived",
            **_object(**{severity.value: COUNT for severity in Severity}),
        },
        conforms={"type": "boolean"},
    )
    return _schema(
        REVIEW,
        _common()
        | {"party": _object(source=_ref("source"), masthead=_ref("masthead")), "place": place}
        | {"pair": pair, "waiver": waiver, "finding": finding},
        draft=_ref("party"),
        references=_list(_ref("party")),
        pairs=_list(_ref("pair")),
        findings=_list(_ref("finding")),
        summary=summary,
        unread=_list(_object(reason=TEXT, text=TEXT, anchor=anchor)),
    )


def _schema(name: str, defs: dict[str, Schema], **properties: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:" + name.replace(".", ":").replace("/", ":"),
        "title": name,
        **_object(schema={"const": name}, **properties),
        "$defs": defs,
    }


def texts() -> dict[str, str]:
    """File name -> text of every published schema."""
    made = {PLAN: plan_schema(), REVIEW: review_schema()}
    return {
        f"{name.replace('/', '.')}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def main() -> None:
    """Write the schemas to ``docs/schema/``."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
