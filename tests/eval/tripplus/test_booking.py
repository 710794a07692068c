"""Who books: services there and back, and what is left of the budget."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from agents.language import Context, Gazetteer
from eval.tripplus.booking import Booking
from planner.request import TripRequest
from tests.eval.tripplus import tiny

if TYPE_CHECKING:
    from agents.language import Understanding
    from eval.tripplus.database import Database

FIRST = (
    "A trip from Hillham to Tideport, leaving on July 14, 2026 and returning on July 15, 2026, "
    "for two adults. The budget is 2000 yuan in all."
)


def _heard(booking: Booking, text: str, standing: TripRequest | None = None) -> Understanding:
    names = Gazetteer.of_cities((tiny.CITY, tiny.HOME))
    return booking.interpret(text, Context(dt.date(2026, 6, 1), names, standing))


def test_a_trip_is_booked_there_and_back(database: Database) -> None:
    """Arrival and departure are the trains', and the tickets leave the budget."""
    booking = Booking(database)
    request = _heard(booking, FIRST).change.request
    assert [ticket.number for ticket in booking.tickets] == ["T1", "T2"]
    assert request["arrival"] == {"mode": "train", "time": "09:00", "at": "Tideport North"}
    assert request["departure"] == {"mode": "train", "time": "20:00", "at": "Tideport North"}
    assert (request["budget"]["total"], request["budget"]["currency"]) == (1600, "CNY")


def _standing(request: dict[str, Any]) -> TripRequest:
    """The trip that was heard, as it stands."""
    stops = [{"city": "tideport", "nights": 1}]
    return TripRequest.model_validate({**request, "destinations": stops})


def test_another_traveller_is_another_ticket(database: Database) -> None:
    """What is left of the budget follows from all of it, not from what was left before."""
    booking = Booking(database)
    standing = _standing(_heard(booking, FIRST).change.request)
    after = _heard(booking, "we are three adults now", standing).change.request
    assert after["budget"]["total"] == pytest.approx(2000 - 3 * 200)
    assert "arrival" not in after


def test_a_delay_of_the_train_stays(database: Database) -> None:
    """The ticket is the same, and one arrives later; another day is another ticket."""
    booking = Booking(database)
    standing = _standing(_heard(booking, FIRST).change.request)
    late = _heard(booking, "Our train is delayed by 30 minutes.", standing).change.request
    assert late["arrival"]["time"] == "09:30"
    assert "departure" not in late


def test_wishes_for_the_way_choose_the_train(database: Database) -> None:
    """The cheapest one there is the late one; a class that no train has is not booked."""
    booking = Booking(database)
    cheap = FIRST + " For the outbound train, choose the cheapest direct option."
    _heard(booking, cheap)
    assert [ticket.number for ticket in booking.tickets] == ["T3", "T2"]
    _heard(booking, FIRST + " Business class on both trains.")
    assert booking.tickets == ()


def test_nothing_is_booked_for_what_is_no_trip(database: Database) -> None:
    """Neither a question nor a trip without an origin has tickets."""
    booking = Booking(database)
    heard = _heard(booking, "A trip to Tideport from July 14, 2026 to July 15, 2026")
    assert "arrival" not in heard.change.request
    assert booking.tickets == ()
    booking.begin()
    assert booking.word(("as it is",)) == ("as it is",)
    assert booking.paragraph(()) is None


def test_no_way_on_file_is_no_ticket(database: Database) -> None:
    """On other dates nothing runs, and the trip is planned from door to door."""
    booking = Booking(database)
    heard = _heard(booking, FIRST.replace("July 15", "July 16"))
    assert booking.tickets == ()
    assert "arrival" not in heard.change.request
    assert heard.change.request["budget"]["total"] == 2000
