"""Trips that a hostile language model has a say in, and the court that judges them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agents.settings import load
from agents.turn import Turn
from eval.adversary import Court, Trip, main, report
from eval.chat_model import ChatModel
from planner.itinerary import Itinerary
from tests.agents.test_session import TRIP, talk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_liar_breaks_nothing(tmp_path: Path) -> None:
    """A few trips of the two hundred: asked, answered, by the rules, with places on file."""
    out = tmp_path / "report.json"
    assert main(["--count", "4", "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert (found["trips"], found["answered"]) == (4, 4)
    assert (found["broken_gates"], found["invented_places"]) == (0, 0)
    assert found["requests"] >= 4


def test_the_court_sees_what_is_wrong() -> None:
    """A stop that was renamed, and one that begins before its place opens."""
    with talk() as session:
        plan = session.say(TRIP).plan
    assert isinstance(plan, Itinerary)
    first = plan.days[0].stops[0]
    court = Court()
    for stop, invented, broken in (
        (first, 0, 0),
        (first.model_copy(update={"name": "The Grue Arms"}), 1, None),
        (first.model_copy(update={"start": first.start.replace(hour=3)}), 0, 1),
    ):
        stops = (stop, *plan.days[0].stops[1:])
        days = (plan.days[0].model_copy(update={"stops": stops}), *plan.days[1:])
        trip = Trip(0, said=["x"])
        court.judge(Turn(mode="plan", plan=plan.model_copy(update={"days": days})), trip)
        assert len(trip.invented) == invented
        assert broken is None or bool(trip.broken) is bool(broken)
        assert trip.answered


def test_a_crash_is_no_answer() -> None:
    """The figures count what went wrong, and tell it."""
    good, bad = Trip(0, said=["x"], modes=["plan"]), Trip(1, said=["x"], error="Traceback")
    found = report([good, bad], asked=2, seconds=1.0)
    assert (found["trips"], found["answered"]) == (2, 1)
    assert [trip["seed"] for trip in found["wrong"]] == [1]


def test_the_small_model_is_a_llama_of_our_own(tmp_path: Path) -> None:
    """Some five million random weights, a tokenizer that gives text back, a chat template."""
    tokenizers = pytest.importorskip("tokenizers")
    numpy = pytest.importorskip("safetensors.numpy")
    folder = ChatModel.build(tmp_path / "model").folder
    weights = numpy.load_file(str(folder / "model.safetensors"))
    assert 4e6 < sum(array.size for array in weights.values()) < 6e6
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    text = "Drei Tage in Køln, 10:30 €\n"
    assert tokenizer.decode(tokenizer.encode(text).ids) == text
    assert weights["lm_head.weight"].shape[0] == tokenizer.get_vocab_size()
    assert "chat_template" in json.loads((folder / "tokenizer_config.json").read_text())


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_real_server_of_noise_breaks_nothing(tmp_path: Path) -> None:
    """VLLM on the CPU, where the setting vllm_python names an interpreter that has it."""
    python = load().settings.vllm_python
    if python is None:
        pytest.skip("vllm_python is not set")
    out = tmp_path / "report.json"
    assert main(["--by", "vllm", "--count", "3", "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert (found["answered"], found["broken_gates"], found["invented_places"]) == (3, 0, 0)
    assert found["requests"] > found["requests_failed"]
