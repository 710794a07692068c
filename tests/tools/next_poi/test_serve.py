"""The server's command line and process; a real vLLM answers in ``test_real_server``."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.errors import ServiceError
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.next_poi.serve import Server, Serving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.visits import CheckIns


def started(
    checkpoint: Checkpoint, serving: Serving, log: Path, environment: Mapping[str, str]
) -> Server:
    """A server of a checkpoint."""
    return Server(serving, serving.command(checkpoint), log, environment)


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
        started(checkpoint, Serving(broken), tmp_path / "log", os.environ) as server,
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
        started(checkpoint, serving, tmp_path / "log", os.environ) as server,
        pytest.raises(ServiceError, match="not healthy after 0 s"),
    ):
        server.wait()
