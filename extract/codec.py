"""Dataclasses to JSON and back, by their fields and type hints.

    CODEC = Codec()
    data = CODEC.encode(plan)               # what json.dumps takes
    CODEC.decode(Plan, data) == plan

Strings, numbers, booleans and None are written unchanged, a Decimal as a string (or as a number, by option), an enum as
its value, a tuple as a list, a dataclass or a mapping as an object. A ``Form`` states the exceptions of one dataclass:
fields that are left out, renamed, or computed from the whole object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_EMPTY = (None, (), "")


class CodecError(ValueError):
    """JSON that does not fit its dataclass; the message names the path of keys and the problem."""

    def __init__(self, problem: str, *keys: str) -> None:
        super().__init__(f"{'.'.join(keys)}: {problem}" if keys else problem)
        self.problem, self.keys = problem, keys

    def below(self, key: str) -> CodecError:
        """The same problem with one more key in front of its path."""
        return CodecError(self.problem, key, *self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The JSON form of one dataclass.

    ``left_out``: fields that are not written. ``renamed``: other keys for fields. ``made``: functions that compute the
    value of a key from the whole object; their return type gives its form, and the value is not read back. ``as_list``:
    the values are written without their keys. ``optional``: fields that are left out where they have their default.
    """

    left_out: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    as_list: bool = False
    optional: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One key of a written dataclass: its type, its field, and the function that computes its value, if any."""

    key: str
    hint: Any
    field: Field[Any]
    made: Callable[[Any], Any] | None

    @property
    def needed(self) -> bool:
        """Whether the field has no default."""
        return self.field.default is MISSING and self.field.default_factory is MISSING


class _Way(NamedTuple):
    """The functions that write and read values of one type."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


