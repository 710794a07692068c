"""Each of the 25 checks, on plans known to be right and wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from eval.chinatravel.checks import CHECKS, failed, faults
from eval.chinatravel.query import Query
from eval.chinatravel.sandbox import Sandbox
from tests.eval.chinatravel.tiny_sandbox import query, right_plan, stop, tiny_sandbox, trip, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parents[4] / "shared" / "data" / "chinatravel"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The two cities."""
    return tiny_sandbox(tmp_path_factory.mktemp("bel"))


def _set(day: int, number: int, **values: Any) -> Callable[[Any], None]:
    """Sets fields of an activity."""
    return lambda plan: plan["itinerary"][day]["activities"][number].update(values)


def _leg(day: int, number: int, leg: int, **values: Any) -> Callable[[Any], None]:
    """Sets fields of a leg."""

    def edit(plan: Any) -> None:
        plan["itinerary"][day]["activities"][number]["transports"][leg].update(values)

    return edit


def _drop(day: int, number: int) -> Callable[[Any], None]:
    """Leaves an activity out."""
    return lambda plan: plan["itinerary"][day]["activities"].pop(number)


def _without(day: int, number: int, key: str) -> Callable[[Any], None]:
    """Leaves a field of an activity out."""
    return lambda plan: plan["itinerary"][day]["activities"][number].pop(key)


def _again(name: str, kind: str, price: float, **more: Any) -> Callable[[Any], None]:
    """A second visit on the second day, 13 minutes from the noodles and 65 from the station."""

    def edit(plan: Any) -> None:
        second = plan["itinerary"][1]["activities"]
        legs = [walk("Bel noodles", name, "12:00", "12:39", 3.3256)]
        second.insert(2, stop(kind, name, "13:00", "13:30", price, legs, **more))
        last = walk(name, "Bel station", "13:30", "14:09", 3.3256)
        second[3]["transports"] = [last]

    return edit


INTERCITY = {name for name in CHECKS if name.startswith("intercity")}
ATTRACTION = {name for name in CHECKS if name.startswith("attraction")}
HOTEL = {name for name in CHECKS if name.startswith("hotel")}
MEAL = {name for name in CHECKS if name.startswith("restaurant")} | {"meal_time"}
MOVES = "transport_between_positions"

WRONG: dict[str, tuple[Callable[[Any], None], set[str]]] = {
    "no trip back": (_drop(1, 2), INTERCITY),
    "an unknown train": (_set(0, 0, TrainID="A7"), INTERCITY - {"intercity_present"}),
    "a train of the way back": (_set(1, 2, TrainID="A1"), INTERCITY - {"intercity_present"}),
    "another departure": (_set(1, 2, start_time="19:05"), {"intercity_as_on_file"}),
    "another fare": (_set(0, 0, price=50.0, cost=100.0), {"intercity_as_on_file"}),
    "a fare for one": (_set(0, 0, cost=50.5), {"intercity_cost"}),
    "no tickets": (_without(0, 0, "tickets"), {"intercity_cost"}),
    "a trip in the middle": (
        lambda plan: plan["itinerary"][1]["activities"].append(
            trip("B2", "Bel station", "Aru station", "21:30", "23:30", [])
        ),
        {MOVES},
    ),
    "an unknown attraction": (
        _set(0, 1, position="Bel dome"),
        ATTRACTION | {MOVES},
    ),
    "before it opens": (_set(0, 1, start_time="08:30"), {"attraction_open"}),
    "twice the same attraction": (
        lambda plan: [
            _again("Bel tower", "attraction", 20.5, tickets=2)(plan),
            _leg(1, 2, 0, end_time="12:53", distance=4.434)(plan),
            _leg(1, 3, 0, end_time="13:56", distance=2.217)(plan),
        ],
        {"attraction_once"},
    ),
    "a cheaper attraction": (_set(0, 1, price=10.5, cost=21.0), {"attraction_price"}),
    "one ticket paid": (_set(0, 1, cost=20.5), {"attraction_cost"}),
    "an unknown hotel": (_set(0, 5, position="Bel tent"), HOTEL | {MOVES}),
    "a cheaper room": (_set(0, 5, price=150.0, cost=300.0), {"hotel_as_on_file"}),
    "rooms with more beds": (_set(0, 5, room_type=2), {"hotel_as_on_file"}),
    "one room paid": (_set(0, 5, cost=200.0), {"hotel_cost"}),
    "no night": (_drop(0, 5), {"hotel_needed", MOVES}),
    "an unknown restaurant": (_set(0, 2, position="Bel grill"), MEAL | {MOVES}),
    "lunch at an inn": (_set(0, 2, position="Bel inn"), MEAL | {MOVES}),
    "a bar before it opens": (
        _set(0, 3, start_time="16:30", end_time="17:30"),
        {"restaurant_open"},
    ),
    "twice the same soup": (
        lambda plan: [
            _again("Bel soup", "lunch", 30.0)(plan),
            _leg(1, 3, 0, end_time="14:09")(plan),
        ],
        {"restaurant_once"},
    ),
    "a dearer soup": (_set(0, 2, price=31.0, cost=62.0), {"restaurant_price"}),
    "a breakfast that costs": (_set(1, 0, price=5.0, cost=10.0), {"restaurant_price"}),
    "one bowl paid": (_set(0, 2, cost=30.0), {"restaurant_cost"}),
    "lunch in the afternoon": (
        _set(0, 2, start_time="14:00", end_time="15:00"),
        {"meal_time", "chronological_order"},
    ),
    "a metro of two legs": (
        lambda plan: plan["itinerary"][1]["activities"][1]["transports"].pop(0),
        {"transport_available", "transport_as_reckoned", "transport_cost", MOVES},
    ),
    "another station": (_leg(1, 1, 0, end="East-地铁站"), {"transport_available"}),
    "a taxi called a walk": (
        _leg(0, 1, 0, mode="taxi", price=12.46, cost=12.46, cars=1),
        {"transport_as_reckoned"},
    ),
    "a faster walk": (_leg(0, 1, 0, end_time="08:20"), {"transport_as_reckoned"}),
    "a shorter walk": (_leg(0, 1, 0, distance=2.0), {"transport_as_reckoned"}),
    "a cheaper metro": (_leg(1, 1, 1, price=2, cost=4), {"transport_as_reckoned"}),
    "a walk that costs": (_leg(0, 1, 0, cost=3), {"transport_cost"}),
    "one metro ticket paid": (_leg(1, 1, 1, cost=3), {"transport_cost"}),
    "no cars": (
        lambda plan: plan["itinerary"][0]["activities"][3]["transports"][0].pop("cars"),
        {"transport_cost"},
    ),
    "no end": (_without(1, 0, "end_time"), {"activity_times", "meal_time"}),
    "a meal that takes no time": (
        _set(1, 0, end_time="07:00"),
        {"chronological_order"},
    ),
    "begun before one is there": (
        _set(0, 4, start_time="18:30"),
        {"chronological_order"},
    ),
    "left before it is over": (_set(0, 1, end_time="10:30"), {"chronological_order"}),
    "after a night on the train": (
        _set(0, 0, TrainID="A9", start_time="22:00", end_time="05:00"),
        {"chronological_order"},
    ),
    "no way there": (_set(0, 2, transports=[]), {MOVES}),
    "no word of the way": (_without(1, 0, "transports"), {MOVES}),
    "a way from elsewhere": (
        _leg(0, 2, 0, start="Bel market"),
        {MOVES},
    ),
}


