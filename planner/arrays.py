"""The numbers of a trip, by name: what the builder freezes and a solver sees, and all it sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner import kernel as k
from planner.kernel import Floats, Ints, Packed, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Base(NamedTuple):
    """Where one sleeps throughout the trip, and all that follows from it; fields as in ``Arrays``.

    Attributes:
        points: what the lodgings themselves are worth, their price included.
    """

    start_loc: Ints
    end_loc: Ints
    free: Ints
    back: Ints
    walk_base: Ints
    bike_day: Floats
    due: Ints
    caps: Floats
    loc: Ints
    points: float = 0.0

    def due_stops(self) -> list[tuple[int, int]]:
        """(Day, kind) of every meal and rest that is due."""
        return [
            (day, kind)
            for day, kinds in enumerate(self.due)
            for kind in range(k.VISIT + 1, k.APPOINTMENT)
            if kinds[kind]
        ]


@dataclass(frozen=True)
class Arrays:
    """A trip as numbers: N nodes (place in a role), L locations, D days, K spans a day, C classes.

    Attributes:
        minutes, burden, walk: int (2, L, L); ``ride_cost`` float, ``bike`` bool of the same shape
            (see ``planner.legs``).
        loc, place, kind, klass: int (N,). Nodes of one place share ``place``.
        shortest, usual, longest: int (N,), minutes.
        cost: float (N,), for the party.
        spans: int (N, D, K, 3): opens, closes, last start; ``n_spans`` int (N, D).
        value: float (N, D); ``by_slot`` float (N, D, SLOTS), factors on it.
        hard: float (N,): 1 where the node's place must be in the plan, else 0.
        start_loc, end_loc, free, back: int (D,).
        walk_base: int (D,), metres walked on the way into and out of town; ``bike_day`` float (D,),
            price of hired bikes.
        due: int (D, 6), indexed by kind: 1 where that meal or a rest is due.
        pace: float (D,), sights of an hour or more a day; ``stamina`` int (D,), minutes of visiting
            a day; ``sights`` int (D,), most visits.
        caps: float (4,): what may still be spent by category and in all.
        walk_cap: int.
        class_weight: float (C,): points each further stop of a class costs over the whole trip.
        per_euro: float: euros and person of one unit of the trip's currency.
        points: what the lodgings are worth.
        others: further bases on offer, to choose from with the tour.
    """

    minutes: Ints
    burden: Ints
    walk: Ints
    ride_cost: Floats
    bike: NDArray[np.bool_]
    loc: Ints
    place: Ints
    kind: Ints
    klass: Ints
    shortest: Ints
    usual: Ints
    longest: Ints
    cost: Floats
    spans: Ints
    n_spans: Ints
    value: Floats
    by_slot: Floats
    hard: Floats
    start_loc: Ints
    end_loc: Ints
    free: Ints
    back: Ints
    walk_base: Ints
    bike_day: Floats
    due: Ints
    pace: Floats
    stamina: Ints
    sights: Ints
    caps: Floats
    walk_cap: int
    class_weight: Floats
    per_euro: float
    weights: Weights
    points: float = 0.0
    others: tuple[Base, ...] = ()

    @property
    def bases(self) -> tuple[Base, ...]:
        """Every base on offer, the present one first."""
        own = Base(*(getattr(self, name) for name in Base._fields))
        return (own, *self.others)

    @property
    def wanted(self) -> list[int]:
        """Numbers of the places that have to be in the plan."""
        return sorted({int(n) for n, hard in zip(self.place, self.hard, strict=True) if hard})

    def on(self, base: int) -> Arrays:
        """The same trip with the base of that number, and no other on offer."""
        return replace(self, **self.bases[base]._asdict(), others=())

    def reordered(self, order: Sequence[int]) -> Arrays:
        """The same trip with its bases in another order, by their numbers."""
        first, *rest = (self.bases[number] for number in order)
        return replace(self, **first._asdict(), others=tuple(rest))

    @cached_property
    def packed(self) -> Packed:
        """The same numbers as compiled loops read them."""
        days = [_days(self, base) for base in self.bases]
        return Packed(
            legs=_legs(self),
            fares=self.ride_cost.astype(np.float64),
            quick=np.stack([self.minutes.min(axis=0), self.minutes.max(axis=0)], axis=-1).astype(
                np.int32
            ),
            nodes=_nodes(self),
            prices=np.stack(
                [self.cost, self.hard, self.by_slot.max(axis=(1, 2), initial=0.0)], axis=-1
            ).astype(np.float64),
            cells=_cells(self),
            value=np.ascontiguousarray(self.value, np.float64),
            by_slot=np.ascontiguousarray(self.by_slot, np.float64),
            days=days[0].copy(),
            moods=np.stack([self.pace, self.bike_day], axis=-1).astype(np.float64),
            caps=np.append(self.caps, float(self.walk_cap)),
            class_weight=np.ascontiguousarray(self.class_weight, np.float64),
            bases=np.stack(days),
            hires=np.stack([base.bike_day for base in self.bases]).astype(np.float64),
            purses=np.stack([base.caps for base in self.bases]).astype(np.float64),
            seats=np.stack([base.loc for base in self.bases]).astype(np.int32),
            comfort=np.array([self._comfort(base) for base in self.bases], np.float64),
            per_euro=float(self.per_euro),
            weights=Weights(*map(float, self.weights)),
        )

    def _comfort(self, base: Base) -> float:
        """Points of a base less the bonus of all that is hard there.

        So a plan loses the bonus of what it misses, and a base where more is due is no better.
        """
        return base.points - k.HARD_BONUS * (len(self.wanted) + len(base.due_stops()))


def _legs(a: Arrays) -> k.Shorts:
    legs = np.zeros((*a.minutes.shape, 4), np.int32)
    legs[..., k.MINUTES], legs[..., k.BURDEN] = a.minutes, a.burden
    legs[..., k.WALK_METRES] = a.walk
    legs[..., k.COSTS] = np.where(a.bike, k.BIKE, (a.ride_cost != 0) * k.FARE)
    return legs


def _nodes(a: Arrays) -> k.Shorts:
    nodes = np.zeros((len(a.loc), 8), np.int32)
    columns = {
        k.LOC: a.loc,
        k.PLACE: a.place,
        k.KIND: a.kind,
        k.KLASS: a.klass,
        k.SHORTEST: a.shortest,
        k.USUAL: a.usual,
        k.LONGEST: a.longest,
        k.NEXT_ROLE: _next_roles(a.place),
    }
    for column, values in columns.items():
        nodes[:, column] = values
    return nodes


def _next_roles(place: Ints) -> Ints:
    """For each node the next one of its place, in a ring; itself where the place has but one."""
    order = np.argsort(place, kind="stable")
    ring, first = np.roll(order, -1), 0
    for last, node in enumerate(order):
        if last + 1 == len(order) or place[order[last + 1]] != place[node]:
            ring[last], first = order[first], last + 1
    roles = np.empty_like(order)
    roles[order] = ring
    return roles


def _cells(a: Arrays) -> k.Shorts:
    nodes, days, most = a.spans.shape[:3]
    cells = np.zeros((nodes, days, 1 + 3 * most), np.int32)
    cells[..., 0] = a.n_spans
    cells[..., 1:] = a.spans.reshape(nodes, days, 3 * most)
    return cells


def _days(a: Arrays, base: Base) -> k.Shorts:
    days = np.zeros((len(base.free), k.DUE + base.due.shape[1]), np.int32)
    columns = {
        k.START: base.start_loc,
        k.END: base.end_loc,
        k.FREE: base.free,
        k.BACK: base.back,
        k.FEET: base.walk_base,
        k.STAMINA: a.stamina,
        k.SIGHTS: a.sights,
    }
    for column, values in columns.items():
        days[:, column] = values
    days[:, k.DUE :] = base.due
    return days
