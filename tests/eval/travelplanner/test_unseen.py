"""The language rules on queries in other words than the benchmark's."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from agents.language import Context, Gazetteer, read
from eval.language.queries import slots
from eval.travelplanner.words import TODAY

#: A query's text, and its fields; wishes that it does not have are left out.
QUERIES: list[tuple[str, dict[str, Any]]] = [
    json.loads(line)
    for line in Path(__file__).with_name("unseen_queries.jsonl").read_text("utf-8").splitlines()
]
GAZETTEER = Gazetteer.of_cities(
    sorted({name for _, gold in QUERIES for name in (gold["org"], gold["dest"])})
)


@pytest.mark.parametrize(("text", "gold"), QUERIES)
def test_what_a_query_asks_for(text: str, gold: dict[str, Any]) -> None:
    """Every field, and none that is not asked for."""
    heard = read(text, Context(TODAY, GAZETTEER))
    told = slots(heard)
    end = dt.date.fromisoformat(gold["start"]) + dt.timedelta(days=gold["days"] - 1)
    for name in ("org", "dest", "days", "budget"):
        assert told[name] == gold[name]
    assert told["dates"] == [gold["start"], end.isoformat()]
    assert (heard.last("cities") or 1) == gold["cities"]
    assert (told["people"] or (2 if heard.last("speaker") == "we" else 1)) == gold["people"]
    assert told["cuisine"] == [name.casefold() for name in gold.get("cuisines", [])]
    assert told["house rule"] == gold.get("rule")
    assert told["room type"] == gold.get("room")
    assert told["transportation"] == gold.get("transport")
