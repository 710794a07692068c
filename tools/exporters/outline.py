"""What a plan says, line by line, before a format gives it looks: one outline for every format."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.itinerary import Leg
from planner.notes import tells_no_price, tells_usual_price
from planner.taxonomy import Category
from tools.exporters import wording as w
from tools.exporters.closing import note_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from planner.itinerary import Day, Itinerary, Note, Spare, Stay, Stop, Visit
    from planner.request import Terminal, TripRequest

#: Between facts that stand side by side.
JOINT = " \N{MIDDLE DOT} "
#: Idle minutes from which a gap is shown as free time.
FREE_MINUTES = 20
#: What stands in place of the time where somewhere is told to go on to.
SPARE = "to spare"
#: Reasons told for a stop; the plan as JSON holds all of them.
_REASONS = 2
#: Kinds of sight at which one usually pays, so that free entry is worth a word.
_PAID = frozenset(
    {
        *(Category.MUSEUM, Category.GALLERY, Category.PALACE, Category.ZOO, Category.THEME_PARK),
        *(Category.PERFORMANCE, Category.BATH, Category.TOUR),
    }
)


class Row(NamedTuple):
    """One line of a day.

    Attributes:
        time: ``09:10-10:40``, or empty for what happens in between.
        title: name of the stop; empty for a leg or free time.
        facts: what there is to say about it: kind, minutes, or the way.
        cost: for the whole party; empty where there is nothing to pay.
        why: why it is in the plan, one line.
        notes: what to check or book.
    """

    kind: Literal["stop", "leg", "free", "anchor", "spare", "night"]
    time: str = ""
    title: str = ""
    facts: str = ""
    cost: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()


def title(plan: Itinerary) -> str:
    """Cities and dates."""
    cities = dict.fromkeys(w.city_name(stop.city) for stop in plan.request.destinations)
    dates = w.period(plan.request.start, plan.request.end)
    return f"{', '.join(cities)}: {dates}"


def subtitle(plan: Itinerary) -> str:
    """Length, party, pace, limits of sights, and origin."""
    request = plan.request
    parts = [w.count(request.days, "day"), w.party(request.party), f"{request.pace.value} pace"]
    parts += _limits(request)
    if request.origin:
        parts.append(f"from {w.clean(request.origin)}")
    return JOINT.join(parts)


def _limits(request: TripRequest) -> Iterator[str]:
    """How many sights a day was asked for at the most."""
    if request.max_sights_day is not None:
        yield f"at most {w.count(request.max_sights_day, 'sight')} a day"
    for date, most in sorted(request.max_sights_on.items()):
        if request.start <= date <= request.end:
            yield f"at most {w.count(most, 'sight')} on {w.weekday(date)}"


def summary(plan: Itinerary) -> str:
    """The subtitle, and what all of it costs."""
    return f"{subtitle(plan)}{JOINT}{w.money(plan.costs.total, plan.costs.currency)} in all"


def joined(*facts: str) -> str:
    """Facts side by side; empty ones are left out."""
    return JOINT.join(filter(None, facts))


def heading(plan: Itinerary, index: int) -> str:
    """Day, date, and the city where there are several."""
    day = plan.days[index]
    city = f", {w.city_name(day.city)}" if len(plan.request.destinations) > 1 else ""
    return f"Day {index + 1}: {w.weekday(day.date)}{city}"


def about(day: Day) -> list[str]:
    """Theme, holiday and weather, one line each."""
    theme = w.clean(day.theme)
    lines = [w.sentence(theme)] if theme else []
    if day.holiday:
        lines.append(f"Public holiday: {w.clean(day.holiday)}")
    if day.climate:
        lines.append(f"Weather: {w.weather(day.climate)}")
    return lines


def rows(plan: Itinerary, index: int) -> Iterator[Row]:
    """Everything of one day in order, free time and the night included."""
    day, currency = plan.days[index], plan.costs.currency
    arrival, departure = plan.request.arrival, plan.request.departure
    if index == 0 and arrival:
        where = f" at {w.clean(day.inbound[0].origin)}" if arrival.at and day.inbound else ""
        yield _terminal(f"arrive{where}", arrival)
    moments = _moments(day)
    yield from _timeline(day, moments, currency)
    if not moments:
        yield Row("free", facts="Nothing planned.")
    yield from (_spare(spare, currency) for spare in plan.spare if spare.date == day.date)
    if index == len(plan.days) - 1 and departure:
        where = f" from {w.clean(day.outbound[-1].target)}" if departure.at and day.outbound else ""
        yield _terminal(f"leave{where}", departure)
    if day.stay:
        facts = w.count(day.stay.rooms, "room")
        cost, notes = _price(day.stay, currency), _notes(day.stay.notes)
        yield Row("night", "night", w.clean(day.stay.name), facts, cost, notes=notes)


def _moments(day: Day) -> list[Leg | Stop]:
    """Legs and stops of a day in the order in which they happen."""
    pairs = zip(day.legs, day.stops, strict=False)
    return [*day.inbound, *chain.from_iterable(pairs), *day.legs[len(day.stops) :], *day.outbound]


def _timeline(day: Day, moments: Sequence[Leg | Stop], currency: str) -> Iterator[Row]:
    around = {id(leg) for leg in chain(day.inbound, day.outbound)}
    # Who rests at the lodging before all else, or last of all, goes nowhere for it.
    ways = [leg for leg in day.legs if leg.minutes or leg.metres]
    before: dt.datetime | None = None
    for moment in moments:
        if before is not None:
            yield from _free(before, moment.start)
        if not isinstance(moment, Leg):
            yield stop_row(moment, currency)
        elif id(moment) in around:
            yield _journey(moment, currency)
        elif moment.minutes or moment.metres:
            if moment is ways[0]:
                yield _anchor(moment.start, "leave", moment.origin)
            yield leg_row(moment, currency)
            if moment is ways[-1]:
                yield _anchor(moment.end, "back at", moment.target)
        before = moment.end


def _anchor(time: dt.datetime, verb: str, name: str) -> Row:
    return Row("anchor", f"{time:%H:%M}", facts=f"{verb} {w.clean(name)}")


def _free(start: dt.datetime, end: dt.datetime) -> Iterator[Row]:
    minutes = round((end - start).total_seconds() / 60)
    if minutes >= FREE_MINUTES:
        yield Row("free", w.span(start, end), facts=f"free time, {w.duration(minutes)}")


def stop_row(stop: Stop, currency: str) -> Row:
    """A stop: when, what, for how long, for how much and why."""
    what = [stop.category.traits.label] if stop.category else []
    what.append(w.duration(stop.minutes))
    if stop.kind == "visit" and _is_free(stop):
        what.append("free entry")
    if stop.kind == "appointment":
        what.insert(0, "appointment")
    elif stop.locked:
        what.append("kept as you asked")
    name = w.clean(stop.name)
    role = stop.meal if stop.kind == "meal" else w.clean(stop.rest) if stop.kind == "rest" else ""
    return Row(
        kind="stop",
        time=w.span(stop.start, stop.end),
        title=f"{role.capitalize()}: {name}" if role else name,
        facts=JOINT.join(what),
        cost=_price(stop, currency),
        why="; ".join(map(w.clean, stop.reasons[:_REASONS])),
        notes=_notes(stop.notes),
    )


def _price(item: Stop | Stay, currency: str) -> str:
    """What a stop or a night costs; ``about 50 EUR`` where that is only usual for its kind."""
    if any(map(tells_no_price, item.notes)):
        return "price unknown"
    about = "about " if any(map(tells_usual_price, item.notes)) else ""
    return about + w.money(item.cost, currency) if item.cost else ""


def _is_free(visit: Visit) -> bool:
    """Whether entry is known to cost nothing, at a place where one usually has to pay."""
    doubtful = any(map(tells_no_price, visit.notes))
    return not visit.cost and not doubtful and visit.category in _PAID


def leg_row(leg: Leg, currency: str) -> Row:
    """The way from one place to the next."""
    facts = w.way(leg.mode, leg.minutes, leg.metres, leg.walk_metres)
    return Row("leg", facts=facts, cost=w.money(leg.cost, currency) if leg.cost else "")


def ends(leg: Leg) -> str:
    """Where a leg leads from and to, by name."""
    return f"{w.clean(leg.origin)} to {w.clean(leg.target)}"


def _journey(leg: Leg, currency: str) -> Row:
    """A leg to or from a terminal or another city, with both ends named."""
    row = leg_row(leg, currency)
    facts = f"{ends(leg)}: {row.facts}"
    return row._replace(kind="anchor", time=w.span(leg.start, leg.end), facts=facts)


def _terminal(what: str, terminal: Terminal) -> Row:
    """Arrival or departure; a request may hold its place by id, so the way names it."""
    return Row("anchor", f"{terminal.time:%H:%M}", facts=f"{what} by {terminal.mode}")


def _spare(spare: Spare, currency: str) -> Row:
    """Somewhere to go on to, told by how far it is from the day's last stop."""
    row, way = stop_row(spare.visit, currency), spare.way
    facts = joined(row.facts, w.way(way.mode, way.minutes, way.metres, way.walk_metres))
    return row._replace(kind="spare", time=SPARE, facts=facts)


def _notes(notes: Sequence[Note]) -> tuple[str, ...]:
    """What to check or book; what there is to say of prices stands beside the price."""
    return tuple(
        w.clean(note.text) if note.kind == "unverified" else note_line(note)
        for note in notes
        if not tells_no_price(note) and not tells_usual_price(note)
    )
