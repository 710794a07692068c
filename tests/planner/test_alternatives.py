"""Alternatives in a town of many small sights: each sound, none a copy, none poor."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from planner.alternatives import OVERLAP, POOR, SHARE, Alternatives, alternatives
from planner.attempt import Supplies
from planner.facts import Span
from planner.gates import violations
from planner.itinerary import Itinerary, Visit
from planner.solve import solve
from planner.stop import MaxRounds
from tests.tiny_places import at
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from planner.place import Place


def _town(number: int, popularity: float = 0.6) -> TinyWorld:
    """Lumen with so many more sights, always open, half a kilometre from one another."""
    park = next(place for place in TinyWorld().places("lumen") if place.id == "lumen:park")
    extra: list[Place] = []
    for i in range(number):
        lat, lon = at("lumen", 500 * (i % 4) - 500, 500 * (i // 4) - 500)
        update = {"id": f"lumen:extra-{i}", "name": f"Extra {i}", "lat": lat, "lon": lon}
        extra.append(park.model_copy(update={**update, "popularity": popularity}))
    return TinyWorld(places=extra, hours={place.id: (Span(0, 1440),) for place in extra})


def _asked(world: TinyWorld, k: int, **more: object) -> tuple[Itinerary, Alternatives]:
    supplies = Supplies([world.places("lumen")], world, {})
    best = solve(good_request(**more), supplies, MaxRounds(8))
    assert isinstance(best, Itinerary)
    return best, alternatives(best, supplies, lambda: MaxRounds(8), k)


def _sights(plan: Itinerary) -> set[str]:
    wanted = set(plan.request.must)
    stops = (stop for day in plan.days for stop in day.stops)
    return {s.place_id for s in stops if isinstance(s, Visit) and s.place_id not in wanted}


@pytest.mark.parametrize("must", [(), ("lumen:museum", "lumen:church")])
def test_alternatives_are_sound_and_neither_alike_nor_poor(must: tuple[str, ...]) -> None:
    """Where there is plenty, as many as asked for, held to all they promise, best first."""
    world = _town(24)
    best, answer = _asked(world, 3, must=must)
    plans = [other.plan for other in answer.found]
    assert len(plans) == 3
    assert answer.lacking == ""
    for plan in plans:
        assert violations(plan, world) == []
        assert plan.score >= SHARE * best.score - 0.1
        assert set(must) <= {stop.place_id for day in plan.days for stop in day.stops}
    for one, other in combinations([best, *plans], 2):
        shared = len(_sights(one) & _sights(other)) / len(_sights(one) | _sights(other))
        assert shared <= OVERLAP
    assert plans == sorted(plans, key=lambda plan: -plan.score)


def test_the_same_seed_finds_the_same() -> None:
    """Plans and sentences repeat themselves."""
    world = _town(24)
    assert _asked(world, 2) == _asked(world, 2)


def test_a_town_too_small_has_none_and_says_why() -> None:
    """Six sights in all: without half of them a plan is poor, and that is the reason given."""
    _, answer = _asked(TinyWorld(), 2)
    assert answer.found == ()
    assert answer.lacking.startswith("No alternative could be found: every other plan tried ")
    assert POOR in answer.lacking


def test_fewer_than_asked_for_are_counted() -> None:
    """With sights for some the number found and asked for are told."""
    _, answer = _asked(_town(14), 6)
    assert 0 < len(answer.found) < 6
    assert answer.lacking.startswith(f"Only {len(answer.found)} of 6 alternatives could be found: ")
