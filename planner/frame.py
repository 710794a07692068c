"""The frame of each day: where it starts and ends, when one is free, which meals and rests are due.

Arrivals, departures, transfers between cities and appointments outside the usual hours all shape
the frame, before any sight is chosen. What makes a frame impossible is a ``Blocker``: a wish that
cannot be granted whatever is planned.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from planner.facts import Mode, Travel
from planner.itinerary import Wish
from planner.legs import best_travel, later
from planner.request import ARRIVAL_BUFFER, FLIGHT_BUFFER, MEAL_SLACK, TRAIN_BUFFER, minutes_of

if TYPE_CHECKING:
    from planner.city import City
    from planner.facts import World
    from planner.model import Point
    from planner.request import Appointment, MealWish, RestWish, Terminal, TripRequest

#: Minutes after landing until one is outside with one's bags.
FLIGHT_ARRIVAL_BUFFER = 45
INTERCITY_MODES = (Mode.TRAIN, Mode.BUS, Mode.FERRY, Mode.FLIGHT)


class Spot(NamedTuple):
    """A named position, with its place id where the catalogue has it."""

    name: str
    point: Point
    place_id: str | None = None


class Way(NamedTuple):
    """A leg into or out of town.

    Attributes:
        start: minutes after the day's midnight; unused where ``start_at`` says when, on another
            city's clock.
        city: whose tariffs and currency the fare is in, where it is not the day's city.
    """

    mode: Mode
    origin: str
    target: str
    start: int
    travel: Travel
    start_at: dt.datetime | None = None
    city: City | None = None


class Blocker(NamedTuple):
    """Wishes that nothing can grant, and why."""

    wishes: tuple[Wish, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One day before it is filled.

    Attributes:
        free, back: when the first leg may start and the last must have ended, in minutes after
            local midnight.
        meals, rests: those due.
    """

    date: dt.date
    city: City
    start: Spot
    end: Spot
    free: int
    back: int
    meals: tuple[MealWish, ...] = ()
    inbound: tuple[Way, ...] = ()
    outbound: tuple[Way, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    rests: tuple[RestWish, ...] = ()

    @property
    def walk_base(self) -> int:
        """Metres on foot on the way into and out of town."""
        return sum(way.travel.walk_metres for way in (*self.inbound, *self.outbound))


def arrival_buffer(terminal: Terminal) -> int:
    """Minutes from arriving at a terminal to leaving it."""
    if terminal.buffer_minutes is not None:
        return terminal.buffer_minutes
    return FLIGHT_ARRIVAL_BUFFER if terminal.mode == "flight" else ARRIVAL_BUFFER


def departure_buffer(terminal: Terminal) -> int:
    """Minutes before departure at which one is at the terminal."""
    if terminal.buffer_minutes is not None:
        return terminal.buffer_minutes
    return FLIGHT_BUFFER if terminal.mode == "flight" else TRAIN_BUFFER


def is_due(
    wish: MealWish | RestWish, free: int, back: int, busy: tuple[tuple[int, int], ...]
) -> bool:
    """Whether the day leaves a long enough stretch in which the meal or rest could begin.

    Args:
        busy: (start, end) minutes of the day's appointments.
    """
    first, last = max(free, wish.window.first), min(back - wish.minutes, wish.window.last)
    needed = min(MEAL_SLACK, wish.window.last - wish.window.first)
    edges = [first]
    for start, end in sorted(busy):
        edges += [start - wish.minutes, end]
    edges.append(last)
    stretches = zip(edges[::2], edges[1::2], strict=True)
    return any(min(b, last) - max(a, first) >= needed for a, b in stretches)


def terminal_spot(terminal: Terminal | None, world: World) -> Spot | None:
    """The airport, station or pier a terminal names; None where it names none."""
    if terminal is None or terminal.at is None:
        return None
    place = world.place(terminal.at)
    return None if place is None else Spot(place.name, place.point, place.id)


class Framer:
    """Builds the frames of a trip whose lodgings are chosen.

    Args:
        bases: for each destination, where one sleeps (or the centre on a day trip).

    Attributes:
        blockers: what makes the trip impossible, once ``frames`` ran.
        stranded: whether some city cannot be reached from the one before, once ``frames`` ran.
    """

    def __init__(
        self, request: TripRequest, bases: tuple[Spot, ...], currency: str, world: World
    ) -> None:
        self.request = request
        self.bases = bases
        self.currency = currency
        self.world = world
        self.blockers: list[Blocker] = []
        self.stranded = False

    def frames(self) -> tuple[Frame, ...]:
        """One frame a day. Look at ``blockers`` before using them."""
        return tuple(self._frame(index) for index in range(self.request.days))

    def _frame(self, index: int) -> Frame:
        request = self.request
        stay = request.city_index(index)
        city = self.world.city(request.destinations[stay].city)
        date = request.start + dt.timedelta(days=index)
        base = self.bases[stay]
        start = end = base
        window = request.window_on(date)
        free, back = window.first, window.last
        inbound: tuple[Way, ...] = ()
        outbound: tuple[Way, ...] = ()
        if index == 0 and request.arrival is not None:
            start, free, inbound = self._arrive(request.arrival, city, base)
        elif stay > 0 and request.city_index(index - 1) != stay:
            free, inbound = self._transfer(index, stay, city)
        if index == request.days - 1 and request.departure is not None:
            end, back, outbound = self._depart(request.departure, city, base)
        appointments = tuple(a for a in request.appointments if a.start.date() == date)
        busy = tuple((minutes_of(a.start.time()), minutes_of(a.end.time())) for a in appointments)
        meals = tuple(wish for wish in request.meals if is_due(wish, free, back, busy))
        pauses = (wish for wish in request.rests if wish.is_on(date))
        rests = tuple(wish for wish in pauses if is_due(wish, free, back, busy))
        arriving = bool(inbound) or (index == 0 and request.arrival is not None)
        leaving = index == request.days - 1 and request.departure is not None
        free, back = self._widened(city, base, appointments, free, back, arriving, leaving)
        frame = Frame(
            date, city, start, end, free, back, meals, inbound, outbound, appointments, rests
        )
        self._mind_feet(frame)
        return frame

    def _mind_feet(self, frame: Frame) -> None:
        """Note where the ways into and out of town alone are too far on foot."""
        cap = self.request.max_walk_day
        if frame.walk_base > cap:
            wish = Wish(field="max_walk_day", text=f"at most {cap} m on foot a day")
            feet = f"{frame.walk_base} m on foot"
            reason = f"The ways into and out of town on {frame.date} have {feet}."
            self.blockers.append(Blocker((wish,), reason))

    def _arrive(
        self, terminal: Terminal, city: City, base: Spot
    ) -> tuple[Spot, int, tuple[Way, ...]]:
        ready = minutes_of(terminal.time) + arrival_buffer(terminal)
        first = self.request.window_on(self.request.start).first
        hub = terminal_spot(terminal, self.world)
        if hub is None:
            return base, max(first, ready), ()
        if self.request.days == 1:
            return hub, max(first, ready), ()
        way = self._way(city, hub, base, "arrival")
        if way is None:
            return base, max(first, ready), ()
        mode, travel = way
        leg = Way(mode, hub.name, base.name, ready, travel)
        return base, max(first, ready + travel.minutes), (leg,)

    def _depart(
        self, terminal: Terminal, city: City, base: Spot
    ) -> tuple[Spot, int, tuple[Way, ...]]:
        there = minutes_of(terminal.time) - departure_buffer(terminal)
        last = self.request.window_on(self.request.end).last
        hub = terminal_spot(terminal, self.world)
        if hub is None:
            return base, min(last, there), ()
        if self.request.days == 1:
            return hub, min(last, there), ()
        way = self._way(city, base, hub, "departure")
        if way is None:
            return base, min(last, there), ()
        mode, travel = way
        leg = Way(mode, base.name, hub.name, there - travel.minutes, travel)
        return base, min(last, there - travel.minutes), (leg,)

    def _way(
        self, city: City, origin: Spot, target: Spot, field_name: str
    ) -> tuple[Mode, Travel] | None:
        way = best_travel(
            city.id, origin.point, target.point, self.request, self.currency, self.world
        )
        if way is None:
            modes = ", ".join(self.request.modes)
            most = f"{self.request.max_walk_leg} m on foot"
            reason = f"No way from {origin.name} to {target.name} by {modes} within {most}."
            terminal = origin if field_name == "arrival" else target
            wishes = (
                Wish(field=field_name, text=f"{field_name} at {terminal.name}"),
                Wish(field="modes", text=f"getting about by {modes}"),
                Wish(field="max_walk_leg", text=f"at most {most} at a time"),
            )
            self.blockers.append(Blocker(wishes, reason))
        return way

    def _transfer(self, index: int, stay: int, city: City) -> tuple[int, tuple[Way, ...]]:
        request = self.request
        previous = self.world.city(request.destinations[stay - 1].city)
        options = [
            (travel.minutes, mode, travel)
            for mode in INTERCITY_MODES
            if (travel := self.world.intercity(previous, city, mode)) is not None
        ]
        date = request.start + dt.timedelta(days=index)
        window = request.window_on(date)
        leave = dt.datetime.combine(date, window.start, previous.zone)
        wish = Wish(field=f"destinations.{stay}", text=f"going on to {city.name}")
        if not options:
            self.stranded = True
            self.blockers.append(
                Blocker((wish,), f"No way is known from {previous.name} to {city.name}.")
            )
            return window.first, ()
        near = [o for o in options if o[2].walk_metres <= request.max_walk_leg]
        if not near:
            self.stranded = True
            most = f"{request.max_walk_leg} m"
            reason = f"Every way from {previous.name} to {city.name} has more on foot than {most}."
            feet = Wish(field="max_walk_leg", text=f"at most {most} on foot at a time")
            both = (wish, feet)
            self.blockers.append(Blocker(both, reason))
            return window.first, ()
        minutes, mode, travel = min(near)
        arrive = later(leave, minutes, city.zone)
        if arrive.date() != date:
            self.stranded = True
            way = f"{previous.name} to {city.name} takes {minutes // 60} h by {mode}"
            reason = f"{way}: it does not fit into {date}."
            self.blockers.append(Blocker((wish,), reason))
            return window.first, ()
        leg = Way(
            mode, self.bases[stay - 1].name, self.bases[stay].name, 0, travel, leave, previous
        )
        return max(window.first, minutes_of(arrive.time())), (leg,)

    def _widened(
        self,
        city: City,
        base: Spot,
        fixed: tuple[Appointment, ...],
        free: int,
        back: int,
        arriving: bool,
        leaving: bool,
    ) -> tuple[int, int]:
        """Open the day's window as far as appointments outside it need."""
        for item in fixed:
            place = self.world.place(item.place) if item.place is not None else None
            point = item.at or (place.point if place is not None else base.point)
            way = best_travel(city.id, base.point, point, self.request, self.currency, self.world)
            minutes = way[1].minutes if way is not None else 0
            if not arriving:
                free = min(free, minutes_of(item.start.time()) - minutes)
            if not leaving:
                back = max(back, minutes_of(item.end.time()) + minutes)
        return free, back
