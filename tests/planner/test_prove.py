"""Proof that no plan exists, against trying everything."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eval.exhaustive import best_of_all
from planner.attempt import Supplies, attempt
from planner.facts import Span
from planner.kernel import LUNCH as AT_LUNCH
from planner.kernel import VISIT
from planner.prove import MAX_PLACES, Verdict, prove
from planner.request import (
    DINNER,
    LUNCH,
    Appointment,
    Budget,
    Destination,
    Lock,
    LodgingWish,
    Party,
    RestWish,
    Terminal,
    TripRequest,
)
from planner.survey import surveyed
from planner.taxonomy import Group
from planner.terrain import Atlas
from tests.planner.random_problem import random_problem
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import TinyWorld, good_request, two_city_request

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})


def _verdict(request: TripRequest, supplies: Supplies = SUPPLIES) -> Verdict:
    return prove(request, Atlas(supplies)).verdict


def _held_against_trying_everything(seeds: range, **more: Any) -> float:
    """The share of impossible problems that are proved so; no possible one may be."""
    impossible = proved = 0
    for seed in seeds:
        problem = random_problem(seed, **more)
        ids = {node.place.id for node in problem.trip.nodes if node.place is not None}
        beds = [lodging.place for lodging in problem.trip.lodgings if lodging.place is not None]
        places = [place for place in WORLD.places("lumen") if place.id in ids] + beds
        verdict = _verdict(problem.trip.request, Supplies([places], problem.trip.world, {}))
        if best_of_all(problem.arrays).feasible:
            assert verdict is Verdict.OPEN, f"seed {seed} has a plan and is called {verdict}"
        else:
            impossible += 1
            proved += verdict is Verdict.IMPOSSIBLE
    assert impossible > len(seeds) / 5
    return proved / impossible


def test_no_plan_is_ruled_out_that_exists() -> None:
    """Of sixty small trips none that can be planned is called impossible, and most others are."""
    assert _held_against_trying_everything(range(60)) >= 0.9


@pytest.mark.parametrize("leg", [500, 900])
def test_no_plan_over_short_legs_is_ruled_out_that_exists(leg: int) -> None:
    """The same where hardly any place is reached but by way of others."""
    assert _held_against_trying_everything(range(40), max_walk_leg=leg, modes=("walk",)) >= 0.95


def test_no_plan_of_few_sights_is_ruled_out_that_exists() -> None:
    """The same where a day may have one sight, and two of a trip of a day or two are wanted."""
    assert _held_against_trying_everything(range(40), wanted=2, max_sights_day=1) >= 0.95


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_no_plan_of_a_thousand_is_ruled_out_that_exists() -> None:
    """The same of a thousand, nineteen in twenty of the impossible ones being proved so."""
    assert _held_against_trying_everything(range(1_000, 2_000)) >= 0.95


def _meeting(start: str, end: str, east: int) -> Appointment:
    begin, finish = (dt.datetime.fromisoformat(f"2026-06-04T{time}") for time in (start, end))
    base = WORLD.city("lumen")
    at = {"lat": base.lat, "lon": base.lon + east / 80_000}
    return Appointment.model_validate(
        {"name": f"Meeting {east}", "start": begin, "end": finish, "at": at}
    )


@pytest.mark.parametrize(
    ("fine", "clash"),
    [
        ({"must": ("lumen:museum",)}, {"day_window": window("19:00", "21:00")}),
        ({"must": ("lumen:museum",)}, {"must_not": ("lumen:museum",)}),
        ({"must": ("lumen:museum",)}, {"budget": Budget(currency="EUR", activities=10)}),
        (
            {"must": ("lumen:museum",), "day_window": window("13:30", "15:30")},
            {"rests": (RestWish(),)},
        ),
        ({"must": ("lumen:museum", "lumen:gallery")}, {"max_sights_day": 1}),
        ({"meals": (LUNCH,)}, {"diets": ("moon_cheese",)}),
        ({"meals": (LUNCH,)}, {"max_walk_day": 0}),
        ({"meals": (LUNCH, DINNER)}, {"budget": Budget(currency="EUR", food=20)}),
        (
            {"locks": (Lock(place="lumen:museum", date=THURSDAY, start=dt.time(11)),)},
            {"arrival": Terminal(time=dt.time(13), mode="car")},
        ),
        (
            {"locks": (Lock(place="lumen:museum", date=THURSDAY, start=dt.time(11)),)},
            {"appointments": (_meeting("10:30", "12:00", 500),)},
        ),
        (
            {"appointments": (_meeting("10:00", "11:00", 0),)},
            {"appointments": (_meeting("10:00", "11:00", 0), _meeting("11:05", "12:00", 2_000))},
        ),
    ],
)
def test_a_rule_that_cannot_be_kept_is_proved(fine: dict[str, Any], clash: dict[str, Any]) -> None:
    """What is open alone is impossible with what clashes with it."""
    assert _verdict(day_trip(**fine)) is Verdict.OPEN
    assert _verdict(day_trip(**{**fine, **clash})) is Verdict.IMPOSSIBLE


def test_several_musts_are_one_too_many() -> None:
    """The museum and the gallery fit three hours one by one and not together."""
    short = {"day_window": window("10:00", "12:00")}
    for must in ("lumen:museum", "lumen:gallery"):
        assert _verdict(day_trip(must=(must,), **short)) is Verdict.OPEN
    both = day_trip(must=("lumen:museum", "lumen:gallery"), **short)
    assert _verdict(both) is Verdict.IMPOSSIBLE


def test_a_meeting_is_a_stop_on_the_way() -> None:
    """With 500 m at most at a time the museum is reached, and left, by way of two meetings."""
    museum = [place for place in WORLD.places("lumen") if place.id == "lumen:museum"]
    supplies = Supplies([museum], WORLD, {})
    before, after = _meeting("10:00", "10:30", 400), _meeting("14:00", "14:30", 400)
    there = {"must": ("lumen:museum",), "max_walk_leg": 500}
    both = day_trip(appointments=(before, after), **there)
    assert attempt(both, supplies).granted
    assert _verdict(both, supplies) is Verdict.OPEN
    for one in (before, after):
        assert _verdict(day_trip(appointments=(one,), **there), supplies) is Verdict.IMPOSSIBLE


def test_a_stop_on_the_way_has_hours_and_is_made_once() -> None:
    """The museum lies past the cafe, which shuts at four and alone does not lead there and back."""
    places = {place.id: place for place in WORLD.places("lumen")}
    there = {"must": ("lumen:museum",), "max_walk_leg": 500, "meals": (LUNCH,)}
    two = [places["lumen:museum"], places["lumen:cafe"]]
    assert _verdict(day_trip(**there), Supplies([two], WORLD, {})) is Verdict.IMPOSSIBLE
    square = places["lumen:park"].model_copy(
        update={"lat": places["lumen:cafe"].lat, "lon": places["lumen:cafe"].lon}
    )
    three = Supplies([[*two, square]], WORLD, {})
    assert _verdict(day_trip(**there), three) is Verdict.OPEN
    late = {**there, "meals": (), "day_window": window("16:30", "22:00")}
    assert _verdict(day_trip(**late), three) is Verdict.IMPOSSIBLE


def test_a_close_lead_can_be_made_as_it_is() -> None:
    """What lies on the way to the museum and back is in it, and no search is needed."""
    request = day_trip(must=("lumen:museum",), max_walk_leg=500)
    places = {place.id: place for place in WORLD.places("lumen")}
    at = {"lat": places["lumen:cafe"].lat, "lon": places["lumen:cafe"].lon}
    squares = [places[f"lumen:{name}"].model_copy(update=at) for name in ("park", "market")]
    supplies = Supplies([[places["lumen:museum"], *squares]], WORLD, {})
    proof = prove(request, Atlas(supplies))
    ((first, second, third),) = proof.lead.order
    assert {first[0], third[0]} == {"lumen:park", "lumen:market"}
    assert second[0] == "lumen:museum"
    assert not attempt(request, supplies, tries=0).granted
    assert attempt(request, supplies, tries=0, lead=proof.lead).granted


def test_kitchens_are_counted_and_priced() -> None:
    """A night and four meals take all four kitchens, 164 euro, and a bed of 40."""

    def verdict(total: float, **more: Any) -> Verdict:
        budget = Budget(currency="EUR", total=total)
        fields = {"arrival": None, "departure": None, "modes": ("walk",), "budget": budget}
        return _verdict(good_request(**{**fields, **more}))

    assert verdict(203) is Verdict.IMPOSSIBLE
    assert verdict(204) is Verdict.OPEN
    longer = {"destinations": (Destination(city="lumen", nights=2),)}
    assert verdict(2_000, **longer) is Verdict.IMPOSSIBLE


def test_the_best_of_all_lodgings_counts() -> None:
    """Between the prices of the two beds it is open, below both it is not."""
    for most, verdict in ((50, Verdict.OPEN), (39, Verdict.IMPOSSIBLE)):
        budget = Budget(currency="EUR", lodging=most)
        assert _verdict(good_request(budget=budget)) is verdict
    assert _verdict(good_request(lodging=LodgingWish(min_stars=5))) is Verdict.IMPOSSIBLE


def _beds_beside_sights() -> Supplies:
    """Lumen with its hotel beside the museum, and its hostel beside the gallery."""
    places = {place.id: place for place in WORLD.places("lumen")}
    for bed, sight in (("lumen:hotel", "lumen:museum"), ("lumen:hostel", "lumen:gallery")):
        at = {"lat": places[sight].lat, "lon": places[sight].lon}
        places[bed] = places[bed].model_copy(update=at)
    return Supplies([list(places.values())], WORLD, {})


def _five_minutes_away(*sights: str) -> TripRequest:
    """One of the sights at three o'clock on each day of two, leaving the bed at 14:55."""
    dates = (THURSDAY, THURSDAY + dt.timedelta(days=1))
    locks = [
        Lock(place=sight, date=date, start=dt.time(15))
        for sight, date in zip(sights, dates, strict=False)
    ]
    hours = dict.fromkeys(dates, window("14:55", "22:00"))
    return good_request(
        arrival=None, departure=None, modes=("walk",), meals=(), locks=tuple(locks), windows=hours
    )


