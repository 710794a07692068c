"""When a stop may begin and how long it lasts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.frame import Frame, Spot
from planner.kernel import APPOINTMENT, LUNCH, VISIT
from planner.model import Point
from planner.place import Closure, VisitMinutes
from planner.problem import Node
from planner.request import DINNER as DINNER_WISH
from planner.request import LUNCH as LUNCH_WISH
from planner.request import Appointment, Lock, Pace, Shun, Window
from planner.spans import TWILIGHT, length_of, openings
from tests.planner.tiny_problem import THURSDAY, day_trip
from tests.worlds import LUMEN, PLACES, TinyWorld

PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
CENTRE = Spot("centre", Point(lat=LUMEN.lat, lon=LUMEN.lon))


def _openings(
    name: str, date: dt.date = THURSDAY, meal: Any = None, change: dict[str, Any] | None = None,
    **request: Any,
) -> list[tuple[int, int, int]]:  # fmt: skip
    place = PLACE[name].model_copy(update=change or {})
    node = Node(place, VISIT if meal is None else LUNCH, meal=meal)
    frame = Frame(date, LUMEN, CENTRE, CENTRE, 540, 1320)
    found = openings(
        node, length_of(node, Pace.BALANCED), frame, day_trip(**request), TinyWorld([place])
    )
    return [(o.opens, o.closes, o.last) for o in found]


def test_a_visit_starts_before_the_last_admission() -> None:
    """The museum shuts at 18:00, admits to 17:30, and takes 45 minutes: begun by 17:15."""
    assert _openings("museum") == [(600, 1080, 1035)]
    assert _openings("museum", change={"last_admission": 90}) == [(600, 1080, 990)]


def test_a_noon_break_makes_two_openings() -> None:
    """The church takes a quarter of an hour: begun by 11:45 or 17:45."""
    assert _openings("church") == [(480, 720, 705), (900, 1080, 1065)]


def test_closed_days_have_no_openings() -> None:
    """Monday, a public holiday, a closed spell, out of season."""
    assert _openings("museum", dt.date(2026, 6, 1)) == []
    assert _openings("museum", dt.date(2026, 6, 2)) == []
    spell = (Closure(start="06-04", end="06-04"),)
    assert _openings("museum", change={"closures": spell}) == []
    assert _openings("beacon", dt.date(2026, 11, 5)) == []
    assert _openings("museum", change={"open_months": (7,)}) == []


def test_unknown_hours_are_plausible_hours_or_none() -> None:
    """Beacon Hill has no hours on file: 8 to 21 is plausible, and the strict exclude it."""
    assert _openings("beacon") == [(480, 1260, 1245)]
    assert _openings("beacon", unknown_hours="exclude") == []


def test_daylight_bounds_a_visit_outdoors() -> None:
    """The park never shuts: half an hour before sunrise to half an hour after sunset."""
    light = TinyWorld().daylight("lumen", THURSDAY)
    first, last = light.sunrise - TWILIGHT, light.sunset + TWILIGHT
    assert _openings("park") == [(first, last, last - 30)]
    assert _openings("park", change={"daylight": False}) == [(0, 1440, 1410)]


def test_a_meal_begins_within_its_window_and_the_kitchens_hours() -> None:
    """Bistro 12 to 15, lunch to begin 11:45 to 14:00; it shuts, so at 18:30 there is no lunch."""
    assert _openings("bistro", meal=LUNCH_WISH) == [(720, 900, 840)]
    assert _openings("cafe", meal=LUNCH_WISH) == [(705, 960, 840)]
    assert _openings("noodles", meal=LUNCH_WISH) == []


def test_a_span_may_run_past_midnight() -> None:
    """The club opens at ten on Friday and takes people until 2:15 the next morning."""
    assert _openings("club", dt.date(2026, 6, 5)) == [(1320, 1620, 1575)]


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        ({}, [(600, 1080, 1035)]),
        ({"date": THURSDAY}, [(600, 1080, 1035)]),
        ({"date": THURSDAY, "start": dt.time(15)}, [(900, 1080, 900)]),
        ({"date": THURSDAY, "start": dt.time(9)}, []),
        ({"date": THURSDAY, "start": dt.time(17, 16)}, []),
    ],
)
def test_a_lock_leaves_its_date_and_time(lock: dict[str, Any], expected: list[Any]) -> None:
    """A start outside the openings leaves nothing."""
    assert _openings("museum", locks=(Lock(place="lumen:museum", **lock),)) == expected


def test_a_lock_for_a_meal_leaves_that_meal() -> None:
    """The bistro held for lunch serves no dinner, and is no mere visit."""
    locks = (Lock(place="lumen:bistro", meal="lunch"),)
    assert _openings("bistro", meal=LUNCH_WISH, locks=locks) != []
    assert _openings("bistro", meal=DINNER_WISH) != []
    assert _openings("bistro", meal=DINNER_WISH, locks=locks) == []
    assert _openings("bistro", locks=locks) == []


@pytest.mark.parametrize(
    ("shun", "expected"),
    [
        ({"kind": "museum"}, [(600, 720, 675), (840, 1080, 1035)]),
        ({"place": "lumen:museum"}, [(600, 720, 675), (840, 1080, 1035)]),
        ({"kind": "indoor", "date": THURSDAY}, [(600, 720, 675), (840, 1080, 1035)]),
        ({"kind": "park"}, [(600, 1080, 1035)]),
        ({"kind": "museum", "date": dt.date(2026, 6, 5)}, [(600, 1080, 1035)]),
    ],
)
def test_hours_without_something_part_its_openings(
    shun: dict[str, Any], expected: list[Any]
) -> None:
    """No museum from noon to two: begun by 11:15, so that it takes its 45 minutes, or from two."""
    window = Window(start=dt.time(12), end=dt.time(14))
    assert _openings("museum", shuns=(Shun(window=window, **shun),)) == expected


def test_a_lock_on_another_date_leaves_nothing_here() -> None:
    """Locked to Friday, it is not for Thursday."""
    two: dict[str, Any] = {"destinations": [{"city": "lumen", "nights": 1}]}
    lock = Lock(place="lumen:museum", date=dt.date(2026, 6, 5))
    assert _openings("museum", locks=(lock,), **two) == []
    assert _openings("museum", dt.date(2026, 6, 5), locks=(lock,), **two) == [(600, 1080, 1035)]


def test_an_appointment_has_one_opening_and_one_length() -> None:
    """To the minute, on its date only."""
    talk = Appointment(
        name="talk", place="lumen:museum",
        start=dt.datetime(2026, 6, 4, 11), end=dt.datetime(2026, 6, 4, 12, 10),
    )  # fmt: skip
    node = Node(PLACE["museum"], APPOINTMENT, appointment=talk)
    length = length_of(node, Pace.PACKED)
    assert tuple(length) == (70, 70, 70)
    for date, expected in ((THURSDAY, [(660, 730, 660)]), (dt.date(2026, 6, 5), [])):
        frame = Frame(date, LUMEN, CENTRE, CENTRE, 540, 1320)
        found = openings(node, length, frame, day_trip(), TinyWorld())
        assert [tuple(opening) for opening in found] == expected


@pytest.mark.parametrize(
    ("pace", "usual"), [(Pace.RELAXED, 115), (Pace.BALANCED, 100), (Pace.PACKED, 85)]
)
def test_pace_sets_how_long_a_visit_lasts(pace: Pace, usual: int) -> None:
    """A hundred minutes by 1.15, 1 and 0.85."""
    assert tuple(length_of(Node(PLACE["museum"], VISIT), pace)) == (45, usual, 180)


def test_pace_keeps_within_what_makes_sense() -> None:
    """Never below the shortest nor above the longest."""
    brief = PLACE["museum"].model_copy(update={"minutes": VisitMinutes(min=20, usual=20, max=21)})
    for pace in Pace:
        length = length_of(Node(brief, VISIT), pace)
        assert 20 <= length.usual <= 21


def test_a_meal_lasts_as_wished_within_what_the_place_is_for() -> None:
    """An hour at the bistro, at most 50 minutes at the noodle bar; never under 20."""
    assert tuple(length_of(Node(PLACE["bistro"], LUNCH, meal=LUNCH_WISH), Pace.BALANCED)) == (
        50, 60, 60,
    )  # fmt: skip
    assert tuple(length_of(Node(PLACE["noodles"], LUNCH, meal=LUNCH_WISH), Pace.BALANCED)) == (
        20, 50, 50,
    )  # fmt: skip
    quick = LUNCH_WISH.model_copy(update={"minutes": 10})
    assert tuple(length_of(Node(PLACE["bistro"], LUNCH, meal=quick), Pace.BALANCED)) == (20, 20, 20)
