"""Simulated travellers: drawn to fit what was said, and satisfied by what they like."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from eval.travellers import LOVED, OUTINGS, VISITS, Judge, Traveller, draw, past, visits
from planner.appeal import Appraiser
from planner.classes import CLASSES
from planner.request import Pace
from tests.agents.paths.town import town
from tests.worlds import DayDraft, TinyWorld, good_request, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary

WORLD = TinyWorld()


def _plan(*stops: tuple[str, str, int]) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    for name, start, minutes in stops:
        draft.visit(f"lumen:{name}", start, minutes, cost=10)
    return trip(good_request(), [draft.done()])


def _usual(**more: object) -> Traveller:
    fields = {
        "classes": dict.fromkeys(CLASSES, 1.0), "renown": 0.0, "food": 1.0, "walking": 0.0,
        "money": 0.0, "pace": Pace.BALANCED, "seed": 1,
    }  # fmt: skip
    return Traveller(**(fields | more))


def test_a_traveller_fits_the_request() -> None:
    """What the request says is loved is loved, its pace is meant, and a seed repeats the rest."""
    museums = {kind.value: 0.6 for kind in CLASSES["museums"].members}
    request = good_request(interests=museums, pace=Pace.RELAXED)
    drawn = [draw(seed, request) for seed in range(20)]
    assert all(who.classes["museums"] >= LOVED for who in drawn)
    assert not all(who.classes["greenery"] >= LOVED for who in drawn)
    assert {who.pace for who in drawn} == {Pace.RELAXED}
    assert draw(3, request) == drawn[3] != drawn[4]
    assert len({draw(seed, good_request()).pace for seed in range(20)}) == 3


def test_a_visit_is_worth_its_place_times_the_taste_for_it() -> None:
    """Twice the liking, twice the points; half its usual length, 0.71 of them."""
    judge, who = Judge(good_request(), WORLD), _usual()
    place = WORLD.place("lumen:museum")
    assert place is not None
    day = _plan(("museum", "10:00", 100)).days[0]
    worth = Appraiser(good_request(), WORLD, {}).appeal(place, day.date) * who.taste(place)
    idle = judge.satisfaction(replace(who, seed=1), _plan())
    full = judge.satisfaction(who, _plan(("museum", "10:00", 100))) - idle
    fond = _usual(classes={**who.classes, "museums": 2.0})
    assert judge.satisfaction(fond, _plan(("museum", "10:00", 100))) - idle == pytest.approx(
        2 * full
    )
    assert 0.7 * worth < full <= worth
    assert judge.satisfaction(who, _plan(("museum", "10:00", 50))) - idle == pytest.approx(
        full * 0.5**0.5, rel=0.1
    )


def test_check_ins_tell_of_what_is_liked() -> None:
    """One who loves the greenery and shuns museums is known by it, as far as it was lived out."""
    liking = {**dict.fromkeys(CLASSES, 1.0), "greenery": 4.0, "museums": 0.1}
    who, places = _usual(classes=liking), town(80).places("lumen")
    likings = past(who, places, dt.date(2026, 6, 4)).tastes.likings
    assert likings["park"] > 0.2
    assert likings["museum"] < -0.2


def test_what_is_shut_is_worth_nothing_and_what_is_minded_costs() -> None:
    """A closed door gains nothing; ways, money and long days cost those who mind them."""
    judge, who = Judge(good_request(), WORLD), _usual()
    plan = _plan(("museum", "10:00", 100), ("park", "13:00", 60))
    whole = judge.satisfaction(who, plan)
    shut = judge.satisfaction(who, plan, frozenset({(0, 0)}))
    assert shut < whole
    assert judge.satisfaction(_usual(walking=1.0), plan) < whole
    assert judge.satisfaction(_usual(money=1.0), plan) < whole
    long = _plan(("museum", "10:00", 170), ("park", "13:30", 170))
    tired = judge.satisfaction(_usual(pace=Pace.RELAXED), long)
    assert tired == pytest.approx(judge.satisfaction(who, long) - 0.04 * 40)


def test_the_model_is_told_of_the_same_check_ins() -> None:
    """As many visits as the profile is made from, before the trip, by the city's clock."""
    home, day = town(80), dt.date(2026, 6, 4)
    been = visits(_usual(), home.city("lumen"), home.places("lumen"), day)
    assert len(been) == OUTINGS * VISITS
    assert all(visit.at.date() < day and visit.at.utcoffset() for visit in been)
    assert {visit.place for visit in been} <= {place.id for place in home.places("lumen")}
