"""What the traveller is told about a stop, a bed or a trip: what is unsure, usual, to be booked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.itinerary import Note
from planner.money import meal_cost, visit_cost

if TYPE_CHECKING:
    from planner.frame import Frame
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.problem import Node, Trip
    from planner.request import TripRequest

#: How the note on an unknown price begins, and all of the note on one that is only usual.
_NO_PRICE = "The price is not on file"
_USUAL_PRICE = "The price is what is usual for its kind."
_LEAD = re.compile(r"\b(\d+) days? ahead\b")


def tells_no_price(note: Note) -> bool:
    """Whether the note says that a price is unknown and counted as 0."""
    return note.kind == "unverified" and note.text.startswith(_NO_PRICE)


def tells_usual_price(note: Note) -> bool:
    """Whether the note says that a price is not the place's own, but what is usual for its kind."""
    return note.kind == "estimate" and note.text == _USUAL_PRICE


def lead_days(note: Note) -> int | None:
    """How many days ahead a note says to book; None where it tells of no booking or no number."""
    found = _LEAD.search(note.text) if note.kind == "book" else None
    return int(found[1]) if found else None


def stop_notes(trip: Trip, node: Node, frame: Frame) -> tuple[Note, ...]:
    """Notes of one stop. An appointment is the traveller's own business."""
    place = node.place
    if place is None or node.appointment is not None:
        return ()
    hours = trip.world.hours(place.id, frame.date)
    notes = [] if hours.known else [_unsure_hours(place, hours.note)]
    if hours.unstated:
        text = "Public holiday: its hours may differ; check before you go."
        notes.append(Note(kind="warning", text=text, place_id=place.id))
    pricing = visit_cost if node.meal is None else meal_cost
    field = "admission" if node.meal is None else "meal_price"
    notes += _price_notes(
        place, field, pricing(place, trip.request.party, trip.currency, trip.world)
    )
    notes += access_notes(place, trip.request)
    if place.booking_days:
        notes.append(_booking(place))
    return tuple(notes)


def _unsure_hours(place: Place, why: str) -> Note:
    """``why`` is a clause of its own, such as ``opening hours have an open end ('+')``."""
    what = why[:1].upper() + why[1:] or "Opening hours are not on file"
    return _unverified(place, f"{what}; check before you go.")


def _price_notes(place: Place, field: str, cost: float | None) -> list[Note]:
    """What to say of a price for the whole party that stands in ``field`` of the place."""
    if cost is None:
        return [_unverified(place, f"{_NO_PRICE} and counted as 0.")]
    if cost > 0 and field in place.defaulted:
        return [Note(kind="estimate", text=_USUAL_PRICE, place_id=place.id)]
    return []


def access_notes(place: Place, request: TripRequest) -> list[Note]:
    """What a wheelchair or a stroller may meet there."""
    notes = []
    for needed, access, what in (
        (request.party.wheelchair, place.wheelchair, "wheelchair"),
        (request.party.stroller, place.stroller, "stroller"),
    ):
        if needed and access == "limited":
            notes.append(_unverified(place, f"Only partly accessible by {what}: ask beforehand."))
        elif needed and access is None:
            notes.append(
                _unverified(place, f"Whether a {what} can get in is not on file: ask beforehand.")
            )
    return notes


def _booking(place: Place) -> Note:
    days = place.booking_days
    return Note(
        kind="book",
        text=f"Book about {days} day{'s' if days != 1 else ''} ahead.",
        place_id=place.id,
    )


def _unverified(place: Place | None, text: str) -> Note:
    return Note(kind="unverified", text=text, place_id=None if place is None else place.id)


def lodging_notes(lodging: Lodging, request: TripRequest) -> tuple[Note, ...]:
    """Notes of where one sleeps."""
    if not lodging.on_file:
        return (
            _unverified(
                None, "No lodging is on file in this city: days start and end at its centre."
            ),
        )
    if lodging.place is None:
        return ()
    cost = lodging.nightly if lodging.priced else None
    notes = _price_notes(lodging.place, "nightly_rate", cost)
    return (*notes, *access_notes(lodging.place, request))


def trip_notes(trip: Trip) -> tuple[Note, ...]:
    """Notes of the whole trip."""
    notes = []
    if any(table.estimated.any() for table in trip.tables):
        text = "Travel times and fares are estimates, with some slack; no router was asked."
        notes.append(Note(kind="estimate", text=text))
    currencies = {frame.city.currency for frame in trip.frames} - {trip.currency}
    if currencies:
        rates = ", ".join(
            f"1 {code} is {trip.world.rate(code, trip.currency):.4g} {trip.currency}"
            for code in sorted(currencies)
        )
        text = f"Prices are converted at rates on file: {rates}."
        notes.append(Note(kind="estimate", text=text))
    return tuple(notes)
