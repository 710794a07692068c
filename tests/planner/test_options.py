"""Every wish of a request, listed once, and what is left of the request without it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from planner.facts import LOCAL_MODES
from planner.options import Option, options
from planner.request import (
    Appointment,
    Avoid,
    Budget,
    Destination,
    Lock,
    LodgingWish,
    RestWish,
    Terminal,
    TripRequest,
)
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import TinyWorld

WORLD = TinyWorld()
NOON = dt.datetime.combine(THURSDAY, dt.time(12))
MEETING = Appointment(
    name="Notary", start=NOON, end=NOON + dt.timedelta(minutes=30), place="lumen:cafe"
)
SHUT = Avoid(place="lumen:gallery", date=THURSDAY)


def _rich() -> TripRequest:
    """A request with a wish in every field that can be given up."""
    return TripRequest(
        destinations=(
            Destination(city="lumen", nights=1, lodging=LodgingWish(min_stars=3)),
            Destination(city="porta", nights=1),
        ),
        start=THURSDAY,
        arrival=Terminal(time=dt.time(9), at="lumen:station"),
        departure=Terminal(time=dt.time(18), at="porta:station"),
        lodging=LodgingWish(min_stars=2),
        budget=Budget(
            currency="EUR", total=900, lodging=300, food=250, activities=100, transport=90
        ),
        day_window=window("08:00", "21:30"),
        windows={THURSDAY: window("10:00", "20:00")},
        rests=(RestWish(),),
        diets=("vegetarian", "halal"),
        modes=("walk",),
        max_walk_leg=1500,
        max_walk_day=8000,
        areas_in=("old-town", "riverside"),
        areas_out=("harbour",),
        must=("lumen:museum", "porta:shore"),
        must_not=("lumen:museum", "lumen:club"),
        avoid=(SHUT, Avoid(place="lumen:market")),
        appointments=(MEETING,),
        locks=(Lock(place="lumen:gallery", date=THURSDAY, start=dt.time(11)),),
        unknown_hours="exclude",
    )


def _by_field(request: TripRequest) -> dict[str, Option]:
    return {option.wish.field: option for option in options(request, WORLD)}


#: Path of each wish of the rich request, in words.
WISHES = {
    "must.0": "visiting City Museum",
    "must.1": "visiting Lake Walk",
    "locks.0": "keeping Gallery of Light on Thu 04 Jun at 11:00",
    "appointments.0": "Notary on Thu 04 Jun at 12:00",
    "must_not": "keeping away from City Museum",
    "avoid": "keeping away from Gallery of Light on Thu 04 Jun",
    "meals.0": "lunch between 11:45-14:00",
    "meals.1": "dinner between 18:00-20:30",
    "rests.0": "a rest between 13:30 and 15:30",
    "diets.0": "vegetarian food",
    "diets.1": "halal food",
    "budget.total": "at most 900 EUR in all",
    "budget.lodging": "at most 300 EUR for lodging",
    "budget.food": "at most 250 EUR for food",
    "budget.activities": "at most 100 EUR for activities",
    "budget.transport": "at most 90 EUR for transport",
    "areas_in": "staying within old-town or riverside",
    "areas_out": "keeping out of harbour",
    "max_walk_leg": "at most 1500 m on foot at a time",
    "max_walk_day": "at most 8000 m on foot a day",
    "unknown_hours": "only places whose hours are on file",
    "lodging": "the lodging asked for",
    "day_window": "days from 08:00 to 21:30",
    "windows": "the hours set for single days",
    "arrival": "arriving at 09:00",
    "departure": "leaving at 18:00",
    "modes": "getting about by walk only",
    "destinations.0.lodging": "the lodging asked for in lumen",
    "destinations.1": "going on to Porta",
}


def test_every_wish_is_listed_once_and_in_words() -> None:
    """Path and words of all 29 wishes of a rich request."""
    found = options(_rich(), WORLD)
    assert {option.wish.field: option.wish.text for option in found} == WISHES
    assert set(Counter(option.wish.field for option in found).values()) == {1}


def test_a_wish_that_is_dropped_is_no_longer_listed() -> None:
    """Dropping any one leaves the texts of all others, but for what goes with it."""
    along = {
        "must.0": {"must_not"},
        "locks.0": {"avoid"},
        "destinations.1": {"must.1", "departure"},
    }
    for field, option in _by_field(_rich()).items():
        left = [o.wish.text for o in options(option.drop(_rich()), WORLD)]
        gone = {WISHES[name] for name in {field} | along.get(field, set())}
        assert set(left) == set(WISHES.values()) - gone, field


@pytest.mark.parametrize(
    ("field", "name", "expected"),
    [
        ("must.0", "must", ("porta:shore",)),
        ("locks.0", "locks", ()),
        ("appointments.0", "appointments", ()),
        ("must_not", "must_not", ("lumen:club",)),
        ("avoid", "avoid", (Avoid(place="lumen:market"),)),
        ("rests.0", "rests", ()),
        ("diets.0", "diets", ("halal",)),
        ("areas_in", "areas_in", ()),
        ("areas_out", "areas_out", ()),
        ("max_walk_leg", "max_walk_leg", 50_000),
        ("max_walk_day", "max_walk_day", 100_000),
        ("unknown_hours", "unknown_hours", "mark"),
        ("lodging", "lodging", LodgingWish()),
        ("day_window", "day_window", window("00:00", "23:59")),
        ("windows", "windows", {}),
        ("arrival", "arrival", None),
        ("departure", "departure", None),
    ],
)
def test_dropping_a_wish_gives_its_field_up(field: str, name: str, expected: Any) -> None:
    """The field is loosened, and no other field is touched."""
    request = _rich()
    relaxed = _by_field(request)[field].drop(request)
    assert getattr(relaxed, name) == expected
    assert relaxed == request.model_copy(update={name: expected})


@pytest.mark.parametrize("category", ["total", "lodging", "food", "activities", "transport"])
def test_dropping_a_cap_leaves_the_other_caps(category: str) -> None:
    """One amount becomes unlimited."""
    request = _rich()
    relaxed = _by_field(request)[f"budget.{category}"].drop(request)
    assert request.budget is not None
    assert relaxed.budget == request.budget.model_copy(update={category: None})


def test_dropping_a_meal_leaves_the_other() -> None:
    """Without lunch there is dinner."""
    relaxed = _by_field(_rich())["meals.0"].drop(_rich())
    assert [wish.meal for wish in relaxed.meals] == ["dinner"]


def test_dropping_the_modes_allows_them_all() -> None:
    """Walking stays first, every other way of getting about follows."""
    relaxed = _by_field(_rich())["modes"].drop(_rich())
    assert relaxed.modes[0] == "walk"
    assert set(relaxed.modes) == set(LOCAL_MODES)


def test_dropping_a_city_s_lodging_leaves_the_trip_s() -> None:
    """Lumen's own wish goes; what holds for the trip stays."""
    relaxed = _by_field(_rich())["destinations.0.lodging"].drop(_rich())
    assert [stop.lodging for stop in relaxed.destinations] == [None, None]
    assert relaxed.lodging == LodgingWish(min_stars=2)


