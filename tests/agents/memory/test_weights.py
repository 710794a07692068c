"""What preferring one plan to another teaches."""

from __future__ import annotations

import datetime as dt
import math
from random import Random

import pytest

from agents.appeal import EARLIER, Ballot
from agents.entries import Choice
from agents.memory import Recollection
from agents.memory.trips import past_trip, preference
from agents.memory.weights import FIELDS, SPREAD, learnt
from planner.attempt import Supplies
from planner.itinerary import Visit
from planner.kernel import Weights
from planner.profile import CARRY, Tastes
from tests.agents.memory.harness import ME, TODAY, fresh, in_rome
from tests.tiny_places import PLACES
from tests.worlds import TinyWorld, good_itinerary

AT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def _choice(chosen: dict[str, float], *rejected: dict[str, float]) -> Choice:
    return Choice(at=AT, text="preferred", chosen=chosen, rejected=rejected)


def test_nothing_chosen_teaches_nothing() -> None:
    """Without a choice there are no factors, and alike plans leave them at 1."""
    assert learnt([]) == {}
    same = {"sights": 50.0, "travel": -8.0}
    assert set(learnt([_choice(same, same)]).values()) == {1.0}


def test_fewer_sights_for_less_travel_weighs_travel_more() -> None:
    """Who gives up points of sights for shorter ways minds ways; the reverse, the reverse."""
    near, far = {"sights": 40.0, "travel": -4.0}, {"sights": 46.0, "travel": -9.0}
    minds, does_not = learnt([_choice(near, far)] * 5), learnt([_choice(far, near)] * 5)
    assert minds["travel"] > 1.2 > 1.0 > does_not["travel"]
    assert minds["tedium"] == minds["travel"]
    assert minds["money"] == 1.0


def test_hidden_weights_are_found_again() -> None:
    """Of 200 choices by a hidden weight of money, its factor is found; the others stay near 1."""
    rng, hidden = Random(4), 2.0
    choices = []
    for _ in range(200):
        one, other = (
            {"sights": rng.gauss(50, 6), "price": rng.gauss(-8, 4), "travel": rng.gauss(-8, 3)}
            for _ in range(2)
        )
        better = one["sights"] + hidden * one["price"] + one["travel"]
        worse = other["sights"] + hidden * other["price"] + other["travel"]
        pair = (one, other) if better > worse else (other, one)
        choices.append(_choice(*pair))
    found = learnt(choices)
    assert found["money"] / found["travel"] > 1.5
    assert max(found.values()) <= 2.72 ** (2 * SPREAD) + 0.01


def test_every_factor_is_of_a_weight_that_the_planner_has() -> None:
    """Names of fields are those of the kernel's weights, each once."""
    named = [field for fields in FIELDS.values() for field in fields]
    assert sorted(named) == sorted(Weights._fields)


def test_a_preference_is_kept_and_recalled() -> None:
    """What was chosen lies in memory and comes back as weights."""
    plan = good_itinerary()
    cheap = plan.model_copy(update={"terms": plan.terms[:0]})
    memory = fresh()
    memory.add(ME, preference(plan, [cheap], AT))
    assert memory.recall(ME, in_rome(), TODAY).weights.keys() == set(Weights._fields)


def test_a_past_trip_tells_what_was_seen_and_dropped() -> None:
    """Of a conversation the last plan is kept; what was taken out is marked."""
    plan, memory = good_itinerary(), fresh()
    visit = next(s for day in plan.days for s in day.stops if isinstance(s, Visit))
    other = visit.model_copy(update={"place_id": "gone", "name": "Gone"})
    for dropped in ((), (other, visit)):
        memory.add(ME, past_trip(plan, "thread-1", AT, dropped))
    ((_, trip),) = memory.entries(ME)
    assert trip.kind == "trip"
    assert [stop.name for stop in trip.stops if stop.dropped] == ["Gone"]
    assert visit.place_id in memory.profile(ME).tastes.been
    assert "gone" not in memory.profile(ME).tastes.been


def test_supplies_carry_taste_and_weights() -> None:
    """Factors multiply what the supplies hold; the planner's problem is built with them."""
    place = PLACES[0]
    supplies = Supplies([[place]], TinyWorld(), {place.id: 1.5})
    own = Recollection(
        tastes=Tastes(likings={place.category.value: 0.3}), weights={"travel": 2.0}
    ).supplied(supplies)
    assert own.prior[place.id] == pytest.approx(1.5 * math.exp(CARRY * 0.3), abs=1e-3)
    assert own.weights == Weights(travel=2 * Weights().travel)
    assert supplies.weights == Weights()


def test_a_choice_counts_once_however_many_were_rejected() -> None:
    """Three rejected plans that are alike teach what one of them does."""
    near, far = {"sights": 50.0, "travel": -5.0}, {"sights": 55.0, "travel": -25.0}
    one, three = _choice(near, far), _choice(near, far).model_copy(update={"rejected": (far,) * 3})
    assert learnt([three]) == learnt([one]) != learnt([one] * 3)


def test_what_is_said_is_not_learnt() -> None:
    """Who asked for a pace is held to it, whatever they chose before."""
    busy, calm = {"sights": 60.0, "bustle": -20.0}, {"sights": 55.0, "bustle": -5.0}
    assert learnt([_choice(busy, calm)])["fatigue"] < 1.0
    assert FIELDS["bustle"][0] not in learnt([_choice(busy, calm)], {"pace"})


def test_whose_plan_was_taken_is_told_of_other_trips() -> None:
    """It counts less than on the trip itself; what came with a wish is told by the wish."""
    memory, one = fresh(), _choice({"sights": 40.0}, {"sights": 46.0})
    culture = {"told": ("calm", "culture"), "taken": "culture", "trip": "Rome"}
    calm = {"told": ("calm", "culture"), "taken": "calm", "wishes": ("pace",), "trip": "Rome"}
    memory.add(ME, one.model_copy(update=culture), one.model_copy(update=calm))
    told = memory.recall(ME, in_rome(), TODAY, trip="next").ballots
    assert told == (Ballot(told=("calm", "culture"), taken="culture", weight=EARLIER),)
    assert memory.recall(ME, in_rome(), TODAY, trip="Rome").ballots == ()
