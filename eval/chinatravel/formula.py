"""What a program demands of a plan, where it could be recognised: wishes joined by and and or."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from eval.chinatravel.condition import Condition, Field, Not, impossible

#: The comparison that holds where another does not.
OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<=", "==": "!=", "!=": "=="}
#: Branches of a program beyond which it is left a black box.
MOST_BRANCHES = 64


class Term(NamedTuple):
    """A share of a sum: ``factor`` times a field of every activity that fulfils a condition.

    Attributes:
        field: None counts the activities.
    """

    factor: float
    condition: Condition
    field: Field | None


@dataclass(frozen=True)
class Need:
    """Some activity fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class Ban:
    """No activity fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class Bound:
    """A sum over the activities is at most, at least, ... a number."""

    terms: tuple[Term, ...]
    op: str
    limit: float


@dataclass(frozen=True)
class End:
    """The first (0) or the last (-1) activity fulfils the condition."""

    at: int
    condition: Condition


@dataclass(frozen=True)
class Before:
    """The last activity of one condition comes before the last of another, which there is."""

    condition: Condition
    second: Condition


@dataclass(frozen=True)
class NotBefore:
    """The opposite of ``Before``."""

    condition: Condition
    second: Condition


@dataclass(frozen=True)
class Last:
    """Of the activities that fulfil a condition the last fulfils another too, if there is one."""

    condition: Condition
    second: Condition


@dataclass(frozen=True)
class Junction:
    """Any or all of some formulas; any of none never holds."""

    any_of: bool
    parts: tuple[Formula, ...]


Wish = Need | Ban | Bound | End | Before | NotBefore | Last
Formula = Wish | Junction
FORMULAS = (Need, Ban, Bound, End, Before, NotBefore, Last, Junction)
TRUE, FALSE = Junction(False, ()), Junction(True, ())


def truth(value: object) -> Formula:
    """Always or never."""
    return TRUE if value else FALSE


def both(*parts: Formula) -> Formula:
    """All of some formulas."""
    return Junction(False, parts)


def either(*parts: Formula) -> Formula:
    """Any of some formulas."""
    return Junction(True, parts)


def negated(formula: Formula) -> Formula:
    """The opposite of a formula."""
    match formula:
        case Need(condition):
            return Ban(condition)
        case Ban(condition):
            return Need(condition)
        case Bound(terms, op, limit):
            return Bound(terms, OPPOSITE[op], limit)
        case End(at, condition):
            return End(at, Not(condition))
        case Before(first, second):
            return NotBefore(first, second)
        case NotBefore(first, second):
            return Before(first, second)
        case Last(first, second):
            return both(Need(first), Last(first, Not(second)))
        case Junction(any_of, parts):
            return Junction(not any_of, tuple(negated(part) for part in parts))


def branches(formula: Formula) -> list[tuple[Wish, ...]]:
    """The ways to fulfil a formula: each is wishes that all have to be fulfilled.

    Wishes that the types of the schema settle are settled. No branch at all: it cannot be.

    Raises:
        OverflowError: there are more than ``MOST_BRANCHES``.
    """
    found: list[tuple[Wish, ...]]
    match formula:
        case Need(condition) if impossible(condition):
            return []
        case Ban(condition) if impossible(condition):
            return [()]
        case Junction(True, parts):
            found = [branch for part in parts for branch in branches(part)]
            if () in found:
                return [()]
        case Junction(False, parts):
            found = [()]
            for part in parts:
                found = [(*one, *two) for one in found for two in branches(part)]
                _limit(found)
        case Need() | Ban() | Bound() | End() | Before() | NotBefore() | Last():
            return [(formula,)]
    _limit(found)
    return found


def _limit(found: list[tuple[Wish, ...]]) -> None:
    if len(found) > MOST_BRANCHES:
        raise OverflowError(f"{len(found)} branches")
