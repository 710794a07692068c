"""The gates together: none is missing, and good plans pass all of them and the judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.checker import check
from planner.gates import GATES, violations
from planner.itinerary import Itinerary
from tests.eval.edits import with_day, with_leg, with_stay, with_stop
from tests.planner.gate_cases import WORLD, one_city, two_cities, verdicts

ROOT = Path(__file__).parents[2]


def test_every_rule_of_the_page_has_a_gate() -> None:
    """The page's rules are the gates in its order, but for transfers, judged with the terminals."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    rules = re.findall(r"^\| `(\w+)` \|", page, re.M)
    assert [rule for rule in rules if rule != "transfer"] == list(GATES)
    assert "transfer" in rules
    assert [v[0] for v in verdicts("terminals", with_day(two_cities(), 1, inbound=()))] == [
        "transfer"
    ]


@pytest.mark.parametrize("plan", [one_city(), two_cities()], ids=["one city", "two cities"])
def test_good_plans_pass_every_gate_and_the_judge(plan: Itinerary) -> None:
    """A plan made by hand to keep every rule passes, also after a trip through JSON."""
    for version in (plan, Itinerary.model_validate_json(plan.model_dump_json())):
        assert violations(version, WORLD) == []
        assert check(version, WORLD, WORLD) == []


def test_all_violations_are_told_in_the_order_of_the_gates() -> None:
    """Gates do not stop at the first violation, and say of which rule each is."""
    wishes = one_city(must=("lumen:club",), must_not=("lumen:park",))
    plan = with_leg(wishes, 0, 1, minutes=4)
    assert [v.rule for v in violations(plan, WORLD)] == ["order", "reachable", "must", "must_not"]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("plan", [one_city(), two_cities()], ids=["one city", "two cities"])
def test_each_gate_lets_good_plans_through(gate: str, plan: Itinerary) -> None:
    """Alone, too, no gate finds anything in a good plan."""
    assert verdicts(gate, plan) == []


def test_a_made_up_place_is_told_and_crashes_no_gate() -> None:
    """What is not in the catalogue has no hours, price or area to judge."""
    plan = with_stop(
        one_city(areas_out=("Riverside",), must_not=("lumen:club",)), 1, 0, place_id="x"
    )
    told = [v.rule for v in violations(plan, WORLD) if v.day == 1]
    assert told == ["identity"]
    bed = with_stay(one_city(), 0, place_id="x", cost=0)
    assert {"identity", "lodging"} <= {v.rule for v in violations(bed, WORLD)}


def test_days_beyond_the_request_are_told_and_crash_no_gate() -> None:
    """A day too many has no frame to be held against."""
    plan = one_city()
    long = plan.model_copy(update={"days": (*plan.days, plan.days[1])})
    assert {"calendar", "repeats"} <= {v.rule for v in violations(long, WORLD)}
