"""The house rules that can be read off the code: one-way imports, small files, honest tests."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
#: Each layer may import those before it.
LAYERS = ("planner", "tools", "agents", "eval")
#: The one door: file, the module it may import upward, and the function it has to do so in.
DOOR = ("planner/__init__.py", "agents", "plan")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 400, 60
SOURCES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
#: What tests import from one another: fixtures, builders and helpers that assert.
SHARED = sorted(set((ROOT / "tests").rglob("*.py")) - set(TESTS))
#: Written in two parts so that this file does not find itself.
LEFTOVERS = re.compile(r"\b(" + "TO" + r"DO|FIX" + r"ME)\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    """Top-level packages that an import statement loads; a relative one loads its own."""
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield (node.module or "").partition(".")[0] if node.level == 0 else package
    elif (
        isinstance(node, ast.Call)
        and node.args
        and _called(node) in ("__import__", "import_module")
    ):
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value.partition(".")[0]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def upward_imports(tree: ast.AST, name: str) -> list[str]:
    """Imports in a source file of layers above its own, and of the tests; the door is let pass."""
    layer = name.partition("/")[0]
    barred = {*LAYERS[LAYERS.index(layer) + 1 :], "tests"}
    inside = {
        id(node)
        for function in _functions(tree)
        if (name, function.name) == (DOOR[0], DOOR[2])
        for node in ast.walk(function)
    }
    return [
        f"{name}:{getattr(node, 'lineno', 0)} imports {found}"
        for node in ast.walk(tree)
        for found in _imported(node, layer)
        if found in barred and not (id(node) in inside and found == DOOR[1])
    ]


def long_functions(tree: ast.AST, name: str) -> list[str]:
    """Functions longer than allowed, their decorators left out."""
    return [
        f"{name}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in _functions(tree)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= MAX_FUNCTION_LINES
    ]


def swallowed_errors(tree: ast.AST, name: str) -> list[str]:
    """Handlers that catch everything without naming it, or that catch everything and do nothing."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = {kind.id for kind in kinds if isinstance(kind, ast.Name)} & {
            "Exception",
            "BaseException",
        }
        idle = all(
            isinstance(step, ast.Pass)
            or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
            for step in node.body
        )
        if node.type is None or (broad and idle):
            found.append(f"{name}:{node.lineno} swallows errors")
    return found


def idle_tests(tree: ast.AST, name: str, shared: Mapping[str, Function] | None = None) -> list[str]:
    """Tests without a docstring, or that assert nothing, themselves or by a helper."""
    own = {node.name: node for node in _functions(tree)}
    helpers = {**(shared or {}), **own}
    found = []
    for node in own.values():
        if not node.name.startswith("test_"):
            continue
        if not ast.get_docstring(node):
            found.append(f"{name}:{node.lineno} {node.name} has no docstring")
        if not _asserts(node, helpers, set()):
            found.append(f"{name}:{node.lineno} {node.name} asserts nothing")
    return found


def _asserts(node: ast.AST, helpers: Mapping[str, Function], seen: set[str]) -> bool:
    for part in ast.walk(node):
        if isinstance(part, ast.Assert):
            return True
        if not isinstance(part, ast.Call):
            continue
        called = _called(part)
        if called in ("raises", "warns", "fail") or called.lstrip("_").startswith("assert"):
            return True
        if called in helpers and called not in seen:
            seen.add(called)
            if _asserts(helpers[called], helpers, seen):
                return True
    return False


def _trees(paths: list[Path]) -> Iterator[tuple[str, str, ast.Module]]:
    for path in paths:
        text = path.read_text(encoding="utf-8")
        yield _name(path), text, ast.parse(text)


def test_there_is_something_to_read() -> None:
    """Every layer has files, or the other tests would pass by reading nothing."""
    assert {_name(path).partition("/")[0] for path in SOURCES} == set(LAYERS)
    assert TESTS


def test_imports_run_one_way() -> None:
    """Planner <- tools <- agents <- eval, save for the one door inside planner.plan."""
    assert [
        fault for name, _, tree in _trees(SOURCES) for fault in upward_imports(tree, name)
    ] == []


