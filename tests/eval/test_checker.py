"""The checker as a whole: good plans pass, and every rule of the page is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.checker import RULES, check
from planner.itinerary import Itinerary
from planner.request import Destination
from tests.eval.edits import rules_broken, with_day, with_request
from tests.worlds import TinyWorld, good_itinerary, two_city_itinerary

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "plan", [good_itinerary(), two_city_itinerary()], ids=["one city", "two cities"]
)
def test_good_plans_have_no_findings(plan: Itinerary) -> None:
    """A plan made by hand to keep every rule passes, also after a trip through JSON."""
    world = TinyWorld()
    assert check(plan, world, world) == []
    assert check(Itinerary.model_validate_json(plan.model_dump_json()), world, world) == []


def test_every_rule_of_the_page_is_judged() -> None:
    """The page of rules and the checker name the same rules in the same order."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.M) == list(RULES)


def test_checker_shares_no_judgement_with_the_planner() -> None:
    """No module of the checker imports the planner's gates, scores or scheduler."""
    allowed = {"city", "errors", "facts", "itinerary", "model", "place", "request", "taxonomy"}
    for path in (ROOT / "eval" / "checker").glob("*.py"):
        imported = set(re.findall(r"planner\.(\w+)", path.read_text(encoding="utf-8")))
        assert imported <= allowed, path.name


def test_findings_say_where_and_what() -> None:
    """A finding names its rule and day and speaks in words."""
    plan = with_day(good_itinerary(), 0, stay=None)
    (finding,) = (f for f in check(plan, TinyWorld(), TinyWorld()) if f.rule == "lodging")
    assert (finding.day, finding.stop) == (0, None)
    assert finding.sentence == "there is no bed for the night of 2026-06-04"


def test_only_the_rules_that_are_named_are_looked_at() -> None:
    """A missing bed is none of the doors' business."""
    plan = with_day(good_itinerary(), 0, stay=None)
    assert check(plan, TinyWorld(), TinyWorld(), ("open", "season")) == []
    assert [found.rule for found in check(plan, TinyWorld(), TinyWorld(), ("lodging",))]


def test_an_unknown_city_is_told_and_does_not_crash() -> None:
    """A day in a city that does not exist breaks the calendar.

    The rest of the plan is still judged.
    """
    assert "calendar" in rules_broken(with_day(good_itinerary(), 0, city="atlantis"))


def test_a_plan_longer_than_its_request_is_still_judged() -> None:
    """A day too many, with a bed too many, is told and does not crash."""
    plan = with_request(good_itinerary(), destinations=(Destination(city="lumen", nights=0),))
    plan = with_day(plan, 1, stay=plan.days[0].stay)
    assert {"calendar", "lodging"} <= rules_broken(plan)
