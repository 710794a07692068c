"""What a batch has shown: figures, the table, thresholds, and the report with its rows."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.case import Outcome
    from eval.task import Task


class Threshold(NamedTuple):
    """The least a figure must be, or the most it may be."""

    figure: str
    bound: float
    at_most: bool = False

    def kept(self, figures: Mapping[str, float]) -> bool:
        """Whether the figure is there and within its bound."""
        value = figures.get(self.figure, math.nan)
        return value <= self.bound if self.at_most else value >= self.bound

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.figure}{'<' * self.at_most}={self.bound:g}"


def threshold(text: str) -> Threshold:
    """Read ``final_pass=1.0`` (at least) or ``seconds_max<=2`` (at most).

    Raises:
        SettingsError: it is neither.
    """
    name, sign, number = text.partition("=")
    try:
        if not sign:
            raise ValueError
        return Threshold(name.rstrip("<>").strip(), float(number), name.endswith("<"))
    except ValueError:
        raise SettingsError(
            f"--require: expected FIGURE=LEAST or FIGURE<=MOST, such as passed=0.9, got {text!r}."
        ) from None


def figures_of(task: Task[Any, Any], outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The suite's own figures, and those that every suite has.

    These are ``cases``; ``passed`` and ``crashed``, shares of the outcomes; seconds and
    CPU seconds; and with several seeds ``pass_hat_2`` and so on (see ``pass_hat``).
    """
    count = max(1, len(outcomes))
    figures: dict[str, float] = {
        "cases": len({outcome.case for outcome in outcomes}),
        **task.figures(outcomes),
        "passed": sum(outcome.passed for outcome in outcomes) / count,
        "crashed": sum(bool(outcome.error) for outcome in outcomes) / count,
    }
    for k in range(2, len({outcome.seed for outcome in outcomes}) + 1):
        figures[f"pass_hat_{k}"] = pass_hat(outcomes, k)
    for name in ("seconds", "cpu_seconds"):
        for at, value in spread([getattr(outcome, name) for outcome in outcomes]).items():
            figures[f"{name}_{at}"] = value
    return {name: round(value, 4) for name, value in figures.items()}


def pass_hat(outcomes: Iterable[Outcome], k: int) -> float:
    """pass^k: how likely k tries of a case, drawn from those made, are all right; mean of cases.

    The unbiased estimate of Yao et al. (tau-bench, 2024): C(right, k) / C(tries, k).
    """
    tries: defaultdict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        tries[outcome.case].append(outcome.passed)
    shares = [math.comb(sum(made), k) / math.comb(len(made), k) for made in tries.values()]
    return sum(shares) / max(1, len(shares))


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and the largest of some values; empty for none."""
    ranked = sorted(values)
    if not ranked:
        return {}
    last = len(ranked) - 1
    return {"p50": ranked[last // 2], "p95": ranked[round(0.95 * last)], "max": ranked[-1]}


class Group(NamedTuple):
    """Outcomes of one kind."""

    name: str
    outcomes: int
    passed: int


def groups(outcomes: Iterable[Outcome]) -> list[Group]:
    """How many passed of each group, by name; none where the cases have no groups."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.group:
            found[outcome.group].append(outcome.passed)
    return [Group(name, len(made), sum(made)) for name, made in sorted(found.items())]


def failures_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Crashes, then what did not pass, then the rest; otherwise in their order."""
    return sorted(outcomes, key=lambda outcome: (not outcome.error, outcome.passed))


def report(
    task: Task[Any, Any], figures: Mapping[str, float], outcomes: Sequence[Outcome]
) -> dict[str, Any]:
    """The report as JSON: ``suite``, ``figures``, ``groups`` and the ``rows``."""
    return {
        "suite": task.name,
        "figures": dict(figures),
        "groups": [group._asdict() for group in groups(outcomes)],
        "rows": [asdict(outcome) for outcome in outcomes],
    }


def print_table(
    figures: Mapping[str, float], outcomes: Sequence[Outcome], missed: Sequence[Threshold]
) -> None:
    """Print the figures, the groups, and what failed with its explanation."""
    from rich.console import Console
    from rich.table import Table

    console, table = Console(), Table("figure", "value")
    for name, value in figures.items():
        table.add_row(name, f"{value:g}")
    console.print(table)
    if kinds := groups(outcomes):
        table = Table("group", "outcomes", "passed")
        for group in kinds:
            table.add_row(group.name, str(group.outcomes), str(group.passed))
        console.print(table)
    for outcome in failures_first(outcomes):
        if outcome.passed:
            break
        told = "; ".join((*outcome.explanation, *outcome.error.splitlines()[-1:]))
        console.print(f"{outcome.case}, seed {outcome.seed}: {told}", markup=False, highlight=False)
    for bound in missed:
        found = "there is no such figure"
        if bound.figure in figures:
            found = f"it is {figures[bound.figure]:g}"
        console.print(f"--require {bound}: {found}", markup=False, highlight=False)
