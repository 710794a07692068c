"""The door to compiled loops: what names the cache, and what happens without a compiler."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from planner import jit


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with copies of the compiled files, looked at in place of the planner's own."""
    for stem in jit.COMPILED:
        shutil.copy(jit.HERE / f"{stem}.py", tmp_path)
    monkeypatch.setattr(jit, "HERE", tmp_path)
    return tmp_path


def test_copies_have_the_stamp_of_their_originals(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stamp is of the text alone, wherever it lies."""
    there = jit._stamp()
    monkeypatch.setattr(jit, "HERE", Path(jit.__file__).parent)
    assert jit._stamp() == there


@pytest.mark.parametrize("stem", jit.COMPILED)
def test_the_stamp_changes_with_every_compiled_file(copies: Path, stem: str) -> None:
    """One more line anywhere is another cache; taking it back is the old one."""
    path, before = copies / f"{stem}.py", jit._stamp()
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n# Another line.\n", encoding="utf-8")
    assert jit._stamp() != before
    path.write_text(text, encoding="utf-8")
    assert jit._stamp() == before


def test_the_list_of_compiled_files_is_whole() -> None:
    """Every module that compiles a function is stamped, and no other but the door itself."""
    users = {
        path.stem
        for path in jit.HERE.glob("*.py")
        if "from planner.jit import" in path.read_text(encoding="utf-8")
    }
    assert users | {"jit"} == set(jit.COMPILED)


def test_what_was_never_compiled_is_not_compiled(copies: Path) -> None:
    """An unknown stamp has no folder; once the folder is there, the loops count as compiled."""
    assert not jit.is_compiled()
    jit._cache_folder().mkdir(parents=True)
    assert jit.is_compiled()
    (copies / "kernel.py").write_text("# Other text.\n", encoding="utf-8")
    assert not jit.is_compiled()


def test_the_cache_lies_beside_the_byte_code(copies: Path) -> None:
    """Where the folder can be written, it is there."""
    assert jit._cache_folder() == copies / "__pycache__" / jit._stamp()


def test_a_read_only_install_caches_in_the_temporary_folder(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether writing is refused or the folder cannot even be made."""
    elsewhere = Path(tempfile.gettempdir()) / "wayplan" / jit._stamp()
    with monkeypatch.context() as patch:
        patch.setattr(jit.os, "access", lambda path, mode: False)
        assert jit._cache_folder() == elsewhere
    shutil.rmtree(copies / "__pycache__")
    (copies / "__pycache__").write_text("in the way", encoding="utf-8")
    assert jit._cache_folder() == elsewhere


def test_without_numba_functions_stay_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numba cannot be imported, the very same function comes back."""
    monkeypatch.setitem(sys.modules, "numba", None)

    def double(x: int) -> int:
        return 2 * x

    assert jit._compiler()(double) is double


def _sum_of_squares(values: np.ndarray) -> float:
    total = 0.0
    for value in values:
        total += value * value
    return total


def test_with_numba_the_cache_setting_is_put_back(copies: Path) -> None:
    """Compiling sends this function's cache to the stamped folder and leaves others' alone."""
    numba = pytest.importorskip("numba")
    before = numba.config.CACHE_DIR
    summed = jit._compiler()(_sum_of_squares)
    assert before == numba.config.CACHE_DIR
    assert summed(np.array([1.0, 2.0, 3.0])) == 14.0
    if not numba.config.DISABLE_JIT:
        assert summed is not _sum_of_squares
        assert jit.is_compiled()