@pytest.mark.parametrize(
    ("name", "code", "count"),
    [
        ("planner/x.py", "from tools.world import CatalogueWorld", 1),
        ("planner/x.py", "import agents.app", 1),
        ("planner/x.py", "if TYPE_CHECKING:\n    from eval.case import Case", 1),
        ("planner/x.py", "def plan():\n    from agents import app", 1),
        ("planner/x.py", "importlib.import_module('tools.world')", 1),
        ("planner/__init__.py", "from agents import app", 1),
        ("planner/__init__.py", "def plan():\n    from agents import app", 0),
        ("planner/__init__.py", "def plan():\n    from eval import run", 1),
        ("planner/__init__.py", "def other():\n    from agents import app", 1),
        ("tools/x.py", "from planner.place import Place", 0),
        ("tools/x.py", "from agents import app", 1),
        ("agents/x.py", "from eval.checker import judge", 1),
        ("eval/x.py", "from agents import app", 0),
        ("eval/x.py", "from tests.worlds import TinyWorld", 1),
    ],
)
def test_an_upward_import_is_found(name: str, code: str, count: int) -> None:
    """The reader itself tells the door from a hole in the wall."""
    assert len(upward_imports(ast.parse(code), name)) == count


def test_files_are_short() -> None:
    """No source file has more than 400 lines."""
    lengths = {name: text.count("\n") for name, text, _ in _trees(SOURCES)}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FILE_LINES} == {}


def test_functions_are_short() -> None:
    """No function has more than 60 lines."""
    assert [
        fault for name, _, tree in _trees(SOURCES) for fault in long_functions(tree, name)
    ] == []
    body = "\n".join(["    pass"] * MAX_FUNCTION_LINES)
    assert long_functions(ast.parse(f"def f():\n{body}"), "x.py") == ["x.py:1 f has 61 lines"]


def test_no_error_is_swallowed() -> None:
    """No bare except, and no except Exception that does nothing."""
    faults = [fault for name, _, tree in _trees(SOURCES) for fault in swallowed_errors(tree, name)]
    assert faults == []
    guilty = "try:\n    f()\nexcept{}:\n    {}"
    for kind, body, count in (("", "g()", 1), (" Exception", "pass", 1), (" Exception", "...", 1),
                              (" (ValueError, Exception)", "pass", 1), (" ValueError", "pass", 0),
                              (" Exception", "raise", 0)):  # fmt: skip
        assert len(swallowed_errors(ast.parse(guilty.format(kind, body)), "x.py")) == count


def test_nothing_is_left_over() -> None:
    """No note of work undone is left in the code or its tests."""
    texts = [*_trees(SOURCES), *_trees(TESTS)]
    assert [name for name, text, _ in texts if LEFTOVERS.search(text)] == []


def test_every_test_says_what_it_tests_and_tests_it() -> None:
    """A docstring, and something that can fail."""
    shared = {node.name: node for _, _, tree in _trees(SHARED) for node in _functions(tree)}
    faults = [f for name, _, tree in _trees(TESTS) for f in idle_tests(tree, name, shared)]
    assert faults == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('def test_a():\n    """Says."""\n    assert f()', 0),
        ("def test_a():\n    assert f()", 1),
        ('def test_a():\n    """Says."""\n    f()', 1),
        ('def test_a():\n    """Says."""\n    with pytest.raises(ValueError):\n        f()', 0),
        ('def _check():\n    assert 1\ndef test_a():\n    """Says."""\n    _check()', 0),
        ("def test_a():\n    f()", 2),
    ],
)
def test_an_idle_test_is_found(code: str, count: int) -> None:
    """The reader itself tells a test from a call."""
    assert len(idle_tests(ast.parse(code), "x.py")) == count


def test_the_layers_are_a_contract_too() -> None:
    """import-linter holds the same order, with the same one door."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    linter = settings["importlinter"]
    assert linter["root_packages"] == list(LAYERS)
    (contract,) = [c for c in linter["contracts"] if c["type"] == "layers"]
    assert contract["layers"] == list(LAYERS[::-1])
    assert contract["ignore_imports"] == ["planner -> agents.app"]
