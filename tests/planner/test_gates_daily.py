"""The gates on sights, meals and rests, each alone, with exact amounts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from planner.gates import violations
from planner.request import (
    BREAKFAST,
    DINNER,
    LUNCH,
    Appointment,
    MealWish,
    RestWish,
    Terminal,
    Window,
)
from planner.taxonomy import Category
from tests.eval.edits import changed, later, with_request, with_stop
from tests.planner.gate_cases import (
    FRIDAY,
    THURSDAY,
    WORLD,
    in_time,
    one_city,
    request_of,
    sentence,
    verdicts,
    with_first_day,
    with_last_day,
)
from tests.worlds import DayDraft, night, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary


def talk(start: str, end: str, place: str = "lumen:cafe") -> Appointment:
    """An appointment on the first day."""
    times = (dt.datetime.combine(THURSDAY, in_time(time)) for time in (start, end))
    return Appointment(name="Talk", start=next(times), end=next(times), place=place)


# sights


def test_a_day_has_no_more_sights_than_its_limit() -> None:
    """Thursday has three beside its meals, Friday two; a date's own limit goes first."""
    assert verdicts("sights", one_city(max_sights_day=3)) == []
    plan = one_city(max_sights_day=2)
    assert verdicts("sights", plan) == [("sights", 0, None, 1, "stops")]
    assert sentence("sights", plan) == "Day 1 has 3 sights; 2 is your limit."
    assert verdicts("sights", one_city(max_sights_day=2, max_sights_on={THURSDAY: 3})) == []
    own = one_city(max_sights_on={FRIDAY: 1})
    assert verdicts("sights", own) == [("sights", 1, None, 1, "stops")]


# meals


def without_dinner(**more: Any) -> Itinerary:
    """The good trip, its first day without dinner."""
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40").come(
        "lumen:station", "09:30"
    )
    draft.visit("lumen:museum", "10:00", 100, cost=20)
    draft.meal("lunch", "lumen:bistro", "12:00", 60, cost=50).visit("lumen:park", "14:30", 60)
    return with_first_day(draft.done(), **more)


NO_DINNER = [("meals", 0, None, 1, "stops")]


def test_meals_that_are_due_are_there() -> None:
    """Dinner could begin from 18:00 to 20:30."""
    assert verdicts("meals", without_dinner()) == NO_DINNER
    assert sentence("meals", without_dinner()) == "Day 1 has no dinner."
    assert verdicts("meals", without_dinner(meals=(LUNCH,))) == []


@pytest.mark.parametrize(("end", "due"), [("20:20", True), ("20:19", False)])
def test_meals_are_due_with_an_hour_to_begin(end: str, due: bool) -> None:
    """Dinner takes 80 minutes: back by 20:20 leaves it 18:00 to 19:00 to begin in."""
    window = Window(start=in_time("09:00"), end=in_time(end))
    assert verdicts("meals", without_dinner(day_window=window)) == (NO_DINNER if due else [])


@pytest.mark.parametrize(("back", "due"), [("19:30", True), ("19:29", False)])
def test_meals_of_a_short_window(back: str, due: bool) -> None:
    """A window of half an hour is due if all of it is free."""
    window = Window(start=in_time("18:00"), end=in_time("18:30"))
    wish = MealWish(meal="dinner", window=window, minutes=60)
    day = Window(start=in_time("09:00"), end=in_time(back))
    plan = without_dinner(meals=(LUNCH, wish), day_window=day)
    assert verdicts("meals", plan) == (NO_DINNER if due else [])


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [("18:30", "20:00", False), ("18:30", "19:30", True), ("20:20", "21:00", True)],
)
def test_meals_that_an_appointment_displaces(start: str, end: str, due: bool) -> None:
    """Before or after the talk there must be an hour to begin dinner in."""
    plan = without_dinner(appointments=(talk(start, end),))
    assert verdicts("meals", plan) == (NO_DINNER if due else [])


