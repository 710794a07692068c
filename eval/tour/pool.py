"""Solving on a preselection, and the answer back in the numbers of the whole instance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from planner.preselect import Means, Offers, preselect

if TYPE_CHECKING:
    from eval.tour.answer import Answer, Solver
    from eval.tour.instance import TourInstance


def choose(instance: TourInstance, keep: int) -> list[int]:
    """About ``keep`` nodes, ascending, as the planner's own preselection chooses them."""
    offers = Offers(
        where=instance.places[1:],
        value=instance.value[1:].astype(float),
        length=instance.service[1:],
        cost=instance.cost[1:].astype(float),
        starts=instance.starts[1:],
        meal=instance.lunch[1:],
        must=instance.mandatory[1:],
    )
    means = Means(
        minutes=float((instance.end - instance.start).sum()),
        money=np.inf if instance.budget is None else float(instance.budget),
        metres=np.inf if instance.walk_cap is None else float(instance.walk_cap * instance.days),
        pace=float(instance.pace),
    )
    return [int(node) + 1 for node in preselect(offers, means, keep)]


def solve_among(
    solver: Solver, instance: TourInstance, keep: int | None, seconds: float, seed: int
) -> Answer:
    """The solver's answer among ``keep`` chosen candidates; among all of them if None."""
    if keep is None:
        return solver(instance, seconds, seed)
    nodes = choose(instance, keep)
    answer = solver(instance.subset(nodes), seconds, seed)
    if answer.routes is None:
        return answer
    routes = tuple(tuple(nodes[node - 1] for node in route) for route in answer.routes)
    return replace(answer, routes=routes, bound=None)
