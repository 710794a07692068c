"""The search of one branch: a first draft by insertion, then changes, kept where they help."""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from eval.chinatravel.solver.day import timed
from eval.chinatravel.solver.draft import Draft, put
from eval.chinatravel.solver.stop import HOTEL_BREAKFAST
from eval.chinatravel.solver.tally import MEALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from eval.chinatravel.solver.draft import Desk
    from eval.chinatravel.solver.menu import Menu
    from eval.chinatravel.solver.stop import Stop
    from eval.chinatravel.transit import Way

T = TypeVar("T")
#: A draft that weighs no more has all it could have.
BEST = -2.99
#: Minutes that one would go to save a yuan.
THRIFTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
#: Temperatures, in weights, at the beginning and the end.
HOT, COLD = 0.15, 0.005
#: Attractions and meals looked at when one is put in.
LOOKED_AT = 8
#: What going where all ways are forbidden counts as, in minutes.
FORCED = 1000
PER_DAY = 4


class Pace(NamedTuple):
    """How long to search.

    Attributes:
        began: on the clock.
        liked: when to leave the preferences as they are, once all wishes are fulfilled.
        until: when to give the wishes up.
    """

    clock: Callable[[], float]
    began: float
    liked: float
    until: float

    def done(self, weight: float) -> float:
        """From 0 to 1, how much of the time is over for a draft of such a weight."""
        end = self.liked if weight <= 0 else self.until
        spent = self.clock() - self.began
        return min(1.0, spent / (end - self.began)) if end > self.began else 1.0


