"""Ctrl-C while a turn is worked out."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from agents.repl.watch import interruptible


def press() -> None:
    """What Ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_halts_and_the_second_breaks_off() -> None:
    """The first goes on to the best plan so far; the second ends the turn at a safe place."""
    halts: list[int] = []
    with interruptible(lambda: halts.append(1)) as broken_off:
        press()
        broken_off()
        assert halts == [1]
        press()
        with pytest.raises(KeyboardInterrupt):
            broken_off()


def test_the_third_ends_at_once() -> None:
    """Where nothing comes to a safe place, one is not held."""
    with interruptible(lambda: None), pytest.raises(KeyboardInterrupt):
        press()
        press()
        press()
        signal.pause()


def test_afterwards_ctrl_c_is_as_it_was() -> None:
    """The signal has the handler that it had before, whatever happened."""
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError), interruptible(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not before
        raise ValueError
    assert signal.getsignal(signal.SIGINT) is before


def test_in_another_thread_signals_are_left_alone() -> None:
    """Python delivers them to the main thread only."""
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with interruptible(lambda: None):
            seen.append(signal.getsignal(signal.SIGINT))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == [before]
