"""What the fields of a plan say."""

from __future__ import annotations

import pytest

from eval.travelplanner.plan import bare, cities, filled, flight_number, item, sights, way


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Subway, Rockford", ("Subway", "Rockford")),
        ("Fish, Chips & More, Rockford", ("Fish, Chips & More", "Rockford")),
        ("Subway, Rockford(Illinois)", ("Subway", "Rockford")),
        ("Subway", ("-", "-")),
    ],
)
def test_an_item_is_a_name_and_a_city(text: str, expected: tuple[str, str]) -> None:
    """The city follows the last comma; its state may follow in brackets."""
    assert item(text) == expected


def test_the_ends_of_a_way() -> None:
    """Up to the comma; none where the text names no two cities."""
    text = "Self-driving, from St. Paul to Fargo(North Dakota), duration: 3 hours"
    assert way(text) == ("St. Paul", "Fargo")
    assert way("Fargo") is None


def test_the_cities_of_a_day() -> None:
    """One on a day of stay, two on a day of travel, none where the way is not told."""
    assert cities({"current_city": "Fargo (North Dakota)"}) == ["Fargo"]
    assert cities({"current_city": "from Fargo to Minot"}) == ["Fargo", "Minot"]
    assert cities({"current_city": "from Fargo"}) == []


def test_fields_that_say_nothing() -> None:
    """A hyphen, an empty text and an absent field."""
    assert [filled(day, "lunch") for day in ({"lunch": "-"}, {"lunch": ""}, {})] == [""] * 3
    assert filled({"lunch": "Wok, Fargo"}, "lunch") == "Wok, Fargo"


def test_sights_end_with_a_semicolon() -> None:
    """What follows the last one is no sight, as in the original."""
    assert sights({"attraction": "Park, Fargo;Zoo, Fargo;"}) == ["Park, Fargo", "Zoo, Fargo"]
    assert sights({"attraction": "Park, Fargo"}) == []


def test_small_parts() -> None:
    """A flight's number, a city without its state."""
    assert flight_number("Flight Number: F12, from A to B") == "F12"
    assert flight_number("Taxi, from A to B") == ""
    assert bare("Fargo(North Dakota)") == "Fargo"
