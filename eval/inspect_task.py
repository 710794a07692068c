"""A suite as a task of inspect_ai, for whoever keeps all evaluations there.

    # my_eval.py, run by: inspect eval my_eval.py --model mockllm/model
    @inspect_ai.task
    def travelplanner():
        return as_inspect_task(build(data=..., queries=..., track="gold"))

No model is asked: Wayplan is the solver. Needs the package ``inspect-ai``.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from eval.task import execute

if TYPE_CHECKING:
    import inspect_ai

    from eval.task import Task


def as_inspect_task(task: Task[Any, Any], seed: int = 0) -> inspect_ai.Task:
    """The same cases, solved and scored as ``eval.batch`` does."""
    from inspect_ai import Task as InspectTask
    from inspect_ai import scorer, solver
    from inspect_ai.dataset import MemoryDataset, Sample

    cases = {case.id: case for case in task.cases}

    @solver.solver
    def wayplan() -> solver.Solver:
        async def solve(state: solver.TaskState, generate: solver.Generate) -> solver.TaskState:
            case = cases[str(state.sample_id)]
            outcome = await asyncio.to_thread(execute, task, case, seed)
            state.metadata["outcome"] = outcome
            state.output.completion = json.dumps(outcome.answer, ensure_ascii=False)
            return state

        return solve

    @scorer.scorer(metrics=[scorer.accuracy(), scorer.stderr()])
    def verdict() -> scorer.Scorer:
        async def score(state: solver.TaskState, target: scorer.Target) -> scorer.Score:
            outcome = state.metadata["outcome"]
            return scorer.Score(
                value=scorer.CORRECT if outcome.passed else scorer.INCORRECT,
                explanation="\n".join(outcome.explanation) or outcome.error,
            )

        return score

    samples = [Sample(id=case.id, input=case.text or case.id) for case in task.cases]
    return InspectTask(dataset=MemoryDataset(samples), solver=wayplan(), scorer=verdict())
