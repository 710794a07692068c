"""Rules of coming and going: arrival, departure, days between cities."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eval.checker.case import Case, DayView, Finding, crow_metres, minutes_between, utc
from eval.checker.trail import INTERCITY, Step, trail
from planner.facts import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.request import Terminal

#: Minutes after an arrival and before a departure, by how one travels.
_AFTER_FLIGHT, _AFTER = 45, 30
_BEFORE_FLIGHT, _BEFORE = 120, 20
#: Fastest plausible speed between cities over the crow-flies distance, in km/h.
_TOP_SPEED = {Mode.TRAIN: 320, Mode.BUS: 110, Mode.FERRY: 80, Mode.FLIGHT: 950, Mode.CAR: 130}


def ready_at(case: Case, view: DayView) -> dt.datetime | None:
    """When one has got off and out of the terminal on the first day; None without an arrival."""
    arrival = case.itinerary.request.arrival
    if arrival is None or view.index != 0:
        return None
    return _clock(view, arrival) + dt.timedelta(minutes=_buffer(arrival, _AFTER_FLIGHT, _AFTER))


def due_at(case: Case, view: DayView) -> dt.datetime | None:
    """When one has to be at the terminal on the last day; None without a departure."""
    departure = case.itinerary.request.departure
    if departure is None or view.index != case.last:
        return None
    return _clock(view, departure) - dt.timedelta(
        minutes=_buffer(departure, _BEFORE_FLIGHT, _BEFORE)
    )


def _clock(view: DayView, terminal: Terminal) -> dt.datetime:
    return view.moment(terminal.time.hour * 60 + terminal.time.minute)


def _buffer(terminal: Terminal, flight: int, other: int) -> int:
    if terminal.buffer_minutes is not None:
        return terminal.buffer_minutes
    return flight if terminal.mode == "flight" else other


def terminals(case: Case) -> Iterator[Finding]:
    """Nothing before one has arrived or after one must leave, and the ways between."""
    for view in case.days:
        day = view.day
        ready, due = ready_at(case, view), due_at(case, view)
        spans = [
            (item.start, item.end) for item in (*day.inbound, *day.legs, *day.stops, *day.outbound)
        ]
        early = minutes_between(min(start for start, _ in spans), ready) if ready and spans else 0
        late = minutes_between(due, max(end for _, end in spans)) if due and spans else 0
        if early > 0:
            yield Finding(
                "terminals",
                view.index,
                None,
                f"something begins {early:g} minutes before one is there",
                early,
            )
        if late > 0:
            yield Finding(
                "terminals",
                view.index,
                None,
                f"something ends {late:g} minutes after one must leave",
                late,
            )
        yield from _terminal_ways(case, view)


def _terminal_ways(case: Case, view: DayView) -> Iterator[Finding]:
    request, day = case.itinerary.request, view.day
    ends = (
        (request.arrival, 0, day.inbound, day.start, "from"),
        (request.departure, case.last, day.outbound, day.end, "to"),
    )
    for terminal, index, legs, anchor, word in ends:
        if terminal is None or terminal.at is None or view.index != index:
            continue
        place = case.hub(terminal, view)
        if place is None:
            yield Finding("terminals", index, None, f"{terminal.at!r} is no known terminal")
        elif not legs and (anchor.lat, anchor.lon) != (place.lat, place.lon):
            yield Finding("terminals", index, None, f"there is no way {word} {place.name}")


def transfer(case: Case) -> Iterator[Finding]:
    """Between two cities one travels as long as the world says, and only then begins."""
    for view in case.days:
        if not case.is_transfer(view.index):
            continue
        steps = [step for step in trail(case, view) if step.part == "inbound"]
        rides = [step for step in steps if step.intercity]
        if not rides:
            origin = case.itinerary.days[view.index - 1].city
            yield Finding(
                "transfer", view.index, None, f"nothing leads from {origin} to {view.city.id}"
            )
            continue
        for step in rides:
            yield from _ride(case, view, step)
        yield from _timely(case, view, steps)
        arrived = max(step.leg.end for step in steps)
        for index, stop in enumerate(view.day.stops):
            early = minutes_between(stop.start, arrived)
            if early > 0:
                yield Finding(
                    "transfer",
                    view.index,
                    index,
                    f"{stop.name} begins {early:g} minutes before arrival",
                    early,
                )


def _timely(case: Case, view: DayView, steps: list[Step]) -> Iterator[Finding]:
    """One leaves in the window of the city left, and is there on the same date."""
    first, last = steps[0], steps[-1]
    opens = dt.datetime.combine(view.day.date, dt.time(), first.city.zone)
    opens += dt.timedelta(minutes=case.window(view).first)
    early = minutes_between(first.leg.start, opens)
    if early > 0:
        sentence = f"one leaves {first.city.name} {early:g} minutes too early"
        yield Finding("transfer", view.index, None, sentence, early)
    arrival = utc(last.leg.end).astimezone(view.city.zone).date()
    if arrival != view.day.date:
        sentence = f"one arrives in {view.city.name} on {arrival}, not on {view.day.date}"
        yield Finding("transfer", view.index, None, sentence, abs((arrival - view.day.date).days))


def _ride(case: Case, view: DayView, step: Step) -> Iterator[Finding]:
    origin, leg = case.city(case.itinerary.days[view.index - 1].city), step.leg
    if origin is None:
        return
    way = case.world.intercity(origin, view.city, leg.mode) if leg.mode in INTERCITY else None
    if way is None:
        yield Finding(
            "transfer",
            view.index,
            None,
            f"no {leg.mode} runs from {origin.name} to {view.city.name}",
        )
        return
    fastest = (
        crow_metres(origin.lat, origin.lon, view.city.lat, view.city.lon)
        * 0.06
        / _TOP_SPEED[leg.mode]
    )
    short = max(way.minutes, fastest) - leg.minutes
    if short > 0:
        sentence = f"by {leg.mode} {origin.name} to {view.city.name} takes {short:g} minutes more"
        yield Finding("transfer", view.index, None, sentence, short)
