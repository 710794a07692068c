"""Figures of orienteering and of tours, worked out from the rows of runs.

Gaps and leads are in percent. Where a solver was given several choices of candidates, its best
answer counts.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import mean
from typing import TYPE_CHECKING, TypeVar

from eval.tour.task import WAYPLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from eval.journal import Row

K = TypeVar("K")
#: From how many candidates on the lead over the best peer is reported for itself.
LARGE = 500


def best_rows(rows: Iterable[Row]) -> list[Row]:
    """The best row of each task, solver and limit: by score, then the lowest bound beside it."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[(*task_of(row), row["solver"], row["seconds"])].append(row)
    found = []
    for group in groups.values():
        bounds = [row["bound"] for row in group if row["bound"] is not None]
        found.append(max(group, key=_score) | {"bound": min(bounds, default=None)})
    return found


def task_of(row: Row) -> tuple[object, ...]:
    """What identifies the instance of a row."""
    return row["set"], row["instance"], row.get("m"), row.get("days")


def _score(row: Row) -> int:
    """The score, 0 where nothing valid was found."""
    return row["score"] or 0


def gap(row: Row) -> float:
    """Percent by which a row falls short of its reference value; below 0 where it is better."""
    return 100.0 * (1.0 - _score(row) / float(row["reference"]))


def family(instance: str) -> str:
    """The part of a library's name that tells its kind: c1 of c101, pr of pr01."""
    letters = instance.rstrip("0123456789")
    return letters if letters in ("pr", "t") else letters + instance[len(letters)]


def orienteering_figures(rows: Iterable[Row]) -> dict[str, float]:
    """Gaps on TOPTW, ratios of ours to each peer on TTDP, and how many answers broke a rule."""
    best = best_rows(rows)
    found: dict[str, float] = {}
    for (solver, seconds), group in _grouped(best, lambda r: (r["solver"], r["seconds"])).items():
        prefix = "" if solver == WAYPLAN else f"{solver}_"
        known = [row for row in group if row.get("reference") is not None]
        found |= _gaps(known, prefix, f"{seconds:g}s")
    for solver, group in _grouped(best, lambda r: r["solver"]).items():
        prefix = "" if solver == WAYPLAN else f"{solver}_"
        found[f"{prefix}infeasible"] = sum(row["broken"] is not None for row in group)
        found[f"{prefix}nothing"] = sum(row["score"] is None for row in group)
    return found | _against([r for r in best if r["set"] == "ttdp"], "ttdp_ratio", _ratio)


def _gaps(rows: Sequence[Row], prefix: str, limit: str) -> dict[str, float]:
    """Mean gaps of one solver at one limit: in all, by family, by tours, against proven optima."""
    if not rows:
        return {}
    found = {f"{prefix}gap_mean_{limit}": mean(map(gap, rows))}
    for name, group in _grouped(rows, lambda r: family(r["instance"])).items():
        found[f"{prefix}gap_{name}_{limit}"] = mean(map(gap, group))
    for tours, group in _grouped(rows, lambda r: r["m"]).items():
        found[f"{prefix}gap_m{tours}_{limit}"] = mean(map(gap, group))
    proven = [gap(row) for row in rows if row["proven"]]
    if proven:
        found[f"{prefix}gap_m1_proven_{limit}"] = mean(proven)
        found[f"{prefix}gap_m1_proven_{limit}_max"] = max(proven)
    return found


def tour_figures(rows: Iterable[Row]) -> dict[str, float]:
    """Mean scores and bounds by size, leads over each peer and over the best of them."""
    best = best_rows(rows)
    found: dict[str, float] = {}
    keyed = _grouped(best, lambda r: (r["size"], r["days"], r["solver"], r["seconds"]))
    for (size, days, solver, seconds), group in keyed.items():
        name = f"{size}x{days}d_{solver}_{seconds:g}s"
        found[f"tour_{name}"] = mean(map(_score, group))
        bounds = [row["bound"] for row in group if row["bound"] is not None]
        if bounds:
            found[f"tour_bound_{name}"] = mean(bounds)
    for solver, group in _grouped(best, lambda r: r["solver"]).items():
        prefix = "" if solver == WAYPLAN else f"{solver}_"
        found[f"{prefix}infeasible"] = sum(row["broken"] is not None for row in group)
        found[f"{prefix}nothing"] = sum(row["score"] is None for row in group)
    found |= _against(best, "tour_lead", _lead)
    for (size, days), group in _grouped(best, lambda r: (r["size"], r["days"])).items():
        found |= _over_the_best(group, f"tour_{size}x{days}d_lead")
    large = [row for row in best if row["size"] >= LARGE]
    found |= _over_the_best(best, "tour_lead_best")
    return found | _over_the_best(large, f"tour_lead_best_{LARGE}up")


def _ratio(ours: int, theirs: int) -> float:
    return ours / theirs


def _lead(ours: int, theirs: int) -> float:
    return 100.0 * (ours / theirs - 1.0)


def _against(
    rows: Iterable[Row], name: str, compare: Callable[[int, int], float]
) -> dict[str, float]:
    """Ours against each peer at each limit, where the peer found something."""
    pairs: dict[tuple[str, float], list[float]] = defaultdict(list)
    for (_, seconds), scores in _by_task(rows).items():
        for solver, score in scores.items():
            if solver != WAYPLAN and WAYPLAN in scores and score:
                pairs[solver, seconds].append(compare(scores[WAYPLAN], score))
    return {f"{name}_{solver}_{s:g}s": mean(found) for (solver, s), found in pairs.items()}


def _over_the_best(rows: Iterable[Row], name: str) -> dict[str, float]:
    """Our lead over the best peer of each instance: on average, and where it is least."""
    leads: dict[float, list[float]] = defaultdict(list)
    for (_, seconds), scores in _by_task(rows).items():
        peers = [score for solver, score in scores.items() if solver != WAYPLAN]
        if WAYPLAN in scores and any(peers):
            leads[seconds].append(_lead(scores[WAYPLAN], max(peers)))
    found = {f"{name}_{seconds:g}s": mean(values) for seconds, values in leads.items()}
    return found | {f"{name}_{seconds:g}s_min": min(values) for seconds, values in leads.items()}


def _by_task(rows: Iterable[Row]) -> Mapping[tuple[object, float], dict[str, int]]:
    """Scores by solver, of each task and limit."""
    found: dict[tuple[object, float], dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[task_of(row), row["seconds"]][row["solver"]] = _score(row)
    return found


def _grouped(rows: Iterable[Row], key: Callable[[Row], K]) -> dict[K, list[Row]]:
    groups: dict[K, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
