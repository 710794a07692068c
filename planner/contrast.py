"""How one plan differs from another of the same trip, in one sentence made of what can be counted.

Aspects are weighed by how much they differ; the three that differ most are told.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from planner.classes import CLASSES, class_of
from planner.itinerary import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.facts import World
    from planner.itinerary import Itinerary, Leg

#: Aspects told at most.
TOLD = 3
#: Differences below which nothing is said: metres on foot and share of them, share of the costs,
#: minutes on the way, sights of one kind, sights in all.
METRES, ON_FOOT, MONEY, MINUTES, ALIKE, SIGHTS = 1_000, 0.1, 0.05, 20, 2, 2


class Aspect(NamedTuple):
    """Something in which two plans differ: how much, 1 being just worth telling, and the words."""

    weight: float
    text: str


def contrast(best: Itinerary, other: Itinerary, world: World) -> str:
    """What ``other`` has more or less of than ``best``, and how many sights they share."""
    aspects = sorted(_aspects(best, other, world), key=lambda aspect: -aspect.weight)
    mine = {stop.place_id for stop in _visits(other)}
    shared = len(mine & {stop.place_id for stop in _visits(best)})
    told = [aspect.text for aspect in aspects[:TOLD]]
    sentence = "; ".join([*told, f"{shared} of its {len(mine)} sights are in both"])
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _aspects(best: Itinerary, other: Itinerary, world: World) -> Iterator[Aspect]:
    yield from _kinds(best, other, world)
    yield from _areas(best, other, world)
    yield from _on_foot(best, other)
    yield from _on_the_way(best, other)
    yield from _money(best, other)
    yield from _number(best, other)


def _kinds(best: Itinerary, other: Itinerary, world: World) -> Iterator[Aspect]:
    """The kind of sights there are most more of, and the one there are most fewer of."""
    names = [*CLASSES, ""]
    now, was = (
        Counter(names[class_of(world.place(stop.place_id))] for stop in _visits(plan))
        for plan in (other, best)
    )
    change = {name: now[name] - was[name] for name in CLASSES}
    for word, name, by in (
        ("more", max(change, key=lambda name: change[name]), max(change.values())),
        ("fewer", min(change, key=lambda name: change[name]), -min(change.values())),
    ):
        if by >= ALIKE:
            yield Aspect(by / ALIKE, f"{word} {name} ({now[name]}, not {was[name]})")


def _areas(best: Itinerary, other: Itinerary, world: World) -> Iterator[Aspect]:
    """The area that gained most sights."""
    now, was = (
        Counter(area for stop in _visits(plan) if (area := _area(stop, world)))
        for plan in (other, best)
    )
    gained = now - was
    if gained:
        area = min(gained, key=lambda name: (-gained[name], name))
        if gained[area] >= ALIKE:
            yield Aspect(
                gained[area] / ALIKE, f"more of {area} ({now[area]} sights, not {was[area]})"
            )


def _area(stop: Visit, world: World) -> str | None:
    place = world.place(stop.place_id)
    if place is None or place.neighbourhood is None:
        return None
    areas = world.city(place.city).neighbourhoods
    return next((area.name for area in areas if area.id == place.neighbourhood), None)


def _on_foot(best: Itinerary, other: Itinerary) -> Iterator[Aspect]:
    now, was = (sum(leg.walk_metres for leg in _legs(plan)) for plan in (other, best))
    away, least = abs(now - was), max(METRES, ON_FOOT * was)
    if away >= least:
        word = "less" if now < was else "more"
        yield Aspect(away / least, f"{away / 1000:.1f} km {word} on foot")


def _on_the_way(best: Itinerary, other: Itinerary) -> Iterator[Aspect]:
    now, was = (sum(leg.minutes for leg in _legs(plan)) for plan in (other, best))
    if abs(now - was) >= MINUTES:
        word = "less" if now < was else "more"
        yield Aspect(abs(now - was) / MINUTES / 2, f"{abs(now - was)} minutes {word} on the way")


def _money(best: Itinerary, other: Itinerary) -> Iterator[Aspect]:
    now, was = other.costs.total, best.costs.total
    if was > 0 and abs(now - was) >= MONEY * was:
        word = "cheaper" if now < was else "dearer"
        amount = f"{abs(now - was):,.0f} {best.costs.currency}"
        yield Aspect(abs(now - was) / (MONEY * was), f"{amount} {word}")


def _number(best: Itinerary, other: Itinerary) -> Iterator[Aspect]:
    now, was = (sum(1 for _ in _visits(plan)) for plan in (other, best))
    if abs(now - was) >= SIGHTS:
        word = "fewer" if now < was else "more"
        yield Aspect(abs(now - was) / SIGHTS, f"{word} sights ({now}, not {was})")


def _visits(plan: Itinerary) -> Iterator[Visit]:
    for day in plan.days:
        for stop in day.stops:
            if isinstance(stop, Visit):
                yield stop


def _legs(plan: Itinerary) -> Iterator[Leg]:
    return chain.from_iterable((*day.inbound, *day.legs, *day.outbound) for day in plan.days)
