"""Cities: clocks, areas and climates that hold."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from planner.city import City, ClimateMonth, Neighbourhood
from tests.tiny_places import at
from tests.worlds import LUMEN


@pytest.mark.parametrize("name", ["old-town", "Old Town", "OLD TOWN", "Historic Centre"])
def test_an_area_is_found_by_id_name_or_alias(name: str) -> None:
    """Case does not matter."""
    area = LUMEN.neighbourhood(name)
    assert area is not None
    assert area.id == "old-town"


def test_an_unknown_area_is_none() -> None:
    """Nothing is guessed."""
    assert LUMEN.neighbourhood("New Town") is None


def test_an_area_contains_its_border() -> None:
    """The old town reaches to x = 1100, its corner included, and not a metre further."""
    area = LUMEN.neighbourhood("old-town")
    assert area is not None
    assert area.contains(*at("lumen", 0, 0))
    assert area.contains(*area.ring[0][::-1])
    assert not area.contains(*at("lumen", 1101, 0))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"timezone": "Europe/Lumen"}, "IANA time zone such as 'Europe/Rome', got 'Europe/Lumen'"),
        ({"timezone": "../etc/passwd"}, "IANA time zone"),
        ({"climate": (ClimateMonth(high_c=1, low_c=0, rain_days=2),) * 11}, "12 months .*, got 11"),
        ({"currency": "euro"}, "pattern"),
        ({"country": "Italy"}, "pattern"),
        ({"detour": 0.9}, "greater than or equal to 1"),
    ],
)
def test_a_city_that_makes_no_sense_is_refused(change: dict[str, Any], message: str) -> None:
    """The error says what was expected."""
    with pytest.raises(ValidationError, match=message):
        City.model_validate(LUMEN.model_dump() | change)


def test_a_ring_that_crosses_itself_is_refused() -> None:
    """A bow tie is no area."""
    bow = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    with pytest.raises(ValidationError, match="simple ring for 'bow': Self-intersection"):
        Neighbourhood(id="bow", name="Bow", ring=bow)


def test_a_city_survives_json() -> None:
    """What is written is read back the same."""
    assert City.model_validate_json(LUMEN.model_dump_json()) == LUMEN
    assert LUMEN.zone.key == "Europe/Rome"
