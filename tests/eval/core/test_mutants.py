"""Every gate broken in turn: the table, and that a blind judge would be noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents import app
from eval.checker import RULES
from eval.core import mutants as table
from eval.core.corruption import CORRUPTIONS, Plan
from eval.core.mutants import build_mutants, mutants
from eval.task import execute
from planner.gates import GATES, violations
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    from eval.trial import Bench


@pytest.fixture(scope="module")
def good(bench: Bench) -> Plan:
    """A night in Rome in June."""
    asked = {"destinations": [{"city": "rome", "nights": 1}], "start": "2027-06-03"}
    plan = app.plan(asked, time_limit=0.1)
    assert isinstance(plan, Itinerary)
    return Plan(plan, bench.stores)


def test_every_rule_and_every_gate_has_its_case(bench: Bench) -> None:
    """No rule of the page and no gate is left out."""
    assert set(CORRUPTIONS) == set(RULES)
    cases = build_mutants(["rome"]).cases
    assert {case.question for case in cases} == set(RULES)
    assert {case.group for case in cases} == set(GATES)


@pytest.mark.parametrize("rule", ["open", "must_not", "time_zone", "locks", "season"])
def test_a_corruption_breaks_its_rule(rule: str, good: Plan) -> None:
    """The good plan keeps all rules; the first corrupted one breaks this one, for both judges."""
    assert violations(good.plan, good.world) == []
    wrong = next(CORRUPTIONS[rule](good))
    assert rule in {violation.rule for violation in violations(wrong.plan, wrong.world)}


def test_what_gets_past_a_broken_gate_is_seen(bench: Bench, good: Plan) -> None:
    """The gate refuses it, all others let it pass, and the checker sees it."""
    found = mutants("must", [good], bench)
    assert (found.refused, found.through, found.unseen) == (1, 1, ())


def test_a_blind_judge_is_noticed(
    bench: Bench, good: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checker that sees nothing fails the case, and its gate is not counted as noticed."""
    monkeypatch.setattr(table, "check", lambda plan, world, directory: [])
    monkeypatch.setattr(table, "_plans", lambda bench, seed: [good])
    task = build_mutants(["copenhagen", "rome"])
    outcomes = [execute(task, case, 0) for case in task.cases if case.id in ("must", "open")]
    assert [outcome.passed for outcome in outcomes] == [False, False]
    assert outcomes[0].explanation == ("the checker sees nothing",)
    assert task.figures(outcomes)["gates_noticed"] == 0


def test_a_rule_that_no_plan_breaks_alone_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a wrong plan there is nothing that the case could show: it fails."""
    monkeypatch.setattr(table, "_plans", lambda bench, seed: [])
    task = build_mutants(["rome"])
    outcome = execute(task, task.cases[0], 0)
    assert outcome.explanation == ("no plan that is wrong in identity alone was made",)
