"""One door to compiled loops: ``njit``, cached on disk, or plain Python with the same answers.

Numba's cache looks at the file of a function alone, not at what the function calls: a changed
callee in another file would go unnoticed. The cache folder is therefore named after the text of
every compiled file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

HERE = Path(__file__).parent
#: Files with compiled functions.
COMPILED = (
    "jit",
    "kernel",
    "state",
    "insertion",
    "construct",
    "picks",
    "rebuild",
    "exchange",
    "moves",
    "anneal",
)


def _stamp() -> str:
    """A name for the present text of all compiled files."""
    digest = hashlib.sha256()
    for stem in COMPILED:
        digest.update((HERE / f"{stem}.py").read_bytes())
    return f"numba-{digest.hexdigest()[:16]}"


def _cache_folder() -> Path:
    """Beside the byte code where that can be written, else in the system's temporary folder."""
    beside = HERE / "__pycache__"
    try:
        beside.mkdir(exist_ok=True)
        writable = os.access(beside, os.W_OK)
    except OSError:
        writable = False
    return (beside if writable else Path(tempfile.gettempdir()) / "wayplan") / _stamp()


def is_compiled() -> bool:
    """Whether the loops have been compiled before, so that the next search starts at once."""
    return _cache_folder().is_dir()


def _compiler(*, inline: bool = False, allocates: bool = False) -> Callable[[F], F]:
    try:
        from numba import config, njit
    except ImportError:
        return lambda function: function
    folder = str(_cache_folder())
    options = {"forceinline": inline, "_nrt": allocates, "error_model": "numpy"}

    def compile_with_cache(function: F) -> F:
        kept, config.CACHE_DIR = config.CACHE_DIR, folder
        try:
            dispatcher: F = njit(cache=True, nogil=True, **options)(function)
        finally:
            config.CACHE_DIR = kept
        return dispatcher

    return compile_with_cache


#: Compiled. What is not said to allocate may make no array, nor copy one: then no references are
#: counted, which for all arrays of a problem would take longer than most functions themselves.
compiled, allocating = _compiler(), _compiler(allocates=True)
#: Compiled into the caller's code: a call that hands a whole problem over costs a good part of what
#: a change of a plan does. Whatever the search's loop calls is best one function with it.
inlined = _compiler(inline=True)
