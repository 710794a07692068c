"""Interpret: what is said or handed over becomes the trip that this turn asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.doubt import doubts
from agents.language import Mode, read
from agents.left_behind import without_left_behind
from agents.parsing import parse_request
from agents.resolve import resolve, resolve_change
from agents.spoken import courteous, hear, spoken_change, spoken_trip_data, supposed, taken
from agents.workshop import Order
from planner.change import Change, apply
from planner.errors import RequestError

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.itinerary import Note

#: Times that somebody is asked back in one turn, at most.
MOST_QUESTIONS = 2
#: What is answered only where somebody is there to converse with.
_TALK = (Mode.QUESTION, Mode.UNDO, Mode.REDO, Mode.REFUSE)
#: Of these, what the words are a command for.
_COMMANDS = (Mode.UNDO, Mode.REDO)


def interpret(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Work out the trip that is wanted, or the question or command that the words are.

    Raises:
        RequestError: the words or the data ask for nothing that can be planned.
    """
    deps = runtime.context
    if state.command is not None or state.why is not None:
        return {}
    if state.asked is not None:
        wanted, _, notes = resolve(state.asked, state.files)
        return {"wanted": wanted, "keep": None, "notes": notes}
    if state.change is not None:
        return _changed(state.change, state)
    return _understood(state, deps)


def _understood(state: TripState, deps: Deps) -> dict[str, Any]:
    """What comes of words."""
    assert state.today is not None
    files, before = state.files, state.standing
    standing = before.request if before is not None else None
    costs = before.plan.costs if before is not None and before.plan is not None else None
    reader = deps.speaker.interpret if deps.speaker is not None else read
    heard = hear(state.said, files, state.today, standing, reader, costs)
    if deps.asks and heard.questions and state.asked_back < MOST_QUESTIONS:
        return {"heard": heard, "questions": heard.questions, "notes": taken(heard)}
    if deps.asks and (heard.mode in _TALK or courteous(heard)):
        command = heard.mode.value if heard.mode in _COMMANDS else None
        return {"heard": heard, "command": command, "notes": taken(heard)}
    if standing is not None:
        change = spoken_change(heard, standing, files)
        trial = state.trial or supposed(state.said)
        return {"heard": heard, "trial": trial, **_changed(change, state, taken(heard))}
    data, said = spoken_trip_data(heard, files, state.today, deps.currency)
    wanted, _, notes = resolve(parse_request(data), files)
    if deps.asks and not state.asked_back:
        asked = doubts(
            wanted,
            heard.change.request,
            lambda: deps.workshop.supplies(Order(wanted, files, deps.travel)),
            seed=deps.seed,
        )
        if asked:
            return {"heard": heard, "questions": asked, "notes": taken(heard)}
    return {"heard": heard, "wanted": wanted, "keep": None, "notes": (*said, *notes)}


def _changed(change: Change, state: TripState, said: tuple[Note, ...] = ()) -> dict[str, Any]:
    """The standing trip with a change laid over it."""
    if state.standing is None:
        raise RequestError("Expected a trip to change: plan one first.")
    base, stores, _ = resolve(state.standing.request, state.files)
    named, notes = resolve_change(change, stores)
    changed, lost = without_left_behind(apply(base, named), stores, state.files)
    wanted, _, more = resolve(changed, state.files)
    stays = {stop.city for stop in wanted.destinations} & {*stores}
    keep = named.keep if stays else None
    return {"wanted": wanted, "keep": keep, "notes": (*said, *notes, *lost, *more)}
