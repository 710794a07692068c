"""The verdict on an answer: the independent checker on plans, another search on refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.case import Score
from eval.refusals import Judge
from eval.scenarios import Level
from planner.itinerary import Infeasible, Itinerary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.case import Outcome
    from eval.core.answer import Answer
    from eval.trial import Bench


def judged(answer: Answer, bench: Bench, seed: int) -> Score:
    """Judge an answer.

    Marks: ``violations``, rules broken by the checker's count, and ``gates``, by the gates' own;
    ``refused``; of a refusal ``proved``, whether every conflict is, and ``unreal``, how many of
    its claims another search refutes; of a change in mid-trip ``past``, whether what was past
    stayed.
    """
    plan = answer.plan
    checked = plan if isinstance(plan, Itinerary) else plan.nearest
    faults = list(bench.judged(checked)) if checked is not None else []
    told = [f"{fault.judge}, {fault.rule}: {fault.sentence}" for fault in faults]
    marks: dict[str, float | None] = {
        "violations": sum(fault.judge == "checker" for fault in faults),
        "gates": sum(fault.judge == "gate" for fault in faults),
        "refused": int(isinstance(plan, Infeasible)),
        "proved": None, "unreal": None, "past": None,
    }  # fmt: skip
    claims = list(_claims(answer))
    if isinstance(plan, Infeasible):
        unreal = list(Judge(bench).claims(plan, seed))
        marks["proved"] = int(all(conflict.proved for conflict in plan.conflicts))
        marks["unreal"] = len(unreal)
        claims += unreal
    elif answer.before is not None:
        changed = list(_past_changed(answer, plan))
        marks["past"] = int(not changed)
        claims += changed
    return Score(not told and not claims, marks, (*told, *claims))


def _claims(answer: Answer) -> Iterator[str]:
    """Where plan or refusal are at odds with what the request was drawn to be."""
    level, refused = answer.scenario.level, isinstance(answer.plan, Infeasible)
    if level is Level.IMPOSSIBLE and not refused:
        yield f"planned, though it has {answer.scenario.clash}"
    if level is Level.EASY and refused and answer.change is None:
        yield "an easy request is refused"


def _past_changed(answer: Answer, plan: Itinerary) -> Iterator[str]:
    """Stops before the day of a change that are not where and when they were."""
    assert answer.change is not None
    for lock in answer.change.lock:
        kept = (
            stop.place_id == lock.place and stop.start.time() == lock.start
            for day in plan.days if day.date == lock.date for stop in day.stops
        )  # fmt: skip
        if not any(kept):
            yield f"past: {lock.place} on {lock.date} is changed"


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Totals of what must be none, and shares of what must be all."""

    def total(name: str) -> float:
        return sum(outcome.marks.get(name) or 0 for outcome in outcomes)

    def share(name: str) -> float:
        told = [o.marks.get(name) for o in outcomes]
        known = [value for value in told if value is not None]
        return sum(known) / len(known) if known else 1.0

    refused = int(total("refused"))
    return {
        "planned": sum(outcome.marks.get("refused") == 0 for outcome in outcomes),
        "refused": refused,
        "violations": total("violations"),
        "gate_violations": total("gates"),
        "refusals_proved": share("proved"),
        "refusals_refuted": sum(bool(outcome.marks.get("unreal")) for outcome in outcomes),
        "past_kept": share("past"),
    }
