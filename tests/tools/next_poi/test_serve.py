"""The server's command line and process; a real vLLM answers where one is installed."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.errors import ServiceError
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.next_poi.crowd import Crowd
from tools.next_poi.serve import Server, Serving
from tools.next_poi.training.samples import protocol_samples

if TYPE_CHECKING:
    from tools.next_poi.visits import CheckIns

VLLM = Path(
    os.environ.get(
        "WAYPLAN_VLLM_PYTHON", Path(__file__).resolve().parents[3] / ".venv-vllm" / "bin" / "python"
    )
)


def test_command_names_the_checkpoint(tmp_path: Path, town: CheckIns) -> None:
    """The served name is the checkpoint's, and the longest prompt fits with its one answer."""
    checkpoint = write_checkpoint(tmp_path, town)
    words = Serving(Path("python"), port=9).command(checkpoint)
    following = dict(itertools.pairwise(words))
    assert following["--served-model-name"] == checkpoint.name
    assert int(following["--max-model-len"]) == checkpoint.encoding.longest_prompt + 1
    assert "--skip-tokenizer-init" in words
    assert "bfloat16" in Serving(Path("python"), gpu=True).command(checkpoint)


def test_server_that_ends_at_once_says_why(tmp_path: Path, town: CheckIns) -> None:
    """A start that fails is a typed error with the process's own last words, at once."""
    checkpoint = write_checkpoint(tmp_path, town)
    broken = tmp_path / "python"
    broken.write_text(f"#!{sys.executable}\nraise SystemExit('no vllm here')\n")
    broken.chmod(0o755)
    with (
        Server(checkpoint, Serving(broken), tmp_path / "log", os.environ) as server,
        pytest.raises(ServiceError, match="status 1: no vllm here"),
    ):
        server.wait()


def test_server_that_never_answers_is_given_up(tmp_path: Path, town: CheckIns) -> None:
    """A process that listens to nobody is ended after its time."""
    checkpoint = write_checkpoint(tmp_path, town)
    idle = tmp_path / "python"
    idle.write_text("#!/bin/sh\nexec sleep 60\n")
    idle.chmod(0o755)
    serving = Serving(idle, port=1, start_seconds=0.3)
    with (
        Server(checkpoint, serving, tmp_path / "log", os.environ) as server,
        pytest.raises(ServiceError, match="not healthy after 0 s"),
    ):
        server.wait()


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_real_server_ranks_like_the_engine(tmp_path: Path, town: CheckIns) -> None:
    """VLLM and torch agree on every place's log-probability to rounding.

    A killed server is a typed error.
    """
    if not VLLM.exists():
        pytest.skip(f"no vLLM at {VLLM}; set WAYPLAN_VLLM_PYTHON to its interpreter")
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("openai")
    from tests.tools.next_poi.test_ranker import blank_memory, stump
    from tools.next_poi.client import Client, Patience
    from tools.next_poi.encoding import Encoding
    from tools.next_poi.engine import Engine
    from tools.next_poi.ranker import Ranker
    from tools.next_poi.training.export import export
    from tools.next_poi.training.model import ComposedLlama, Shape

    torch.manual_seed(0)
    crowd, encoding = Crowd.of(town), Encoding(town.places.categories, town.places.ids, visits=12)
    # vLLM's attention on a CPU wants heads of at least 32.
    model = ComposedLlama(
        encoding, town.places, crowd, Shape(width=64, layers=1, heads=2, inner=64)
    )
    checkpoint = export(
        model,
        Ranker(town.places, crowd, blank_memory(), stump("is_last")),
        tmp_path / "checkpoint",
        {},
    )
    prompts = [encoding.prompt(sample.query) for sample in protocol_samples(town, town)[:20]]
    expected = Engine(checkpoint).propose(prompts)
    with Server(checkpoint, Serving(VLLM, port=8127), tmp_path / "log", os.environ) as server:
        server.wait()
        client = Client(server.serving.url, checkpoint, Patience(timeout=60))
        client.check()
        found = client.propose(prompts)
        for mine, theirs in zip(expected, found, strict=True):
            assert theirs.full(8) == pytest.approx(mine.full(8), abs=1e-3)
        server.stop()
        with pytest.raises(ServiceError):
            client.propose(prompts[:1])
