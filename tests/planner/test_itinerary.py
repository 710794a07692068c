"""Itineraries: shapes that hold, and JSON that comes back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from planner.itinerary import Costs, Day, Infeasible, Itinerary, Visit, Wish
from tests.worlds import good_itinerary, good_request, two_city_itinerary

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_day_has_a_leg_more_than_stops() -> None:
    """One leg too few is refused with both counts."""
    day = good_itinerary().days[0]
    with pytest.raises(ValidationError, match="Expected 6 legs around 5 stops, got 5"):
        Day.model_validate(day.model_dump() | {"legs": day.legs[:-1]})


def test_a_day_without_stops_has_no_legs() -> None:
    """Nothing to go to, nothing to go by."""
    day = good_itinerary().days[0]
    with pytest.raises(ValidationError, match="Expected 1 legs around 0 stops, got 6"):
        Day.model_validate(day.model_dump() | {"stops": ()})
    empty = Day.model_validate(day.model_dump() | {"stops": (), "legs": ()})
    assert empty.legs == ()


def test_a_stop_ends_after_it_starts() -> None:
    """The name and both times are in the error."""
    stop = good_itinerary().days[0].stops[0]
    fields = stop.model_dump() | {"end": stop.start - dt.timedelta(minutes=1)}
    with pytest.raises(ValidationError, match="Expected 'City Museum' to end after it starts"):
        Visit.model_validate(fields)
    assert stop.minutes == 100


def test_times_carry_their_offset() -> None:
    """A naive time is refused."""
    stop = good_itinerary().days[0].stops[0]
    with pytest.raises(ValidationError, match="timezone"):
        Visit.model_validate(stop.model_dump() | {"start": stop.start.replace(tzinfo=None)})


def test_costs_add_up_to_the_cent() -> None:
    """The total is the sum of the categories."""
    costs = Costs(currency="EUR", lodging=0.1, food=0.2, activities=10, transport=3.33)
    assert costs.total == 13.63


@pytest.mark.parametrize("make", [good_itinerary, two_city_itinerary])
def test_an_itinerary_survives_json(make: Callable[[], Itinerary]) -> None:
    """What is written is read back the same, instants and all."""
    plan = make()
    again = Itinerary.model_validate_json(plan.model_dump_json())
    assert again.model_dump_json() == plan.model_dump_json()
    assert [s.start for d in again.days for s in d.stops] == [
        s.start for d in plan.days for s in d.stops
    ]


def test_status_tells_answers_apart() -> None:
    """A plan and a refusal are read back as what they are."""
    refusal = Infeasible(
        request=good_request(), conflict=(Wish(field="must", text="the museum"),),
        reason="It is shut.", proved=True,
    )  # fmt: skip
    reader: TypeAdapter[Itinerary | Infeasible] = TypeAdapter(Itinerary | Infeasible)
    for answer in (refusal, good_itinerary()):
        assert type(reader.validate_json(answer.model_dump_json())) is type(answer)


def test_a_refusal_names_at_least_one_wish() -> None:
    """A conflict of nothing is refused."""
    with pytest.raises(ValidationError, match="at least 1 item"):
        Infeasible(request=good_request(), conflict=(), reason="No.", proved=False)
