"""Remember: the trip as it stands after the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.entries import Choice
from agents.history import Version
from agents.memory.trips import past_trip, preference, terms_of
from agents.spoken import context_of
from planner.itinerary import Itinerary, Meal, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.history import History
    from agents.memory import Memory
    from agents.state import TripState


def remember(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """A plan stands from now on; a trial, or the nearest plan of a refusal, is put on offer.

    What was asked for stands even where it was refused, so that the next thing said changes it.
    Where a user is named, what was said and planned is kept for later trips.
    """
    update = _standing(state)
    deps = runtime.context
    if deps.memory is not None and deps.user is not None:
        _keep(state, update, deps.memory, deps.user, deps.trip)
    return update


def _standing(state: TripState) -> dict[str, Any]:
    """What stands and what is on offer after the turn."""
    if state.version is not None:
        return {"standing": state.version, "history": state.then, "offer": None}
    answer, left = state.answer, state.standing
    if answer is None or state.wanted is None:
        return {}
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    found = plan and Version(said=state.said, request=plan.request, plan=plan)
    if state.trial:
        return {"offer": found}
    if isinstance(answer, Itinerary):
        return {"standing": found, "history": state.history.after(left), "offer": None}
    asked = Version(said=state.said, request=state.wanted, plan=left.plan if left else None)
    return {"standing": asked, "history": state.history.after(left), "offer": found}


def _keep(
    state: TripState, update: dict[str, Any], memory: Memory, user: str, trip: str | None
) -> None:
    """Keep what was said, planned and preferred; kept twice, after a crash, it is kept once."""
    assert state.today is not None and state.began is not None
    left, at = state.standing, state.began
    if state.heard is not None and not state.trial:
        standing = left.request if left is not None else None
        context = context_of(state.said, state.files, state.today, standing)
        memory.remember(user, state.said, context, at, items=state.heard.items, trip=trip)
    now: Version | None = update.get("standing")
    if now is None or now.plan is None or trip is None:
        return
    history: History = update["history"]
    memory.add(user, past_trip(now.plan, trip, at, _dropped(history, now)))
    if left is None or left.plan is None:
        return
    taken = left.plan.other(now.plan)
    if state.command == "accept" or (state.command == "redo" and taken is not None):
        beside = left.plan.alternatives if taken is not None else ()
        refused = [one.plan for one in beside if one is not taken]
        ballot = state.ballots[-1] if taken is not None and taken.outlook else None
        memory.add(user, preference(now.plan, [left.plan, *refused], at, trip, ballot))
    elif state.command == "undo":
        memory.forget(user, *_choices_of(left.plan, memory, user, trip))


def _choices_of(plan: Itinerary, memory: Memory, user: str, trip: str) -> Iterator[str]:
    """Keys of the choices in which a plan of this conversation was preferred."""
    chosen = terms_of(plan)
    for key, one in memory.entries(user):
        if isinstance(one, Choice) and one.trip == trip and one.chosen == chosen:
            yield key


def _dropped(history: History, now: Version) -> Iterator[Visit | Meal]:
    """Stops of earlier plans that are not wanted any more."""
    unwanted = {*now.request.must_not}
    for version in history.versions() if unwanted else ():
        for day in version.plan.days if version.plan is not None else ():
            for stop in day.stops:
                if isinstance(stop, Visit | Meal) and stop.place_id in unwanted:
                    yield stop
