"""Insertion into a draft: of a stop where it costs least, of an answer to a need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.solver.day import timed
from eval.chinatravel.solver.draft import put
from eval.chinatravel.solver.stop import HOTEL_BREAKFAST
from eval.chinatravel.solver.tally import MEALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from eval.chinatravel.solver.draft import Desk, Draft
    from eval.chinatravel.solver.menu import Menu
    from eval.chinatravel.solver.stop import Stop
    from eval.chinatravel.transit import Way

#: Minutes that one would go to save a yuan.
THRIFTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
#: Attractions and meals looked at when one is put in.
LOOKED_AT = 8
#: What going where all ways are forbidden counts as, in minutes.
FORCED = 1000


class Insertion:
    """Inserts things into drafts of one branch."""

    def __init__(self, desk: Desk, menu: Menu, rng: Random) -> None:
        self._desk, self._menu, self._rng = desk, menu, rng
        self._days = desk.query.days

    def with_need(self, draft: Draft, number: int) -> Draft | None:
        """Some stop, hotel or trip that fulfils a need which nothing fulfils yet."""
        days = [self._desk.day(draft, day) for day in range(self._days)]
        if any(day is not None and day[1].met[number] for day in days):
            return None
        answers, beds = self._menu.answers[number], self._menu.beds[number]
        if beds and draft.hotels and self._rng.random() * (len(beds) + len(answers)) < len(beds):
            night = self._rng.randrange(len(draft.hotels))
            return self.refit(
                draft._replace(hotels=put(draft.hotels, night, self._rng.choice(beds)))
            )
        tried = list(range(self._days))
        self._rng.shuffle(tried)
        some = self._rng.sample(answers, min(LOOKED_AT, len(answers)))
        for day in tried:
            if (placed := self.placed(draft, day, some)) is not None:
                return placed
        if some:
            return self.forced(draft, tried[0], some)
        return self.refit(self.rethrifted(draft, tried[0]))

    def with_meal(self, draft: Draft, day: int, kind: str) -> Draft | None:
        """A meal near a place of the day; None where it has one, or none fits."""
        if any(stop.kind == kind for stop in draft.days[day]):
            return None
        if kind == "breakfast" and (placed := self.placed(draft, day, [HOTEL_BREAKFAST])):
            return placed
        near = self._menu.near(self._somewhere(draft, day), True)
        meals = [stop for stop in near if stop.kind == kind]
        return self.placed(draft, day, self._few(meals))

    def with_sight(self, draft: Draft, day: int) -> Draft | None:
        """An attraction near a place of the day; None where none fits."""
        near = self._menu.near(self._somewhere(draft, day), False)
        return self.placed(draft, day, self._few(near))

    def placed(self, draft: Draft, day: int, some: list[Stop]) -> Draft | None:
        """The draft with that of some stops which costs least time; None where none fits."""
        used = {stop.name for stops in draft.days for stop in stops}
        frame, ways, stops = draft.frame(day), self._desk.ways, draft.days[day]
        thrift = draft.thrifts[day]
        meals = {stop.kind for stop in stops if stop.kind in MEALS}
        best: tuple[float, tuple[Stop, ...]] | None = None
        for stop in some:
            if (stop.name and stop.name in used) or stop.kind in meals:
                continue
            if not stop.name and HOTEL_BREAKFAST in stops:
                continue
            for row in _rows(stops, stop):
                found = timed(frame, row, ways, thrift)
                if found is None:
                    continue
                spent = sum(self._effort(one.way) for one in found[0] if one.way)
                cost = spent + found[1] * 0.05 + stop.price * (0.02 + thrift)
                if best is None or cost < best[0]:
                    best = (cost, row)
        return None if best is None else draft.with_day(day, best[1])

    def refit(self, draft: Draft) -> Draft:
        """The draft without the stops that do not fit."""
        for number, stops in enumerate(draft.days):
            frame = draft.frame(number)
            if timed(frame, stops, self._desk.ways, draft.thrifts[number]) is not None:
                continue
            kept: tuple[Stop, ...] = ()
            for stop in stops:
                if timed(frame, (*kept, stop), self._desk.ways, draft.thrifts[number]) is not None:
                    kept = (*kept, stop)
            draft = draft.with_day(number, kept)
        return draft

    def rethrifted(self, draft: Draft, day: int) -> Draft:
        """Other ways on a day."""
        return draft._replace(thrifts=put(draft.thrifts, day, self._rng.choice(THRIFTS)))

    def forced(self, draft: Draft, day: int, some: list[Stop]) -> Draft | None:
        """One of some stops on a day, and then what still fits of the others there."""
        made = self.placed(draft.with_day(day, ()), day, some)
        if made is None:
            return None
        for stop in draft.days[day]:
            made = self.placed(made, day, [stop]) or made
        return made

    def _somewhere(self, draft: Draft, day: int) -> str:
        """A place that one is at on a day."""
        frame = draft.frame(day)
        names = [stop.name for stop in draft.days[day] if stop.name]
        return self._rng.choice([frame.start, frame.end, *names])

    def _few(self, stops: list[Stop]) -> list[Stop]:
        """Some of them, rather those at the front."""
        if len(stops) <= LOOKED_AT:
            return stops
        front = stops[: LOOKED_AT // 2]
        return [*front, *self._rng.sample(stops[LOOKED_AT // 2 :], LOOKED_AT // 2)]

    def _effort(self, way: Way) -> int:
        """Minutes of a way; many more where it is forbidden."""
        forced = self._desk.ways.forced(way.pieces[0].start, way.pieces[-1].end)
        return way.minutes + FORCED * forced


def _rows(stops: tuple[Stop, ...], stop: Stop) -> Iterator[tuple[Stop, ...]]:
    """The stops with one more, wherever it can stand."""
    for at in range(len(stops) + 1):
        yield (*stops[:at], stop, *stops[at:])
