"""What was wished on earlier trips, laid under the next one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from agents.entries import Remark
from agents.language import Context, read
from agents.memory.trips import past_trip
from planner.request import TripRequest
from tests.agents.memory.harness import ME, NAMES, TODAY, fresh, in_rome, said_on
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from agents.memory import Memory, Recollection

CALM: dict[str, Any] = {"pace": "relaxed", "max_walk_day": 4_000}


def went(memory: Memory, said: str, month: int = 1, visiting: int = 0, **asked: Any) -> None:
    """A trip in a month of 2027: what was said of it, and what was asked for at last.

    Of ``visiting`` minutes at sights a day, where that is known.
    """
    at, trip = dt.datetime(2027, month, 1, tzinfo=dt.UTC), f"trip {month}"
    memory.remember(
        ME, said, Context(TODAY, NAMES), at, items=read(said, Context(TODAY, NAMES)).items,
        trip=trip,
    )  # fmt: skip
    plan = good_itinerary()
    data = plan.request.model_dump(mode="json", exclude_unset=True) | asked
    plan = plan.model_copy(update={"request": TripRequest.model_validate(data)})
    past = past_trip(plan, trip, at)
    memory.add(ME, past.model_copy(update={"visiting": visiting}))


def next_trip(memory: Memory, **more: object) -> Recollection:
    """What is remembered for a trip to Rome."""
    return memory.recall(ME, in_rome(**more), TODAY, trip="next")


def test_what_was_wished_is_wished_again() -> None:
    """A pace asked for on one trip holds on the next, which says of which trip it is."""
    memory = fresh()
    went(memory, "a relaxed pace, please", **CALM)
    found = next_trip(memory)
    assert found.as_earlier(in_rome()) == in_rome(pace="relaxed")
    assert [note.text for note in found.as_before] == [
        "As on the trip to Lumen in June 2026: a relaxed pace."
    ]


def test_what_nobody_spoke_of_is_no_wish() -> None:
    """A field of the last request that came of something else is not carried on."""
    memory = fresh()
    went(memory, "three days in Rome", **CALM)
    assert next_trip(memory).earlier == {}


def test_the_next_trip_has_its_own_word() -> None:
    """What the request or a standing instruction speaks of is as they have it."""
    memory = fresh()
    went(memory, "a relaxed pace and less walking", **CALM)
    assert next_trip(memory, pace="packed").earlier == {"max_walk_day": 4_000}
    said_on(memory, "Always at most 6 km on foot a day.")
    assert next_trip(memory).earlier == {"pace": "relaxed"}


def test_the_hours_of_the_day_are_one_wish() -> None:
    """Days that began late begin late again, unless the request speaks of their begin or end."""
    memory = fresh()
    went(memory, "not before 10:00", day_window={"start": "10:00", "end": "22:00"})
    late = {"start": "10:00:00", "end": "22:00:00"}
    assert next_trip(memory).as_earlier(in_rome()) == in_rome(day_window=late)
    assert next_trip(memory, day_window={"start": "09:00", "end": "10:00"}).earlier == {}


def test_other_company_has_other_wishes() -> None:
    """What two wished for is not laid under a trip with children."""
    memory = fresh()
    went(memory, "a relaxed pace, please", party={"adults": 2}, **CALM)
    family = {"adults": 2, "children": [6]}
    assert next_trip(memory, party=family).earlier == {}
    assert next_trip(memory, party={"adults": 2}).earlier == {"pace": "relaxed"}


def test_the_later_trip_counts() -> None:
    """Who went back to the usual pace is not held to the one before."""
    memory = fresh()
    went(memory, "a relaxed pace, please", 1, **CALM)
    went(memory, "a balanced pace", 2, pace="balanced")
    assert next_trip(memory).earlier == {}


def test_once_is_not_always() -> None:
    """What was said of one time alone is of that trip."""
    memory = fresh()
    went(memory, "a relaxed pace this time", **CALM)
    assert next_trip(memory).earlier == {}


def test_what_is_forgotten_is_wished_no_more() -> None:
    """Without the words that asked for it a wish is gone."""
    memory = fresh()
    went(memory, "a relaxed pace, please", **CALM)
    (key,) = (key for key, one in memory.entries(ME) if isinstance(one, Remark))
    memory.forget(ME, key)
    assert next_trip(memory).earlier == {}


@pytest.mark.parametrize(
    ("said", "pace", "visiting", "again"),
    [
        ("less packed, please", "light", 300, "relaxed"),
        ("less packed, please", "light", 220, "light"),
        ("less packed, please", "light", 0, "light"),
        ("less packed, please", "relaxed", 500, "relaxed"),
        ("a packed trip", "packed", 300, "packed"),
    ],
)
def test_a_pace_found_step_by_step_is_as_full_as_its_days_were(
    said: str, pace: str, visiting: int, again: str
) -> None:
    """Where a city's visits are long its light days are another's relaxed ones."""
    memory = fresh()
    went(memory, said, visiting=visiting, pace=pace)
    assert next_trip(memory).earlier == {"pace": again}
