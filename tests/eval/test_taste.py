"""Hidden tastes held against plans: the sums, and what the planner is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agents import app
from eval import taste
from eval.taste import WAYS, Met, figures, measure
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.itinerary import Itinerary
    from tools.next_poi.predictor import Visit
    from tools.next_poi.training.simulate import Traveller


def test_gains_are_over_knowing_nothing() -> None:
    """Two travellers whose sights are better by .2 and .4: a gain of .3 between those bounds."""
    tastes = {"nothing": (0.1, 0.2), "visits": (0.3, 0.6)}
    found = [
        Met("rome", name, known, tastes[known][i], 0.5, 9)
        for i, name in enumerate(("ann", "bob"))
        for known in WAYS
    ]
    told = figures(found)
    assert told["visits_gain"] == pytest.approx(0.3)
    assert told["visits_gain_low"] == pytest.approx(0.2)
    assert told["visits_gain_high"] == pytest.approx(0.4)
    assert told["nothing_renown"] == 0.5


def test_the_planner_is_told_of_other_cities_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing, then every visit outside the city of the trip."""
    told: list[tuple[str, Sequence[Visit]]] = []

    def plan(request: dict[str, Any], visits: Sequence[Visit]) -> Itinerary:
        told.append((request["destinations"][0]["city"], visits))
        return good_itinerary()

    def met(plan: Itinerary, traveller: Traveller, store: object, known: str) -> Met:
        return Met("rome", traveller.name, known, 0.0, 0.0, len(plan.days))

    monkeypatch.setattr(app, "plan", plan)
    monkeypatch.setattr(taste, "_met", met)
    assert [met.known for met in measure(1, seed=5)] == list(WAYS)
    (city, nothing), (_, visits) = told
    assert not nothing
    assert len(visits) > 20
    assert not any(visit.place.startswith(f"{city}:") for visit in visits)