@pytest.mark.parametrize(("time", "due"), [("09:20", True), ("09:21", False)])
def test_meals_after_an_arrival(time: str, due: bool) -> None:
    """Who is in town by 10:00 has an hour to begin a breakfast until 11:00."""
    window = Window(start=in_time("07:30"), end=in_time("11:00"))
    wish = MealWish(meal="breakfast", window=window, minutes=40)
    arrival = Terminal(time=in_time(time), at="lumen:station")
    plan = one_city(meals=(wish, LUNCH, DINNER), arrival=arrival)
    expected = [("meals", 0, None, 1, "stops")] if due else []
    assert verdicts("meals", plan) == [*expected, ("meals", 1, None, 1, "stops")]


def test_meals_once() -> None:
    """A second lunch is one too many; breakfast nobody asked for."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel")
    draft.meal("lunch", "lumen:cafe", "11:45", 30, 24).meal(
        "lunch", "lumen:bistro", "13:00", 60, 50
    )
    draft.meal("lunch", "lumen:trattoria", "14:00", 30, 60)
    plan = with_last_day(draft.done())
    assert verdicts("meals", plan) == [("meals", 1, None, 2, "stops")]
    assert sentence("meals", plan) == "Day 2 has 3 lunch."
    unasked = with_stop(one_city(), 1, 2, meal="breakfast")
    assert verdicts("meals", with_request(unasked, meals=(DINNER,))) == [
        ("meals", 0, None, 1, "stops"), ("meals", 1, None, 1, "stops"),
    ]  # fmt: skip
    plain = with_request(unasked, meals=(DINNER, LUNCH))
    assert verdicts("meals", plain) == [
        ("meals", 1, None, 1, "stops"), ("meals", 1, None, 1, "stops"),
    ]  # fmt: skip


def test_meals_that_are_not_due_at_most_once() -> None:
    """A breakfast may be had after an early arrival, though none is due; two may not."""
    arrival = Terminal(time=in_time("08:45"))
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    draft.meal("breakfast", "lumen:cafe", "09:20", 30, 24)
    wishes = {"meals": (BREAKFAST,), "arrival": arrival}
    once = with_first_day(draft.done(), **wishes)
    first = once.model_copy(update={"days": once.days[:1]})
    assert verdicts("meals", first) == []
    draft.meal("breakfast", "lumen:bistro", "09:58", 20, 50)
    twice = with_first_day(draft.done(), **wishes)
    first = twice.model_copy(update={"days": twice.days[:1]})
    assert verdicts("meals", first) == [("meals", 0, None, 1, "stops")]
    assert sentence("meals", first) == "Day 1 has 2 breakfasts."


@pytest.mark.parametrize(("shift", "off"), [(-15, 0), (-16, 1), (120, 0), (121, 1), (150, 30)])
def test_meals_begin_in_their_window(shift: int, off: int) -> None:
    """Lunch at 12:00 may begin from 11:45 to 14:00."""
    plan = one_city()
    lunch = plan.days[0].stops[1]
    times = {"start": later(lunch.start, shift), "end": later(lunch.end, shift)}
    moved = with_stop(plan, 0, 1, **times)
    assert verdicts("meals", moved) == ([("meals", 0, 1, off, "minutes")] if off else [])
    if off:
        begins = f"{times['start']:%H:%M}"
        said = f"Lunch at Bistro Uno begins at {begins}, not between 11:45 and 14:00."
        assert sentence("meals", moved) == said


def test_meals_at_places_to_eat() -> None:
    """Lunch in the museum is no lunch."""
    world = changed(WORLD, "lumen:bistro", category=Category.MUSEUM)
    assert verdicts("meals", one_city(), world) == [("meals", 0, 1, 1, "stops")]
    assert sentence("meals", one_city(), world) == "Bistro Uno is a museum, not a place to eat."


def test_meals_with_every_diet() -> None:
    """Vegan is vegetarian too, vegetarian is not vegan."""
    some = one_city(diets=("vegetarian",))
    assert verdicts("meals", some) == [("meals", 0, 4, 1, "stops")]
    said = "Trattoria Nonna is not known to serve vegetarian food."
    assert sentence("meals", some) == said
    strict = one_city(diets=("vegetarian", "vegan"))
    assert verdicts("meals", strict) == [("meals", 0, 1, 1, "stops"), ("meals", 0, 4, 1, "stops")]


# rests


REST = {"rests": (RestWish(),)}


def resting(start: str = "14:00", minutes: int = 60, at: str = "lumen:hotel") -> Itinerary:
    """Two days in Lumen with a rest each, the first one's as given, as a wish for rests asks."""
    first = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40")
    first.come("lumen:station", "09:30").meal("lunch", "lumen:bistro", "12:00", 60, cost=50)
    first.rest(start, minutes, at).meal("dinner", "lumen:trattoria", "19:00", 80, cost=60)
    last = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    last.meal("lunch", "lumen:cafe", "12:00", 60, cost=24).rest("13:30", 60)
    last.go("lumen:station", "17:00")
    days = [first.done(stay=night(WORLD, "lumen:hotel", 100)), last.done()]
    return trip(request_of(**REST), days)


