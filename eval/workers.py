"""Processes for work that goes side by side."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def pool(
    workers: int, prepare: Callable[..., None] | None = None, *arguments: Any
) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave Ctrl-C to this one; what they have not begun is dropped at the end.

    Args:
        prepare: called once in each process before its work, with ``arguments``.
    """
    context = multiprocessing.get_context("spawn")
    processes = ProcessPoolExecutor(workers, context, _begin, (prepare, arguments))
    try:
        yield processes
    finally:
        processes.shutdown(cancel_futures=True)


def _begin(prepare: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare(*arguments)
