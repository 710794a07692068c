"""Stops that a plan has to make, and may make on a day: places wanted, kitchens, rests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from planner.kernel import APPOINTMENT, REST, VISIT
from planner.money import meal_cost, trip_currency, visit_cost
from planner.order import appointment_key, rest_key
from planner.problem import Node
from planner.roster import roles, wanted_ids
from planner.spans import length_of, openings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from planner.facts import World
    from planner.frame import Frame
    from planner.model import Point
    from planner.place import Place
    from planner.request import Appointment, RestWish, TripRequest

#: Kitchens up to which those of a meal are told apart; more of them count as one that is as near
#: as the nearest, as quick as the quickest and open whenever one is.
FEW = 4


class Chance(NamedTuple):
    """A stop that may be made on one day.

    Attributes:
        key: id of its place, or key of its appointment or rest (``planner.order``); None where it
            stands for many kitchens.
        kind: as in ``planner.kernel``.
        starts: (first, last) minutes in which it may begin, disjoint and in order.
        minutes: it lasts at least.
        cost: what it costs the party, kitchens it stands for left out.
        prices: what a meal costs at each of the kitchens it stands for, by id.
        points: where it may be.
    """

    key: str | None
    kind: int
    starts: tuple[tuple[int, int], ...]
    minutes: int
    cost: float
    prices: Mapping[str, float]
    points: tuple[Point, ...]

    def within(self, first: float, last: float) -> Chance:
        """The same, begun from ``first`` to ``last``."""
        starts = ((max(a, math.ceil(first)), min(b, math.floor(last))) for a, b in self.starts)
        return self._replace(starts=tuple((a, b) for a, b in starts if a <= b))


def stops(
    frame: Frame,
    places: Iterable[Place],
    kinds: frozenset[int],
    request: TripRequest,
    world: World,
) -> Iterator[Chance]:
    """All that may be made on one day: its appointments, and places in each role.

    Where one has an appointment one goes for nothing else, as in ``planner.roster``.

    Args:
        places: of the day's city, those that the request rules out left out.
        kinds: of meals that there may be.
    """
    for number, item in enumerate(request.appointments):
        if item.start.date() == frame.date:
            node = Node(None, APPOINTMENT, appointment=item)
            at = points_of(item, world)
            yield _chance(appointment_key(number), node, at, frame, request, world)
    wanted = wanted_ids(request)
    fixed = {item.place for item in request.appointments} - wanted
    for place in places:
        for node in roles(place, request, wanted) if place.id not in fixed else ():
            if node.kind == VISIT or node.kind in kinds or place.id in wanted:
                yield _chance(place.id, node, (place.point,), frame, request, world)


def asked(
    made: Iterable[Chance], wanted: Set[str], due: frozenset[int], meals: int
) -> Iterator[Chance]:
    """Of all that may be made on one day, what is wanted, rests, and due meals.

    Args:
        wanted: keys.
        due: kinds of meals.
        meals: how many the whole trip may have.
    """
    kitchens: dict[int, list[Chance]] = {}
    for chance in made:
        if chance.key in wanted or chance.kind == REST:
            yield chance
        elif chance.starts and chance.kind in due:
            kitchens.setdefault(chance.kind, []).append(chance)
    for found in kitchens.values():
        yield from found if len(found) <= FEW else [_any_of(found, meals)]


def rest_chance(
    wish: RestWish, frame: Frame, beds: tuple[Point, ...], request: TripRequest, world: World
) -> Chance:
    """A rest on one day, in whichever bed."""
    node = Node(None, REST, rest=wish, date=frame.date)
    return _chance(rest_key(frame.date), node, beds, frame, request, world)


def points_of(item: Appointment, world: World) -> tuple[Point, ...]:
    """Where an appointment is; nowhere in particular if its place is not on file."""
    known = world.place(item.place) if item.place is not None else None
    point = item.at or (known.point if known is not None else None)
    return () if point is None else (point,)


def _chance(
    key: str,
    node: Node,
    points: tuple[Point, ...],
    frame: Frame,
    request: TripRequest,
    world: World,
) -> Chance:
    length = length_of(node, request.pace)
    spans = openings(node, length, frame, request, world)
    return Chance(
        key=key,
        kind=node.kind,
        starts=tuple((span.opens, span.last) for span in spans),
        minutes=length.shortest,
        cost=_price(node, request, world),
        prices={},
        points=points,
    )


def _price(node: Node, request: TripRequest, world: World) -> float:
    if node.place is None:
        return 0.0
    pricing = visit_cost if node.kind == VISIT else meal_cost
    return pricing(node.place, request.party, trip_currency(request, world), world) or 0.0


def _any_of(kitchens: Sequence[Chance], meals: int) -> Chance:
    """A meal at any of these kitchens, with the prices of the cheapest.

    As no kitchen is gone to twice, of any plan's kitchens each can be changed for one of the
    ``meals`` cheapest.
    """
    prices = sorted((kitchen.cost, kitchen.key or "") for kitchen in kitchens)
    starts: list[tuple[int, int]] = []
    for first, last in sorted(span for kitchen in kitchens for span in kitchen.starts):
        if starts and first <= starts[-1][1] + 1:
            starts[-1] = (starts[-1][0], max(last, starts[-1][1]))
        else:
            starts.append((first, last))
    return Chance(
        key=None,
        kind=kitchens[0].kind,
        starts=tuple(starts),
        minutes=min(kitchen.minutes for kitchen in kitchens),
        cost=0.0,
        prices={key: cost for cost, key in prices[:meals]},
        points=tuple(point for kitchen in kitchens for point in kitchen.points),
    )
