"""Samples built like the published test protocol.

Protocol (LLM4POI, GenUP, GA-LLM): of each held-out trajectory the rows whose user or place is
unseen in train are dropped; where two or more remain, the last one is the target and the others
are the prefix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.visits import CheckIns, Query, Sample

if TYPE_CHECKING:
    from tools.next_poi.visits import IntArray


def history_before(
    seen: CheckIns, user: int, start: int, outing: IntArray, checkins: CheckIns, *, last: bool
) -> Query:
    """The question for the last of the rows ``outing`` of ``checkins``.

    Its history is what ``user`` did in ``seen`` before ``start`` (UTC seconds).

    Args:
        last: whether the outing ends there.
    """
    rows = seen.rows_of_user[user]
    rows = rows[: int(np.searchsorted(seen.time[rows], start))]
    prefix, target = outing[:-1], outing[-1]
    return Query(
        place=np.concatenate([seen.place[rows], checkins.place[prefix]]),
        time=np.concatenate([seen.time[rows], checkins.time[prefix]]),
        local=np.concatenate([seen.local[rows], checkins.local[prefix]]),
        prefix=len(prefix),
        now=int(checkins.time[target]),
        local_now=int(checkins.local[target]),
        user=user,
        last=last,
    )


def protocol_samples(seen: CheckIns, held_out: CheckIns) -> list[Sample]:
    """The test protocol's samples of ``held_out``, in order of the target's time.

    ``seen`` is train for the published track, or train joined with everything held out for the
    track that a live system has; either way only visits before the outing's start are visible.
    """
    samples = []
    for rows in held_out.outings():
        if len(rows) < 2:
            continue
        user, start = int(held_out.user[rows[0]]), int(held_out.time[rows[0]])
        query = history_before(seen, user, start, rows, held_out, last=True)
        samples.append(Sample(query, int(held_out.place[rows[-1]])))
    return sorted(samples, key=lambda sample: sample.query.now)
