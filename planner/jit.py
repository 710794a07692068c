"""One switch for compiled loops: numba's ``njit`` with an on-disk cache, or plain Python that gives the same answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def _plain(function: F) -> F:
    return function


def _compiler() -> Callable[[F], F]:
    if os.environ.get("NUMBA_DISABLE_JIT") == "1":
        return _plain
    try:
        from numba import njit
    except ImportError:
        return _plain
    compiled: Callable[[F], F] = njit(cache=True)
    return compiled


compiled = _compiler()
