"""What all talks come to: means by variant, gains over it, regret, each with its interval."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from eval.bootstrap import interval
from eval.dialogue.variants import FULL, KNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.case import Outcome
    from planner.kernel import Floats

#: Marks that are told as means over travellers.
MEANS = ("satisfaction", "first", "second", "turns", "left")


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """By variant ``V_satisfaction`` and so on; ``V_unheeded`` is a share of all complaints.

    ``V_behind`` is how much more satisfied the same travellers are with full Wayplan, ``V_regret``
    with the plan of one who knows their profile. Bounds of 95 % end in ``_low`` and ``_high``.
    """
    rows: defaultdict[str, dict[float, Mapping[str, float | None]]] = defaultdict(dict)
    for outcome in outcomes:
        if not outcome.error:
            rows[outcome.group][outcome.marks["traveller"] or 0.0] = outcome.marks
    told: dict[str, float] = {}
    for name, mine in rows.items():
        key = name.replace(" ", "_")
        for mark in MEANS:
            told |= _spread(f"{key}_{mark}", np.array([row[mark] for row in mine.values()], float))
        said = sum(row["complaints"] or 0.0 for row in mine.values())
        lost = sum(row["unheeded"] or 0.0 for row in mine.values())
        told[f"{key}_unheeded"] = lost / max(1.0, said)
        told[f"{key}_broken"] = sum(row["broken"] or 0.0 for row in mine.values())
        for other, what in ((FULL, "behind"), (KNOWN, "regret")):
            both = sorted(mine.keys() & rows.get(other, {}).keys()) if name != other else []
            if both:
                lead = [_satisfaction(rows[other][n]) - _satisfaction(mine[n]) for n in both]
                told |= _spread(f"{key}_{what}", np.array(lead))
    return told


def _satisfaction(marks: Mapping[str, float | None]) -> float:
    return marks["satisfaction"] or 0.0


def _spread(name: str, values: Floats) -> dict[str, float]:
    """A mean over travellers and its 95 % interval, by bootstrap."""
    low, high = interval(values)
    return {name: float(values.mean()), f"{name}_low": low, f"{name}_high": high}
