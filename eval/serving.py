"""What serving the next-place model costs: a vLLM server beside the same model in this process.

    make bench-serve

Every caller asks for one place at a time after 100 tokens of history, and asks again once it is
answered. Memory is what the process that holds the model takes; start-up ends with the first
answer.
"""

from __future__ import annotations

import math
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from agents.settings import environment, load
from eval.command import parser_of, positive, write
from tools.next_poi.checkpoint import SHIPPED, Checkpoint
from tools.next_poi.client import Client, Patience
from tools.next_poi.encoding import BOS, FIRST_GAP, FIRST_TIME, GAPS, TIMES
from tools.next_poi.light import LightEngine
from tools.next_poi.serve import Server, Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.next_poi.proposal import Proposer

#: Tokens of a prompt, and callers at a time.
TOKENS, CALLERS = 100, (1, 8, 32)


@dataclass(frozen=True, slots=True)
class Load:
    """One row of the table.

    Attributes:
        start_seconds: from nothing to the first answer.
        memory_mb: resident, once it has answered.
        p50_ms, p95_ms: latency of a request.
        per_second: requests answered.
    """

    backend: str
    callers: int
    start_seconds: float
    memory_mb: float
    p50_ms: float
    p95_ms: float
    per_second: float


def prompts(checkpoint: Checkpoint, count: int, seed: int = 0) -> list[list[int]]:
    """Random visits as prompts of ``TOKENS`` tokens."""
    rng, encoding = np.random.default_rng(seed), checkpoint.encoding
    found = []
    for _ in range(count):
        visits = [
            (
                FIRST_TIME + int(rng.integers(TIMES)),
                FIRST_GAP + int(rng.integers(GAPS)),
                encoding.first_place + int(rng.integers(len(encoding.places))),
            )
            for _ in range(TOKENS // 3 + 1)
        ]
        # It ends with the time and gap of the visit that is asked about.
        stream = [token for visit in visits for token in visit][:-1]
        found.append([BOS, *stream[1 - TOKENS :]])
    return found


def press(ask: Callable[[int], object], callers: int, requests: int) -> tuple[list[float], float]:
    """Seconds of each of ``requests`` calls of ``ask`` by ``callers`` threads, and of all."""

    def call(number: int) -> float:
        begun = time.perf_counter()
        ask(number)
        return time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        taken = list(pool.map(call, range(requests)))
    return taken, time.perf_counter() - begun


def table(
    backend: str,
    proposer: Proposer,
    asked: Sequence[list[int]],
    requests: int,
    started: float,
    memory_mb: float,
) -> Iterator[Load]:
    """A row for each number of callers."""
    for callers in CALLERS:
        press(lambda n: proposer.propose([asked[n % len(asked)]]), callers, callers)
        taken, whole = press(lambda n: proposer.propose([asked[n % len(asked)]]), callers, requests)
        p50, p95 = np.quantile(taken, (0.5, 0.95)) * 1000
        yield Load(backend, callers, started, memory_mb, float(p50), float(p95), requests / whole)


def resident_mb(process: int) -> float:
    """Memory of a process and its children in MB; NaN where the system does not tell."""
    total = _resident_mb(process)
    waiting = _children(process)
    while waiting:
        child = waiting.pop()
        found = _resident_mb(child)
        # A child may have ended since it was listed.
        total += 0.0 if math.isnan(found) else found
        waiting += _children(child)
    return total


def _resident_mb(process: int) -> float:
    """Memory of one process in MB; NaN where there is none."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return math.nan
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _children(process: int) -> list[int]:
    """The processes that the threads of one have started, of those threads that have not ended."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def in_process(
    checkpoint: Checkpoint, name: str, load: Callable[[], Proposer], requests: int
) -> list[Load]:
    """The rows of an engine in this process; its memory is what loading it adds."""
    asked, before, begun = prompts(checkpoint, 64), resident_mb(os.getpid()), time.perf_counter()
    engine = load()
    engine.propose(asked[:1])
    started, memory = time.perf_counter() - begun, resident_mb(os.getpid()) - before
    return list(table(name, engine, asked, requests, started, memory))


def served(checkpoint: Checkpoint, serving: Serving, requests: int) -> list[Load]:
    """The rows of a vLLM server."""
    asked, begun = prompts(checkpoint, 64), time.perf_counter()
    with running(serving, serving.command(checkpoint)) as server:
        client = Client(serving.url, checkpoint, Patience(timeout=60.0))
        client.check()
        client.propose(asked[:1])
        started, memory = time.perf_counter() - begun, resident_mb(server.pid)
        name = "vLLM on a GPU" if serving.gpu else "vLLM on CPU"
        return list(table(name, client, asked, requests, started, memory))


@contextmanager
def running(serving: Serving, command: Sequence[str]) -> Iterator[Server]:
    """A healthy server, whose log goes when it does."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        Server(serving, command, Path(scratch) / "log", environment()) as server,
    ):
        server.wait()
        yield server


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table; 0."""
    parser = parser_of("serving", __doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED, help="checkpoint folder")
    parser.add_argument("--vllm-python", type=Path, help="else as the settings have it")
    parser.add_argument("--requests", type=positive, default=300, help="for each row")
    parser.add_argument("--threads", type=positive, default=2, help="of torch and of vLLM")
    parser.add_argument("--port", type=positive, default=8123)
    parser.add_argument("--gpu", action="store_true", help="vLLM is the GPU build")
    given = parser.parse_args(arguments)
    python = load().settings.interpreter(given.vllm_python)
    checkpoint = Checkpoint.load(given.model)
    serving = Serving(python, port=given.port, gpu=given.gpu, threads=given.threads)
    here: dict[str, Callable[[], Proposer]] = {
        "numpy here": lambda: LightEngine(checkpoint),
        "torch here": lambda: _on_torch(checkpoint, given.threads),
    }
    if given.gpu:
        here["torch here on a GPU"] = lambda: _on_torch(checkpoint, given.threads, "cuda")
    rows = served(checkpoint, serving, given.requests)
    for name, engine in here.items():
        rows += in_process(checkpoint, name, engine, given.requests)
    _print(rows)
    write({"figures": _figures(rows), "rows": [asdict(row) for row in rows]}, given.out)
    return 0


def _on_torch(checkpoint: Checkpoint, threads: int, device: str = "cpu") -> Proposer:
    # Torch is loaded here and not before, so that its time and memory are counted.
    import torch

    from tools.next_poi.engine import Engine

    torch.set_num_threads(threads)
    return Engine(checkpoint, device=device)


def _figures(rows: Sequence[Load]) -> dict[str, float]:
    """Every figure under a name such as ``vllm_on_cpu_8_p50_ms``."""
    told: dict[str, float] = {}
    for row in rows:
        values = asdict(row)
        backend = values.pop("backend").lower().replace(" ", "_")
        callers = values.pop("callers")
        told |= {f"{backend}_{callers}_{name}": value for name, value in values.items()}
    return told


def _print(rows: Sequence[Load]) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table("model", "callers", "start s", "MB", "p50 ms", "p95 ms", "per s")
    for row in rows:
        shown.add_row(
            row.backend,
            f"{row.callers}",
            f"{row.start_seconds:.1f}",
            f"{row.memory_mb:.0f}",
            f"{row.p50_ms:.1f}",
            f"{row.p95_ms:.1f}",
            f"{row.per_second:.0f}",
        )
    Console().print(shown)
