"""Alternatives: good plans of the same trip that truly differ from it and from one another.

Each is a search of its own. Of the sights in a plan already told only so many stay in play, those
worth most, and like its kitchens they are worth a little less: the rest has to be something new.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.assemble import assemble
from planner.contrast import contrast
from planner.gates import violations
from planner.itinerary import Alternative
from planner.optimise import optimise
from planner.standing import kept_lodgings, pairs_of, standing_problem
from planner.valued import overlap, sights_of, valued

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planner.arrays import Arrays
    from planner.attempt import Supplies
    from planner.itinerary import Itinerary
    from planner.optimise import Solution
    from planner.problem import TripProblem
    from planner.stop import Stop

#: Most that two plans may share: sights in both by sights in either, those asked for left out.
OVERLAP = 0.5
#: Least share of the best plan's points that an alternative is worth.
SHARE = 0.8
#: Share of its worth that a place loses for each plan told that has it.
FADE = 0.1
#: Share of a told plan's sights that stay in play at first; by how much it is lowered where a plan
#: shares too many all the same, or raised where one is too poor.
IN_PLAY, STEP = 0.7, 0.08
#: Searches that may fail.
SPARE = 2
#: What a plan found may be at fault for.
UNGRANTED = "does not grant every wish"
POOR = f"is worth less than {SHARE:.0%} of the best"
ALIKE = "shares too many sights with one already told"


class Alternatives(NamedTuple):
    """What was found.

    Attributes:
        found: best first.
        lacking: why there are fewer than asked for; empty where there are not.
    """

    found: tuple[Alternative, ...]
    lacking: str = ""


def alternatives(
    best: Itinerary, supplies: Supplies, new_stop: Callable[[], Stop], k: int, *, seed: int = 0
) -> Alternatives:
    """Find up to ``k`` plans that keep all gates, differ by ``OVERLAP`` and reach ``SHARE``.

    Args:
        best: the plan they are alternatives to; it carries its request, resolved.
        new_stop: gives the stop of each search.
    """
    lodgings = kept_lodgings(best, best.request, supplies)
    if lodgings is None:
        raise ValueError("Expected a plan whose lodging wishes can be met.")
    problem = standing_problem(best, best.request, supplies, lodgings)
    rows = [[n for n, _ in pairs_of(problem, best, day)] for day in range(len(best.days))]
    return differing(problem, rows, best, repeat(problem.arrays), new_stop, k, seed=seed)


def differing(
    problem: TripProblem,
    rows: Sequence[Sequence[int]],
    best: Itinerary,
    views: Iterable[Arrays],
    new_stop: Callable[[], Stop],
    k: int,
    *,
    seed: int = 0,
) -> Alternatives:
    """Alternatives among the candidates of one problem.

    Args:
        problem: with no base on offer but that of the best plan.
        rows: nodes of the best plan by day; ``best`` is the same written out.
        views: the problem's numbers for each search, as somebody weighs them who looks for
            something else; what is found is judged by the problem's own.
        new_stop, k: as in ``alternatives``.
    """
    told, in_play = [valued(problem.arrays, rows)], IN_PLAY
    found: list[tuple[float, Itinerary]] = []
    faults: list[str] = []
    for number, view in zip(range(k + SPARE), views, strict=False):
        if len(found) == k:
            break
        searched = optimise(_faded(view, told, in_play), new_stop(), seed + number + 1)
        solution = valued(problem.arrays, searched.stops)
        plan = assemble(problem, solution, best.catalogues, seed)
        fault = _fault(problem.arrays, solution, told)
        if fault is None and not violations(plan, problem.trip.world):
            told.append(solution)
            found.append((solution.points, plan))
        else:
            faults.append(fault or UNGRANTED)
            in_play += {ALIKE: -STEP, POOR: STEP}.get(faults[-1], 0.0)
    found.sort(key=lambda item: -item[0])
    world = problem.trip.world
    others = (Alternative(plan=plan, differs=contrast(best, plan, world)) for _, plan in found)
    return Alternatives(tuple(others), _lacking(len(found), k, faults))


def _fault(a: Arrays, solution: Solution, told: Sequence[Solution]) -> str | None:
    """Why a solution is no alternative to those told, the best of them first; None if it is."""
    if not solution.complete:
        return UNGRANTED
    if solution.points < SHARE * told[0].points:
        return POOR
    mine = sights_of(a, solution.stops)
    alike = any(overlap(mine, sights_of(a, other.stops)) > OVERLAP for other in told)
    return ALIKE if alike else None


def _lacking(found: int, asked: int, faults: Sequence[str]) -> str:
    if found == asked:
        return ""
    why = ", or ".join(dict.fromkeys(faults))
    number = f"Only {found} of {asked} alternatives" if found else "No alternative"
    return f"{number} could be found: every other plan tried {why}."


def _faded(a: Arrays, told: Sequence[Solution], in_play: float) -> Arrays:
    """The same problem, what plans told have worth less, and most of their lesser sights barred."""
    n_spans, value = a.n_spans.copy(), a.value.copy()
    sights = [sights_of(a, solution.stops) for solution in told]
    room = [int(in_play * len(places)) for places in sights]
    for place in sorted(
        set().union(*sights), key=lambda p: (-float(a.value[a.place == p].max()), p)
    ):
        having = [i for i, places in enumerate(sights) if place in places]
        if all(room[i] > 0 for i in having):
            for i in having:
                room[i] -= 1
        else:
            n_spans[a.place == place] = 0
    for solution in told:
        places = {int(a.place[node]) for row in solution.stops for node in row}
        value[np.isin(a.place, list(places)) & (a.hard == 0)] *= 1.0 - FADE
    return replace(a, n_spans=n_spans, value=value)
