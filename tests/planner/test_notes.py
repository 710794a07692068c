"""What the traveller is told about a stop or a bed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planner.facts import DayHours, Span
from planner.frame import Spot
from planner.itinerary import Note
from planner.lodging import Lodging
from planner.notes import lead_days, lodging_notes, stop_notes, tells_no_price, tells_usual_price
from planner.problem import Node
from planner.request import LUNCH, Appointment
from tests.planner.tiny_problem import THURSDAY, day_trip, problem_of
from tests.worlds import PLACES, TinyWorld

if TYPE_CHECKING:
    from planner.place import Place


def _place(id: str, **changes: Any) -> Place:
    found = next(place for place in PLACES if place.id == id)
    return found.model_copy(update={"defaulted": (), "booking_days": None, **changes})


def _notes(place: Place, meal: bool = False, world: TinyWorld | None = None) -> list[Note]:
    """Notes of a visit or a lunch at the place, as a trip there has them."""
    world = world or TinyWorld(places=[place])
    problem = problem_of(day_trip(meals=(LUNCH,)), world)
    node = Node(place, 0, meal=LUNCH if meal else None)
    return list(stop_notes(problem.trip, node, problem.trip.frames[0]))


@pytest.mark.parametrize(("adult", "kinds"), [(0.0, []), (10.0, ["estimate"])])
def test_only_a_usual_price_above_nothing_is_told(adult: float, kinds: list[str]) -> None:
    """What is usually free needs no word; a fact needs none either."""
    museum = _place("lumen:museum")
    assert museum.admission is not None
    admission = museum.admission.model_copy(update={"adult": adult})
    usual = museum.model_copy(update={"admission": admission, "defaulted": ("admission",)})
    notes = _notes(usual)
    assert [note.kind for note in notes] == kinds
    assert all(map(tells_usual_price, notes))
    assert _notes(museum) == []


def test_the_price_that_is_paid_is_the_one_told() -> None:
    """A meal is told by its own price, whatever is usual for entry."""
    bistro = _place("lumen:bistro", defaulted=("admission",))
    assert _notes(bistro, meal=True) == []
    (note,) = _notes(bistro.model_copy(update={"defaulted": ("meal_price",)}), meal=True)
    assert tells_usual_price(note)


def test_an_unknown_price_is_told() -> None:
    """It counts as 0, and says so."""
    (note,) = _notes(_place("lumen:museum", admission=None))
    assert tells_no_price(note)
    assert not tells_usual_price(note)


def test_hours_that_say_nothing_of_holidays_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a holiday usual hours are taken, and the traveller is warned."""
    world = TinyWorld()
    usual = DayHours(True, (Span(600, 1020),), unstated=True)
    monkeypatch.setattr(world, "hours", lambda place_id, day: usual)
    (note,) = _notes(_place("lumen:museum"), world=world)
    text = "Public holiday: its hours may differ; check before you go."
    assert (note.kind, note.text, note.place_id) == ("warning", text, "lumen:museum")


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("", "Opening hours are not on file; check before you go."),
        ("no opening hours on file", "No opening hours on file; check before you go."),
        ("opening hours cannot be read", "Opening hours cannot be read; check before you go."),
    ],
)
def test_unsure_hours_are_told_once(why: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the sentence; nothing is said twice."""
    world = TinyWorld()
    unknown = DayHours(False, (Span(600, 1020),), why)
    monkeypatch.setattr(world, "hours", lambda place_id, day: unknown)
    (note,) = _notes(_place("lumen:museum"), world=world)
    assert (note.kind, note.text, note.place_id) == ("unverified", text, "lumen:museum")


@pytest.mark.parametrize(("days", "text"), [(1, "1 day"), (30, "30 days")])
def test_a_booking_can_be_read_back(days: int, text: str) -> None:
    """The days of lead are in the sentence and come out of it again."""
    (note,) = _notes(_place("lumen:museum", booking_days=days))
    assert note.text == f"Book about {text} ahead."
    assert lead_days(note) == days


@pytest.mark.parametrize(
    "note", [Note(kind="book", text="Book early."), Note(kind="warning", text="3 days ahead")]
)
def test_no_lead_is_made_up(note: Note) -> None:
    """Without a number, or in a note on something else, there is none."""
    assert lead_days(note) is None


def test_an_appointment_has_no_notes() -> None:
    """It is the traveller's own business, wherever it is."""
    world = TinyWorld()
    problem = problem_of(day_trip(), world)
    start, end = (f"{THURSDAY}T{hour}:00" for hour in (10, 11))
    own = Appointment.model_validate(
        {"name": "Dentist", "start": start, "end": end, "place": "lumen:museum"}
    )
    node = Node(_place("lumen:museum", admission=None, booking_days=3), 0, appointment=own)
    assert stop_notes(problem.trip, node, problem.trip.frames[0]) == ()


@pytest.mark.parametrize(
    ("priced", "defaulted", "told"),
    [(True, (), None), (True, ("nightly_rate",), tells_usual_price), (False, (), tells_no_price)],
)
def test_the_price_of_a_bed(priced: bool, defaulted: tuple[str, ...], told: Any) -> None:
    """Known, usual for its kind, or unknown."""
    hotel = _place("lumen:hotel", defaulted=defaulted)
    spot = Spot(hotel.name, hotel.point, hotel.id)
    bed = Lodging(spot, hotel, 1, 100.0 if priced else 0.0, priced=priced)
    notes = lodging_notes(bed, day_trip())
    assert [told(note) for note in notes] == ([True] if told else [])