def test_wishes_dropped_together_are_all_gone() -> None:
    """In the order of the list, everything can go: a bare trip to the first city is left."""
    request = _rich()
    for option in options(_rich(), WORLD):
        request = option.drop(request)
    assert [stop.city for stop in request.destinations] == ["lumen"]
    assert options(request, WORLD) == []


def test_a_city_left_out_takes_locks_of_its_days_along() -> None:
    """A lock in Lumen on the day one would have gone on cannot be kept; an earlier one can."""
    days = [THURSDAY + dt.timedelta(days=i) for i in range(2)]
    locks = tuple(Lock(place="lumen:gallery", date=day) for day in days)
    request = _rich().model_copy(update={"locks": locks})
    assert _by_field(request)["destinations.1"].drop(request).locks == locks[:1]


def test_of_three_cities_the_last_goes_first() -> None:
    """Their positions hold while they are dropped one after another."""
    stops = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta", "lumen"))
    request = TripRequest(destinations=stops, start=THURSDAY)
    going = [o for o in options(request, WORLD) if o.wish.field.startswith("destinations.")]
    assert [o.wish.field for o in going] == ["destinations.2", "destinations.1"]
    left = []
    for option in going:
        request = option.drop(request)
        left.append([stop.city for stop in request.destinations])
    assert left == [["lumen", "porta"], ["lumen"]]


def test_only_what_was_said_is_explicit() -> None:
    """A walking cap that was named is explicit, the default one and the default meals are not."""
    found = _by_field(TripRequest(destinations=(Destination(city="lumen", nights=1),),
                                  start=THURSDAY, max_walk_leg=1500))  # fmt: skip
    assert {field for field, option in found.items() if option.explicit} == {"max_walk_leg"}
    assert {"max_walk_day", "meals.0", "meals.1", "modes", "day_window"} == {
        field for field, option in found.items() if not option.explicit
    }
    assert all(option.explicit for field, option in _by_field(_rich()).items()
               if not field.startswith("meals"))  # fmt: skip


def test_what_is_barred_is_a_wish_only_where_it_clashes() -> None:
    """Keeping away from what nobody wants conflicts with nothing."""
    calm = day_trip(must_not=("lumen:club",), avoid=(SHUT,))
    assert not {"must_not", "avoid"} & set(_by_field(calm))
    clash = day_trip(must=("lumen:gallery",), must_not=("lumen:gallery",), avoid=(SHUT,))
    assert {"must_not", "avoid"} <= set(_by_field(clash))


def test_small_wishes_hurt_less_than_great_ones() -> None:
    """Hours on file go before a walking cap, that before a must, that before the second city."""
    found = _by_field(_rich())
    order = ["unknown_hours", "max_walk_leg", "must.0", "budget.total", "locks.0", "destinations.1"]
    costs = [found[field].cost for field in order]
    assert costs == sorted(set(costs))
