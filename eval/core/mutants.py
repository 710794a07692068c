"""Every gate broken in turn: is what then gets through seen by the independent checker.

A good plan is made wrong in one rule (``eval.core.corruption``). With the rule's gate left out all
other gates let it pass; the suite's own judge must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from agents import app
from eval.case import Case, Score
from eval.checker import RULES, check
from eval.core.corruption import CORRUPTIONS, Plan
from eval.scenarios import Level, random_scenario
from eval.sweep import open_bench
from eval.task import Task
from planner.gates import GATES, Review
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from eval.case import Outcome
    from eval.core.corruption import Corrupted
    from eval.trial import Bench

#: Good plans to be made wrong; ways tried on each; plans that are to get through for a rule.
PLANS, WAYS, ENOUGH = 40, 12, 3
#: The gate of each rule whose name is another's.
GATE_OF = {"transfer": "terminals"}


@dataclass(frozen=True)
class Mutants:
    """What became of the wrong plans of one rule.

    Attributes:
        refused: how many its gate refuses.
        through: those of them that every other gate lets pass.
        unseen: what the checker says of those in which it does not see the rule broken.
    """

    refused: int
    through: int
    unseen: tuple[str, ...]


def build_mutants(
    cities: Sequence[str] = (), files: Sequence[Path] = (), time_limit: float = 0.3
) -> Task[str, Mutants]:
    """The task: a case for each rule.

    Raises:
        UnknownNameError: there is no such city.
    """
    bench = open_bench(cities, files, time_limit)
    plans: list[Plan] = []

    def solve(case: Case[str], seed: int) -> Mutants:
        if not plans:
            plans.extend(_plans(bench, seed))
        return mutants(case.question, plans, bench)

    cases = [Case(rule, rule, GATE_OF.get(rule, rule)) for rule in RULES]
    return Task("core mutants", cases, solve, _score, _figures, _shown)


def _plans(bench: Bench, seed: int) -> Iterator[Plan]:
    """Good plans of trips that are neither easy nor hard, in one city and in two."""
    for number in range(PLANS):
        request = random_scenario(Random(seed + number), bench.stores, Level.MEDIUM).request
        plan = app.plan(request, catalogues=bench.files, seed=seed, time_limit=bench.time_limit)
        if isinstance(plan, Itinerary):
            yield Plan(plan, bench.stores)


def mutants(rule: str, plans: Sequence[Plan], bench: Bench) -> Mutants:
    """Make plans wrong in a rule, until enough have got past all gates but its own."""
    gate = GATE_OF.get(rule, rule)
    refused, through, unseen = 0, 0, list[str]()
    for good in plans:
        for wrong in islice(CORRUPTIONS[rule](good), WAYS):
            told = {name: _says(name, wrong) for name in GATES}
            refused += rule in told[gate]
            if rule not in told[gate] or any(found for name, found in told.items() if name != gate):
                continue
            through += 1
            seen = {finding.rule for finding in check(wrong.plan, wrong.world, bench.directory)}
            if rule not in seen:
                unseen.append(", ".join(sorted(seen)) or "nothing")
            break
        if through == ENOUGH:
            break
    return Mutants(refused, through, tuple(unseen))


def _says(gate: str, wrong: Corrupted) -> set[str]:
    """The rules that a gate finds broken."""
    return {violation.rule for violation in GATES[gate](Review(wrong.plan, wrong.world))}


def _score(case: Case[str], found: Mutants) -> Score:
    marks = {"refused": found.refused, "through": found.through, "unseen": len(found.unseen)}
    told = [f"the checker sees {seen}" for seen in found.unseen]
    if not found.through:
        told.append(f"no plan that is wrong in {case.question} alone was made")
    return Score(not told, marks, tuple(told))


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    gates = {outcome.group for outcome in outcomes}
    lost = {outcome.group for outcome in outcomes if not outcome.passed}
    return {
        "gates": len(gates),
        "gates_noticed": len(gates - lost),
        "rules": len(outcomes),
        "rules_noticed": sum(outcome.passed for outcome in outcomes),
    }


def _shown(found: Mutants) -> dict[str, Any]:
    return {"refused": found.refused, "through": found.through, "unseen": list(found.unseen)}
