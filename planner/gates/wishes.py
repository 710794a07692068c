"""Gates on places and wishes: identity, party, must, areas, locks, lodging, repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.eligible import admits, in_any_area, shunned
from planner.gates.violation import Review, Violation
from planner.itinerary import Fixture, Stay
from planner.lodging import fits, wish_for
from planner.money import night_cost, rooms_needed
from planner.notes import access_notes
from planner.request import minutes_of
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.itinerary import Note, Stop
    from planner.place import Place
    from planner.request import Party


def identity(review: Review) -> Iterator[Violation]:
    """Every place is in the catalogue under that name, at that position."""
    for e in review.entries:
        if e.stop.place_id is not None:
            yield from _same(e.stop, e.place, e.number, e.position)
    for night in review.nights():
        if night.stay.place_id is not None:
            yield from _same(night.stay, night.place, night.number, None)


def _same(
    item: Stop | Stay, place: Place | None, day: int, position: int | None
) -> Iterator[Violation]:
    unit = "nights" if position is None else "stops"
    if place is None:
        text = f"{item.name} ({item.place_id}) is not in the catalogue."
        yield Violation(rule="identity", message=text, day=day, stop=position, unit=unit)
        return
    # An appointment is called what its owner calls it, and need not say what it is at.
    own = isinstance(item, Fixture)
    same = (item.lat, item.lon) == (place.lat, place.lon) and (own or item.name == place.name)
    if not isinstance(item, Stay):
        same = same and (item.category == place.category or (own and item.category is None))
    if not same:
        text = f"{item.name} is not what the catalogue has as {item.place_id}."
        yield Violation(rule="identity", message=text, day=day, stop=position, unit=unit)


def party(review: Review) -> Iterator[Violation]:
    """Everybody can get in, or is told to ask."""
    for e in review.own():
        if e.place is not None:
            yield from _admitted(review, e.place, e.stop.notes, e.number, e.position)
    for night in review.nights():
        if night.place is not None:
            yield from _admitted(review, night.place, night.stay.notes, night.number, None)


def _admitted(
    review: Review, place: Place, notes: tuple[Note, ...], day: int, position: int | None
) -> Iterator[Violation]:
    why = admits(place, review.request)
    if why is not None:
        amount, unit = _excess(place, review.request.party)
        text = f"{place.name} is not for you: {why}."
        yield Violation(
            rule="party", message=text, day=day, stop=position, amount=amount, unit=unit
        )
    told = review.unverified(notes, place.id)
    for note in access_notes(place, review.request):
        if note.text not in told:
            text = f"{place.name}: {note.text} The plan does not say so."
            yield Violation(rule="party", message=text, day=day, stop=position)


def _excess(place: Place, party: Party) -> tuple[int, str]:
    """By how much a party does not fit a place: years too young, people too many, or one wheel."""
    if place.min_age is not None and min(party.ages) < place.min_age:
        return place.min_age - min(party.ages), "years"
    if place.max_group is not None and party.size > place.max_group:
        return party.size - place.max_group, "people"
    return 1, "people"


def must(review: Review) -> Iterator[Violation]:
    """Every must is in the plan, as a visit or a meal."""
    present = {e.stop.place_id for e in review.own()}
    for place_id in review.request.must:
        if place_id not in present:
            place = review.world.place(place_id)
            text = f"{place.name if place else place_id} is a must and not in the plan."
            yield Violation(rule="must", message=text)


def must_not(review: Review) -> Iterator[Violation]:
    """No place that was ruled out, for good, for that date or for those hours, is in the plan."""
    for e in review.own():
        avoided = e.place is not None and review.request.avoids(e.place.id, e.day.date)
        if e.stop.place_id in review.request.must_not or avoided:
            text = f"{e.stop.name} is in the plan, and you asked not to go there."
            yield Violation(rule="must_not", message=text, day=e.number, stop=e.position)
        start, end = (review.minute(e.day, time) for time in (e.stop.start, e.stop.end))
        for window in shunned(e.place, e.day.date, review.request) if e.place is not None else ():
            over = min(end, window.last) - max(start, window.first)
            if over > 0:
                span = f"{window.start:%H:%M} and {window.end:%H:%M}"
                text = f"{e.stop.name} is not wanted between {span}."
                yield Violation(
                    rule="must_not",
                    message=text,
                    day=e.number,
                    stop=e.position,
                    amount=over,
                    unit="minutes",
                )


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
            yield Violation(rule="areas", message=text, day=e.number, stop=e.position)
        if request.areas_out and in_any_area(e.place, city, request.areas_out):
            where = " or ".join(request.areas_out)
            text = f"{e.stop.name} is in {where}, where you do not want to go."
            yield Violation(rule="areas", message=text, day=e.number, stop=e.position)


def locks(review: Review) -> Iterator[Violation]:
    """What is locked stays on its date and at its time."""
    for lock in review.request.locks:
        kept = any(
            e.stop.place_id == lock.place
            and (lock.date is None or e.day.date == lock.date)
            and lock.meal in (None, getattr(e.stop, "meal", None))
            and (lock.start is None or review.minute(e.day, e.stop.start) == minutes_of(lock.start))
            for e in review.own()
        )
        if not kept:
            when = f" on {lock.date}" if lock.date else ""
            when += f" at {lock.start:%H:%M}" if lock.start else ""
            when += f" for {lock.meal}" if lock.meal else ""
            yield Violation(
                rule="locks", message=f"{lock.place} is locked{when} and not in the plan so."
            )


def lodging(review: Review) -> Iterator[Violation]:
    """Every night has its bed, as wished for, one lodging a city."""
    request, plan = review.request, review.plan
    seen: dict[int, str | None] = {}
    for index, day in enumerate(plan.days[: request.days]):
        last, stay = index == request.days - 1, request.city_index(index)
        if day.stay is None:
            why = None if last else f"No bed for the night of {day.date}."
        elif last:
            why = "The trip ends, and yet there is a night."
        elif seen.setdefault(stay, day.stay.place_id) != day.stay.place_id:
            why = f"The lodging changes on {day.date}."
        else:
            unfit = _unfit(review, day.stay, stay)
            why = None if unfit is None else f"{day.stay.name}: {unfit}."
        if why is not None:
            yield Violation(rule="lodging", message=why, day=index, unit="nights")


def _unfit(review: Review, slept: Stay, stay: int) -> str | None:
    """Why a night is not what was wished for; that the party can get in is ``party``'s to say."""
    request, world = review.request, review.world
    wish, city = wish_for(request, stay), world.city(request.destinations[stay].city)
    if wish.at is not None:
        same = (slept.lat, slept.lon) == (wish.at.lat, wish.at.lon)
        return None if same else "it is not where you said you sleep"
    if wish.place is not None and slept.place_id != wish.place:
        return "it is not the lodging you named"
    if slept.place_id is None:
        if world.has(city.id, Group.STAY):
            return "it has no place in the catalogue, and the city has lodgings"
        if (slept.lat, slept.lon) != (city.lat, city.lon):
            return "with no lodging on file the night is in the centre"
        marked = review.unverified(slept.notes, None)
        return None if marked else "no lodging is on file, and the plan does not say so"
    place = world.place(slept.place_id)
    if place is None or place.group is not Group.STAY or place.city != city.id:
        return "it is no lodging of that city"
    rooms = rooms_needed(wish, request.party, place.room_capacity)
    if slept.rooms != rooms:
        return f"it takes {rooms} rooms, not {slept.rooms}"
    price = night_cost(place, rooms, review.currency, world)
    if wish.place is None and not fits(place, wish, city, rooms, price):
        return "it does not meet your wish for a lodging"
    return None


def repeats(review: Review) -> Iterator[Violation]:
    """No place is visited twice."""
    seen: set[str | None] = set()
    for e in review.own():
        if e.stop.place_id in seen:
            text = f"{e.stop.name} is in the plan a second time."
            yield Violation(rule="repeats", message=text, day=e.number, stop=e.position)
        seen.add(e.stop.place_id)
