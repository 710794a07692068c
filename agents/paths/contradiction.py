"""Paths that contradict themselves: a rule or a wish broken, a promise not kept."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from agents.paths.personas import persona_named
from agents.paths.promise import PROMISES, Seen, broken, places_of
from planner.itinerary import Meal, Visit
from planner.model import Record
from planner.scoring import interest_key, labels_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.paths.ground import Ground
    from agents.paths.path import Path
    from planner.facts import World
    from planner.itinerary import Itinerary


class Dropped(Record):
    """A path that is not heard, and why in a sentence."""

    persona: str
    reason: str


def sifted(ground: Ground, paths: Sequence[Path]) -> tuple[list[Path], list[Dropped]]:
    """The paths that hold together, and those that contradict themselves."""
    kept, dropped = [], []
    for path in paths:
        others = [other.plan for other in paths if other is not path and not other.violations]
        fault = _fault(ground, path, others)
        if fault:
            reason = f"The path {path.persona!r} is dropped: {fault}."
            dropped.append(Dropped(persona=path.persona, reason=reason))
        else:
            kept.append(path)
    return kept, dropped


def _fault(ground: Ground, path: Path, others: Sequence[Itinerary]) -> str:
    """What a path contradicts, as a clause; empty where it holds together."""
    if path.violations:
        return f"it breaks a rule, {path.violations[0].message.rstrip('.')}"
    trip = ground.problem.trip
    unwished = _unwished(path.plan, others, trip.world)
    persona = persona_named(path.persona)
    if unwished or not persona.promise or not others:
        return unwished
    seen = Seen(persona, path.plan, trip.world, trip.prior)
    return broken(PROMISES[persona.promise], seen, others)


def _unwished(plan: Itinerary, others: Sequence[Itinerary], world: World) -> str:
    """What the traveller said that a plan goes against and most others do not; empty if nothing."""
    if not others:
        return ""
    avoided = _answering(plan, world, -1)
    if len(avoided) > median(len(_answering(other, world, -1)) for other in others):
        return f"it goes to {avoided[0]}, of a kind that you would rather avoid"
    if not _answering(plan, world, 1) and median(
        len(_answering(other, world, 1)) for other in others
    ):
        return "it has nothing of what you said you like"
    return ""


def _answering(plan: Itinerary, world: World, sign: int) -> list[str]:
    """Names of the stops of a kind that the traveller said is liked (1) or not (-1)."""
    asked = {interest_key(key) for key, w in plan.request.interests.items() if w * sign > 0}
    return [
        place.name
        for place in places_of(plan, world, Visit, Meal)
        if asked & {interest_key(label) for label in labels_of(place)}
    ]
