"""When one can be where on a day: ways over stops made in between, each in its hours.

A stop may begin later but never earlier for being reached later, so the earliest one can be at each
point, and the latest one can leave it and still be home, are found as shortest ways are.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.kernel import REST, VISIT
from planner.legs import UNREACHABLE
from planner.terrain import Ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from planner.chance import Chance
    from planner.kernel import Floats, Ints
    from planner.model import Point
    from planner.order import Role
    from planner.terrain import Terrain

    Bools = NDArray[np.bool_]


class Span(NamedTuple):
    """A day's ends: rows where it may start and end, from when one is free, by when one is back.

    Attributes:
        beds: where one may rest.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    free: int
    back: int
    beds: tuple[Point, ...]


class _Stops(NamedTuple):
    """Stops as arrays: n of them, each at one row of the terrain, with at most K openings.

    Attributes:
        number: int (n,), which of the chances it is; one that may be in several places is several.
        row, minutes: int and float (n,).
        first, last: float (n, K), minutes in which it may begin; padded with an empty opening.
    """

    number: Ints
    row: Ints
    minutes: Floats
    first: Floats
    last: Floats

    def only(self, kept: Bools) -> _Stops:
        """Those kept."""
        return _Stops(
            self.number[kept], self.row[kept], self.minutes[kept], self.first[kept], self.last[kept]
        )

    def soonest(self, arrive: Floats) -> Floats:
        """When each begins at the earliest, inf if never, by when one arrives at each row."""
        begin = np.maximum(arrive[self.row, None], self.first)
        soonest: Floats = np.where(begin <= self.last, begin, np.inf).min(axis=1)
        return soonest

    def latest(self, leave: Floats) -> Floats:
        """When each begins at the latest, -inf if never, by when one has to leave each row."""
        begin = np.minimum((leave[self.row] - self.minutes)[:, None], self.last)
        latest: Floats = np.where(begin >= self.first, begin, -np.inf).max(axis=1)
        return latest


