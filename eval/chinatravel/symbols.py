"""Values that a program comes to when it is run on symbols, and what can be reckoned with them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from eval.chinatravel.allowed import COMPARISONS
from eval.chinatravel.condition import AMOUNTS, Comparison, Condition, Field, every
from eval.chinatravel.formula import (
    FORMULAS,
    Before,
    Bound,
    Formula,
    Last,
    Need,
    Term,
    both,
    either,
    negated,
    truth,
)
from planner.errors import WayplanError

#: A comparison read from right to left.
MIRRORED = str.maketrans("<>", "><")


class NotRecognised(WayplanError):
    """A program that does something this module has no symbol for."""


@dataclass(frozen=True)
class Gathered:
    """A set or a list: fields of the activities that fulfil conditions."""

    parts: tuple[tuple[Condition, Field], ...] = ()
    listed: bool = False

    def plus(self, part: tuple[Condition, Field]) -> Gathered:
        """The same with more in it."""
        return Gathered((*self.parts, part), self.listed)

    def total(self, of_fields: bool) -> Sum:
        """How many a list has, or the sum of them."""
        if not self.listed:
            raise NotRecognised("how many different things a set has")
        if of_fields and not {read.name for _, read in self.parts} <= AMOUNTS:
            raise NotRecognised("the sum of what is no number")
        return Sum(0, tuple(Term(1, c, read if of_fields else None) for c, read in self.parts))

    def count(self, constant: Any) -> Sum:
        """How often a list has a constant."""
        if not self.listed:
            raise NotRecognised("how often a set has something")
        found = (every(cond, Comparison(read, "==", constant)) for cond, read in self.parts)
        return Sum(0, tuple(Term(1, condition, None) for condition in found))


@dataclass(frozen=True)
class Common:
    """What a gathered set and a constant one have in common."""

    gathered: Gathered
    constants: frozenset[Any]


@dataclass(frozen=True)
class Sum:
    """A number: a constant and terms."""

    constant: float
    terms: tuple[Term, ...] = ()

    def scaled(self, factor: float) -> Sum:
        """The sum times a number."""
        terms = tuple(Term(term.factor * factor, *term[1:]) for term in self.terms)
        return Sum(self.constant * factor, terms)

    def plus(self, other: Sum) -> Sum:
        """The sum of two sums."""
        return Sum(self.constant + other.constant, self.terms + other.terms)


@dataclass(frozen=True)
class Ratio:
    """A sum over a sum that is above 0."""

    upper: Sum
    lower: Sum


@dataclass(frozen=True)
class Latest:
    """A field of the last activity that fulfils a condition."""

    condition: Condition
    field: Field


@dataclass(frozen=True)
class Place:
    """Which in the row the last activity is that fulfils a condition; 0 where none does."""

    condition: Condition


@dataclass(frozen=True)
class OneEnd:
    """The first (0) or the last (-1) activity."""

    at: int


@dataclass(frozen=True)
class Apart:
    """Kilometres between a place and that of the activity ``latest``."""

    place: str
    latest: Latest


class Every:
    """All activities of the plan."""


def unknown(node: ast.AST) -> NotRecognised:
    """The error that tells of a piece of a program without a symbol for it."""
    return NotRecognised(ast.unparse(node))


def apart(one: Any, two: Any) -> Apart:
    """The distance of a place and of where an activity is, in either order."""
    if isinstance(one, Latest):
        one, two = two, one
    if not (isinstance(one, str) and isinstance(two, Latest)):
        raise NotRecognised(f"the distance of {one!r} and {two!r}")
    return Apart(one, two)


def has(gathered: Gathered, op: str, constant: Any) -> Formula:
    """Whether a gathered set has a member that compares so with a constant."""
    parts = (Need(every(cond, Comparison(read, op, constant))) for cond, read in gathered.parts)
    return either(*parts)


def has_each(gathered: Gathered, constants: frozenset[Any]) -> list[Formula]:
    """Of each constant whether a gathered set has it, in an order that no hash decides."""
    return [has(gathered, "==", constant) for constant in sorted(constants, key=repr)]


def number(value: Any) -> Sum:
    """A value as a sum."""
    if isinstance(value, Sum):
        return value
    if isinstance(value, int | float):
        return Sum(value)
    raise NotRecognised(f"{value!r} as a number")


def reckoned(left: Any, op: ast.operator, right: Any, node: ast.AST) -> Any:
    """What an operator makes of two values; ``node`` is told where there is no symbol for it."""
    match left, op, right:
        case (int() | float(), ast.Add(), int() | float()):
            return left + right
        case (int() | float(), ast.Sub(), int() | float()):
            return left - right
        case (Gathered(listed=False), ast.BitAnd(), frozenset()):
            return Common(left, right)
        case (frozenset(), ast.BitAnd(), Gathered(listed=False)):
            return Common(right, left)
        case (_, ast.Add(), _):
            return number(left).plus(number(right))
        case (_, ast.Sub(), _):
            return number(left).plus(number(right).scaled(-1))
        case (Sum(), ast.Mult(), int() | float()):
            return left.scaled(right)
        case (int() | float(), ast.Mult(), Sum()):
            return right.scaled(left)
        case (Sum(), ast.Div(), int() | float()):
            return left.scaled(1 / right)
        case (Ratio(upper, lower), ast.Div(), int() | float()):
            return Ratio(upper.scaled(1 / right), lower)
        case (Sum(), ast.Div(), Sum()):
            return Ratio(left, right)
        case (int() | float(), ast.Mult(), int() | float()):
            return left * right
        case (int() | float(), ast.Div(), int() | float()):
            return left / right
    raise unknown(node)


def compared(left: Any, op: str, right: Any, node: ast.AST) -> Formula:
    """How two values compare; ``node`` is told where there is no symbol for it."""
    match left, right:
        case (frozenset(), Gathered(listed=False)):
            return _sets(right, op.translate(MIRRORED), left, node)
        case (Gathered(listed=False), frozenset()):
            return _sets(left, op, right, node)
        case (Apart(place, latest), int() | float()):
            apart = Comparison(Field("poi_distance", place), op, right)
            return both(Need(every(latest.condition, apart)), Last(latest.condition, apart))
        case (Ratio(upper, lower), int() | float()):
            return both(_bound(upper.plus(lower.scaled(-right)), op), _bound(lower, ">"))
        case (Sum() | int() | float(), Sum() | int() | float()):
            return _bound(number(left).plus(number(right).scaled(-1)), op)
        case (Place(), Place()) if op in ("<=", ">="):
            return negated(compared(right, op.rstrip("="), left, node))
        case (Place(first), Place(second)) if op in ("<", ">"):
            if op == ">":
                first, second = second, first
            return both(Need(second), Before(first, second))
        case (str(), Gathered()) if op == "in":
            return has(right, "==", left)
        case (str(), Gathered()) if op == "not in":
            return negated(has(right, "==", left))
        case (one, two) if op in ("==", "!=") and all(isinstance(v, FORMULAS) for v in (one, two)):
            same = either(both(one, two), both(negated(one), negated(two)))
            return same if op == "==" else negated(same)
        case (str() | None | bool(), str() | None | bool()):
            return truth(COMPARISONS[op](left, right))
    raise unknown(node)


def _bound(value: Sum, op: str) -> Formula:
    """A sum compared with 0."""
    if not value.terms:
        return truth(COMPARISONS[op](value.constant, 0))
    return Bound(value.terms, op, -value.constant)


def _sets(gathered: Gathered, op: str, constants: frozenset[Any], node: ast.AST) -> Formula:
    """A gathered set compared with a constant one."""
    has_all = both(*has_each(gathered, constants))
    has_others = has(gathered, "not in", constants)
    match op:
        case ">=":
            return has_all
        case "<=":
            return negated(has_others)
        case "==":
            return both(has_all, negated(has_others))
        case "!=":
            return either(negated(has_all), has_others)
        case ">":
            return both(has_all, has_others)
        case "<":
            return both(negated(has_others), negated(has_all))
    raise unknown(node)
