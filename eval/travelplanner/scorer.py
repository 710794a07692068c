"""A plan judged by TravelPlanner's rules, and the metrics of many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.case import Score
from eval.travelplanner import commonsense, hard
from eval.travelplanner.commonsense import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.case import Outcome
    from eval.travelplanner.database import Database
    from eval.travelplanner.plan import Day
    from eval.travelplanner.query import Query

#: Without these the hard rules are not judged, and count as broken.
FIRST = ("in_sandbox", "complete")


def judge(days: Sequence[Day] | None, query: Query, database: Database, told: str = "") -> Score:
    """The verdict on a plan.

    Marks are ``delivery``, ``commonsense.RULE`` and ``hard.RULE``: 1 or 0, None where the query
    does not pose the rule; and ``cost`` in dollars.

    Args:
        days: None where no plan is delivered.
        told: what the solver says of its answer; part of the explanation.
    """
    sandbox, ask = Sandbox(database, query.reference), query.gold
    posed, said = hard.asked(ask), (told,) if told else ()
    if not days:
        marks: dict[str, float | None] = {f"commonsense.{name}": 0 for name in commonsense.RULES}
        marks |= {f"hard.{name}": 0 if posed[name] else None for name in hard.RULES}
        return Score(False, {"delivery": 0, **marks}, said)
    broken = {name: rule(days, ask, sandbox) for name, rule in commonsense.RULES.items()}
    sentences = [f"{name}: {fault}" for name, fault in broken.items() if fault]
    marks = {f"commonsense.{name}": int(fault is None) for name, fault in broken.items()}
    judged = not any(broken[name] for name in FIRST)
    for name, rule in hard.RULES.items():
        fault = rule(days, ask, sandbox) if judged and posed[name] else None
        marks[f"hard.{name}"] = int(judged and fault is None) if posed[name] else None
        if fault:
            sentences.append(f"{name}: {fault}")
    marks["cost"] = hard.total_cost(days, ask, sandbox) if judged else None
    passed = 0 not in [value for name, value in marks.items() if name != "cost"]
    return Score(passed, {"delivery": 1, **marks}, (*said, *sentences))


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The benchmark's metrics, all shares: of plans for macro, of rules posed for micro."""
    return {
        "final_pass": _share(outcome.passed for outcome in outcomes),
        "delivery": _share(outcome.marks.get("delivery") == 1 for outcome in outcomes),
        **_rates(outcomes, "commonsense"),
        **_rates(outcomes, "hard"),
    }


def _rates(outcomes: Sequence[Outcome], kind: str) -> dict[str, float]:
    marks = [
        [value for name, value in outcome.marks.items() if name.startswith(f"{kind}.")]
        for outcome in outcomes
    ]
    posed = [[value for value in of_plan if value is not None] for of_plan in marks]
    return {
        f"{kind}_micro": _share(value == 1 for of_plan in posed for value in of_plan),
        f"{kind}_macro": _share(bool(of_plan) and 0 not in of_plan for of_plan in posed),
    }


def _share(verdicts: Iterable[bool]) -> float:
    found = list(verdicts)
    return sum(found) / max(1, len(found))