def test_one_sleeps_in_one_bed() -> None:
    """Each sight is minutes from a bed of its own, and neither bed is near both."""
    supplies = _beds_beside_sights()
    for sight in ("lumen:museum", "lumen:gallery"):
        assert _verdict(_five_minutes_away(sight), supplies) is Verdict.OPEN
    both = _five_minutes_away("lumen:museum", "lumen:gallery")
    survey = surveyed(both, Atlas(supplies))
    assert survey is not None
    assert len(survey.beds[0]) == 2
    assert _verdict(both, supplies) is Verdict.IMPOSSIBLE


def test_an_open_verdict_names_a_bed_that_is_not_ruled_out() -> None:
    """Of two lodgings the one beside the sight, whichever is the better."""
    supplies = _beds_beside_sights()
    for sight, bed in (("lumen:museum", "lumen:hotel"), ("lumen:gallery", "lumen:hostel")):
        proof = prove(_five_minutes_away(sight), Atlas(supplies))
        assert [lodging.spot.place_id for lodging in proof.lead.lodgings] == [bed]


@pytest.mark.parametrize(("kitchens", "verdict"), [(13, "impossible"), (14, "open")])
def test_kitchens_that_do_not_go_round_are_proved(kitchens: int, verdict: str) -> None:
    """A week of two meals a day takes fourteen kitchens, as none is gone to twice."""
    (bistro,) = (place for place in WORLD.places("lumen") if place.id == "lumen:bistro")
    beds = [place for place in WORLD.places("lumen") if place.group is Group.STAY]
    copies = [
        bistro.model_copy(update={"id": f"lumen:{n}", "meal_price": 20.0 + n})
        for n in range(kitchens)
    ]
    noon, night = Span(720, 900), Span(1_110, 1_380)
    shifts = [(noon,), (night,), *[(noon, night)] * kitchens]
    hours = {copy.id: shift for copy, shift in zip(copies, shifts, strict=False)}
    world = TinyWorld(copies, hours=hours)
    week = {"destinations": (Destination(city="lumen", nights=6),), "budget": None}
    request = good_request(arrival=None, departure=None, **week)
    assert _verdict(request, Supplies([[*copies, *beds]], world, {})).value == verdict


