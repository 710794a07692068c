"""Gates on what comes back each day: sights, meals and rests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.eligible import offers_diet
from planner.gates.violation import Entry, Review, Violation, hhmm, minutes_between
from planner.itinerary import Meal, Rest, Visit
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.request import RestWish


def sights(review: Review) -> Iterator[Violation]:
    """No day has more visits than were asked for at the most."""
    for index, day in enumerate(review.plan.days):
        count = sum(isinstance(stop, Visit) for stop in day.stops)
        most = review.request.max_sights(day.date)
        if most is not None and count > most:
            text = f"Day {index + 1} has {count} sights; {most} is your limit."
            yield Violation(rule="sights", message=text, day=index, amount=count - most)


def meals(review: Review) -> Iterator[Violation]:
    """Each meal due is eaten once, in its window, where each diet is served; no other is there."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        count = Counter(stop.meal for stop in day.stops if isinstance(stop, Meal))
        wanted = {wish.meal for wish in review.request.meals}
        for wish in frame.meals:
            if count[wish.meal] != 1:
                text = f"Day {index + 1} has {count[wish.meal] or 'no'} {wish.meal}."
                off = abs(count[wish.meal] - 1)
                yield Violation(rule="meals", message=text, day=index, amount=off)
        for meal in count:
            if meal not in wanted:
                yield Violation(
                    rule="meals", message=f"Nobody asked for {meal} on day {index + 1}.", day=index
                )
            elif count[meal] > 1 and meal not in {wish.meal for wish in frame.meals}:
                yield Violation(
                    rule="meals", message=f"Day {index + 1} has {count[meal]} {meal}s.", day=index
                )
    for e in review.own():
        yield from _meal(review, e)


def _meal(review: Review, e: Entry) -> Iterator[Violation]:
    stop, place = e.stop, e.place
    if not isinstance(stop, Meal) or place is None:
        return
    if place.group is not Group.FOOD:
        text = f"{stop.name} is a {place.category.traits.label}, not a place to eat."
        yield Violation(rule="meals", message=text, day=e.number, stop=e.position)
    missing = [diet for diet in review.request.diets if not offers_diet(place, diet)]
    if missing:
        text = f"{stop.name} is not known to serve {' and '.join(missing)} food."
        yield Violation(rule="meals", message=text, day=e.number, stop=e.position)
    wish = next((w for w in review.request.meals if w.meal == stop.meal), None)
    if wish is None:
        return
    start = review.minute(e.day, stop.start)
    off = max(wish.window.first - start, start - wish.window.last)
    if off > 0:
        span = f"{hhmm(wish.window.first)} and {hhmm(wish.window.last)}"
        text = (
            f"{stop.meal.capitalize()} at {stop.name} begins at {hhmm(start)}, not between {span}."
        )
        yield Violation(
            rule="meals", message=text, day=e.number, stop=e.position, amount=off, unit="minutes"
        )


def rests(review: Review) -> Iterator[Violation]:
    """Each rest due is taken once, in its window, long enough and at the base; no other is."""
    wish = next(iter(review.request.rests), None)
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        count = sum(isinstance(stop, Rest) for stop in day.stops)
        wanted = wish is not None and wish.is_on(frame.date)
        if wish is not None and (count > wanted or count < len(frame.rests)):
            text = f"Day {index + 1} has {count or 'no'} {wish.name}{'s' if count else ''}."
            off = abs(count - wanted)
            yield Violation(rule="rests", message=text, day=index, amount=off)
    for e in review.entries:
        if not isinstance(e.stop, Rest):
            continue
        if wish is None:
            text = f"Nobody asked for a {e.stop.rest} on day {e.number + 1}."
            yield Violation(rule="rests", message=text, day=e.number, stop=e.position)
        else:
            yield from _rest(review, e, wish)


def _rest(review: Review, e: Entry, wish: RestWish) -> Iterator[Violation]:
    base = review.bases[review.request.city_index(e.number)]
    rest = f"The {wish.name} on day {e.number + 1}"
    if (e.stop.lat, e.stop.lon) != (base.point.lat, base.point.lon):
        text = f"{rest} is at {e.stop.name}, not at {base.name}."
        yield Violation(rule="rests", message=text, day=e.number, stop=e.position)
    start = review.minute(e.day, e.stop.start)
    span = f"{hhmm(wish.window.first)} and {hhmm(wish.window.last)}"
    short = wish.minutes - minutes_between(e.stop.start, e.stop.end)
    for off, text in (
        (
            max(wish.window.first - start, start - wish.window.last),
            f"{rest} begins at {hhmm(start)}, not between {span}.",
        ),
        (short, f"{rest} is {short:g} minutes shorter than you asked for."),
    ):
        if off > 0:
            yield Violation(
                rule="rests",
                message=text,
                day=e.number,
                stop=e.position,
                amount=off,
                unit="minutes",
            )
