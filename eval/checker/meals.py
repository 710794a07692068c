"""The rule of meals: those that are due are there once, in time, at a fitting table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eval.checker.case import Case, DayView, Finding, minutes_between, utc
from eval.checker.terminals import due_at, ready_at
from planner.itinerary import Meal
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.place import Place
    from planner.request import MealWish, RestWish

#: Minutes a meal or rest must be able to begin in to be due.
_STRETCH = 60


def meals(case: Case) -> Iterator[Finding]:
    """Each wanted meal that is due is there exactly once; none is there that is not wanted."""
    request = case.itinerary.request
    wishes = {wish.meal: wish for wish in request.meals}
    for view in case.days:
        planned = [
            (index, stop) for index, stop in enumerate(view.day.stops) if isinstance(stop, Meal)
        ]
        for name, wish in wishes.items():
            count = sum(stop.meal == name for _, stop in planned)
            if count == 0 and (stretch := longest_stretch(case, view, wish)) >= needed(wish):
                sentence = (
                    f"there is no {name} on {view.day.date}, and {stretch:g} minutes to begin it in"
                )
                yield Finding("meals", view.index, None, sentence, stretch)
            if count > 1:
                yield Finding(
                    "meals", view.index, None, f"{name} is there {count} times", count - 1
                )
        for index, stop in planned:
            if stop.meal in wishes:
                yield from _in_window(view, index, stop, wishes[stop.meal])
            else:
                yield Finding(
                    "meals", view.index, index, f"{stop.meal} at {stop.name} is not wanted"
                )
            place = case.world.place(stop.place_id)
            if place is not None:
                yield from _table(view, index, place, request.diets)


def _in_window(view: DayView, index: int, stop: Meal, wish: MealWish) -> Iterator[Finding]:
    early = minutes_between(stop.start, view.moment(wish.window.first))
    late = minutes_between(view.moment(wish.window.last), stop.start)
    if max(early, late) > 0:
        word = "early" if early > 0 else "late"
        sentence = f"{stop.meal} at {stop.name} begins {max(early, late):g} minutes too {word}"
        yield Finding("meals", view.index, index, sentence, max(early, late))


def _table(view: DayView, index: int, place: Place, diets: tuple[str, ...]) -> Iterator[Finding]:
    if place.group is not Group.FOOD:
        yield Finding(
            "meals", view.index, index, f"{place.name} is a {place.category}, no place to eat"
        )
    offers = {diet.casefold() for diet in place.diets}
    if "vegan" in offers:
        offers.add("vegetarian")
    lacks = [diet for diet in diets if diet.casefold() not in offers]
    if lacks:
        yield Finding(
            "meals",
            view.index,
            index,
            f"{place.name} offers nothing {' or '.join(lacks)}",
            len(lacks),
        )


def needed(wish: MealWish | RestWish) -> int:
    """Minutes of a stretch to begin in from which a meal or rest is due."""
    return min(_STRETCH, wish.window.last - wish.window.first)


def longest_stretch(case: Case, view: DayView, wish: MealWish | RestWish) -> float:
    """Minutes of the longest stretch in which the meal or rest could begin; below 0 if none."""
    free, back = _free(case, view), _back(case, view)
    length = dt.timedelta(minutes=wish.minutes)
    first = max(free, view.moment(wish.window.first))
    last = min(back - length, view.moment(wish.window.last))
    busy = []
    for item in case.itinerary.request.appointments:
        begin, end = (
            time.replace(tzinfo=view.city.zone).astimezone(dt.UTC)
            for time in (item.start, item.end)
        )
        if item.start.date() == view.day.date:
            busy.append((begin - length, end))
    longest = -1.0
    for begin, end in sorted(busy):
        longest = max(longest, minutes_between(first, min(begin, last)))
        first = max(first, end)
    return max(longest, minutes_between(first, last))


def _free(case: Case, view: DayView) -> dt.datetime:
    """When the day's first leg may start: in the window, and come into town."""
    opens, ready = view.moment(case.window(view).first), ready_at(case, view)
    way = dt.timedelta(minutes=sum(leg.minutes for leg in view.day.inbound))
    if ready is not None:
        return max(opens, ready + way)
    if case.is_transfer(view.index):
        return max((opens, *(utc(leg.end) for leg in view.day.inbound)))
    return opens


def _back(case: Case, view: DayView) -> dt.datetime:
    """When the day's last leg must have ended: in the window, with time for the way out of town."""
    closes, due = view.moment(case.window(view).last), due_at(case, view)
    way = dt.timedelta(minutes=sum(leg.minutes for leg in view.day.outbound))
    return min(closes, due - way) if due is not None else closes
