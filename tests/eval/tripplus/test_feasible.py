"""Whether a trip can be made: one that can, and one for each way in which it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.tripplus.feasible import RULES, Frame
from eval.tripplus.trip import Item, Ride
from tests.eval.tripplus.tiny import (
    BACK,
    FIRST,
    HOME,
    LAST,
    OUT,
    good_trip,
    ticket,
    with_day,
    with_item,
)

if TYPE_CHECKING:
    from eval.tripplus.database import Database
    from eval.tripplus.trip import Trip

FRAME = Frame(HOME, FIRST, LAST)
GOOD = good_trip()
MUSEUM = GOOD.days[0].items[0]


def _broken(trip: Trip, database: Database) -> dict[str, list[str]]:
    found = {name: list(rule(trip, FRAME, database)) for name, rule in RULES.items()}
    return {name: told for name, told in found.items() if told}


def test_a_good_trip_breaks_nothing(database: Database) -> None:
    """It is what all others here are changed from."""
    assert _broken(GOOD, database) == {}


@pytest.mark.parametrize(
    ("trip", "rule", "told"),
    [
        (
            with_item(GOOD, 1, 0, name="Moon Tower", cost=0.0), "exists",
            "day 1: Moon Tower is not on file",
        ),
        (
            with_day(GOOD, 1, hotel="Moon Hotel"), "exists",
            "day 1: Moon Hotel is no hotel on file",
        ),
        (
            with_item(GOOD, 1, 0, start=1000, end=1060), "opened",
            "day 1: Harbour Museum is not open for all of the visit",
        ),
        (
            with_day(with_item(GOOD, 1, 1, start=680), 1, rides=()), "ordered",
            "day 1: Crab Corner begins before Harbour Museum ends",
        ),
        (
            with_day(GOOD, 2, rides=(Ride("walk", 660, 670),)), "ordered",
            "day 2: a walk begins before Glass Gallery ends",
        ),
        (
            with_item(GOOD, 2, 1, name="Crab Corner", cost=120.0), "once",
            "day 2: Crab Corner a second time",
        ),
        (
            with_item(GOOD, 1, 0, cost=20.0), "priced",
            "day 1: Harbour Museum costs 40 yuan, not 20",
        ),
        (with_day(GOOD, 1, hotel=None), "housed", "day 1: no bed"),
        (
            with_day(GOOD, 2, hotel="Anchor Inn", rooms=1, hotel_cost=200.0), "housed",
            "day 2: the trip ends, and a night is planned",
        ),
        (
            with_day(GOOD, 1, hotel_cost=150.0), "housed",
            "day 1: Anchor Inn costs 200 yuan, not 150",
        ),
        (GOOD._replace(tickets=(ticket(OUT),)), "ticketed",
         "1 tickets, not one there and one back"),
        (
            GOOD._replace(tickets=(ticket(OUT)._replace(price=1.0), ticket(BACK))), "ticketed",
            f"T1 is not on file from Hillham to Tideport on {FIRST}",
        ),
        (
            GOOD._replace(tickets=(ticket("T3"), ticket(BACK))), "ticketed",
            "day 1 begins before T3 arrives",
        ),
        (
            with_day(GOOD, 2, items=(Item("visit", "Night Street", 1190, 1230),)), "ticketed",
            "day 2 ends after T2 leaves",
        ),
    ],
)  # fmt: skip
def test_each_rule_notices_its_breach(trip: Trip, rule: str, told: str, database: Database) -> None:
    """One thing is wrong, one rule says so."""
    assert _broken(trip, database) == {rule: [told]}


def test_too_few_beds_and_a_change_of_hotel(database: Database) -> None:
    """Five do not sleep in one room, and one does not move in the middle of a trip."""
    many = with_day(GOOD._replace(people=5), 1, items=())
    many = with_day(many, 2, items=())
    assert _broken(many, database) == {"housed": ["day 1: 1 rooms for 5 people"]}
    moved = GOOD._replace(
        days=(
            *GOOD.days[:1],
            GOOD.days[0]._replace(date=LAST, items=(), rides=(), hotel="Bunk House", hotel_cost=90),
            GOOD.days[1]._replace(items=()),
        )
    )
    assert _broken(moved, database) == {"housed": ["the hotel changes: Anchor Inn, Bunk House"]}


def test_night_hours_and_days_off(database: Database) -> None:
    """What shuts at two in the morning is open after midnight; a museum is shut on Mondays."""
    night = with_day(GOOD, 1, items=(Item("visit", "Night Street", 1420, 1470),))
    assert _broken(night, database) == {}
    early = with_day(GOOD, 1, items=(Item("visit", "Night Street", 900, 960),))
    assert [*_broken(early, database)] == ["opened"]
    monday = FIRST.replace(day=13)
    shut = with_day(GOOD, 1, items=(MUSEUM,), date=monday)
    assert (
        "day 1: Harbour Museum is not open for all of the visit"
        in _broken(shut, database)["opened"]
    )
