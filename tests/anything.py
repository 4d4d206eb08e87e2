"""Any value of a dataclass, for properties that must hold for all of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    NoneType: st.none(),
}


def anything(hint: Any, within: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """A strategy for the values of a type, with every field of a dataclass filled; ``within`` ends its own nesting."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kept = [member for member in inner if member not in within]
        return st.one_of([anything(member, within) for member in kept])
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(anything(inner[0], within), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*[anything(member, within) for member in inner])
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        values = {one.name: anything(hints[one.name], (*within, hint)) for one in fields(hint)}
        return st.builds(hint, **values)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _PLAIN[hint]
