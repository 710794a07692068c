"""Programs written in other words than the benchmark's: what they say, and plans for them."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from eval.chinatravel.concepts import concepts
from eval.chinatravel.formula import branches
from eval.chinatravel.program import Program
from eval.chinatravel.recognise import recognised, ways_to_fulfil
from eval.chinatravel.solver.solver import Solver
from eval.chinatravel.symbols import NotRecognised
from eval.chinatravel.verdict import Judge
from tests.eval.chinatravel.test_recognise import fulfilled
from tests.eval.chinatravel.tiny_sandbox import SCHEMA, query, right_plan, tiny_sandbox
from tests.eval.chinatravel.unseen_programs import CAN, CANNOT

if TYPE_CHECKING:
    from eval.chinatravel.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The two cities."""
    return tiny_sandbox(tmp_path_factory.mktemp("bel"))


@pytest.fixture(scope="module")
def plans() -> list[dict[str, Any]]:
    """A right plan, and plans without some of its activities."""
    rng, made = Random(0), [right_plan() for _ in range(12)]
    for plan in made[1:]:
        for day in plan["itinerary"]:
            first, *others = day["activities"]
            day["activities"] = [first, *(other for other in others if rng.random() < 0.7)]
    return made


def _by_python(source: str, sandbox: Sandbox, plan: dict[str, Any]) -> bool:
    """What Python itself makes of a program, which is safe of those that stand in these tests."""
    scope = {**concepts(sandbox), "plan": plan}
    try:
        exec(source, scope)
    except Exception:
        return False
    return bool(scope.get("result", False))


@pytest.mark.parametrize("source", CAN)
def test_a_program_says_what_python_says(
    source: str, sandbox: Sandbox, plans: list[dict[str, Any]]
) -> None:
    """Of every plan; and so do its wishes, where it is recognised."""
    said = [_by_python(source, sandbox, plan) for plan in plans]
    program = Program(source, concepts(sandbox))
    assert [program.holds(plan) for plan in plans] == said
    try:
        ways = branches(recognised(source, query()))
    except NotRecognised:
        return
    assert [fulfilled(ways, plan, sandbox, "Bel") for plan in plans] == said


@pytest.mark.parametrize("source", CAN)
def test_a_program_is_fulfilled_whether_or_not_it_is_recognised(
    source: str, sandbox: Sandbox
) -> None:
    """By the judge, and by Python itself."""
    asked, ticks = query(source), count()
    plan = Solver(sandbox, 150, 400, lambda: next(ticks)).plan(asked, 0)
    verdict = Judge(sandbox, SCHEMA).verdict(plan, asked)
    assert verdict.passed, verdict
    assert _by_python(source, sandbox, plan)


@pytest.mark.parametrize("source", CAN)
def test_a_program_is_fulfilled_though_nothing_is_recognised(
    source: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the search alone, to which every program is a black box."""
    monkeypatch.setattr("eval.chinatravel.solver.solver.ways_to_fulfil", lambda *_: None)
    asked, ticks = query(source), count()
    plan = Solver(sandbox, 150, 600, lambda: next(ticks)).plan(asked, 0)
    verdict = Judge(sandbox, SCHEMA).verdict(plan, asked)
    assert verdict.passed, verdict


@pytest.mark.parametrize("source", CANNOT)
def test_a_program_that_cannot_hold_still_gets_a_plan(source: str, sandbox: Sandbox) -> None:
    """It keeps to the schema and the environment, and the judge is not deceived."""
    asked, ticks = query(source), count()
    plan = Solver(sandbox, 60, 60, lambda: next(ticks)).plan(asked, 0)
    verdict = Judge(sandbox, SCHEMA).verdict(plan, asked)
    assert (verdict.schema, dict(verdict.checks), verdict.logic) == ("", {}, (False,))


def test_most_programs_are_recognised_in_other_words_too() -> None:
    """More than half of these, which were written to be unusual."""
    found = [ways_to_fulfil(source, query()) for source in CAN]
    assert sum(ways is not None for ways in found) > len(CAN) / 2


def test_a_black_box_is_led_by_the_places_it_tells_of(sandbox: Sandbox) -> None:
    """Of all restaurants and hotels the one that is named, or whose kind is, comes soon."""
    source = (
        "told = {}\nfor x in allactivities(plan):\n    told[activity_position(x)] = x\n"
        "result = 'Bel bar' in told and 'Bel palace' in told"
    )
    assert ways_to_fulfil(source, query()) is None
    asked, ticks = query(source), count()
    plan = Solver(sandbox, 20, 100, lambda: next(ticks)).plan(asked, 0)
    assert Judge(sandbox, SCHEMA).verdict(plan, asked).passed