def test_rests_as_asked_for() -> None:
    """An hour at the hotel on both days keeps every rule, half past three being soon enough."""
    assert violations(resting(), WORLD) == []
    assert violations(resting("15:30"), WORLD) == []


def test_rests_that_are_due_are_taken() -> None:
    """Nothing keeps the travellers from one on either day."""
    plan = one_city(**REST)
    assert verdicts("rests", plan) == [("rests", day, None, 1, "stops") for day in (0, 1)]
    only_last = with_request(plan, rests=REST["rests"], arrival=Terminal(time=in_time("15:00")))
    (found,) = verdicts("rests", only_last)
    assert found[1] == 1
    assert sentence("rests", only_last) == "Day 2 has no rest."


def test_rests_that_are_not_due_are_taken_at_most_once() -> None:
    """Who arrives at three may rest all the same, but once."""
    arrival = Terminal(time=in_time("14:20"))
    once = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="14:50").rest("15:00", 60)
    twice = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="14:50").rest("15:00", 60)
    twice.rest("16:00", 60)
    request = request_of(**REST, arrival=arrival)
    bed = night(WORLD, "lumen:hotel", 100)
    assert verdicts("rests", trip(request, [once.done(stay=bed)])) == []
    assert verdicts("rests", trip(request, [twice.done(stay=bed)])) == [
        ("rests", 0, None, 1, "stops"), ("rests", 0, 1, 30, "minutes"),
    ]  # fmt: skip


def test_rests_on_one_day_alone() -> None:
    """One on Thursday only: that on Friday is one too many, and Thursday's is due."""
    wish = REST["rests"][0].model_copy(update={"dates": (THURSDAY,)})
    assert verdicts("rests", with_request(resting(), rests=(wish,))) == [
        ("rests", 1, None, 1, "stops"),
    ]  # fmt: skip
    assert verdicts("rests", one_city(rests=(wish,))) == [("rests", 0, None, 1, "stops")]


def test_rests_nobody_asked_for() -> None:
    """Each is one too many."""
    plan = with_request(resting(), rests=())
    assert verdicts("rests", plan) == [("rests", 0, 1, 1, "stops"), ("rests", 1, 1, 1, "stops")]
    first = plan.model_copy(update={"days": plan.days[:1]})
    assert sentence("rests", first) == "Nobody asked for a rest on day 1."


@pytest.mark.parametrize(
    ("start", "minutes", "amount", "said"),
    [
        ("13:20", 70, 10, "The rest on day 1 begins at 13:20, not between 13:30 and 15:30."),
        ("15:31", 60, 1, "The rest on day 1 begins at 15:31, not between 13:30 and 15:30."),
        ("14:00", 45, 15, "The rest on day 1 is 15 minutes shorter than you asked for."),
    ],
)
def test_rests_in_their_window_and_long_enough(
    start: str, minutes: int, amount: int, said: str
) -> None:
    """Begun too early, too late, or cut short."""
    plan = resting(start, minutes)
    assert verdicts("rests", plan) == [("rests", 0, 1, amount, "minutes")]
    assert sentence("rests", plan) == said


def test_rests_where_one_sleeps() -> None:
    """A park bench is no bed."""
    plan = resting(at="lumen:park")
    assert verdicts("rests", plan) == [("rests", 0, 1, 1, "stops")]
    assert sentence("rests", plan) == "The rest on day 1 is at River Park, not at Hotel Aurora."
