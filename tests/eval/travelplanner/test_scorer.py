"""Plans known to be right and wrong for each rule of TravelPlanner, with the expected verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eval.case import Outcome
from eval.travelplanner.commonsense import RULES as COMMONSENSE
from eval.travelplanner.commonsense import Sandbox
from eval.travelplanner.hard import RULES as HARD
from eval.travelplanner.hard import total_cost
from eval.travelplanner.scorer import figures, judge
from tests.eval.travelplanner.tiny import ALBA, BREVA, ELSEWHERE, HOME, database, plan, query

if TYPE_CHECKING:
    from eval.travelplanner.plan import Plan

DATABASE = database()


def _edited(*edits: tuple[int, str, str]) -> Plan:
    """The right plan with fields of days (from 1) replaced."""
    days = plan()
    for day, field, text in edits:
        days[day - 1][field] = text
    return days


def _broken(made: Plan, **asked: Any) -> set[str]:
    """The rules that a plan breaks."""
    marks = judge(made, query(**asked), DATABASE).marks
    return {name.partition(".")[2] for name, value in marks.items() if value == 0}


def test_the_right_plan_keeps_every_rule() -> None:
    """All marks are 1; hard rules that are not posed have none; the cost is told."""
    score = judge(plan(), query(), DATABASE)
    assert score.passed
    assert score.explanation == ()
    assert score.marks["cost"] == 2 * 100 + 2 * (50 + 70) + 2 * (10 + 5 + 20 + 25 + 8)
    assert {name: score.marks[f"hard.{name}"] for name in HARD} == {
        "cost": 1, "house_rule": None, "cuisine": None, "room_type": None, "transport": None,
    }  # fmt: skip
    assert all(score.marks[f"commonsense.{name}"] == 1 for name in COMMONSENSE)


WRONG = {
    "not from home": ({"city_route", "within_city", "complete"},
                      [(1, "current_city", f"from {BREVA} to {ALBA}")]),
    "not closed": ({"city_route", "within_city", "complete"},
                   [(3, "current_city", f"from {ALBA} to {BREVA}")]),
    "a restaurant twice": ({"restaurants_differ"}, [(3, "breakfast", f"Grill {ALBA}, {ALBA}")]),
    "a sight twice": ({"attractions_differ"}, [(1, "attraction", f"Museum {ALBA}, {ALBA};")]),
    "a sight twice in a day": ({"attractions_differ"},
                               [(2, "attraction", f"Park {ALBA}, {ALBA};Park {ALBA}, {ALBA};")]),
    "too few nights": ({"minimum_nights"}, [(1, "accommodation", f"Long Stay, {ALBA}"),
                                            (2, "accommodation", f"Long Stay, {ALBA}")]),
    "no way on day 1": ({"transport_mix", "complete"}, [(1, "transportation", "-")]),
    "flight and own car": ({"transport_mix"},
                           [(3, "transportation", f"Self-driving, from {ALBA} to {HOME}, x")]),
    "a meal elsewhere": ({"within_city"}, [(2, "lunch", f"Trattoria {BREVA}, {BREVA}")]),
    "a sight elsewhere": ({"within_city"}, [(2, "attraction", f"Tower {BREVA}, {BREVA};")]),
    "a bed in the city left": ({"within_city", "minimum_nights"},
                               [(2, "accommodation", f"Nook, {BREVA}")]),
    "a way elsewhere": ({"within_city", "in_sandbox"},
                        [(3, "transportation", f"Flight Number: F2, from {BREVA} to {HOME}, x")]),
    "no such flight": ({"in_sandbox"},
                       [(3, "transportation", f"Flight Number: F9, from {ALBA} to {HOME}, x")]),
    "no such restaurant": ({"in_sandbox"}, [(2, "dinner", f"Nowhere, {ALBA}")]),
    "no such sight": ({"in_sandbox"}, [(2, "attraction", f"Nothing, {ALBA};")]),
    "no such room": ({"in_sandbox"}, [(1, "accommodation", f"Attic, {ALBA}"),
                                      (2, "accommodation", f"Attic, {ALBA}")]),
    "no dinner on a day of stay": ({"complete"}, [(2, "dinner", "-")]),
    "no sight on a day of stay": ({"complete"}, [(2, "attraction", "-")]),
    "no bed": ({"complete"}, [(1, "accommodation", "-")]),
    "no way home": ({"complete"}, [(3, "transportation", "-")]),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "edits"), WRONG.values(), ids=WRONG)
def test_a_wrong_plan(rules: set[str], edits: list[tuple[int, str, str]]) -> None:
    """The rules that it breaks, and no others; without sandbox or completeness no hard rule."""
    unjudged = {"cost"} if rules & {"in_sandbox", "complete"} else set()
    assert _broken(_edited(*edits)) == rules | unjudged


def test_every_rule_of_common_sense_is_broken_by_some_wrong_plan() -> None:
    """No rule is without a plan that shows it works."""
    assert {rule for rules, _ in WRONG.values() for rule in rules} == set(COMMONSENSE)


def _two_cities() -> Plan:
    """Five days by car: two nights in Alba, two in Breva."""

    def meals(city: str, *kinds: str) -> dict[str, str]:
        named = zip(("breakfast", "lunch", "dinner"), kinds, strict=False)
        return {meal: f"{kind} {city}, {city}" for meal, kind in named}

    def drive(a: str, b: str) -> dict[str, Any]:
        return {"current_city": f"from {a} to {b}",
                "transportation": f"Self-driving, from {a} to {b}"}  # fmt: skip

    none = dict.fromkeys(plan()[0], "-")
    blue, nook = f"Blue Loft, {ALBA}", f"Nook, {BREVA}"
    return [
        {**none, **drive(HOME, ALBA), "accommodation": blue},
        {**none, "current_city": ALBA, "accommodation": blue, "attraction": f"Park {ALBA}, {ALBA};",
         **meals(ALBA, "Bakery", "Wok", "Grill")},
        {**none, **drive(ALBA, BREVA), "accommodation": nook, **meals(ALBA, "Diner", "Curry")},
        {**none, "current_city": BREVA, "accommodation": nook,
         "attraction": f"Park {BREVA}, {BREVA};", **meals(BREVA, "Bakery", "Wok", "Grill")},
        {**none, **drive(BREVA, HOME), **meals(BREVA, "Diner", "Curry")},
    ]  # fmt: skip


FIVE_DAYS = {"days": 5, "stops": 2, "destination": "Twinland"}


def test_a_route_through_two_cities() -> None:
    """Both lie in the state asked for; in another state, revisited or broken off it is wrong."""
    assert _broken(_two_cities(), **FIVE_DAYS) == set()
    assert _broken(_two_cities(), **{**FIVE_DAYS, "destination": "Farstate"}) == {"city_route"}
    back = _two_cities()
    back[3] |= {"current_city": f"from {BREVA} to {ALBA}"}
    assert "city_route" in _broken(back, **FIVE_DAYS)
    unknown = [
        {key: str(text).replace(ALBA, "Nocity") for key, text in day.items()}
        for day in _two_cities()
    ]
    assert "city_route" in _broken(unknown, **FIVE_DAYS)
    short = [day for day in _two_cities() if day["current_city"] != BREVA]
    assert _broken(short, **FIVE_DAYS) >= {"complete"}


def test_the_number_of_cities_and_days_counts() -> None:
    """A plan for one city where two are asked for is not complete; nor is one of two days."""
    assert "complete" in _broken(plan(), stops=2)
    assert "complete" in _broken(plan()[:2])


def test_half_of_the_fields_have_to_be_filled() -> None:
    """The number and the city of a day count too, as in the original: 8 of 18, then 11."""
    on_the_way = {
        **dict.fromkeys(plan()[0], "-"), "current_city": f"from {HOME} to {ALBA}",
        "transportation": f"Taxi, from {HOME} to {ALBA}", "accommodation": f"Blue Loft, {ALBA}",
    }  # fmt: skip
    sparse = [on_the_way, on_the_way, {**on_the_way, "accommodation": "-"}]
    assert "complete" in _broken(sparse)
    numbered = [{**day, "days": number} for number, day in enumerate(sparse, 1)]
    assert "complete" not in _broken(numbered)


def test_minimum_nights_lets_a_name_of_several_rooms_pass() -> None:
    """As in the original, which looks only at names that fit one room."""
    twin = {ALBA: [*DATABASE.rooms[ALBA], DATABASE.rooms[ALBA][2]._replace(name="Long Stay II")]}
    days = _edited((1, "accommodation", f"Long Stay, {ALBA}"),
                   (2, "accommodation", f"Long Stay, {ALBA}"))  # fmt: skip
    score = judge(days, query(), database(rooms=twin))
    assert score.marks["commonsense.minimum_nights"] == 1


def test_a_road_that_there_is_not() -> None:
    """Own car and taxi need a road on file."""
    taxi = _edited((3, "transportation", f"Taxi, from {ALBA} to {HOME}, cost: 210"))
    assert _broken(taxi) == set()
    nowhere = database(roads={})
    assert judge(taxi, query(), nowhere).marks["commonsense.in_sandbox"] == 0


def test_costs_add_up() -> None:
    """Flights a head, a car for five, a taxi for four, meals a head, rooms for whom they sleep."""
    sandbox = Sandbox(DATABASE, query().reference)
    six = query(people=6).gold
    beds, meals = 2 * 100 * 3, 68 * 6
    assert total_cost(plan(), six, sandbox) == (50 + 70) * 6 + meals + beds
    taxi = _edited((1, "transportation", f"Taxi, from {HOME} to {ALBA}"),
                   (3, "transportation", "Taxi"))  # fmt: skip
    assert total_cost(taxi, six, sandbox) == (200 + 210) * 2 + meals + beds
    drive = _edited((1, "transportation", f"Self-driving, from {HOME} to {ALBA}"),
                    (3, "transportation", f"Self-driving, from {ALBA} to {HOME}"))  # fmt: skip
    assert total_cost(drive, six, sandbox) == (10 + 10) * 2 + meals + beds


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        ("cost", {"budget": 576}, {"budget": 575}),
        ("house_rule", {"rule": "smoking"}, {"rule": "pets"}),
        ("cuisine", {"cuisines": ("French", "Italian")}, {"cuisines": ("French", "Indian")}),
        ("room_type", {"room": "entire room"}, {"room": "private room"}),
        ("room_type", {"room": "not shared room"}, {"room": "shared room"}),
        ("transport", {"transport": "no self-driving"}, {"transport": "no flight"}),
    ],
)
def test_hard_rules(rule: str, kept: dict[str, Any], broken: dict[str, Any]) -> None:
    """Each is kept to the last dollar, and broken alone."""
    assert judge(plan(), query(**kept), DATABASE).passed
    assert _broken(plan(), **broken) == {rule}


def test_a_cuisine_eaten_at_home_does_not_count() -> None:
    """Nor is it forbidden: one may eat before leaving."""
    home = _edited((1, "lunch", f"Curry {HOME}, {HOME}"))
    assert _broken(home) == set()
    assert _broken(home, cuisines=("Indian",)) == {"cuisine"}


def test_a_shared_room_is_not_unshared() -> None:
    """The wish bars one kind and lets the others be."""
    bunk = _edited((1, "accommodation", f"Bunk, {ALBA}"), (2, "accommodation", f"Bunk, {ALBA}"))
    assert _broken(bunk, room="not shared room") == {"room_type"}
    assert _broken(bunk, room="shared room") == set()


def test_no_plan_breaks_every_rule_that_is_posed() -> None:
    """What the solver says of it is the explanation."""
    score = judge(None, query(rule="pets"), DATABASE, "no way")
    assert not score.passed
    assert score.explanation == ("no way",)
    assert score.marks["delivery"] == 0
    assert [name for name, value in score.marks.items() if value is None] == [
        "hard.cuisine", "hard.room_type", "hard.transport",
    ]  # fmt: skip


def test_metrics_are_micro_and_macro() -> None:
    """Micro counts rules posed, macro plans; of one right plan, one too dear and none."""
    scores = [judge(plan(), query(), DATABASE), judge(plan(), query(budget=1), DATABASE),
              judge(None, query(), DATABASE)]  # fmt: skip
    told = figures([Outcome("0", 0, s.passed, 0, 0, marks=s.marks) for s in scores])
    assert told == {
        "final_pass": pytest.approx(1 / 3), "delivery": pytest.approx(2 / 3),
        "commonsense_micro": pytest.approx(16 / 24), "commonsense_macro": pytest.approx(2 / 3),
        "hard_micro": pytest.approx(1 / 3), "hard_macro": pytest.approx(1 / 3),
    }  # fmt: skip


def test_an_unknown_city_is_none() -> None:
    """Farland is on file, but the trip does not lead there."""
    assert ELSEWHERE in DATABASE.states
    away = [{k: str(t).replace(ALBA, ELSEWHERE) for k, t in day.items()} for day in plan()]
    assert "in_sandbox" in _broken(away)
