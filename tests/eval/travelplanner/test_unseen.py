"""The language rules on queries in other words than the benchmark's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from agents.language import Context, Gazetteer, read
from eval.language.queries import slots
from eval.travelplanner.words import TODAY
from tests.eval.travelplanner.unseen_queries import QUERIES

GAZETTEER = Gazetteer.of_cities(sorted({name for _, where, _ in QUERIES for name in where[:2]}))


@pytest.mark.parametrize(("text", "on_file", "wishes"), QUERIES)
def test_what_a_query_asks_for(text: str, on_file: tuple[Any, ...], wishes: dict[str, Any]) -> None:
    """Every field, and none that is not asked for."""
    heard = read(text, Context(TODAY, GAZETTEER))
    told = slots(heard)
    origin, destination, start, days, cities, people, budget = on_file
    end = (dt.date.fromisoformat(start) + dt.timedelta(days=days - 1)).isoformat()
    assert (told["org"], told["dest"], told["dates"]) == (origin, destination, [start, end])
    assert told["days"] == days
    assert (heard.last("cities") or 1) == cities
    assert (told["people"] or (2 if heard.last("speaker") == "we" else 1)) == people
    assert told["budget"] == budget
    assert told["house rule"] == wishes.get("rule")
    assert told["cuisine"] == [cuisine.casefold() for cuisine in wishes.get("cuisines", [])]
    assert told["room type"] == wishes.get("room")
    assert told["transportation"] == wishes.get("transport")
