"""Conditions on one activity, such as "it is a meal and its place is one of these"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.allowed import COMPARISONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from eval.chinatravel.concepts import Activity


class Field(NamedTuple):
    """What a program reads of an activity: a function of ``concepts``.

    Attributes:
        place: the other end, of ``poi_distance``; empty for all others.
    """

    name: str
    place: str = ""


@dataclass(frozen=True)
class Comparison:
    """A field compared with a constant; ``op`` as Python writes it."""

    field: Field
    op: str
    value: Any


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    part: Condition


@dataclass(frozen=True)
class Many:
    """Any or all of some conditions; all of none always holds."""

    any_of: bool
    parts: tuple[Condition, ...]


Condition = Comparison | Not | Many
#: The types of an activity that the schema knows.
TYPES = ("airplane", "train", "attraction", "breakfast", "lunch", "dinner", "accommodation")
#: Fields that are numbers, whatever the activity.
AMOUNTS = {
    *("activity_cost", "activity_price", "activity_tickets", "activity_time"),
    *("room_count", "room_type"),
    *(f"innercity_transport_{what}" for what in ("cost", "price", "distance", "time")),
}
TYPE = Field("activity_type")
POSITION = Field("activity_position")


def every(*parts: Condition) -> Condition:
    """All of some conditions."""
    return parts[0] if len(parts) == 1 else Many(False, parts)


def asked(
    condition: Condition, read: Callable[[Field, Activity], Any]
) -> Callable[[Activity], bool]:
    """The condition as a function of an activity; it fails where a program would."""
    match condition:
        case Comparison(field, op, value):
            compare = COMPARISONS[op]
            return lambda activity: bool(compare(read(field, activity), value))
        case Not(part):
            inner = asked(part, read)
            return lambda activity: not inner(activity)
        case Many(any_of, parts):
            each = [asked(part, read) for part in parts]
            if any_of:
                return lambda activity: any(one(activity) for one in each)
            return lambda activity: all(one(activity) for one in each)


def settled(condition: Condition, known: Mapping[Field, Any]) -> bool | None:
    """What is sure of a condition where only some fields are known."""
    match condition:
        case Comparison(field, op, value):
            if field not in known:
                return None
            try:
                return bool(COMPARISONS[op](known[field], value))
            except TypeError:
                return None
        case Not(part):
            inner = settled(part, known)
            return None if inner is None else not inner
        case Many(any_of, parts):
            found = [settled(part, known) for part in parts]
            if any_of in found:
                return any_of
            return None if None in found else not any_of


def tests(condition: Condition) -> Iterator[Comparison]:
    """All comparisons in a condition."""
    match condition:
        case Comparison():
            yield condition
        case Not(part):
            yield from tests(part)
        case Many(parts=parts):
            for each in parts:
                yield from tests(each)


def conjuncts(condition: Condition) -> Iterator[Comparison]:
    """Comparisons that hold wherever the condition does."""
    match condition:
        case Comparison():
            yield condition
        case Many(False, parts):
            for each in parts:
                yield from conjuncts(each)


def impossible(condition: Condition) -> bool:
    """Whether no activity of any type the schema knows can fulfil it."""
    return all(settled(condition, {TYPE: kind}) is False for kind in TYPES)
