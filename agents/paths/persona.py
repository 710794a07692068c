"""A persona: one way of looking at a trip, as factors on what the traveller's own objective weighs.

It changes the soft side alone, and may leave mornings free. What is open, in reach, in budget and
asked for is the same to all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.kernel import APPOINTMENT, VISIT
from planner.request import minutes_of
from planner.scoring import labels_of, popularity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.arrays import Arrays
    from planner.itinerary import Itinerary
    from planner.problem import Node, TripProblem
    from planner.request import TripRequest


@dataclass(frozen=True, slots=True)
class Persona:
    """One objective among several.

    Attributes:
        name: one or two words.
        sentence: what it is after.
        likes: factor on the worth of a place, by category, role, tag or cuisine; the greatest
            counts.
        weights: factor on a weight of the soft terms (``planner.kernel.Weights``), by its name.
        fame: exponent on top of the one that renown has: above 0 seeks the renowned, below 0 the
            unknown.
        habit: exponent on top of the one that the traveller's known taste has.
        pace: factor on how much a day may hold.
        later: minutes after the beginning of the traveller's day before which it does not leave.
        promise: name of the measure (``agents.paths.promise``) by which it can contradict itself;
            empty where it promises nothing.
        wish: what one might have asked for whom it suits: fields of the request, by a plan of its.
    """

    name: str
    sentence: str
    likes: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    fame: float = 0.0
    habit: float = 0.0
    pace: float = 1.0
    later: int = 0
    promise: str = ""
    wish: Callable[[Itinerary], dict[str, Any]] | None = None


def seen_by(persona: Persona, problem: TripProblem) -> Arrays:
    """The problem's numbers as a persona weighs them."""
    a = problem.arrays
    factors = np.array([_factor(persona, node, problem.trip.prior) for node in problem.trip.nodes])
    weights = a.weights._replace(
        **{name: getattr(a.weights, name) * by for name, by in persona.weights.items()}
    )
    return replace(
        _later(a, persona, problem.trip.request),
        value=a.value * factors[:, None],
        weights=weights,
        pace=a.pace * persona.pace,
        stamina=(a.stamina * persona.pace).astype(np.int64),
    )


def _later(a: Arrays, persona: Persona, request: TripRequest) -> Arrays:
    """The numbers with no day begun before the persona would."""
    if not persona.later:
        return a
    begins = minutes_of(request.day_window.start) + persona.later
    others = tuple(base._replace(free=np.maximum(base.free, begins)) for base in a.others)
    return replace(a, free=np.maximum(a.free, begins), others=others)


def _factor(persona: Persona, node: Node, prior: Mapping[str, float]) -> float:
    """Factor on the worth of a stop."""
    place = node.place
    if place is None or node.kind == APPOINTMENT:
        return 1.0
    liked = max((persona.likes[x] for x in labels_of(place) if x in persona.likes), default=1.0)
    renown = popularity(place).value ** persona.fame if node.kind == VISIT else 1.0
    return float(liked * renown * max(0.0, prior.get(place.id, 1.0)) ** persona.habit)
