"""The graph that every trip goes through; here is only its wiring.

    begin -> interpret -+-> clarify -> interpret        something has to be asked back
                        +-> answer -> remember          a question about places or the plan
                        +-> switch -> remember          undo, redo, accept
                        +-> recall -> gather -> path (each of several, side by side)
                                                  -> arbitrate -> gate -> refine -> gate
                                                                     -> explain -> remember -> END

Recall comes after interpret: what is remembered is fetched by what the trip needs to know.
State is ``agents.state.TripState``, what comes from outside is ``agents.context.Deps``.
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
from agents.nodes.path import path
from agents.nodes.recall import recall
from agents.nodes.refine import refine
from agents.nodes.remember import remember
from agents.nodes.switch import switch
from agents.state import InputState, PathInput, TripState

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


def after_interpret(state: TripState) -> str:
    """Where a turn goes once it is understood."""
    if state.command is not None:
        return "switch"
    if state.questions:
        return "clarify"
    return "answer" if state.wanted is None else "recall"


def send_paths(state: TripState) -> list[Send]:
    """One message to each path."""
    assert state.wanted is not None
    given = PathInput(
        path="your own",
        wanted=state.wanted,
        old=state.old,
        keep=1.0 if state.keep is None else state.keep,
        files=state.files,
        recollection=state.recollection,
    )
    return [Send("path", given)]


def after_gate(state: TripState) -> str:
    """A plan is refined once, and then explained."""
    return "explain" if state.refined else "refine"


def build(checkpointer: BaseCheckpointSaver[Any] | None = None) -> CompiledStateGraph[Any, Deps]:
    """The graph, ready to run; with a checkpointer its threads outlast the process."""
    builder = StateGraph(TripState, context_schema=Deps, input_schema=InputState)
    for node in (begin, interpret, clarify, recall, answer, switch, gather, arbitrate, gate, refine,
                 explain, remember):  # fmt: skip
        builder.add_node(node)
    builder.add_node("path", path, input_schema=PathInput)
    builder.add_edge(START, "begin")
    builder.add_edge("begin", "interpret")
    builder.add_conditional_edges(
        "interpret", after_interpret, ["switch", "clarify", "answer", "recall"]
    )
    builder.add_edge("recall", "gather")
    builder.add_edge("clarify", "interpret")
    builder.add_conditional_edges("gather", send_paths, ["path"])
    builder.add_edge("path", "arbitrate")
    builder.add_edge("arbitrate", "gate")
    builder.add_conditional_edges("gate", after_gate, ["refine", "explain"])
    builder.add_edge("refine", "gate")
    builder.add_edge("explain", "remember")
    builder.add_edge("answer", "remember")
    builder.add_edge("switch", "remember")
    builder.add_edge("remember", END)
    return builder.compile(checkpointer=checkpointer, name="planner")


graph = build()
