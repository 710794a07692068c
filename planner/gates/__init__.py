"""The hard gates: one function a rule, yielding typed violations with an amount and a sentence.

No itinerary leaves Wayplan without passing all of them, whoever proposed it. The rules are in
docs/rules.md; ``transfer`` there is judged by the gate ``terminals``, a ride between cities being
one more way into town.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from planner.gates import clock, daily, purse, ways, wishes
from planner.gates.violation import Review, Violation

if TYPE_CHECKING:
    from planner.facts import World
    from planner.itinerary import Itinerary

__all__ = ["GATES", "Review", "Violation", "violations"]

Gate = Callable[[Review], Iterator[Violation]]

#: Every hard rule by name, in the order in which a plan is best mended.
GATES: dict[str, Gate] = {
    "identity": wishes.identity,
    "calendar": clock.calendar,
    "time_zone": clock.time_zone,
    "order": clock.order,
    "open": clock.opening,
    "daylight": clock.daylight,
    "season": clock.season,
    "length": clock.length,
    "reachable": ways.reachable,
    "walking": ways.walking,
    "day_window": ways.day_window,
    "terminals": ways.terminals,
    "budget": purse.budget,
    "party": wishes.party,
    "must": wishes.must,
    "must_not": wishes.must_not,
    "areas": wishes.areas,
    "locks": wishes.locks,
    "appointments": clock.appointments,
    "sights": daily.sights,
    "meals": daily.meals,
    "rests": daily.rests,
    "lodging": wishes.lodging,
    "repeats": wishes.repeats,
}


def violations(plan: Itinerary, world: World) -> list[Violation]:
    """Every violation of every rule, in the order of ``GATES``; empty if the plan may leave."""
    review = Review(plan, world)
    return [found for gate in GATES.values() for found in gate(review)]
