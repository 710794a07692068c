"""What a program may be made of: operators, builtins, methods, and how much of everything."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any

from planner.errors import WayplanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Turns of all loops of a program before it is given up; items of a list or letters of a text.
MOST = 100_000
#: Binary digits of a whole number.
MOST_DIGITS = 1024
#: Comparisons as Python writes them, and what ``in`` says of its right side.
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda item, holder: item in holder,
    "not in": lambda item, holder: item not in holder,
    "contains": operator.contains,
}
SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


class ProgramError(WayplanError):
    """A program that has something in it that is not on the list."""


class Turns:
    """What is left of the turns that a program may have."""

    def __init__(self) -> None:
        self._left = MOST

    def spend(self, turns: int = 1) -> None:
        """Take some.

        Raises:
            ProgramError: so many are not left.
        """
        self._left -= turns
        if self._left < 0:
            raise ProgramError("A program does not end.")

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items, a turn each."""
        for item in items:
            self.spend()
            yield item


class Made(dict[Any, Any]):
    """A dictionary that a program made, which alone it may change."""


def bounded(value: Any) -> Any:
    """A value as it is, unless it has grown too large.

    Raises:
        ProgramError: it has.
    """
    if isinstance(value, int) and value.bit_length() > MOST_DIGITS:
        raise ProgramError(f"A program may reckon with {MOST_DIGITS} binary digits.")
    if isinstance(value, str | list | tuple) and len(value) > MOST:
        raise ProgramError(f"A program may have {MOST} of a kind, got {len(value)}.")
    return value


def _of_numbers(made: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Of numbers only: a text or a list times a number could fill the memory."""

    def reckon(left: Any, right: Any) -> Any:
        if not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise ProgramError(f"Expected numbers, got {left!r} and {right!r}.")
        return bounded(made(left, right))

    return reckon


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: lambda left, right: bounded(left + right),
    ast.Sub: operator.sub,
    ast.Mult: _of_numbers(operator.mul),
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: _of_numbers(operator.mod),
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    **{sign: COMPARISONS[written] for sign, written in SIGNS.items()},
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


def _numbers(*ends: int) -> range:
    """Python's range, as long as a program may have turns."""
    made = range(*ends)
    if len(made) > MOST:
        raise ProgramError(f"A program may count to {MOST}, got {made}.")
    return made


def _total(items: Iterable[Any], start: Any = 0) -> Any:
    """Python's sum, as large as anything may be at every step."""
    for item in items:
        start = bounded(start + item)
    return start


def _text(value: Any = "") -> str:
    """Python's str, of what has a short one."""
    if not isinstance(value, str | int | float | None):
        raise ProgramError(f"Expected a text or a number, got a {type(value).__name__}.")
    return str(value)


BUILTINS: dict[str, Callable[..., Any]] = {
    **{made.__name__: made for made in (set, list, tuple, len, min, max, abs, round, int, float)},
    **{made.__name__: made for made in (bool, any, all, sorted, enumerate, zip, reversed, map)},
    **{made.__name__: made for made in (filter, next, frozenset)},
    "dict": Made,
    "range": _numbers,
    "str": _text,
    "sum": _total,
}
_READ = {"get", "items", "keys", "values"}
_OF_SETS = {"union", "intersection", "difference", "symmetric_difference"}
_OF_SETS |= {"issubset", "issuperset", "isdisjoint"}
METHODS: dict[type, set[str]] = {
    set: {"add", "update", "discard", "remove", *_OF_SETS},
    frozenset: _OF_SETS,
    list: {"append", "extend", "remove", "sort", "reverse", "count", "index"},
    tuple: {"count", "index"},
    str: {"startswith", "endswith", "split", "strip", "lower", "upper", "find"},
    dict: _READ,
    Made: {*_READ, "setdefault"},
}
