"""The list of rules and the one call that runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from eval.checker.case import Case, Directory, Finding
from eval.checker.clock import calendar, day_window, time_zone
from eval.checker.meals import meals
from eval.checker.money import budget
from eval.checker.openness import daylight, opened, season
from eval.checker.rests import rests
from eval.checker.sights import sights
from eval.checker.stops import areas, identity, length, party, repeats
from eval.checker.terminals import terminals, transfer
from eval.checker.walk import order, reachable, walking
from eval.checker.wishes import appointments, locks, lodging, must, must_not

if TYPE_CHECKING:
    from planner.facts import World
    from planner.itinerary import Itinerary

Rule = Callable[[Case], Iterator[Finding]]

#: Every rule of ``docs/rules.md`` by its name there, in its order.
RULES: dict[str, Rule] = {
    "identity": identity,
    "calendar": calendar,
    "time_zone": time_zone,
    "order": order,
    "open": opened,
    "daylight": daylight,
    "season": season,
    "length": length,
    "reachable": reachable,
    "walking": walking,
    "day_window": day_window,
    "terminals": terminals,
    "transfer": transfer,
    "budget": budget,
    "party": party,
    "must": must,
    "must_not": must_not,
    "areas": areas,
    "locks": locks,
    "appointments": appointments,
    "sights": sights,
    "meals": meals,
    "rests": rests,
    "lodging": lodging,
    "repeats": repeats,
}


def check(
    itinerary: Itinerary,
    world: World,
    directory: Directory | None = None,
    rules: Iterable[str] = tuple(RULES),
) -> list[Finding]:
    """Every breach of a rule, in the order of ``RULES``; empty for a plan that keeps them all.

    Args:
        itinerary: the plan; its own request is what it is held against.
        world: the facts. Opening hours and the sun are worked out anew from the places' text, not
            asked of it.
        directory: looks up names in the request; without it names are known only by id or from
            the plan's own places.
        rules: those that are looked at.
    """
    case = Case(itinerary, world, directory)
    return [finding for rule in rules for finding in RULES[rule](case)]
