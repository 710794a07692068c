"""Works out what every plan of a request keeps to (``planner.bounds``)."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from planner.attempt import offered, supplied
from planner.bounds import Bounds, DayBounds
from planner.chance import Chance, asked, points_of, rest_chance, stops
from planner.eligible import why_not
from planner.frame import INTERCITY_MODES, Framer, terminal_spot
from planner.kernel import APPOINTMENT, REST, VISIT
from planner.legs import UNREACHABLE
from planner.money import leg_cost, trip_currency
from planner.order import appointment_key
from planner.passage import Passage, Span
from planner.roster import KIND_OF_MEAL, wanted_ids
from planner.taxonomy import Group
from planner.terrain import Effort

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from planner.frame import Frame, Spot
    from planner.kernel import Floats
    from planner.lodging import Lodging
    from planner.order import Order, Role
    from planner.place import Place
    from planner.request import TripRequest
    from planner.terrain import Atlas, Terrain


#: Kinds of stops that are no places of the catalogue.
NO_PLACE = frozenset({APPOINTMENT, REST})


def bounds(request: TripRequest, atlas: Atlas) -> Bounds | None:
    """The bounds of a request; None where no lodging is on offer or some city cannot be reached."""
    survey = surveyed(request, atlas)
    return None if survey is None else survey.bounds()


def surveyed(request: TripRequest, atlas: Atlas) -> Survey | None:
    """What bounds are worked out from; None where ``bounds`` has none."""
    offers = offered(request, atlas.supplies)
    if not all(offers):
        return None
    survey = Survey(request, atlas, offers)
    return survey if all(survey.beds) and survey.arrives else None


class Survey:
    """What the bounds of a trip are worked out from.

    Attributes:
        wanted: keys of what has to be made.
        beds: usable lodgings of each destination, best first.
        arrives: whether each city can be reached on its day.
    """

    def __init__(
        self, request: TripRequest, atlas: Atlas, offers: Sequence[Sequence[Lodging]]
    ) -> None:
        self.request, self.atlas, self.world = request, atlas, atlas.supplies.world
        meetings = (appointment_key(number) for number in range(len(request.appointments)))
        self.wanted = frozenset({*wanted_ids(request), *meetings})
        self.currency = trip_currency(request, self.world)
        self.places = [
            [p for p in places if p.group in (Group.SIGHT, Group.FOOD) and self._admitted(s, p)]
            for s, places in enumerate(supplied(request, atlas.supplies))
        ]
        ends = (request.arrival, request.departure)
        self.come, self.leave = (terminal_spot(end, self.world) for end in ends)
        self.terrain = [self._terrain(stay, found) for stay, found in enumerate(offers)]
        self.beds = [
            [bed for bed in found if all(self._ways(stay, bed))]
            for stay, found in enumerate(offers)
        ]
        self.frames, self.arrives = self._frames() if all(self.beds) else ([], False)
        self.passages: list[Passage] = []
        self._close: int | None = None

    def bounds(self) -> Bounds:
        """What every plan keeps to that sleeps in any of the beds."""
        days = tuple(self._day(index) for index in range(self.request.days))
        return Bounds(days, self.wanted, self._caps())

    def settled(self, stay: int, number: int) -> Survey:
        """The same trip with one destination's bed of that number and no other on offer there."""
        one = copy(self)
        one.beds, one.frames = [*self.beds], [*self.frames]
        one.beds[stay] = [self.beds[stay][number]]
        for day, frames in enumerate(self.frames):
            if self.request.city_index(day) == stay and len(frames) > 1:
                one.frames[day] = [frames[number]]
        one.passages = [
            passage.settled(one._span(day)) if self.request.city_index(day) == stay else passage
            for day, passage in enumerate(self.passages)
        ]
        return one

    def by_the_hour(self) -> Survey:
        """The same trip, whose stops on the way are those that each day has time for."""
        one = copy(self)
        one.passages = [self._passage(index) for index in range(self.request.days)]
        return one

    def stop_by_stop(self, stay: int) -> Survey:
        """The same trip by the hour, every leg in one destination being between two stops.

        Its bed there has to be settled.
        """
        one = copy(self)
        one._close = stay
        return one

    def order(self, made: Sequence[Sequence[Chance]]) -> Order:
        """What is made on each day in turn, by the hour, with the stops that this takes between."""
        used = {chance.key for day in made for chance in day if chance.key is not None}
        order: list[tuple[Role, ...]] = []
        for passage, day in zip(self.passages, made, strict=False):
            order.append(passage.order(day, used))
            used.update(key for key, _ in order[-1])
        return order

    def _passage(self, index: int) -> Passage:
        chances = tuple(self._stops(index, self.places[self.request.city_index(index)]))
        return Passage(chances, self.terrain[self.request.city_index(index)], self._span(index))

    def _stops(self, index: int, places: Iterable[Place]) -> Iterator[Chance]:
        """All that may be made of these places on one day, and its appointments and rests."""
        frames, request = self.frames[index], self.request
        kinds = frozenset.union(*(_kinds(frame) for frame in frames))
        yield from stops(frames[0], places, kinds, request, self.world)
        # The rest of a day, if it is due in some bed: in others it is no more than may be.
        beds = self._span(index).beds
        for wish in dict.fromkeys(wish for frame in frames for wish in frame.rests):
            yield rest_chance(wish, frames[0], beds, request, self.world)

    def _span(self, index: int) -> Span:
        """Where and when a day may start and end."""
        frames, stay = self.frames[index], self.request.city_index(index)
        starts, ends = (self._base(stay, hub) for hub in (self.come, self.leave))
        free = min(frame.free for frame in frames)
        beds = tuple(bed.spot.point for bed in self.beds[stay])
        return Span(starts, ends, free, max(frame.back for frame in frames), beds)

    def _admitted(self, stay: int, place: Place) -> bool:
        city = self.world.city(self.request.destinations[stay].city)
        return why_not(place, city, self.request) is None

    def _terrain(self, stay: int, beds: Sequence[Lodging]) -> Terrain:
        ends = [bed.spot.point for bed in beds]
        ends += [hub.point for hub in self._hubs(stay) if hub is not None]
        ends += [
            point
            for item in self.request.appointments
            if self._stay_on(item.start.date()) == stay
            for point in points_of(item, self.world)
        ]
        return self.atlas.terrain(stay, ends, self.request)

    def _hubs(self, stay: int) -> tuple[Spot | None, Spot | None]:
        """Where one comes into this city from abroad, and where one leaves it."""
        last = stay == len(self.request.destinations) - 1
        return self.come if stay == 0 else None, self.leave if last else None

    def _stay_on(self, date: dt.date) -> int:
        return self.request.city_index((date - self.request.start).days)

    def _ways(self, stay: int, bed: Lodging) -> Iterator[bool]:
        """Whether each way between a lodging and a terminal can be made."""
        if self.request.days == 1:
            return
        come, leave = self._hubs(stay)
        for ends in ((come, bed.spot), (bed.spot, leave)):
            if None not in ends:
                yield self._way(stay, *ends).minutes < UNREACHABLE

    def _way(self, stay: int, origin: Spot, target: Spot) -> Effort:
        """The least of a way made in one leg."""
        terrain = self.terrain[stay]
        (here,), (there,) = terrain.rows([origin.point]), terrain.rows([target.point])
        return Effort(*(float(measure[here, there]) for measure in terrain.direct))

    def _frames(self) -> tuple[list[list[Frame]], bool]:
        """The frames of each day, from wherever it makes a difference; whether cities are reached.

        Without terminals and appointments all lodgings give the same hours.
        """
        ends = (self.come, self.leave, *self.request.appointments)
        differ = any(end is not None for end in ends)
        found: list[list[Frame]] = [[] for _ in range(self.request.days)]
        arrives = True
        for number in range(max(len(beds) for beds in self.beds) if differ else 1):
            bases = tuple(beds[min(number, len(beds) - 1)].spot for beds in self.beds)
            framer = Framer(self.request, bases, self.currency, self.world)
            for day, frame in enumerate(framer.frames()):
                found[day].append(frame)
            arrives = arrives and not framer.stranded
        return found, arrives

    def _base(self, stay: int, hub: Spot | None) -> tuple[int, ...]:
        """Where a day starts or ends: any lodging, or on a day trip the terminal."""
        spots = [bed.spot for bed in self.beds[stay]]
        if self.request.days == 1 and hub is not None:
            spots = [hub]
        return self.terrain[stay].rows(spot.point for spot in spots)

    def _day(self, index: int) -> DayBounds:
        """What every plan keeps to on one day."""
        span, terrain = self._span(index), self.terrain[self.request.city_index(index)]
        due = frozenset.intersection(*(_kinds(frame) for frame in self.frames[index]))
        if self.request.city_index(index) == self._close:
            made = tuple(self._every_stop(index, due))
        else:
            made = tuple(asked(self._makeable(index), self.wanted, due, self._meals()))
        rows = [terrain.rows(chance.points) or span.starts for chance in made]
        least, soonest = self._least(index, made, rows)
        if not self.passages:
            there, home = span.free + least[0, 1:, 0], span.back - least[1:, 0, 0]
            ends = zip(made, there, home, strict=True)
            made = tuple(chance.within(a, b - chance.minutes) for chance, a, b in ends)
        return DayBounds(
            free=span.free,
            back=span.back,
            due=tuple(sorted(due)),
            chances=made,
            minutes=least[:, :, 0],
            walk=least[:, :, 1],
            cost=least[:, :, 2],
            feet=self.request.max_walk_day - self._fixed_ways(index).walk,
            sights=self.request.max_sights(self.frames[index][0].date),
            soonest=soonest,
        )

    def _every_stop(self, index: int, due: frozenset[int]) -> Iterator[Chance]:
        """All that one has time for on a day on which something is asked for."""
        kinds, made = due | {VISIT, *NO_PLACE}, [*self.passages[index].chances()]
        if due or any(chance.key in self.wanted and chance.starts for chance in made):
            for chance in made:
                if chance.key in self.wanted or (chance.starts and chance.kind in kinds):
                    yield chance

    def _least(
        self, index: int, made: Sequence[Chance], rows: Sequence[tuple[int, ...]]
    ) -> tuple[Floats, Floats]:
        """The least from chance to chance, (n + 1, n + 1, 3), and how soon one can be there."""
        stay, span = self.request.city_index(index), self._span(index)
        terrain, soonest = self.terrain[stay], np.zeros((len(rows) + 1,) * 2)
        origins, targets = [span.starts, *rows], [span.ends, *rows]
        if stay == self._close:
            at = np.ix_([row for (row,) in origins], [row for (row,) in targets])
            return np.stack([measure[at] for measure in terrain.direct], axis=-1), soonest
        if self.passages:
            ways, soonest = self.passages[index].ways, self.passages[index].soonest(made)
        else:
            placeless = zip(made, rows, strict=True)
            further = [(row, c.minutes) for c, at in placeless if c.kind in NO_PLACE for row in at]
            ways = terrain.ways(further)
        return np.array([[ways.least(a, b) for b in targets] for a in origins]), soonest

    def _makeable(self, index: int) -> Iterator[Chance]:
        """What may be made on one day, as far as it can be asked for."""
        if self.passages:
            return self.passages[index].chances()
        places = self.places[self.request.city_index(index)]
        sought = (p for p in places if p.id in self.wanted or p.group is Group.FOOD)
        return self._stops(index, sought)

    def _meals(self) -> int:
        """How many meals the trip may have."""
        return sum(len(frames[0].meals) for frames in self.frames)

    def _fixed_ways(self, index: int) -> Effort:
        """The least of the ways into and out of town on one day."""
        stay, last = self.request.city_index(index), self.request.days - 1
        come, leave = self._hubs(stay)
        total = Effort(0.0, 0.0, 0.0)
        if last == 0:
            return total
        spots = [bed.spot for bed in self.beds[stay]]
        if index == 0 and come is not None:
            total = _plus(total, [self._way(stay, come, spot) for spot in spots])
        if index == last and leave is not None:
            total = _plus(total, [self._way(stay, spot, leave) for spot in spots])
        if index > 0 and self.request.city_index(index - 1) != stay:
            total = _plus(total, list(self._transfers(stay)))
        return total

    def _transfers(self, stay: int) -> Iterator[Effort]:
        """Every way from the city before."""
        before, here = (
            self.world.city(self.request.destinations[s].city) for s in (stay - 1, stay)
        )
        for mode in INTERCITY_MODES:
            travel = self.world.intercity(before, here, mode)
            if travel is not None and travel.walk_metres <= self.request.max_walk_leg:
                fare = leg_cost(travel, before, self.request.party, self.currency, self.world)
                yield Effort(travel.minutes, travel.walk_metres, fare)

    def _caps(self) -> dict[str, float]:
        """What may be spent by category, besides the cheapest lodgings and ways into town."""
        budget = self.request.budget
        if budget is None:
            return {}
        nights = sum(
            min(bed.nightly for bed in beds) * stop.nights
            for beds, stop in zip(self.beds, self.request.destinations, strict=True)
        )
        ways = sum(self._fixed_ways(index).cost for index in range(self.request.days))
        fixed = {"lodging": nights, "transport": ways, "total": nights + ways}
        return {
            name: cap - fixed.get(name, 0.0)
            for name in ("lodging", "food", "activities", "transport", "total")
            if (cap := getattr(budget, name)) is not None
        }


def _kinds(frame: Frame) -> frozenset[int]:
    """The kinds of meals, and of rest, that are due on a day."""
    return frozenset([KIND_OF_MEAL[wish.meal] for wish in frame.meals] + [REST] * len(frame.rests))


def _plus(total: Effort, ways: Sequence[Effort]) -> Effort:
    """A total with the least of each measure of some ways added."""
    least = (min(way[measure] for way in ways) for measure in range(len(total)))
    return Effort(*(before + more for before, more in zip(total, least, strict=True)))
