"""The benchmark's metrics over many verdicts, and what failed by the shape of its program."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from eval.chinatravel.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.case import Outcome
    from eval.chinatravel.verdict import Verdict

PREFERENCES = ("dav", "att", "ddr")
#: Functions that nearly every program has; they tell no shape from another.
COMMON = {"allactivities", "activity_type", "activity_transports", "target_city", "set"}
#: Begins the name of a figure that counts programs which do not hold.
OPEN = "open_"


def marks_of(verdict: Verdict, logic: Sequence[str]) -> dict[str, float | None]:
    """A verdict as marks of an outcome; ``figures`` reads them again.

    ``checks_failed`` of the 25, ``logic_held`` of ``logic_asked`` programs; the preferences only
    where the plan passed; of every check that failed, and every shape of program that does not
    hold, how many.
    """
    failing = Counter(
        f"{OPEN}{shape(source)}"
        for source, holds in zip(logic, verdict.logic, strict=True)
        if not holds
    )
    return {
        "schema": float(not verdict.schema),
        "checks_failed": len(verdict.checks),
        "logic_held": sum(verdict.logic),
        "logic_asked": len(verdict.logic),
        **{name: verdict.preferences[name] if verdict.passed else None for name in PREFERENCES},
        **dict.fromkeys(verdict.checks, 1.0),
        **failing,
    }


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The metrics of the challenge, as shares from 0 to 1.

    ``dr`` schema-valid plans; ``epr`` the environment's checks, ``lpr`` the logic, micro over all
    cells or programs and macro over plans; ``c_lpr`` programs that hold in plans which pass the
    environment, of all programs; ``fpr``, also as ``final_pass``, plans that pass everything;
    ``dav``, ``att``, ``ddr`` over the plans that do. A crash passes nothing.
    """
    count = max(1, len(outcomes))
    read = [outcome.marks for outcome in outcomes]
    failed = [_mark(marks, "checks_failed", len(CHECKS)) for marks in read]
    held, asked = ([_mark(m, name) for m in read] for name in ("logic_held", "logic_asked"))
    programs = max(1.0, sum(asked))
    passed = sum(outcome.passed for outcome in outcomes)
    fulfilled = sum(h == a and bool(m) for h, a, m in zip(held, asked, read, strict=True))
    sound = sum(h for h, wrong in zip(held, failed, strict=True) if not wrong)
    return {
        "final_pass": passed / count,
        "dr": sum(_mark(marks, "schema") for marks in read) / count,
        "epr_micro": 1 - sum(failed) / (count * len(CHECKS)),
        "epr_macro": sum(not wrong for wrong in failed) / count,
        "lpr_micro": sum(held) / programs,
        "lpr_macro": fulfilled / count,
        "c_lpr": sound / programs,
        "fpr": passed / count,
        **{name: sum(_mark(m, name) for m in read) / max(1, passed) for name in PREFERENCES},
        **_open(read),
    }


def _mark(marks: Mapping[str, float | None], name: str, without: float = 0.0) -> float:
    value = marks.get(name)
    return without if value is None else value


def _open(read: Sequence[Mapping[str, float | None]]) -> dict[str, float]:
    """How many programs of each shape do not hold, most first."""
    counts: Counter[str] = Counter()
    for marks in read:
        counts.update({name: int(n or 0) for name, n in marks.items() if name.startswith(OPEN)})
    return {name: float(count) for name, count in counts.most_common()}


def shape(source: str) -> str:
    """What a program is about: the functions it calls; ``unread`` where it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "unread"
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return "+".join(sorted(called - COMMON)) or "activity_type"
