"""A plan in the making, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from eval.chinatravel.clock import DAY
from eval.chinatravel.solver.day import AHEAD, BED, WAKE, Frame, activities, timed
from eval.chinatravel.solver.tally import Counts, excess

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.chinatravel.concepts import Activity, Plan
    from eval.chinatravel.intercity import Trip
    from eval.chinatravel.program import Program
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Hotel
    from eval.chinatravel.solver.day import Ways
    from eval.chinatravel.solver.party import Party
    from eval.chinatravel.solver.stop import Stop
    from eval.chinatravel.solver.tally import Tally

    Day = tuple[list[Activity], Counts]

T = TypeVar("T")
#: What one wish that is not fulfilled weighs, where all three preferences together weigh 3.
WISH = 10.0
#: Arrivals after it leave the whole of the first night to come to the hotel.
LATE = 20 * 60


class Draft(NamedTuple):
    """A plan in the making.

    Attributes:
        hotels: of every night.
        days: the stops of every day, in order.
        thrifts: for every day, minutes that one would go to save a yuan.
    """

    go: Trip
    back: Trip
    hotels: tuple[Hotel, ...]
    days: tuple[tuple[Stop, ...], ...]
    thrifts: tuple[float, ...]

    def with_day(self, number: int, stops: tuple[Stop, ...]) -> Draft:
        """The same with other stops on a day."""
        return self._replace(days=put(self.days, number, stops))

    def frame(self, number: int) -> Frame:
        """What holds a day together."""
        first, last = number == 0, number == len(self.days) - 1
        start, begins, arrival = self.go.end, self.go.arrives, self.go
        if not first:
            start, begins = self.hotels[number - 1].name, WAKE
        hotel = self.hotels[number] if not last else None
        if hotel is not None:
            deadline = DAY - 1 if first and begins > LATE else BED
            return Frame(
                start, begins, hotel.name, deadline, arrival if first else None, hotel=hotel
            )
        if not first:
            begins = max(0, min(WAKE, self.back.leaves - AHEAD))
        return Frame(
            start, begins, self.back.start, self.back.leaves, arrival if first else None, self.back
        )


def put(row: tuple[T, ...], number: int, item: T) -> tuple[T, ...]:
    """A row with another item at one place."""
    return (*row[:number], item, *row[number + 1 :])


def plan_of(query: Query, days: Iterable[list[Activity]]) -> Plan:
    """The activities of every day as the benchmark wants them told."""
    return {
        "people_number": query.people,
        "start_city": query.start_city,
        "target_city": query.target_city,
        "itinerary": [
            {"day": number, "activities": activities} for number, activities in enumerate(days, 1)
        ],
    }


class Desk:
    """Works out days and weighs drafts; every day is worked out once.

    Attributes:
        black_boxes: programs that are asked of every draft, as they were not recognised.
    """

    def __init__(
        self,
        query: Query,
        party: Party,
        tally: Tally,
        ways: Ways,
        black_boxes: Iterable[Program],
    ) -> None:
        self.query, self.party, self.tally, self.ways = query, party, tally, ways
        self.black_boxes = list(black_boxes)
        self._days: dict[tuple[Any, ...], Day | None] = {}

    def day(self, draft: Draft, number: int) -> Day | None:
        """The activities of a day and what they count; None where it cannot be."""
        frame, stops, thrift = draft.frame(number), draft.days[number], draft.thrifts[number]
        key = (frame, stops, thrift)
        if key not in self._days:
            if len(self._days) > 100_000:
                self._days.clear()
            self._days[key] = self._worked_out(frame, stops, thrift)
        return self._days[key]

    def _worked_out(self, frame: Frame, stops: tuple[Stop, ...], thrift: float) -> Day | None:
        if (found := timed(frame, stops, self.ways, thrift)) is None:
            return None
        told, spent = activities(frame, found, self.ways, thrift, self.party)
        return told, self.tally.day(told, spent)

    def weight(self, draft: Draft) -> float:
        """What is wrong with a draft, less the preferences; infinite where it cannot be."""
        if len({stop.name for day in draft.days for stop in day if stop.name}) < sum(
            bool(stop.name) for day in draft.days for stop in day
        ):
            return float("inf")
        days = []
        for number in range(len(draft.days)):
            if (day := self.day(draft, number)) is None:
                return float("inf")
            days.append(day)
        wrong = self._wrong([counts for _, counts in days])
        told = [activity for activities, _ in days for activity in activities]
        wrong += self.tally.misordered(told)
        if self.black_boxes:
            plan = self.plan(draft)
            wrong += sum(program.lacks(plan) for program in self.black_boxes)
        return WISH * wrong - self._liked([counts for _, counts in days])

    def _wrong(self, days: list[Counts]) -> float:
        """Wishes that are not fulfilled; a bound counts more the further it is exceeded."""
        unmet = sum(not any(met) for met in zip(*(day.met for day in days), strict=True))
        broken = sum(day.broken for day in days)
        sums = [sum(parts) for parts in zip(*(day.sums for day in days), strict=True)]
        over = (excess(bound, v) for bound, v in zip(self.tally.bounds, sums, strict=True))
        return unmet + broken + sum(over)

    def _liked(self, days: list[Counts]) -> float:
        """The sum of the preferences, and a little for ways shorter than they have to be."""
        count = len(days)
        seen, eaten = sum(day.seen for day in days), sum(day.eaten for day in days)
        ways = sum(day.ways for day in days)
        mean = sum(day.minutes for day in days) / max(1, ways)
        att = max(0.0, min(1.0, 8 / 7 - mean / 105))
        liked = min(1.0, seen / (4 * count)) + att + min(1.0, eaten / (3 * count))
        return liked - 1e-4 * mean

    def plan(self, draft: Draft) -> Plan:
        """The draft as the benchmark wants it told."""
        days = [self.day(draft, number) for number in range(len(draft.days))]
        return plan_of(self.query, [day[0] if day else [] for day in days])
