"""The search of one branch: a first draft by insertion, then changes, kept where they help."""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from eval.chinatravel.clock import minutes
from eval.chinatravel.solver.draft import Draft, put
from eval.chinatravel.solver.insertion import LOOKED_AT, Insertion
from eval.chinatravel.solver.tally import MEALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from eval.chinatravel.sandbox import Hotel
    from eval.chinatravel.solver.draft import Desk
    from eval.chinatravel.solver.menu import Menu
    from eval.chinatravel.solver.stop import Stop

T = TypeVar("T")
#: A draft that weighs no more above the least it could weigh is not worked on any more.
SLIGHT = 0.003
#: Temperatures, in weights, at the beginning and the end.
HOT, COLD = 0.15, 0.005
PER_DAY = 4
#: Share of the changes that try what black boxes tell of.
TOLD_OF = 0.25


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
        self._insertion = Insertion(desk, menu, rng)
        self._days = desk.query.days
        most_meals = menu.most_meals() / (len(MEALS) * self._days)
        self._enough = SLIGHT - min(1.0, most_meals) - 2.0
        self._told_of: list[Stop] = []
        self._told_hotels: list[Hotel] = []
        self._told_times: list[int] = []

    def best(self, first: Draft, pace: Pace) -> tuple[float, Draft]:
        """Improve a draft until the time is over or nothing is left to wish for.

        What black boxes tell of, a place by its name or kind or a time, is tried more often.
        """
        texts = {text for program in self._desk.black_boxes for text in program.texts}
        self._told_of, self._told_hotels = self._menu.told_of(texts)
        self._told_times = sorted({at for text in texts if (at := minutes(text)) is not None})
        draft, weight = first, self._desk.weight(first)
        best = (weight, draft)
        while (done := pace.done(best[0])) < 1 and best[0] > self._enough:
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
            draft = self._insertion.with_need(draft, number) or draft
        for day in range(self._days):
            for kind in MEALS:
                draft = self._insertion.with_meal(draft, day, kind) or draft
        for _ in range(PER_DAY):
            for day in range(self._days):
                draft = self._insertion.with_sight(draft, day) or draft
        return draft

    def _changed(self, draft: Draft) -> Draft | None:
        """The draft with one change, drawn by chance; None where it cannot be made."""
        rng = self._rng
        day = rng.randrange(self._days)
        if (self._told_of or self._told_hotels) and rng.random() < TOLD_OF:
            return self._with_told(draft, day)
        if self._told_times and rng.random() < TOLD_OF:
            return self._retimed(draft, day)
        move = rng.random()
        if move < 0.2:
            return self._insertion.with_sight(draft, day)
        if move < 0.32:
            return self._insertion.with_meal(draft, day, rng.choice(MEALS))
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
            return self._insertion.refit(self._insertion.rethrifted(draft, day))
        needs = len(self._desk.tally.needs)
        return self._insertion.with_need(draft, rng.randrange(needs)) if needs else None

    def _with_told(self, draft: Draft, day: int) -> Draft | None:
        """Something that black boxes tell of: a stop on a day, or a hotel for every night."""
        stops, hotels = self._told_of, self._told_hotels
        if draft.hotels and self._rng.random() * (len(stops) + len(hotels)) < len(hotels):
            return self._housed(draft, self._rng.choice(hotels))
        some = self._rng.sample(stops, min(LOOKED_AT, len(stops)))
        return self._insertion.placed(draft, day, some) or self._insertion.forced(draft, day, some)

    def _retimed(self, draft: Draft, day: int) -> Draft | None:
        """A stop that does not begin before a time that black boxes tell of, or not end."""
        taken = self._taken(draft, day)
        if taken is None:
            return None
        stop, without = taken
        at = self._rng.choice(self._told_times)
        if self._rng.random() < 0.5:
            later = stop._replace(first=max(stop.first, at))
        else:
            later = stop._replace(until=max(stop.until, at))
        return self._insertion.placed(without, day, [later])

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
            return self._insertion.with_sight(without, day)
        return self._insertion.with_meal(without, day, gone.kind)

    def _moved(self, draft: Draft, day: int) -> Draft | None:
        """A stop put elsewhere, maybe on another day."""
        taken = self._taken(draft, day)
        if taken is None:
            return None
        gone, without = taken
        return self._insertion.placed(without, self._rng.randrange(self._days), [gone])

    def _rehoused(self, draft: Draft) -> Draft | None:
        hotels = self._menu.hotels
        if not hotels or not draft.hotels:
            return None
        return self._housed(draft, self._front(hotels))

    def _housed(self, draft: Draft, hotel: Hotel) -> Draft:
        """In a hotel for all nights, now and then for one."""
        if self._rng.random() < 0.2:
            night = self._rng.randrange(len(draft.hotels))
            return self._insertion.refit(draft._replace(hotels=put(draft.hotels, night, hotel)))
        return self._insertion.refit(draft._replace(hotels=(hotel,) * len(draft.hotels)))

    def _rebooked(self, draft: Draft) -> Draft | None:
        """Other trips; stops that do not fit any more fall out."""
        if self._rng.random() < 0.5:
            go = self._front(self._rng.choice(self._menu.goes))
            return self._insertion.refit(draft._replace(go=go))
        back = self._front(self._rng.choice(self._menu.backs))
        return self._insertion.refit(draft._replace(back=back))

    def _front(self, row: list[T]) -> T:
        """One of a row, rather of those at its front."""
        return row[int(len(row) * self._rng.random() ** 2)]
