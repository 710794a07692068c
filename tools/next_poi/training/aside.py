"""A job in a process of its own, beside what this one does.

Not in a thread: torch draws its random numbers from one generator a process, and two that draw from
it would not do the same twice.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

T = TypeVar("T")


@contextmanager
def aside(
    job: Callable[..., T], arguments: tuple[Any, ...], say: Callable[[str], None]
) -> Iterator[Callable[[], T]]:
    """Run ``job(*arguments, say)``, and give the function that waits for what it returns.

    It raises what the job raises. What the job says is said here. The job ends with the block, and
    with this process.
    """
    context = multiprocessing.get_context("spawn")
    heard, told = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(job, arguments, told))
    process.start()
    told.close()
    with ThreadPoolExecutor(1) as listeners:
        listening = listeners.submit(_listen, heard, say)
        try:
            yield listening.result
        finally:
            process.terminate()
    process.join()


def _listen(heard: Connection, say: Callable[[str], None]) -> Any:
    while True:
        try:
            kind, content = heard.recv()
        except EOFError as error:
            raise RuntimeError("The process beside this one ended before its job.") from error
        if kind == "done":
            return content
        if kind == "failed":
            raise content
        say(content)


def _work(job: Callable[..., Any], arguments: tuple[Any, ...], told: Connection) -> None:
    """The whole life of the process aside."""
    # The process that started this one is interrupted too, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        told.send(("done", job(*arguments, lambda line: told.send(("said", line)))))
    except Exception as error:
        error.add_note(traceback.format_exc())
        told.send(("failed", error))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
