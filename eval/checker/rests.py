"""The rule of rests: the one that is due is there once, in time, long enough, where one sleeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.checker.case import Case, DayView, Finding, crow_metres, minutes_between
from eval.checker.meals import longest_stretch, needed
from eval.checker.walk import base_of
from planner.itinerary import Rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.request import RestWish


def rests(case: Case) -> Iterator[Finding]:
    """A wanted rest that is due is there exactly once; none is there that is not wanted."""
    for view in case.days:
        date = view.day.date
        wishes = [w for w in case.itinerary.request.rests if not w.dates or date in w.dates]
        taken = [(i, stop) for i, stop in enumerate(view.day.stops) if isinstance(stop, Rest)]
        if len(taken) > len(wishes):
            sentence = f"{len(taken)} rests on {view.day.date}, {len(wishes)} wanted"
            index = taken[-1][0]
            yield Finding("rests", view.index, index, sentence, len(taken) - len(wishes))
        for wish in wishes:
            stretch = longest_stretch(case, view, wish)
            if not taken and stretch >= needed(wish):
                sentence = f"no rest on {view.day.date}, and {stretch:g} minutes to begin it in"
                yield Finding("rests", view.index, None, sentence, stretch)
            for index, stop in taken:
                yield from _taken(case, view, index, stop, wish)


def _taken(case: Case, view: DayView, index: int, stop: Rest, wish: RestWish) -> Iterator[Finding]:
    early = minutes_between(stop.start, view.moment(wish.window.first))
    late = minutes_between(view.moment(wish.window.last), stop.start)
    if max(early, late) > 0:
        word = "early" if early > 0 else "late"
        sentence = f"the rest begins {max(early, late):g} minutes too {word}"
        yield Finding("rests", view.index, index, sentence, max(early, late))
    short = wish.minutes - minutes_between(stop.start, stop.end)
    if short > 0:
        yield Finding("rests", view.index, index, f"the rest is {short:g} minutes short", short)
    base = base_of(case, view)
    away = crow_metres(stop.lat, stop.lon, base.lat, base.lon)
    if not base.is_at(stop.lat, stop.lon):
        sentence = f"the rest is {away:.0f} m from {base.names[0]}"
        yield Finding("rests", view.index, index, sentence, round(away))
