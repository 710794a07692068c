"""A plan as a calendar (iCalendar, RFC 5545): stops, journeys and nights as events.

Every event keeps its UID through changes of the plan, and each export counts as newer than the
last, so that a calendar which takes it in again moves what has moved.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.openness import told_hours
from tools.exporters.route import routes

if TYPE_CHECKING:
    from icalendar import Event

    from planner.facts import World
    from planner.itinerary import Itinerary, Leg, Stay
    from planner.request import Terminal
    from tools.exporters.route import Route

_ONE_DAY = dt.timedelta(days=1)


def to_ics(
    plan: Itinerary, now: dt.datetime, world: World | None = None, alarm: int | None = None
) -> str:
    """Write a plan as a calendar, every time on the clock of its city.

    Args:
        now: the moment of the export, aware.
        world: tells opening hours; without one they are left out.
        alarm: minutes before each stop and journey at which to ring; None is never.
    """
    from icalendar import Calendar, Timezone

    calendar = Calendar.new(
        name=outline.title(plan), method="PUBLISH", prodid="-//Wayplan//Wayplan//EN", uid=_uid(plan)
    )
    # Whole years around the trip, so that each zone has its summer and its winter: some readers
    # take none that lacks either.
    first, last = (
        dt.date(year, 1, 1) for year in (plan.request.start.year - 1, plan.request.end.year + 2)
    )
    for zone in dict.fromkeys(day.timezone for day in plan.days):
        calendar.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
    events = _Events(plan, now, alarm)
    for route in routes(plan):
        _add_day(events, route, world)
    _add_terminals(events)
    _add_nights(events)
    for event in events.made:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _uid(plan: Itinerary, *parts: str) -> str:
    """An identifier of something in this trip, the same in every plan of it."""
    cities = ",".join(stop.city for stop in plan.request.destinations)
    return str(uuid5(NAMESPACE_URL, "|".join((plan.request.start.isoformat(), cities, *parts))))


class _Events:
    """Events as they are made.

    Attributes:
        made: the events, in the order in which they were added.
    """

    def __init__(self, plan: Itinerary, now: dt.datetime, alarm: int | None) -> None:
        self.plan = plan
        self.made: list[Event] = []
        self._now = now
        self._alarm = alarm
        self._seen: Counter[str] = Counter()

    def add(
        self, what: str, start: dt.date, end: dt.date | None, summary: str, **more: Any
    ) -> Event:
        """Add an event; ``what`` tells it from others, and of several alike the count does."""
        from icalendar import Alarm, Event

        uid = _uid(self.plan, what, str(self._seen[what]))
        self._seen[what] += 1
        # A calendar replaces an event by one of the same UID only if its SEQUENCE is higher.
        sequence = int(self._now.timestamp()) // 60
        event = Event.new(
            uid=uid, stamp=self._now, sequence=sequence, start=start, end=end, summary=summary,
            **more,
        )  # fmt: skip
        if self._alarm is not None and isinstance(start, dt.datetime):
            ring = Alarm.new(description=summary)
            ring.add("action", "DISPLAY")
            ring.add("trigger", -dt.timedelta(minutes=self._alarm))
            event.add_component(ring)
        self.made.append(event)
        return event


def _add_day(events: _Events, route: Route, world: World | None) -> None:
    """Stops of a day, each with the way there, and journeys around them."""
    day, zone = route.day, ZoneInfo(route.day.timezone)
    for leg in (*day.inbound, *day.outbound):
        _add_journey(events, leg, zone)
    for (_, stop, row), leg in zip(route.waypoints, day.legs, strict=False):
        way = outline.leg_row(leg, events.plan.costs.currency).facts
        lines = (
            outline.joined(row.facts, row.cost),
            f"From {w.clean(leg.origin)}: {way}" if leg.metres else "",
            w.sentence(told_hours(world, stop.place_id, day.date)),
            w.sentence(row.why),
            *row.notes,
        )
        event = events.add(
            f"{stop.kind}|{stop.place_id or stop.name}",
            stop.start.astimezone(zone),
            stop.end.astimezone(zone),
            row.title,
            location=f"{w.clean(stop.name)}, {w.city_name(day.city)}",
            categories=[stop.kind],
            description="\n".join(filter(None, lines)),
        )
        event.add("geo", (stop.lat, stop.lon))


def _add_journey(events: _Events, leg: Leg, zone: ZoneInfo) -> None:
    row = outline.leg_row(leg, events.plan.costs.currency)
    events.add(
        f"journey|{leg.origin}|{leg.target}",
        leg.start.astimezone(zone),
        leg.end.astimezone(zone),
        f"{leg.mode.value.capitalize()}: {outline.ends(leg)}",
        location=w.clean(leg.origin),
        categories=["journey"],
        description=outline.joined(row.facts, row.cost),
    )


def _add_terminals(events: _Events) -> None:
    """The moments of arrival and departure, which have no length."""
    request, days = events.plan.request, events.plan.days
    for terminal, day, verb in (
        (request.arrival, days[0], "Arrive"),
        (request.departure, days[-1], "Leave"),
    ):
        if terminal is not None:
            _add_terminal(events, terminal, day.date, ZoneInfo(day.timezone), verb)


def _add_terminal(
    events: _Events, terminal: Terminal, date: dt.date, zone: ZoneInfo, verb: str
) -> None:
    moment = dt.datetime.combine(date, terminal.time, zone)
    events.add(verb, moment, None, f"{verb} by {terminal.mode}", categories=["journey"])


def _add_nights(events: _Events) -> None:
    """Each bed over the nights in it that follow one another, as an event of whole days."""
    slept = [(day.date, day.stay) for day in events.plan.days if day.stay]

    def bed(night: tuple[dt.date, Stay]) -> str:
        return night[1].place_id or night[1].name

    for key, nights in groupby(slept, bed):
        dates, stays = zip(*nights, strict=True)
        _add_bed(events, key, dates, stays)


def _add_bed(
    events: _Events, key: str, dates: tuple[dt.date, ...], stays: tuple[Stay, ...]
) -> None:
    first, name = stays[0], w.clean(stays[0].name)
    cost = w.money(sum(stay.cost for stay in stays), events.plan.costs.currency)
    nights = w.count(len(stays), "night")
    event = events.add(
        f"bed|{key}",
        dates[0],
        dates[-1] + _ONE_DAY,
        f"{name} ({nights})",
        location=name,
        categories=["lodging"],
        transparency="TRANSPARENT",
        description=outline.JOINT.join((w.count(first.rooms, "room"), cost)),
    )
    event.add("geo", (first.lat, first.lon))