def _failing(plan: Any, sandbox: Sandbox) -> set[str]:
    return set(failed(faults(plan, query(), sandbox)))


def test_there_are_25_checks() -> None:
    """None shares its name with another."""
    assert len(CHECKS) == len(set(CHECKS)) == 25


def test_the_right_plan_fails_nothing(sandbox: Sandbox) -> None:
    """The plan that was worked out by hand."""
    assert _failing(right_plan(), sandbox) == set()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_plan_fails_just_the_checks_it_should(name: str, sandbox: Sandbox) -> None:
    """One thing is wrong; all other checks still pass."""
    edit, expected = WRONG[name]
    plan = right_plan()
    edit(plan)
    assert _failing(plan, sandbox) == expected


def test_every_check_is_failed_by_some_wrong_plan() -> None:
    """No check is without a plan that shows it works."""
    failing = {check for _, expected in WRONG.values() for check in expected}
    assert failing == set(CHECKS)


@pytest.mark.parametrize("plan", [None, {}, {"itinerary": []}, {"itinerary": [{"day": 1}]}, []])
def test_what_is_no_plan_fails_the_checks_that_cannot_read_it(plan: Any, sandbox: Sandbox) -> None:
    """It is told, and nothing crashes."""
    assert _failing(plan, sandbox) >= INTERCITY


def test_a_whole_yuan_less_is_no_other_price_of_an_attraction(sandbox: Sandbox) -> None:
    """The original cuts both prices off; the example plans rely on it."""
    plan = copy.deepcopy(right_plan())
    _set(0, 1, price=20, cost=40)(plan)
    assert _failing(plan, sandbox) == set()


def _examples() -> Iterator[Path]:
    yield from sorted((DATA / "example_plans" / "plan_for_check").glob("*.json"))
    yield from (DATA / "example_plans").glob("example.json")


@pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not here")
def test_the_example_plans_of_the_benchmark_fail_nothing() -> None:
    """Their ways and prices come from the original's own tools."""
    sandbox = Sandbox(DATA / "database")
    plans = [json.loads(path.read_text(encoding="utf-8")) for path in _examples()]
    assert len(plans) == 7
    for plan in plans:
        asked = Query(
            "q",
            plan["start_city"],
            plan["target_city"],
            len(plan["itinerary"]),
            plan["people_number"],
            (),
        )
        assert faults(plan, asked, sandbox) == []
