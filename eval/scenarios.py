"""Random trip requests from easy to impossible, repeatable by seed, on any catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from eval.scenario_draft import Draft, Level, Store
from eval.scenario_wishes import CLASHES, EXTRAS, GENTLE, LAST
from planner.request import TripRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = [
    "WISHES",
    "Level",
    "Scenario",
    "Store",
    "random_request",
    "random_scenario",
    "wishing",
]

#: How likely each extra wish is.
_WISHES = {Level.EASY: 0.2, Level.MEDIUM: 0.25, Level.HARD: 0.5, Level.IMPOSSIBLE: 0.25}


#: Every wish by its name, and the budget.
WISHES = {wish.__name__.strip("_"): wish for wish in (*EXTRAS, *LAST, Draft.money)}


class Scenario(NamedTuple):
    """A request, how hard it is meant to be, and what makes it impossible where it is."""

    request: TripRequest
    level: Level
    clash: str | None = None


def random_request(rng: Random, stores: Sequence[Store], level: Level | None = None) -> TripRequest:
    """A valid request for one or two of the cities; see ``random_scenario``."""
    return random_scenario(rng, stores, level).request


def random_scenario(rng: Random, stores: Sequence[Store], level: Level | None = None) -> Scenario:
    """A valid request for one or two of the cities, with its level.

    Args:
        rng: seeded; the same seed and catalogues give the same request.
        stores: one catalogue a city, at least one.
        level: chosen at random, evenly, if None.
    """
    level = level or rng.choice(tuple(Level))
    draft = Draft(rng, stores, level)
    draft.route()
    draft.people()
    draft.money()
    for wish in GENTLE if level is Level.EASY else EXTRAS:
        if rng.random() < _WISHES[level]:
            wish(draft)
    clash = None
    if level is Level.IMPOSSIBLE:
        clash = rng.choice(sorted(CLASHES))
        CLASHES[clash](draft)
    for wish in LAST:
        if rng.random() < _WISHES[level]:
            wish(draft)
    return Scenario(TripRequest(**draft.fields), level, clash)


def wishing(rng: Random, stores: Sequence[Store], wish: str) -> TripRequest:
    """A valid request that asks for one thing of ``WISHES`` besides where, when and who."""
    draft = Draft(rng, stores, Level.MEDIUM)
    draft.route()
    draft.people()
    WISHES[wish](draft)
    return TripRequest(**draft.fields)
