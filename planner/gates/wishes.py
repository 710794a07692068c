"""Gates on places and wishes: identity, party, must, must_not, areas, locks, meals, lodging, repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.eligible import admits, in_any_area, offers_diet
from planner.gates.clock import hhmm
from planner.gates.violation import Entry, Review, Violation
from planner.itinerary import Meal
from planner.lodging import fits, wish_for
from planner.money import night_cost, rooms_needed
from planner.notes import access_notes
from planner.request import minutes_of
from planner.taxonomy import Group


def identity(review: Review) -> Iterator[Violation]:
    """Every place is in the catalogue under that name, at that position."""
    for e in review.entries:
        if e.stop.place_id is None:
            continue
        if e.place is None:
            text = f"{e.stop.name} ({e.stop.place_id}) is not in the catalogue."
            yield Violation(rule="identity", message=text, day=e.index, stop=e.position)
        elif e.stop.kind != "appointment" and (e.stop.name, e.stop.lat, e.stop.lon, e.stop.category) != (
            e.place.name, e.place.lat, e.place.lon, e.place.category
        ):  # fmt: skip
            text = f"{e.stop.name} is not what the catalogue has as {e.stop.place_id}."
            yield Violation(rule="identity", message=text, day=e.index, stop=e.position)


def party(review: Review) -> Iterator[Violation]:
    """Everybody can get in, or is told to ask."""
    for e in review.own():
        if e.place is None:
            continue
        why = admits(e.place, review.request)
        if why is not None:
            text = f"{e.stop.name} is not for you: {why}."
            yield Violation(rule="party", message=text, day=e.index, stop=e.position, unit="people")
        marked = {note.text for note in e.stop.notes}
        for note in access_notes(e.place, review.request):
            if note.text not in marked:
                text = f"{e.stop.name}: {note.text} The plan does not say so."
                yield Violation(rule="party", message=text, day=e.index, stop=e.position)


def must(review: Review) -> Iterator[Violation]:
    """Every must is in the plan."""
    present = {e.stop.place_id for e in review.entries}
    for place_id in review.request.must:
        if place_id not in present:
            place = review.world.place(place_id)
            text = f"{place.name if place else place_id} is a must and not in the plan."
            yield Violation(rule="must", message=text)


def must_not(review: Review) -> Iterator[Violation]:
    """No place that was ruled out is in the plan."""
    for e in review.own():
        if e.stop.place_id in review.request.must_not:
            text = f"{e.stop.name} is in the plan, and you asked not to go there."
            yield Violation(rule="must_not", message=text, day=e.index, stop=e.position)


def areas(review: Review) -> Iterator[Violation]:
    """Visits and meals keep to the areas wished for; musts and locks are exempt."""
    request = review.request
    exempt = {*request.must, *(lock.place for lock in request.locks)}
    for e in review.own():
        if e.place is None or e.place.id in exempt:
            continue
        city = review.city(e.day)
        if request.areas_in and not in_any_area(e.place, city, request.areas_in):
            text = f"{e.stop.name} is not in {' or '.join(request.areas_in)}."
            yield Violation(rule="areas", message=text, day=e.index, stop=e.position)
        if request.areas_out and in_any_area(e.place, city, request.areas_out):
            text = f"{e.stop.name} is in {' or '.join(request.areas_out)}, where you do not want to go."
            yield Violation(rule="areas", message=text, day=e.index, stop=e.position)


def locks(review: Review) -> Iterator[Violation]:
    """What is locked stays on its date and at its time."""
    for lock in review.request.locks:
        kept = any(
            e.stop.place_id == lock.place
            and (lock.date is None or e.day.date == lock.date)
            and (lock.start is None or review.minute(e.day, e.stop.start) == minutes_of(lock.start))
            for e in review.own()
        )
        if not kept:
            when = f" on {lock.date}" if lock.date else ""
            when += f" at {lock.start:%H:%M}" if lock.start else ""
            yield Violation(
                rule="locks", message=f"{lock.place} is locked{when} and not in the plan so."
            )


def meals(review: Review) -> Iterator[Violation]:
    """Each meal due is eaten once, in its window, where every diet is served; no other meal is planned."""
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
        yield Violation(rule="meals", message=text, day=e.index, stop=e.position)
    missing = [diet for diet in review.request.diets if not offers_diet(place, diet)]
    if missing:
        text = f"{stop.name} is not known to serve {' and '.join(missing)} food."
        yield Violation(rule="meals", message=text, day=e.index, stop=e.position)
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
            rule="meals", message=text, day=e.index, stop=e.position, amount=off, unit="minutes"
        )


def lodging(review: Review) -> Iterator[Violation]:
    """Every night has its bed, as wished for, one lodging a city."""
    request, plan = review.request, review.plan
    seen: dict[int, str | None] = {}
    for index, day in enumerate(plan.days[: request.days]):
        last = index == request.days - 1
        if last or day.stay is None:
            if not last:
                yield Violation(
                    rule="lodging",
                    message=f"No bed for the night of {day.date}.",
                    day=index,
                    unit="nights",
                )
            elif day.stay is not None:
                yield Violation(
                    rule="lodging",
                    message="The trip ends, and yet there is a night.",
                    day=index,
                    unit="nights",
                )
            continue
        stay = request.city_index(index)
        if seen.setdefault(stay, day.stay.place_id) != day.stay.place_id:
            yield Violation(
                rule="lodging",
                message=f"The lodging changes on {day.date}.",
                day=index,
                unit="nights",
            )
        why = _unfit(review, index, stay)
        if why is not None:
            yield Violation(
                rule="lodging", message=f"{day.stay.name}: {why}.", day=index, unit="nights"
            )


def _unfit(review: Review, index: int, stay: int) -> str | None:
    """Why the stay of a day is not what was wished for."""
    request, world = review.request, review.world
    wish, slept = wish_for(request, stay), review.plan.days[index].stay
    assert slept is not None
    if wish.at is not None:
        same = (slept.lat, slept.lon) == (wish.at.lat, wish.at.lon)
        return None if same else "it is not where you said you sleep"
    if wish.place is not None:
        return None if slept.place_id == wish.place else "it is not the lodging you named"
    if slept.place_id is None:
        marked = any(note.kind == "unverified" for note in slept.notes)
        return None if marked else "no lodging is on file, and the plan does not say so"
    place = world.place(slept.place_id)
    city = world.city(request.destinations[stay].city)
    if place is None or place.group is not Group.STAY or place.city != city.id:
        return "it is no lodging of that city"
    rooms = rooms_needed(wish, request.party, place.room_capacity)
    if slept.rooms != rooms:
        return f"it takes {rooms} rooms, not {slept.rooms}"
    if not fits(place, wish, city, rooms, night_cost(place, rooms, review.currency, world)):
        return "it does not meet your wish for a lodging"
    return admits(place, request)


def repeats(review: Review) -> Iterator[Violation]:
    """No place is visited twice."""
    seen: set[str] = set()
    for e in review.entries:
        if e.stop.place_id is None:
            continue
        if e.stop.place_id in seen:
            text = f"{e.stop.name} is in the plan a second time."
            yield Violation(rule="repeats", message=text, day=e.index, stop=e.position)
        seen.add(e.stop.place_id)
