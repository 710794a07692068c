"""What a persona promises, as a measure of written plans: a path that breaks it is dropped.

A promise is held against the other paths of the same trip: compact walking that walks more than
most of them contradicts itself, whatever its objective made of it.
"""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING, NamedTuple

from planner.itinerary import Meal, Visit
from planner.scoring import labels_of, popularity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from agents.paths.persona import Persona
    from planner.facts import World
    from planner.itinerary import Itinerary
    from planner.place import Place

#: Share of the others' figure that a path may be off before it breaks its promise.
SLACK = 0.02


class Seen(NamedTuple):
    """A plan as a promise is measured on it.

    Attributes:
        prior: the traveller's known taste by place id.
    """

    persona: Persona
    plan: Itinerary
    world: World
    prior: Mapping[str, float]

    def places(self, kind: type[Visit] | type[Meal]) -> Iterator[Place]:
        """Places of the sights, or of the meals, that the catalogue has."""
        return places_of(self.plan, self.world, kind)


def places_of(plan: Itinerary, world: World, *kinds: type[Visit] | type[Meal]) -> Iterator[Place]:
    """Places of the stops of these kinds that the catalogue has."""
    for day in plan.days:
        for stop in day.stops:
            place = world.place(stop.place_id) if isinstance(stop, kinds) else None
            if place is not None:
                yield place


class Promise(NamedTuple):
    """A measure, and which way it should go.

    Attributes:
        more: whether more of it is what was promised.
        words: how it was broken, with the path's ``own`` figure and the ``usual`` of the others.
    """

    measure: Callable[[Seen], float]
    more: bool
    words: str


def broken(promise: Promise, own: Seen, others: Sequence[Itinerary]) -> str:
    """How a plan breaks a promise, held against the median of others; empty if it does not."""
    mine = promise.measure(own)
    usual = median(promise.measure(own._replace(plan=other)) for other in others)
    away = usual - mine if promise.more else mine - usual
    worse = away > SLACK * abs(usual)
    return promise.words.format(own=mine, usual=usual) if worse else ""


def _walked(seen: Seen) -> float:
    """Kilometres on foot between stops."""
    return sum(leg.walk_metres for day in seen.plan.days for leg in day.legs) / 1000


def _cost(seen: Seen) -> float:
    return seen.plan.costs.total


def _stops(seen: Seen) -> float:
    return sum(len(day.stops) for day in seen.plan.days)


def _fame(seen: Seen) -> float:
    """Mean popularity of the sights in percent."""
    return 100 * fmean([place.popularity for place in seen.places(Visit)] or [0.0])


def _kitchens(seen: Seen) -> float:
    """Renown of the places to eat, in all: a meal left out counts too."""
    return sum(popularity(place).value for place in seen.places(Meal))


def _taste(seen: Seen) -> float:
    """Mean of the known taste for the sights."""
    return fmean([seen.prior.get(place.id, 1.0) for place in seen.places(Visit)] or [0.0])


def _liked(seen: Seen) -> float:
    """Sights of the kinds that the persona likes."""
    return sum(
        any(label in seen.persona.likes for label in labels_of(place))
        for place in seen.places(Visit)
    )


PROMISES = {
    "walking": Promise(_walked, False, "it walks {own:.1f} km, the others {usual:.1f} km"),
    "cost": Promise(_cost, False, "it costs {own:,.0f}, the others {usual:,.0f}"),
    "calm": Promise(_stops, False, "it makes {own:.0f} stops, the others {usual:.0f}"),
    "number": Promise(_stops, True, "it makes {own:.0f} stops, the others {usual:.0f}"),
    "fame": Promise(
        _fame,
        True,
        "its sights are less renowned than the others' ({own:.0f} %, not {usual:.0f} %)",
    ),
    "quiet": Promise(
        _fame,
        False,
        "its sights are more renowned than the others' ({own:.0f} %, not {usual:.0f} %)",
    ),
    "meals": Promise(
        _kitchens, True, "it eats less well than the others (renown {own:.2f}, not {usual:.2f})"
    ),
    "habit": Promise(
        _taste, True, "it is less to your taste than the others ({own:.2f}, not {usual:.2f})"
    ),
    "kinds": Promise(
        _liked, True, "it has {own:.0f} sights of its own kinds, the others {usual:.0f}"
    ),
}