class Passage:
    """What of a day can be reached in time, and left in time.

    Attributes:
        ways: the least from point to point over stops that fit into the day.
    """

    def __init__(self, chances: Sequence[Chance], terrain: Terrain, span: Span) -> None:
        self._chances, self._terrain = chances, terrain
        self._stops = _stops(chances, terrain, span)
        self._onward: dict[tuple[tuple[int, ...], int], Floats] = {}
        self._settle(span)
        self._stops = self._stops.only(self._fitting())
        self.ways = Ways(terrain.direct, self._passing())

    def settled(self, span: Span) -> Passage:
        """The same day with other ends that are among its own."""
        one = copy(self)
        one._settle(span)
        return one

    def _settle(self, span: Span) -> None:
        self._span = span
        self._arrive, _ = self._forward(self._stops, span.starts, span.free)
        self._leave = self._backward(span.ends, span.back)

    def chances(self) -> Iterator[Chance]:
        """All that may be made, each in the hours in which one can be there and still be home."""
        for made in self._chances:
            chance = made._replace(points=self._span.beds) if made.kind == REST else made
            rows = list(self._rows(chance))
            last = self._leave[rows].max() - chance.minutes
            yield chance.within(self._arrive[rows].min(), last)

    def soonest(self, chances: Sequence[Chance]) -> Floats:
        """When one can be at each chance straight from each other, and from the start: (n+1, n+1).

        Row 0 is where the day starts, column 0, where it ends, is free of bounds.
        """
        targets = [list(self._rows(chance)) for chance in chances]
        arrivals = [self._arrive, *(self._after(chance) for chance in chances)]
        return np.array([[0.0, *(reached[at].min() for at in targets)] for reached in arrivals])

    def _after(self, chance: Chance) -> Floats:
        """When one can be at each row having made a chance as soon as it can be."""
        if not chance.starts:
            return np.full(len(self._arrive), np.inf)
        key = (self._rows(chance), chance.starts[0][0] + chance.minutes)
        if key not in self._onward:
            self._onward[key], _ = self._forward(self._stops, *key)
        return self._onward[key]

    def order(self, chances: Sequence[Chance], used: Iterable[str]) -> tuple[Role, ...]:
        """These chances made in turn as soon as can be, with the stops that this takes between.

        Args:
            used: keys that no stop in between may have.
        """
        kinds = {chance.kind for chance in chances} - {VISIT}
        barred, roles, rows, now = set(used), [], self._span.starts, float(self._span.free)
        for chance in chances:
            stops = self._between(barred, kinds)
            arrive, via = self._forward(stops, rows, now)
            goals = self._stops.only(self._standing_for(chance, barred))
            begin = goals.soonest(arrive)
            if not np.isfinite(begin).any():
                continue
            goal = int(begin.argmin())
            now, rows = float(begin[goal] + goals.minutes[goal]), (int(goals.row[goal]),)
            made = [*_trail(stops, via, rows[0]), int(goals.number[goal])]
            roles += [self._role(number) for number in made]
            barred |= {key for key, _ in roles}
        stops = self._between(barred, kinds)
        arrive, via = self._forward(stops, rows, now)
        home = min(self._span.ends, key=lambda row: arrive[row])
        return (*roles, *(self._role(number) for number in _trail(stops, via, home)))

    def _between(self, barred: set[str], kinds: set[int]) -> _Stops:
        """Stops that may be made on the way to others."""
        stops = [self._chances[number] for number in self._stops.number]
        kept = [stop.key not in barred and stop.kind not in kinds for stop in stops]
        return self._stops.only(np.array(kept, bool))

    def _standing_for(self, chance: Chance, barred: set[str]) -> Bools:
        """Which stops are this chance, or may be the one that it stands for."""
        stops = [self._chances[number] for number in self._stops.number]
        return np.array(
            [
                stop.kind == chance.kind
                and (stop.key == chance.key or (chance.key is None and stop.key not in barred))
                for stop in stops
            ],
            bool,
        )

    def _role(self, number: int) -> Role:
        stop = self._chances[number]
        assert stop.key is not None
        return stop.key, stop.kind

    def _rows(self, chance: Chance) -> tuple[int, ...]:
        return self._terrain.rows(chance.points) or self._span.starts

    def _fitting(self) -> Bools:
        """Which stops can be both reached and left in time."""
        first = np.maximum(self._arrive[self._stops.row, None], self._stops.first)
        most = (self._leave[self._stops.row] - self._stops.minutes)[:, None]
        fitting: Bools = np.any(first <= np.minimum(most, self._stops.last), axis=1)
        return fitting

    def _passing(self) -> Floats:
        """The shortest minutes of a stop at each row; ``UNREACHABLE`` where none fits."""
        passing = np.full(len(self._arrive), float(UNREACHABLE))
        np.minimum.at(passing, self._stops.row, self._stops.minutes)
        return passing

    def _forward(
        self, stops: _Stops, origins: tuple[int, ...], leave: float
    ) -> tuple[Floats, Ints]:
        """When one can be at each row, leaving the origins then; the stop made last before it.

        -1 stands for none.
        """
        direct = self._terrain.direct.minutes
        arrive = leave + direct[list(origins)].min(axis=0)
        via = np.full(len(arrive), -1, np.int64)
        known = np.full(len(arrive), np.inf)
        while True:
            left = stops.soonest(arrive) + stops.minutes
            order = np.argsort(-left, kind="stable")
            best, by = np.full(len(arrive), np.inf), np.full(len(arrive), -1, np.int64)
            best[stops.row[order]], by[stops.row[order]] = left[order], order
            through = np.flatnonzero(best < known)
            known = best
            if not len(through):
                return arrive, via
            onward = best[through, None] + direct[through]
            nearest = onward.argmin(axis=0)
            reached = np.take_along_axis(onward, nearest[None], axis=0)[0]
            via = np.where(reached < arrive, by[through][nearest], via)
            arrive = np.minimum(arrive, reached)

    def _backward(self, targets: tuple[int, ...], back: float) -> Floats:
        """When one has to leave each row at the latest to be at some target by then."""
        direct = self._terrain.direct.minutes
        leave: Floats = back - direct[:, list(targets)].min(axis=1)
        known = np.full(len(leave), -np.inf)
        while True:
            due = np.full(len(leave), -np.inf)
            np.maximum.at(due, self._stops.row, self._stops.latest(leave))
            through = np.flatnonzero(due > known)
            known = due
            if not len(through):
                return leave
            leave = np.maximum(leave, (due[through] - direct[:, through]).max(axis=1))


def _stops(chances: Sequence[Chance], terrain: Terrain, span: Span) -> _Stops:
    """Each chance at each point where it may be, if it has an opening at all."""
    at = [
        (number, row)
        for number, chance in enumerate(chances)
        if chance.starts
        for row in terrain.rows(chance.points) or span.starts
    ]
    number = np.array([number for number, _ in at], np.int64)
    widest = max((len(chance.starts) for chance in chances), default=1)
    openings = np.full((len(chances), max(1, widest), 2), (np.inf, -np.inf))
    for chance, cells in zip(chances, openings, strict=True):
        cells[: len(chance.starts)] = np.array(chance.starts).reshape(-1, 2)
    minutes = np.array([chance.minutes for chance in chances], float)
    return _Stops(
        number,
        np.array([row for _, row in at], np.int64),
        minutes[number],
        openings[number, :, 0],
        openings[number, :, 1],
    )


def _trail(stops: _Stops, via: Ints, row: int) -> list[int]:
    """Numbers of the stops made on the way to a row, in order."""
    trail: list[int] = []
    while via[row] >= 0:
        trail.append(int(stops.number[via[row]]))
        row = int(stops.row[via[row]])
    return trail[::-1]
