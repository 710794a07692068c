"""A task so small that it can be checked by hand: is a number even, and which seed was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.case import Case, Score
from eval.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.case import Outcome


def build(numbers: Sequence[int] = (2, 3, 4)) -> Task[int, int]:
    """Cases pass where number and seed add up to an even number; 13 crashes."""
    cases = [Case(f"n{n}", n, "big" if n > 3 else "small", f"Is {n} <even>?") for n in numbers]
    return Task("tiny", cases, _solve, _score, _figures, lambda answer: {"sum": answer})


def _solve(case: Case[int], seed: int) -> int:
    if case.question == 13:
        raise ValueError("thirteen")
    return case.question + seed


def _score(case: Case[int], answer: int) -> Score:
    if answer % 2:
        return Score(False, {"even": 0, "asked": None}, (f"{answer} is <odd>",))
    return Score(True, {"even": 1, "asked": None})


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {"evens": sum(outcome.marks.get("even") or 0 for outcome in outcomes)}
