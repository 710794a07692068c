"""The verdicts on a dialogue's turns as marks, and the benchmark's figures of many dialogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.case import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.case import Outcome
    from eval.tripplus.verdict import TurnVerdict

#: What published agents reach, by the figure it stands beside; of response modes the best.
PUBLISHED = {
    "mode_accuracy": 0.904,
    "fulfilment": 0.738,
    "preservation": 0.770,
    "hard": 0.905,
}
#: Figure -> the marks that it is the mean of.
FIGURES = {
    "mode_accuracy": "mode",
    "fulfilment": "updates",
    "preservation": "kept",
    "hard": "hard",
    "feasibility": "feasible",
    "turns_passed": "turn",
}


def score(verdicts: Sequence[TurnVerdict]) -> Score:
    """One dialogue: it passes where every turn does.

    Marks are ``turnN.mode``, ``turnN.updates.NAME``, ``turnN.kept.NAME``, ``turnN.hard.NAME``,
    ``turnN.feasible`` and ``turnN.turn``, each 1 or 0; turns count from 0, as in the dialogues.
    """
    marks: dict[str, float | None] = {}
    told: list[str] = []
    for number, verdict in enumerate(verdicts):
        own: dict[str, bool] = {"mode": verdict.mode is None}
        for part in ("updates", "kept", "hard"):
            own |= {f"{part}.{name}": why is None for name, why in getattr(verdict, part).items()}
        if verdict.faults is not None:
            own["feasible"] = not verdict.faults
        own["turn"] = all(own.values())
        marks |= {f"turn{number}.{name}": float(held) for name, held in own.items()}
        told += [f"turn {number}: {sentence}" for sentence in verdict.sentences]
    return Score(all(marks.values()), marks, tuple(told))


def figures(outcomes: Sequence[Outcome], lengths: Mapping[str, int]) -> dict[str, float]:
    """The benchmark's metrics: shares of turns, of demands, of constraints and of plans that hold.

    Beside each that is published stands ``published_NAME``.

    Args:
        lengths: turns of each dialogue; where one crashed, each of them fails once in every figure.
    """
    crashed = sum(lengths[outcome.case] for outcome in outcomes if outcome.error)
    found: dict[str, float] = {"turns": sum(lengths[outcome.case] for outcome in outcomes)}
    for name, part in FIGURES.items():
        values = [*_marks(outcomes, part), *[0.0] * crashed]
        found[name] = sum(values) / max(1, len(values))
        if name in PUBLISHED:
            found[f"published_{name}"] = PUBLISHED[name]
    return found


def _marks(outcomes: Iterable[Outcome], part: str) -> list[float]:
    """The marks of one part of all turns."""
    return [
        value
        for outcome in outcomes
        for name, value in outcome.marks.items()
        if value is not None and name.split(".")[1] == part
    ]