class Search:
    """Searches one branch for a draft of small weight."""

    def __init__(self, desk: Desk, menu: Menu, rng: Random) -> None:
        self._desk, self._menu, self._rng = desk, menu, rng
        self._days = desk.query.days

    def best(self, first: Draft, pace: Pace) -> tuple[float, Draft]:
        """Improve a draft until the time is over or nothing is left to wish for."""
        draft, weight = first, self._desk.weight(first)
        best = (weight, draft)
        while (done := pace.done(best[0])) < 1 and best[0] > BEST:
            changed = self._changed(draft)
            if changed is None:
                continue
            new = self._desk.weight(changed)
            heat = HOT * (COLD / HOT) ** done
            if new <= weight or (new < inf and self._rng.random() < exp((weight - new) / heat)):
                draft, weight = changed, new
                if weight < best[0]:
                    best = (weight, draft)
        return best

    def first(self) -> Draft:
        """The best of a few first drafts, from the most comfortable to the cheapest."""
        menu = self._menu
        comfort = (menu.goes[0][0], menu.backs[0][0], menu.hotels[:1])
        cheapest = sorted(menu.hotels, key=lambda hotel: hotel.price)[:1]
        cheap = (menu.goes[-1][0], menu.backs[-1][0], cheapest)
        made: list[tuple[float, int, Draft]] = []
        for (go, back, hotel), thrift in ((comfort, 0.1), (comfort, 1), (cheap, 1), (cheap, 100)):
            draft = self._filled(Draft(
                go, back, tuple(hotel) * (self._days - 1), ((),) * self._days,
                (thrift,) * self._days,
            ))  # fmt: skip
            made.append((self._desk.weight(draft), len(made), draft))
            if made[-1][0] <= 0:
                break
        return min(made)[2]

    def _filled(self, draft: Draft) -> Draft:
        """With what is needed, then meals, then attractions, as far as they fit."""
        for number in range(len(self._desk.tally.needs)):
            draft = self._with_need(draft, number) or draft
        for day in range(self._days):
            for kind in MEALS:
                draft = self._with_meal(draft, day, kind) or draft
        for _ in range(PER_DAY):
            for day in range(self._days):
                draft = self._with_sight(draft, day) or draft
        return draft

    def _changed(self, draft: Draft) -> Draft | None:
        """The draft with one change, drawn by chance; None where it cannot be made."""
        rng = self._rng
        day = rng.randrange(self._days)
        move = rng.random()
        if move < 0.2:
            return self._with_sight(draft, day)
        if move < 0.32:
            return self._with_meal(draft, day, rng.choice(MEALS))
        if move < 0.45:
            taken = self._taken(draft, day)
            return None if taken is None else taken[1]
        if move < 0.65:
            return self._exchanged(draft, day)
        if move < 0.75:
            return self._moved(draft, day)
        if move < 0.82:
            return self._rehoused(draft)
        if move < 0.9:
            return self._rebooked(draft)
        if move < 0.93:
            return self._refit(self._rethrifted(draft, day))
        needs = len(self._desk.tally.needs)
        return self._with_need(draft, rng.randrange(needs)) if needs else None

    def _taken(self, draft: Draft, day: int) -> tuple[Stop, Draft] | None:
        """A stop of a day, drawn by chance, and the draft without it; None where there is none."""
        stops = draft.days[day]
        if not stops:
            return None
        gone = self._rng.randrange(len(stops))
        return stops[gone], draft.with_day(day, (*stops[:gone], *stops[gone + 1 :]))

    def _exchanged(self, draft: Draft, day: int) -> Draft | None:
        """A stop gone, and something else of its kind put in."""
        taken = self._taken(draft, day)
        if taken is None:
            return None
        gone, without = taken
        if gone.kind == "attraction":
            return self._with_sight(without, day)
        return self._with_meal(without, day, gone.kind)

    def _moved(self, draft: Draft, day: int) -> Draft | None:
        """A stop put elsewhere, maybe on another day."""
        taken = self._taken(draft, day)
        if taken is None:
            return None
        gone, without = taken
        return self._placed(without, self._rng.randrange(self._days), [gone])

    def _rehoused(self, draft: Draft) -> Draft | None:
        hotels = self._menu.hotels
        if not hotels or not draft.hotels:
            return None
        hotel = self._front(hotels)
        if self._rng.random() < 0.2:
            night = self._rng.randrange(len(draft.hotels))
            return self._refit(draft._replace(hotels=put(draft.hotels, night, hotel)))
        return self._refit(draft._replace(hotels=(hotel,) * len(draft.hotels)))

    def _rebooked(self, draft: Draft) -> Draft | None:
        """Other trips; stops that do not fit any more fall out."""
        if self._rng.random() < 0.5:
            return self._refit(draft._replace(go=self._front(self._rng.choice(self._menu.goes))))
        return self._refit(draft._replace(back=self._front(self._rng.choice(self._menu.backs))))

    def _front(self, row: list[T]) -> T:
        """One of a row, rather of those at its front."""
        return row[int(len(row) * self._rng.random() ** 2)]

    def _refit(self, draft: Draft) -> Draft:
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

    def _with_need(self, draft: Draft, number: int) -> Draft | None:
        """Some stop, hotel or trip that fulfils a need which nothing fulfils yet."""
        days = [self._desk.day(draft, day) for day in range(self._days)]
        if any(day is not None and day[1].met[number] for day in days):
            return None
        answers, beds = self._menu.answers[number], self._menu.beds[number]
        if beds and draft.hotels and self._rng.random() * (len(beds) + len(answers)) < len(beds):
            night = self._rng.randrange(len(draft.hotels))
            return self._refit(
                draft._replace(hotels=put(draft.hotels, night, self._rng.choice(beds)))
            )
        tried = list(range(self._days))
        self._rng.shuffle(tried)
        some = self._rng.sample(answers, min(LOOKED_AT, len(answers)))
        for day in tried:
            if (placed := self._placed(draft, day, some)) is not None:
                return placed
        if some:
            return self._forced(draft, tried[0], some)
        return self._refit(self._rethrifted(draft, tried[0]))

    def _forced(self, draft: Draft, day: int, some: list[Stop]) -> Draft | None:
        """One of some stops on a day, and then what still fits of the others there."""
        made = self._placed(draft.with_day(day, ()), day, some)
        if made is None:
            return None
        for stop in draft.days[day]:
            made = self._placed(made, day, [stop]) or made
        return made

    def _rethrifted(self, draft: Draft, day: int) -> Draft:
        """Other ways on a day."""
        return draft._replace(thrifts=put(draft.thrifts, day, self._rng.choice(THRIFTS)))

    def _with_meal(self, draft: Draft, day: int, kind: str) -> Draft | None:
        if any(stop.kind == kind for stop in draft.days[day]):
            return None
        if kind == "breakfast" and (placed := self._placed(draft, day, [HOTEL_BREAKFAST])):
            return placed
        near = self._menu.near(self._somewhere(draft, day), True)
        meals = [stop for stop in near if stop.kind == kind]
        return self._placed(draft, day, self._few(meals))

    def _with_sight(self, draft: Draft, day: int) -> Draft | None:
        near = self._menu.near(self._somewhere(draft, day), False)
        return self._placed(draft, day, self._few(near))

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

    def _placed(self, draft: Draft, day: int, some: list[Stop]) -> Draft | None:
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

    def _effort(self, way: Way) -> int:
        """Minutes of a way; many more where it is forbidden."""
        forced = self._desk.ways.forced(way.pieces[0].start, way.pieces[-1].end)
        return way.minutes + FORCED * forced


def _rows(stops: tuple[Stop, ...], stop: Stop) -> Iterator[tuple[Stop, ...]]:
    """The stops with one more, wherever it can stand."""
    for at in range(len(stops) + 1):
        yield (*stops[:at], stop, *stops[at:])