class Codec:
    """Writes dataclasses as JSON values and reads them back.

    ``forms``: the exceptions, by dataclass. ``numbers``: Decimals become JSON numbers, exact up to 15 digits, instead
    of strings. ``sparse``: a field whose default is None, "" or () is left out where it has this value.
    """

    def __init__(
        self, forms: Mapping[type, Form] | None = None, *, numbers: bool = False, sparse: bool = False
    ) -> None:
        self._forms, self._plain = forms or {}, Form()
        self._numbers, self._sparse = numbers, sparse
        self._ways: dict[Any, _Way] = {}

    def encode(self, value: object) -> dict[str, Any]:
        """The JSON object of a dataclass, as ``json.dumps`` takes it."""
        return cast("dict[str, Any]", self._way(type(value)).write(value))

    def decode(self, kind: type[T], data: object) -> T:
        """The dataclass of type ``kind`` that was encoded to ``data``.

        Raises ``CodecError`` where the data does not fit, and TypeError where a left-out field has no default.
        """
        return cast("T", self._way(kind).read(data))

    def form(self, kind: type) -> Form:
        """The form of a dataclass, the plain one by default."""
        return self._forms.get(kind, self._plain)

    def entries(self, kind: Any) -> Iterator[Entry]:
        """The keys of a dataclass in the order in which they are written."""
        form, hints = self.form(kind), get_type_hints(kind)
        for one in fields(kind):
            if one.name not in form.left_out:
                made = form.made.get(one.name)
                hint = get_type_hints(made)["return"] if made else hints[one.name]
                yield Entry(form.renamed.get(one.name, one.name), hint, one, made)

    def _way(self, hint: Any) -> _Way:
        if hint not in self._ways:
            self._ways[hint] = self._made_way(hint)
        return self._ways[hint]

    def _made_way(self, hint: Any) -> _Way:
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self._one_of(inner)
        if origin is tuple:
            return self._list(inner[0]) if inner[-1] is Ellipsis else self._row(inner)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(*map(self._way, inner))
        if is_dataclass(hint):
            return self._object(hint)
        if origin is not None:
            raise TypeError(f"no JSON for {hint}")
        if issubclass(hint, Enum):
            return _Way(lambda value: value.value, lambda data: _member(hint, data))
        if issubclass(hint, Decimal):
            return _Way(_number if self._numbers else str, _decimal)
        if issubclass(hint, str | int | float | NoneType):
            return _Way(_same, lambda data: data if type(data) is hint else _checked(hint, data))
        raise TypeError(f"no JSON for {hint}")

    def _one_of(self, members: tuple[Any, ...]) -> _Way:
        ways = [self._way(member) for member in members if member is not NoneType]

        def read(data: Any) -> Any:
            if data is None and NoneType in members:
                return None
            for way in ways[:-1]:
                try:
                    return way.read(data)
                except CodecError:
                    continue
            return ways[-1].read(data)

        if len(ways) > 1:
            return _Way(lambda value: self._way(type(value)).write(value), read)
        write = ways[0].write
        return _Way(_same if write is _same else lambda value: None if value is None else write(value), read)

    def _list(self, hint: Any) -> _Way:
        write, item_of = self._way(hint)

        def read(data: Any) -> Any:
            items, found = _checked(list, data), []
            try:
                for item in items:
                    found.append(item_of(item))
            except CodecError as error:
                raise error.below(str(len(found))) from error
            return tuple(found)

        return _Way(list if write is _same else lambda value: [write(item) for item in value], read)

    def _row(self, hints: tuple[Any, ...]) -> _Way:
        """A tuple of a fixed length."""
        ways = [self._way(hint) for hint in hints]

        def read(data: Any) -> Any:
            if len(_checked(list, data)) != len(ways):
                raise CodecError(f"{len(ways)} values are expected, not {len(data)}")
            return tuple(way.read(item) for way, item in zip(ways, data, strict=True))

        return _Way(lambda value: [way.write(item) for way, item in zip(ways, value, strict=True)], read)

    def _mapping(self, key: _Way, value: _Way) -> _Way:
        return _Way(
            lambda items: {key.write(name): value.write(item) for name, item in items.items()},
            lambda data: {key.read(name): value.read(item) for name, item in _checked(dict, data).items()},
        )

    def _left_out(self, entry: Entry, form: Form) -> object:
        """The value for which a key is not written; ``MISSING``, which equals no value, where there is none."""
        default = entry.field.default
        is_left_out = entry.field.name in form.optional or (self._sparse and default in _EMPTY)
        return default if is_left_out else MISSING

    def _object(self, kind: Any) -> _Way:
        form = self.form(kind)
        known: dict[str, tuple[Entry, _Way, object]] = {}
        needed = [entry.key for entry in self.entries(kind) if entry.needed and not entry.made]

        def entries() -> dict[str, tuple[Entry, _Way, object]]:
            # Filled at the first use, since a dataclass may hold others of its own type.
            found = {
                entry.key: (entry, self._way(entry.hint), self._left_out(entry, form))
                for entry in self.entries(kind)
            }
            known.update(found)
            return found

        def write(value: Any) -> Any:
            written = {}
            for key, (entry, way, left_out) in (known or entries()).items():
                item = entry.made(value) if entry.made else getattr(value, entry.field.name)
                if item != left_out:
                    written[key] = way.write(item)
            return list(written.values()) if form.as_list else written

        def read(data: Any) -> Any:
            there = known or entries()
            items = dict(zip(there, _checked(list, data), strict=False)) if form.as_list else data
            values, key = {}, ""
            try:
                for key, item in _checked(dict, items).items():
                    entry, way, _ = there[key]
                    if not entry.made:
                        values[entry.field.name] = way.read(item)
            except KeyError as error:
                raise CodecError(f"unknown key {key}") from error
            except CodecError as error:
                raise error.below(key) if key else error from error
            for key in needed:
                if key not in items:
                    raise CodecError(f"there is no {key}")
            return kind(**values)

        return _Way(write, read)


def _same(value: Any) -> Any:
    return value


def _number(value: Decimal) -> int | float:
    """The JSON number, exact up to 15 digits, which is more than any plan has."""
    return int(value) if value == value.to_integral_value() else float(value)


def _checked(kind: Any, data: Any) -> Any:
    """The data if it has the type; an int may stand for a float, a bool never for a number."""
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise CodecError(f"{kind.__name__} is expected, not {data!r:.40}")
    return data


def _decimal(data: Any) -> Decimal:
    """The Decimal of a string or of a JSON number, digit by digit."""
    try:
        found = Decimal(str(data))
    except InvalidOperation as error:
        raise CodecError(f"a number is expected, not {data!r:.40}") from error
    if not found.is_finite():
        raise CodecError(f"a number is expected, not {data!r:.40}")
    return found


def _member(kind: Any, data: Any) -> Any:
    try:
        return kind(data)
    except ValueError as error:
        raise CodecError(f"{data!r:.40} is no {kind.__name__}") from error
