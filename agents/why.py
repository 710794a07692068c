"""Why a place is not in a plan: it is forced in, and what that breaks or costs is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agents.history import Version
from agents.resolve import resolve, resolve_change
from agents.workshop import Order
from planner import eligible
from planner.change import Change, apply
from planner.diff import difference, moves
from planner.itinerary import Infeasible, Itinerary
from planner.replan import replan

if TYPE_CHECKING:
    from agents.context import Deps
    from planner.place import Place


class Reason(NamedTuple):
    """Why a place is not in the plan.

    Attributes:
        lines: in sentences.
        offer: the plan with it, where there is one.
    """

    lines: tuple[str, ...]
    offer: Version | None = None


def why_not(name: str, standing: Version | None, deps: Deps) -> Reason:
    """Try to force a place in.

    Raises:
        RequestError: no place is called so.
    """
    if standing is None or standing.plan is None:
        return Reason(("There is no plan yet.",))
    files = deps.files(standing)
    base, stores, _ = resolve(standing.request, files)
    change, notes = resolve_change(Change(add=(name,)), stores)
    (wished,) = change.add
    said = tuple(note.text for note in notes)
    seat = _seat(wished, standing.plan)
    if seat is not None:
        return Reason((*said, f"It is in the plan: {seat}."))
    wanted = apply(base, change)
    supplies = deps.workshop.supplies(Order(wanted, files, deps.travel, standing.plan))
    stop = deps.stop(wanted)
    answer = replan(standing.plan, wanted, supplies, stop, seed=deps.seed)
    if isinstance(answer, Infeasible):
        return Reason((*said, answer.reason))
    world = supplies.world
    place = world.place(wished)
    assert place is not None
    barred = eligible.why_not(place, world.city(place.city), base)
    offer = Version(said=standing.said, request=wanted, plan=answer)
    return Reason(
        (*said, _verdict(standing.plan, answer, place, barred), *difference(standing.plan, answer)),
        offer,
    )


def _seat(place: str, plan: Itinerary) -> str | None:
    """When a place is visited."""
    for day in plan.days:
        for stop in day.stops:
            if stop.place_id == place:
                return f"{stop.name} on {day.date:%a %d %b} at {stop.start:%H:%M}"
    return None


def _verdict(old: Itinerary, new: Itinerary, place: Place, barred: str | None) -> str:
    """Why a place that can be forced in was not there; ``barred`` by what was asked for, or not."""
    if barred is not None:
        return f"{place.name}: {barred}. Asked for by name it can be had; with it:"
    if moves(old, new, {place.id}).items and new.score < old.score:
        return f"{place.name} breaks no rule, but other stops are worth more to you; with it:"
    return f"{place.name} fits; with it:"
