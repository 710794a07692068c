"""Plain words in front of the app and the command line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from agents import app
from agents.resolve import resolve
from agents.spoken import answer_lines, hear, spoken_change, spoken_request, told
from planner import plan
from planner.errors import RequestError, UnknownNameError
from planner.itinerary import Itinerary
from planner.request import TripRequest
from tests.agents.harness import TODAY, FakeApp, refused, wayplan
from tools.catalogue import Catalogue
from tools.catalogue.query import PlaceQuery, answer

if TYPE_CHECKING:
    from pathlib import Path

    from planner.itinerary import Note

ROME = "Two days in Rome from 8 June for two, vegetarian, must see the Borghese Gallery"


@pytest.fixture(scope="module")
def trip() -> Itinerary:
    """Two June days in Rome, asked for in words."""
    answer = app.plan(f"{ROME}, juggling lessons", time_limit=0.2, today=TODAY)
    assert isinstance(answer, Itinerary)
    return answer


def _texts(notes: tuple[Note, ...], kind: str) -> list[str]:
    return [note.text for note in notes if note.kind == kind]


def test_plain_words_are_planned(trip: Itinerary) -> None:
    """The request is the one in the words, and what was not understood is a note of the plan."""
    request = trip.request
    assert (request.start, request.days) == (dt.date(2027, 6, 8), 2)
    assert (request.party.adults, request.diets) == (2, ("vegetarian",))
    assert "Borghese Gallery" in {stop.name for day in trip.days for stop in day.stops}
    assert "Not understood: 'juggling lessons'." in _texts(trip.notes, "warning")
    assert app.check(trip) == []


def test_planner_plan_takes_words() -> None:
    """The one door does too; what is assumed for want of words is a note."""
    answer = plan("a day in Copenhagen for two", time_limit=0.2)
    assert isinstance(answer, Itinerary)
    (assumed,) = [t for t in _texts(answer.notes, "assumption") if t.startswith("Assumed: start")]
    assert "--" not in assumed


def test_a_plan_is_changed_in_words(trip: Itinerary) -> None:
    """A later start and a place less, and the rest as it was."""
    done = app.replan(
        trip, "start later on Wednesday and drop the Borghese Gallery", time_limit=0.2, today=TODAY
    )
    assert isinstance(done.plan, Itinerary)
    assert done.plan.request.window_on(dt.date(2027, 6, 9)).start == dt.time(10)
    assert "Borghese Gallery" not in {s.name for day in done.plan.days for s in day.stops}
    assert app.check(done.plan) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("hello", ["Expected a trip in words, got 'hello'."]),
        ("three days for two", ["Where do you want to go?", "Copenhagen"]),
        ("undo", ["Expected a trip in words, got 'undo'."]),
        ("three days in Paris", ["Unknown city 'Paris'"]),
        ("two days in Rome, must see the colloseum", ["Which place is 'the colloseum'?"]),
        ("wibble wobble", ["Not understood: 'wibble wobble'."]),
    ],
)
def test_words_that_are_no_trip(words: str, said: list[str]) -> None:
    """They are refused with what has to be known, or was not understood."""
    with pytest.raises(RequestError) as caught:
        app.plan(words, today=TODAY)
    for text in said:
        assert text in str(caught.value)


def test_words_that_are_no_change(trip: Itinerary) -> None:
    """A change that changes nothing is refused, and so is one that needs an answer first."""
    with pytest.raises(RequestError, match="Expected a change in words"):
        app.replan(trip, "thank you", today=TODAY)
    with pytest.raises(RequestError, match="On which day do you want Pantheon at 15:00"):
        app.replan(trip, "move the Pantheon to 15:00", today=TODAY)


def test_json_is_no_speech() -> None:
    """A request in JSON is read as one, as ever."""
    with pytest.raises(RequestError, match="destinations"):
        app.plan('{"start": "2027-06-08"}')


def test_a_pick_becomes_a_place() -> None:
    """The restaurant nearest to a place is looked up, and told."""
    heard = hear("2 days in Rome, please book a restaurant near the Pantheon", (), TODAY)
    drafted = spoken_request(heard, (), {}, TODAY, None)
    (name,) = drafted.data["must"]
    assert f"For 'closest restaurant near Pantheon' {name} is taken." in drafted.assumed


def test_a_picked_hotel_is_where_one_sleeps() -> None:
    """It is no place to visit; a later pick takes the stead of the one before."""
    rome = Catalogue.starter("rome")
    first, second = (
        answer(rome, PlaceQuery(kind="hotel", near=near, order="closest"))[0].place.name
        for near in ("Pantheon", "Borghese Gallery")
    )
    heard = hear("2 days in Rome, one room, book the closest hotel to the Pantheon", (), TODAY)
    data = spoken_request(heard, (), {}, TODAY, None).data
    assert (data["lodging"]["place"], data["lodging"]["rooms"]) == (first, 1)
    assert "must" not in data
    standing, _, _ = resolve(app.parse_request(data), ())
    words = "we have changed our minds, book the closest hotel to the Borghese Gallery"
    change = spoken_change(hear(words, (), TODAY, standing), standing, ())
    assert change.add == ()
    assert (change.request["lodging"]["place"], change.request["lodging"]["rooms"]) == (second, 1)
    assert first != second


def test_a_question_about_one_of_several_cities() -> None:
    """The city that knows the place answers; where none does, names like it are told."""
    trip = TripRequest.model_validate(
        {
            "destinations": [{"city": "kyoto", "nights": 2}, {"city": "new-york", "nights": 2}],
            "start": "2027-04-02",
        }
    )
    heard = hear("closest restaurant to Nijo Castle?", (), TODAY, trip)
    first, *listed = answer_lines(heard, (), trip)
    assert first == "Closest restaurant near Nijo Castle:"
    assert listed and listed != ["  nothing on file"]
    (query,) = heard.queries
    nowhere = heard.model_copy(update={"queries": (query.model_copy(update={"near": "Atlantis"}),)})
    with pytest.raises(UnknownNameError, match="'Atlantis'"):
        answer_lines(nowhere, (), trip)


def test_what_is_told() -> None:
    """Assumptions come first, then what is beyond, then what was missed."""
    heard = hear("Rome next weekend for two, pet-friendly hotel, juggling", (), TODAY)
    assert told(heard) == [
        "'next weekend' is taken as Saturday 13 March 2027 to Sunday 14 March 2027.",
        "Nothing on file tells which rooms are with the house rule 'pets'.",
        "Not understood: 'juggling'.",
    ]


def test_the_command_takes_words(fake: FakeApp) -> None:
    """The text becomes the request; what it left open is assumed as with options."""
    result = wayplan("plan", "Rome from 8 June for two, under 900 euros")
    assert result.exit_code == 0
    assert fake.request.start == dt.date(2027, 6, 8)
    assert fake.request.budget is not None
    assert (fake.request.budget.total, fake.request.budget.currency) == (900, "EUR")
    assert result.stderr == "Assumed: 3 days (--days).\n"


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (("--budget", "500"), "budget", 500),
        (("--days", "5"), "days", 5),
        (("--adults", "3"), "adults", 3),
    ],
)
def test_options_go_before_words(
    fake: FakeApp, options: tuple[str, str], field: str, value: Any
) -> None:
    """An option wins over the text, and that is said."""
    result = wayplan("plan", "2 days in Rome from 8 June for two, under 900 euros", *options)
    request = fake.request
    total = request.budget.total if request.budget is not None else None
    told_by = {"budget": total, "days": request.days, "adults": request.party.adults}
    assert told_by[field] == value
    assert result.stderr == f"Goes before the text: {options[0]}.\n"


def test_an_option_beside_words_says_nothing(fake: FakeApp) -> None:
    """An option for what the text does not speak of needs no saying."""
    assert wayplan("plan", "2 days in Rome from 8 June", "--pace", "relaxed").stderr == ""
    assert fake.request.pace.value == "relaxed"


def test_a_question_is_answered() -> None:
    """A question about places prints its answers, and no plan is made."""
    result = wayplan("plan", "which parks are near the Colosseum in Rome?")
    assert result.exit_code == 0
    first, *places = result.stdout.splitlines()
    assert first == "Closest park near Colosseum:"
    assert 1 <= len(places) <= 5


def test_a_question_without_a_city() -> None:
    """Where to look has to be known."""
    refused(wayplan("plan", "what is the closest museum to the Pantheon?"), "Expected a city")


def test_words_and_files_exclude_each_other(fake: FakeApp, plan_file: Path) -> None:
    """Text beside a file, or neither, is wrong input."""
    refused(wayplan("plan", "Rome", "--request", plan_file), "either TEXT or --request")
    refused(wayplan("replan", plan_file), "either TEXT or --change, got neither")
    refused(wayplan("replan", plan_file, "drop it", "--change", plan_file), "got both")


def test_replan_hands_words_on(fake: FakeApp, plan_file: Path) -> None:
    """The app reads the words against the plan."""
    assert wayplan("replan", plan_file, "one more child").exit_code == 0
    assert fake.asked[-1][1] == "one more child"
    assert wayplan("replan", plan_file, "").exit_code == 0
    assert fake.asked[-1][1] == ""
