"""One case of a suite: what is asked, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Q = TypeVar("Q")


@dataclass(frozen=True, slots=True)
class Case(Generic[Q]):
    """A question to a solver.

    Attributes:
        id: unique in its suite.
        question: all that the solver and the scorer are given.
        group: what the summary counts it under, such as ``easy``; empty for none.
        text: the question in words, for the report.
    """

    id: str
    question: Q
    group: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A scorer's verdict on one answer.

    Attributes:
        passed: whether the answer is right in all that the suite demands.
        marks: verdict or value by the name of a rule; None where the rule does not apply.
        explanation: a sentence for each thing wrong, or worth knowing.
    """

    passed: bool
    marks: Mapping[str, float | None] = field(default_factory=dict)
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case with one seed; a row of the report.

    Attributes:
        seconds: the solver's, by the clock on the wall.
        cpu_seconds: the same of the processor, which other work on the machine does not stretch.
        answer: as JSON.
        error: the traceback where the solver or the scorer failed; then ``passed`` is False.
    """

    case: str
    seed: int
    passed: bool
    seconds: float
    cpu_seconds: float
    group: str = ""
    text: str = ""
    marks: Mapping[str, float | None] = field(default_factory=dict)
    explanation: tuple[str, ...] = ()
    answer: Any = None
    error: str = ""
