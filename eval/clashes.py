"""Requests that no plan can grant: wishes that are fine alone and clash together, by name.

Each clash is asked for on a trip that is easy otherwise; ``clashing`` draws one or two of them, and
seldom one more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from eval.clash_wishes import CLASHES, Unsuitable
from eval.scenario_draft import Draft, Level, Store
from planner.request import TripRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from planner.facts import World

#: How likely a request has two clashes that share no field.
TWICE = 0.2
#: A clash drawn after all else, which stays what it was before there was this one; how likely.
LATE, LATELY = "many musts", 0.1


class Clashing(NamedTuple):
    """A request and the names of what is meant to make it impossible."""

    request: TripRequest
    clashes: tuple[str, ...]


def clashing(rng: Random, stores: Sequence[Store], world: World) -> Clashing:
    """An easy trip to one of the cities with one or two clashes in it; the seed repeats it."""
    while True:
        draft = Draft(rng, [rng.choice(list(stores))], Level.EASY)
        draft.route()
        draft.people()
        names = sorted(CLASHES.keys() - {LATE})
        chosen = rng.sample(names, 2 if rng.random() < TWICE else 1)
        if _clash(draft, world, chosen):
            if rng.random() < LATELY and _clash(draft, world, [LATE]):
                chosen.append(LATE)
            return Clashing(TripRequest(**draft.fields), tuple(chosen))


def _clash(draft: Draft, world: World, names: Sequence[str]) -> bool:
    """Ask for clashes; whether the catalogue has what they need and they share no field."""
    touched: set[str] = set()
    for name in names:
        before = dict(draft.fields)
        try:
            CLASHES[name](draft, world)
        except Unsuitable:
            return False
        now = {field for field, value in draft.fields.items() if before.get(field) != value}
        if touched & now:
            return False
        touched |= now
    return True
