"""The graph that every trip goes through; here is only its wiring.

    begin -> interpret -+-> clarify -> interpret     something has to be asked back
                        +-> answer -> remember       a question about places or the plan
                        +-> switch -> remember       undo, redo; accept, by way of more
                        +-> others -> remember       other good plans beside the one that stands
                        +-> recall -> gather

    gather -+-> path, path, path ... -> arbitrate    a new trip; arbitrate may ask more paths
            +-> repair                               a change of the plan that stands
            +-> gate                                 a trip that cannot be had: the refusal

    arbitrate, repair -> gate -> refine -> gate -> explain -> remember -> END

Where the gate finds a rule broken it sends the trip back to gather, a bounded number of times.
Recall comes after interpret: what is remembered is fetched by what the trip needs to know. State is
``agents.state.TripState``, what comes from outside is ``agents.context.Deps``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph
from langgraph.types import Send

from agents.context import Deps
from agents.nodes.answer import answer
from agents.nodes.arbitrate import arbitrate
from agents.nodes.begin import begin
from agents.nodes.clarify import clarify
from agents.nodes.explain import explain
from agents.nodes.gate import gate
from agents.nodes.gather import gather
from agents.nodes.interpret import interpret
from agents.nodes.others import more, others
from agents.nodes.path import path
from agents.nodes.recall import recall
from agents.nodes.refine import refine
from agents.nodes.remember import remember
from agents.nodes.repair import repair
from agents.nodes.switch import switch
from agents.state import InputState, PathInput, TripState

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


def after_interpret(state: TripState) -> str:
    """Where a turn goes once it is understood."""
    if state.command is not None:
        return "others" if state.command == "others" else "switch"
    if state.questions:
        return "clarify"
    return "answer" if state.wanted is None else "recall"


def after_switch(state: TripState) -> str:
    """Beside a plan that was taken others are told, as beside one that was made."""
    return "more" if state.command == "accept" and state.version is not None else "remember"


def after_gather(state: TripState) -> str | list[Send]:
    """Who makes the plan, if any can be had."""
    if state.answer is not None:
        return "gate"
    return _paths(state) or "repair"


def after_arbitrate(state: TripState) -> str | list[Send]:
    """More paths are asked until there is a verdict."""
    return _paths(state) or "gate"


def _paths(state: TripState) -> list[Send]:
    """A message to each persona that is to plan the trip next."""
    given = {name: getattr(state, name) for name in PathInput.model_fields if name != "persona"}
    return [Send("path", PathInput(**given, persona=name)) for name in state.personas]


def after_gate(state: TripState) -> str:
    """What broke a rule is planned again; a plan is refined once, and then explained."""
    if state.answer is None:
        return "gather"
    return "explain" if state.refined else "refine"


def build(checkpointer: BaseCheckpointSaver[Any] | None = None) -> CompiledStateGraph[Any, Deps]:
    """The graph, ready to run; with a checkpointer its threads outlast the process."""
    builder = StateGraph(TripState, context_schema=Deps, input_schema=InputState)
    for node in (begin, interpret, clarify, answer, switch, more, others, recall, gather, arbitrate,
                 repair, gate, refine, explain, remember):  # fmt: skip
        builder.add_node(node)
    builder.add_node("path", path, input_schema=PathInput)
    builder.add_edge(START, "begin")
    builder.add_edge("begin", "interpret")
    builder.add_conditional_edges(
        "interpret", after_interpret, ["clarify", "answer", "switch", "others", "recall"]
    )
    builder.add_edge("clarify", "interpret")
    builder.add_conditional_edges("switch", after_switch, ["more", "remember"])
    builder.add_edge("recall", "gather")
    builder.add_conditional_edges("gather", after_gather, ["path", "repair", "gate"])
    builder.add_edge("path", "arbitrate")
    builder.add_conditional_edges("arbitrate", after_arbitrate, ["path", "gate"])
    builder.add_edge("repair", "gate")
    builder.add_conditional_edges("gate", after_gate, ["gather", "refine", "explain"])
    builder.add_edge("refine", "gate")
    for last in ("answer", "more", "others", "explain"):
        builder.add_edge(last, "remember")
    builder.add_edge("remember", END)
    return builder.compile(checkpointer=checkpointer, name="planner")


graph = build()
