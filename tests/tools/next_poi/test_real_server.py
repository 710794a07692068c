"""A real vLLM serves the checkpoint that ships: run by ``.ci/run`` once, in vLLM's own environment.

The whole way is gone: ``wayplan serve``, a client, a ranking, the same ranking without a server, a
plan that asks it, and a server that is killed while it is asked.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from agents import app
from planner.itinerary import Itinerary
from tools.next_poi.checkpoint import SHIPPED, Checkpoint
from tools.next_poi.client import Client, Patience
from tools.next_poi.light import LightEngine
from tools.next_poi.predictor import Predictor, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.next_poi.predictor import Question

ROOT = Path(__file__).parents[3]
NOW = dt.datetime(2027, 6, 8, 10, tzinfo=dt.UTC)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def checkpoint() -> Checkpoint:
    """The checkpoint that ships."""
    return Checkpoint.load(SHIPPED)


@pytest.fixture(scope="module")
def served(checkpoint: Checkpoint) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Address and process of ``wayplan serve``."""
    if not os.environ.get("WAYPLAN_VLLM_PYTHON"):
        pytest.skip("WAYPLAN_VLLM_PYTHON does not name an interpreter with vLLM")
    pytest.importorskip("openai")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from eval.cli import main; main()"
    command = [sys.executable, "-u", "-c", code, "serve", str(SHIPPED), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name, _, address = process.stdout.readline().strip().partition(" at ")
        assert name == checkpoint.name
        yield address, process
        process.send_signal(signal.SIGINT)
        assert process.wait(60) != 0


def questions(checkpoint: Checkpoint, count: int) -> list[Question]:
    """People in Rome who have been to one place after another, hour by hour."""
    predictor, rng = Predictor(checkpoint), np.random.default_rng(0)
    rome = [place for place in checkpoint.encoding.places if place.startswith("rome:")]
    found = []
    for n in range(count):
        chosen = [rome[i] for i in rng.permutation(len(rome))[: n % 30]]
        hours = [dt.timedelta(hours=len(chosen) - i) for i in range(len(chosen))]
        walked = [Visit(place, NOW - hour) for place, hour in zip(chosen, hours, strict=True)]
        found.append(predictor.question(walked, NOW))
    return found


def test_it_ranks_like_the_model_in_this_process(
    checkpoint: Checkpoint, served: tuple[str, subprocess.Popen[str]]
) -> None:
    """Every place that vLLM names has numpy's log-probability, and the first five agree."""
    client = Client(served[0], checkpoint, Patience(timeout=60.0))
    client.check()
    prompts = [question.prompt for question in questions(checkpoint, 40)]
    here, there = LightEngine(checkpoint).log_probabilities(prompts), client.propose(prompts)
    for mine, theirs in zip(here[:, checkpoint.encoding.first_place :], there, strict=True):
        assert theirs.log_probability == pytest.approx(mine[theirs.places], abs=2e-3)
        assert set(theirs.places[:5]) <= set(np.argsort(-mine)[:7])


def test_a_plan_asks_it_where_to_go_on_to(served: tuple[str, subprocess.Popen[str]]) -> None:
    """It answers, as nothing is said of its loss, and the places are those told here."""
    trip = {"destinations": [{"city": "kyoto", "nights": 1}], "start": "2027-04-07"}
    here, there = app.plan(trip), app.plan(trip, next_poi_server=served[0])
    assert isinstance(here, Itinerary) and isinstance(there, Itinerary)
    assert here.spare and there.spare == here.spare
    assert there.notes == here.notes


def test_a_server_killed_while_it_is_asked(
    checkpoint: Checkpoint, served: tuple[str, subprocess.Popen[str]]
) -> None:
    """Everybody gets a ranking: at first the server's, and the one made here once it is gone."""
    address, process = served
    client = Client(address, checkpoint, Patience(timeout=20.0, trips=1000))
    predictor = Predictor(checkpoint, [("server", client), ("numpy", LightEngine(checkpoint))])
    asked, answered = questions(checkpoint, 200), threading.Semaphore(0)

    def ask(question: Question) -> str:
        (ranking,) = predictor.rank([question])
        answered.release()
        assert len(ranking.best(10)) == 10
        return ranking.source

    with ThreadPoolExecutor(16) as pool:
        sources = [pool.submit(ask, question) for question in asked]
        for _ in range(40):
            answered.acquire()
        process.send_signal(signal.SIGINT)
        told = [source.result(timeout=120) for source in sources]
    assert set(told) == {"server", "numpy"}
