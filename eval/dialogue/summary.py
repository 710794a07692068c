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
MEANS = (
    "satisfaction", "first", "second", "second_at_first", "turns", "second_turns", "left",
)  # fmt: skip
#: Variant that another is held against, what the difference is called, and the mark it is of.
AGAINST = (
    (FULL, "behind", "satisfaction"),
    (FULL, "second_at_first_behind", "second_at_first"),
    (FULL, "second_turns_behind", "second_turns"),
    (KNOWN, "regret", "satisfaction"),
)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """By variant ``V_satisfaction`` and so on; ``V_unheeded`` is a share of all complaints.

    ``V_behind`` is how much more satisfied the same travellers are with full Wayplan, also with the
    first plan that they see of the second trip (``V_second_at_first_behind``), and how many more
    turns that takes; ``V_regret`` with the plan of one who knows their profile. Bounds of
    95 % end in ``_low`` and ``_high``.
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
        for other, what, mark in AGAINST:
            both = sorted(mine.keys() & rows.get(other, {}).keys()) if name != other else []
            if both:
                lead = [(rows[other][n][mark] or 0.0) - (mine[n][mark] or 0.0) for n in both]
                told |= _spread(f"{key}_{what}", np.array(lead))
    return told


def _spread(name: str, values: Floats) -> dict[str, float]:
    """A mean over travellers and its 95 % interval, by bootstrap."""
    low, high = interval(values)
    return {name: float(values.mean()), f"{name}_low": low, f"{name}_high": high}
