"""Cross-fitting: questions about later parts of train, answered with what was known before.

A ranker must see features as they will be at serving time. So train is cut at several moments;
whatever is counted or learned for a fold comes from before its cut, and the fold's questions come
from after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.crowd import Crowd
from tools.next_poi.training.samples import history_before
from tools.next_poi.visits import DAY, CheckIns, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.next_poi.visits import IntArray


@dataclass(frozen=True, slots=True)
class FoldPlan:
    """Where to cut, and what to ask after each cut.

    Attributes:
        cuts: shares of train's visits, ascending, in (0, 1).
        wait_days, reach_days: questions come from this long after the cut, at least and at most.
        live: whether a user's own visits after the cut are visible too (all history), or not
            (train only).
        per_cut: most outings asked about after one cut.
        extra: further questions per outing, about visits in the middle of it.
    """

    cuts: tuple[float, ...] = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    wait_days: float = 0.0
    reach_days: float = 90.0
    live: bool = False
    per_cut: int = 1500
    extra: int = 1

    def __post_init__(self) -> None:
        """Refuse cuts and days out of order."""
        if (
            not self.cuts
            or list(self.cuts) != sorted(self.cuts)
            or not 0 < self.cuts[0] <= self.cuts[-1] < 1
        ):
            raise ValueError(f"Expected ascending cuts in (0, 1), got {self.cuts}.")
        if not 0 <= self.wait_days < self.reach_days:
            raise ValueError(
                f"Expected 0 <= wait_days < reach_days, got {self.wait_days} and {self.reach_days}."
            )


@dataclass(frozen=True)
class Fold:
    """Questions with the crowd as it was before them.

    Attributes:
        cut: UTC seconds; crowd and model know nothing later.
    """

    cut: int
    crowd: Crowd
    samples: tuple[Sample, ...]


def folds(train: CheckIns, plan: FoldPlan, seed: int) -> Iterator[Fold]:
    """One fold per cut of ``plan``; every fold's questions lie wholly after its cut."""
    rng = np.random.default_rng(seed)
    outings = [rows for rows in train.outings() if len(rows) > 1]
    starts = np.array([train.time[rows[0]] for rows in outings])
    for share in plan.cuts:
        cut = int(train.time[int(share * len(train))])
        before = train.before(cut)
        known = np.isin(np.arange(len(train.users)), before.user)
        seen = train if plan.live else before
        late = (starts - cut) / DAY
        inside = np.flatnonzero((late >= plan.wait_days) & (late < plan.reach_days))
        chosen = rng.permutation(inside)[: plan.per_cut]
        familiar = np.isin(train.place, before.place)
        samples = [
            sample
            for o in np.sort(chosen)
            if known[train.user[outings[o][0]]]
            for sample in _ask(train, seen, outings[o][familiar[outings[o]]], plan.extra, rng)
        ]
        yield Fold(cut, Crowd.of(before), tuple(samples))


def _ask(
    train: CheckIns, seen: CheckIns, rows: IntArray, extra: int, rng: np.random.Generator
) -> list[Sample]:
    """Questions about the last visit of an outing and about ``extra`` random earlier ones."""
    if len(rows) < 2:
        return []
    user, start = int(train.user[rows[0]]), int(train.time[rows[0]])
    ends = [len(rows), *(rng.permutation(np.arange(2, len(rows)))[:extra])]
    return [
        Sample(
            history_before(seen, user, start, rows[:end], train, last=end == len(rows)),
            int(train.place[rows[end - 1]]),
        )
        for end in map(int, ends)
    ]
