"""What the traveller has to be told about a stop, a lodging or a trip: what is unverified, estimated or to be booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.itinerary import Note
from planner.kernel import APPOINTMENT
from planner.money import meal_cost, visit_cost

if TYPE_CHECKING:
    from planner.frame import Frame
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.problem import Node, Trip
    from planner.request import TripRequest


def stop_notes(trip: Trip, node: Node, frame: Frame) -> tuple[Note, ...]:
    """Notes of one stop. An appointment is the traveller's own business."""
    place = node.place
    if place is None or node.kind == APPOINTMENT:
        return ()
    notes = []
    hours = trip.world.hours(place.id, frame.date)
    if not hours.known:
        why = f" ({hours.note})" if hours.note else ""
        notes.append(
            _unverified(place, f"Opening hours are not on file{why}: check before you go.")
        )
    pricing = visit_cost if node.meal is None else meal_cost
    if pricing(place, trip.request.party, trip.currency, trip.world) is None:
        notes.append(_unverified(place, "The price is not on file and counted as 0."))
    elif "admission" in place.defaulted or "meal_price" in place.defaulted:
        notes.append(
            Note(
                kind="estimate", text="The price is what is usual for its kind.", place_id=place.id
            )
        )
    notes += access_notes(place, trip.request)
    if place.booking_days:
        notes.append(_booking(place))
    return tuple(notes)


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
    notes = (
        []
        if lodging.priced
        else [_unverified(lodging.place, "The price is not on file and counted as 0.")]
    )
    return (*notes, *access_notes(lodging.place, request))


def trip_notes(trip: Trip) -> tuple[Note, ...]:
    """Notes of the whole trip."""
    notes = []
    if any(table.estimated.any() for table in trip.tables):
        text = "Travel times and fares are estimates, with some slack; no router was asked."
        notes.append(Note(kind="estimate", text=text))
    currencies = {frame.city.currency for frame in trip.frames} - {trip.currency}
    if currencies:
        text = f"Prices in {', '.join(sorted(currencies))} are converted to {trip.currency} at a rate on file."
        notes.append(Note(kind="estimate", text=text))
    return tuple(notes)
