"""Starts a vLLM server for a checkpoint and waits until it is healthy."""

from __future__ import annotations

import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import ServiceError, SettingsError
from tools.closing import Closing
from tools.next_poi.proposal import KEEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tools.next_poi.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve.

    Attributes:
        python: interpreter of the environment that vLLM is installed in.
        gpu: whether that is the GPU build.
        cache_gb: memory for attention keys and values on the CPU, in GB.
        threads: of the CPU build.
        start_seconds: how long it may take until it is healthy.
    """

    python: Path
    host: str = "127.0.0.1"
    port: int = 8123
    gpu: bool = False
    cache_gb: int = 1
    threads: int = 1
    start_seconds: float = 300.0

    @property
    def url(self) -> str:
        """The address that a ``Client`` takes."""
        return f"http://{self.host}:{self.port}/v1"

    def command(self, checkpoint: Checkpoint) -> list[str]:
        """The command line of the server."""
        flags = {
            "--model": str(checkpoint.folder),
            "--served-model-name": checkpoint.name,
            "--host": self.host,
            "--port": str(self.port),
            "--max-model-len": str(checkpoint.encoding.longest_prompt + 1),
            "--max-logprobs": str(KEEP),
            "--dtype": "bfloat16" if self.gpu else "float32",
        }
        switches = ["--skip-tokenizer-init", "--disable-log-stats"]
        if not self.gpu:
            # Compiling takes longer than it saves for a model of a few megabytes.
            switches += ["--enforce-eager", "--distributed-executor-backend", "uni"]
        words = [word for pair in flags.items() for word in pair]
        return [str(self.python), "-m", "vllm.entrypoints.openai.api_server", *words, *switches]

    def environment(self) -> dict[str, str]:
        """What the server's environment has beside the caller's: no network, no reports home."""
        common = {"HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}
        if self.gpu:
            # Kernels for top-k sampling and for eight-bit weights: neither is used here, and
            # vLLM would not start without the packages that they need.
            return common | {
                "VLLM_USE_FLASHINFER_SAMPLER": "0",
                "VLLM_USE_DEEP_GEMM": "0",
                "VLLM_DEEP_GEMM_WARMUP": "skip",
            }
        return common | {
            "VLLM_ENABLE_V1_MULTIPROCESSING": "0",
            "VLLM_CPU_KVCACHE_SPACE": str(self.cache_gb),
            "OMP_NUM_THREADS": str(self.threads),
        }


class Server(Closing):
    """A vLLM process that ends with its ``with`` block."""

    def __init__(
        self,
        serving: Serving,
        command: Sequence[str],
        log: Path,
        environment: Mapping[str, str],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Start the process.

        Args:
            command: as ``Serving.command`` has it.
            log: receives what it prints.
            environment: the caller's.

        Raises:
            SettingsError: there is no such interpreter, or the log cannot be written.
        """
        self.serving, self._log, self._sleep = serving, log, sleep
        try:
            with log.open("wb") as file:
                self._process = subprocess.Popen(
                    command,
                    env={**environment, **serving.environment()},
                    stdout=file,
                    stderr=subprocess.STDOUT,
                )
        except OSError as error:
            raise SettingsError(f"Cannot start vLLM by {serving.python}: {error}.") from error

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def join(self) -> None:
        """Return never: serve until interrupted.

        Raises:
            ServiceError: the server ended by itself.
        """
        self._process.wait()
        raise self._ended()

    def wait(self) -> None:
        """Return when the server is healthy.

        Raises:
            ServiceError: it ended or was not healthy in time; the message ends with the log's last
                lines.
        """
        deadline = time.monotonic() + self.serving.start_seconds
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise self._ended()
            if self._healthy():
                return
            self._sleep(0.25)
        raise ServiceError(
            f"vLLM was not healthy after {self.serving.start_seconds:.0f} s: {self._last_words()}"
        )

    def close(self, patience: float = 10.0) -> None:
        """End the process, by force after ``patience`` seconds."""
        self._process.terminate()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ended(self) -> ServiceError:
        status = self._process.returncode
        return ServiceError(f"vLLM ended with status {status}: {self._last_words()}")

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"{self.serving.url.removesuffix('/v1')}/health", timeout=2
            ) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _last_words(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM, and SIGINT even where the shell ignores it, end the block as Ctrl-C does.

    So a server that is started in it never outlives it. For the main thread alone.
    """
    ends = (signal.SIGINT, signal.SIGTERM)
    kept = [signal.signal(end, signal.default_int_handler) for end in ends]
    try:
        yield
    finally:
        for end, handler in zip(ends, kept, strict=True):
            signal.signal(end, handler)