def test_a_party_that_is_not_let_in() -> None:
    """A must with steps, or one for adults, is out of reach of who cannot enter."""
    barred = [p for p in WORLD.places("lumen") if p.wheelchair == "no" or p.min_age]
    assert barred
    for place in barred:
        party = Party(adults=1, children=(1,), wheelchair=place.wheelchair == "no")
        assert _verdict(day_trip(must=(place.id,), party=party)) is Verdict.IMPOSSIBLE


def test_two_cities_are_open_and_one_out_of_reach_is_not() -> None:
    """The trip of the fixture is possible; leaving at eleven at night one arrives too late."""
    places = [WORLD.places(stop.city.lower()) for stop in two_city_request().destinations]
    request = two_city_request(
        destinations=tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    )
    supplies = Supplies(places, WORLD, {})
    assert _verdict(request, supplies) is Verdict.OPEN
    late = request.model_copy(update={"windows": {dt.date(2026, 6, 5): window("23:00", "23:59")}})
    assert _verdict(late, supplies) is Verdict.IMPOSSIBLE


def test_an_open_verdict_comes_with_an_order() -> None:
    """Wanted stops, in an order that keeps their hours: the lock at eleven before one at three."""
    locks = tuple(
        Lock(place=f"lumen:{name}", date=THURSDAY, start=dt.time(hour))
        for name, hour in (("gallery", 15), ("museum", 11))
    )
    proof = prove(day_trip(locks=locks, must=("lumen:bistro",), meals=(LUNCH,)), Atlas(SUPPLIES))
    (day,) = proof.lead.order
    assert [stop for stop in day if stop[1] == VISIT] == [
        ("lumen:museum", VISIT),
        ("lumen:gallery", VISIT),
    ]
    assert ("lumen:bistro", AT_LUNCH) in day


def test_what_takes_too_much_work_is_left_open() -> None:
    """Without effort, or with too many places, nothing is claimed."""
    request = day_trip(must=("lumen:museum", "lumen:gallery"), day_window=window("10:00", "12:00"))
    (park,) = (place for place in WORLD.places("lumen") if place.id == "lumen:park")
    crowd = [park] * (MAX_PLACES + 1)
    assert _verdict(request, Supplies([crowd], WORLD, {})) is Verdict.UNKNOWN
