"""The small map of a terminal, drawn and told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agents.repl.sketch import draw, in_words
from tests.worlds import good_itinerary, two_city_itinerary
from tools.exporters.route import routes
from tools.exporters.text import Page

if TYPE_CHECKING:
    from planner.itinerary import Itinerary


def sketch(plan: Itinerary, *days: int, width: int = 80, colour: bool = False) -> str:
    """The map of some days of a plan."""
    page = Page(width, colour)
    there = list(routes(plan))
    draw(page, [there[day] for day in days])
    return page.text()


def test_a_day_has_all_its_numbers() -> None:
    """Each stop's number stands on the map, and a house where the day begins."""
    *lines, scale = sketch(good_itinerary(), 0).splitlines()
    assert sorted(re.findall(r"\d", "".join(lines))) == ["1", "2", "3", "4", "5"]
    assert "".join(lines).count("\N{HOUSE}") == 1
    assert re.fullmatch(r"├─*┤ \d+ k?m   north is up", scale)


def test_several_days_bear_their_own_numbers() -> None:
    """Each stop of two days shows which of them it is on."""
    *lines, _ = sketch(good_itinerary(), 0, 1).splitlines()
    found = re.findall(r"\d", "".join(lines))
    assert (found.count("1"), found.count("2")) == (5, 3)


def test_days_are_told_apart_by_colour() -> None:
    """Without colour there is no escape sequence; with it each day has its own."""
    plain, bright = (sketch(good_itinerary(), 0, 1, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "38;5;32" in bright and "38;5;166" in bright
    assert re.sub(r"\x1b\[[\d;]*m", "", bright).split() == plain.split()


@pytest.mark.parametrize("width", [40, 60, 120])
def test_a_map_keeps_to_the_page(width: int) -> None:
    """It is no wider than the terminal, and at most 21 lines high."""
    lines = sketch(good_itinerary(), 0, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) <= 21


def test_in_words_each_stop_has_its_way_and_wind() -> None:
    """Who cannot see the map hears how far each stop is from the bed, and in which direction."""
    lines = list(in_words(list(routes(good_itinerary()))[:1]))
    assert lines[0] == "Day 1: Thursday 4 June, from Hotel Aurora"
    base, museum = good_itinerary().days[0].start, good_itinerary().days[0].stops[0]
    wind = ("north" if museum.lat > base.lat else "south") if museum.lat != base.lat else ""
    assert re.fullmatch(rf"  1 City Museum: \d+ m {wind}\w*", lines[1])
    assert len(lines) == 6


def test_a_stop_at_the_bed_is_there() -> None:
    """No direction is told where there is no way."""
    plan = two_city_itinerary()
    route = next(iter(routes(plan)))
    waypoint = route.waypoints[0]
    base = route.bases[0]
    at_home = waypoint.stop.model_copy(update={"lat": base.lat, "lon": base.lon})
    moved = route._replace(waypoints=(waypoint._replace(stop=at_home),))
    assert list(in_words([moved]))[1] == "  1 City Museum: there"
