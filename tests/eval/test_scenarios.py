"""Random requests: valid, repeatable, varied, and impossible where they are meant to be."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from eval.scenario_draft import special_dates
from eval.scenarios import Level, random_request, random_scenario
from planner.request import TripRequest
from tests.worlds import LUMEN, TinyWorld

STORES = TinyWorld().stores
#: Enough for every wish of the generator to be drawn.
SAMPLE = [random_scenario(Random(seed), STORES) for seed in range(300)]


def test_every_request_is_valid_json_and_back() -> None:
    """Requests survive the trip through JSON, so they can be stored as a suite."""
    for scenario in SAMPLE:
        request = scenario.request
        assert TripRequest.model_validate_json(request.model_dump_json()) == request


def test_a_seed_repeats_its_request() -> None:
    """The same seed gives the same request, another seed mostly another."""
    assert random_request(Random(7), STORES) == random_request(Random(7), STORES)
    assert len({random_request(Random(seed), STORES).model_dump_json() for seed in range(50)}) == 50


@pytest.mark.parametrize("level", list(Level))
def test_a_level_can_be_asked_for(level: Level) -> None:
    """Only impossible requests carry a clash."""
    scenarios = [random_scenario(Random(seed), STORES, level) for seed in range(20)]
    assert {scenario.level for scenario in scenarios} == {level}
    assert {scenario.clash is not None for scenario in scenarios} == {level is Level.IMPOSSIBLE}


def test_every_field_varies() -> None:
    """Each field of a request is drawn somewhere in the sample, and both lengths of route are."""
    drawn = Counter(name for scenario in SAMPLE for name in scenario.request.model_fields_set)
    assert set(drawn) >= set(TripRequest.model_fields) - {"origin", "lodging"}
    assert {len(scenario.request.destinations) for scenario in SAMPLE} == {1, 2}
    assert {scenario.request.days for scenario in SAMPLE} >= set(range(1, 8))
    parties = [scenario.request.party for scenario in SAMPLE]
    assert any(p.wheelchair for p in parties)
    assert any(p.stroller for p in parties)
    assert any(scenario.request.destinations[0].lodging for scenario in SAMPLE)


def test_dates_cover_holidays_and_clock_changes() -> None:
    """The special dates of 2026 in Lumen, and a good share of trips over one of their kind."""
    dates = {str(date) for date in special_dates("IT", None, "Europe/Rome", 2026)}
    assert {"2026-03-29", "2026-10-25", "2026-06-02", "2026-12-25", "2026-02-28"} <= dates
    months = {scenario.request.start.month for scenario in SAMPLE}
    assert months == set(range(1, 13))
    assert special_dates("ZZ", None, "Europe/Rome", 2026)


def test_clashes_clash() -> None:
    """What is called a clash is one, by the request alone."""
    for scenario in (s for s in SAMPLE if s.clash):
        request = scenario.request
        if scenario.clash == "must and must not":
            assert request.must == request.must_not
        elif scenario.clash == "two places at once":
            one, other = request.appointments
            assert (one.start, one.end) == (other.start, other.end)
            assert one.at != other.at
        elif scenario.clash == "no money":
            assert request.budget is not None
            assert request.budget.total is not None
            assert request.budget.total < 1
        elif scenario.clash == "unknown diet":
            assert request.meals
            assert not any(set(request.diets) & set(place.diets) for place in STORES[0].places())
        else:
            assert scenario.clash == "short day"
            length = request.day_window.last - request.day_window.first
            place = TinyWorld().place(request.must[0])
            assert place is not None
            assert length < place.minutes.min


def test_one_city_needs_one_catalogue() -> None:
    """With one catalogue all trips go there."""
    for seed in range(20):
        (stop,) = random_request(Random(seed), STORES[:1]).destinations
        assert stop.city in (LUMEN.id, LUMEN.name)
