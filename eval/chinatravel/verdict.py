"""The verdict on a plan: schema, the 25 checks, the logic, and the three preferences."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.allowed import ProgramError
from eval.chinatravel.checks import failed, faults
from eval.chinatravel.checks.fault import MEALS
from eval.chinatravel.concepts import allactivities, concepts, span
from eval.chinatravel.program import Program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox


class Verdict(NamedTuple):
    """What a plan is worth.

    Attributes:
        schema: what the schema has against it; empty where it is valid.
        checks: the checks that fail, each with what is wrong.
        logic: whether each program holds.
        preferences: ``dav``, ``att`` and ``ddr``, from 0 to 1.
    """

    schema: str
    checks: Mapping[str, str]
    logic: tuple[bool, ...]
    preferences: Mapping[str, float]

    @property
    def passed(self) -> bool:
        """Whether it counts for the final pass rate."""
        return not self.schema and not self.checks and all(self.logic)


class Judge:
    """Judges plans; the programs are read once each.

    Args:
        schema: the JSON schema of a plan.
    """

    def __init__(self, sandbox: Sandbox, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft7Validator

        self._sandbox = sandbox
        self._validator = Draft7Validator(schema)
        self._functions = concepts(sandbox)
        self._read = lru_cache(maxsize=4096)(self._program)

    def verdict(self, plan: Any, query: Query) -> Verdict:
        """Judge one plan."""
        broken = next(iter(self._validator.iter_errors(plan)), None)
        schema = "" if broken is None else f"{broken.json_path}: {broken.message}"
        logic = tuple(self.holds(source, plan) for source in query.logic)
        found = failed(faults(plan, query, self._sandbox))
        return Verdict(schema, found, logic, {} if schema else preferences(plan))

    def holds(self, source: str, plan: Mapping[str, Any]) -> bool:
        """Whether a program holds; never where it cannot be read."""
        program = self._read(source)
        return program is not None and program.holds(plan)

    def _program(self, source: str) -> Program | None:
        try:
            return Program(source, self._functions)
        except ProgramError:
            return None


def preferences(plan: dict[str, Any]) -> dict[str, float]:
    """The three default preferences of the challenge.

    ``dav``: four attractions a day; ``att``: the mean way takes no more than 15 minutes, and 0 at
    120; ``ddr``: three meals a day.
    """
    days = len(plan["itinerary"])
    activities = allactivities(plan)
    if not days:
        return {"dav": 0.0, "att": 0.0, "ddr": 0.0}
    ways = [legs for activity in activities if (legs := activity.get("transports"))]
    spent = sum(span(leg) for legs in ways for leg in legs)
    mean = spent / len(ways) if ways else -1
    seen = sum(activity["type"] == "attraction" for activity in activities)
    eaten = sum(activity["type"] in MEALS for activity in activities)
    return {
        "dav": _clamp(seen / (4 * days)),
        "att": _clamp(8 / 7 - mean / 105),
        "ddr": _clamp(eaten / (3 * days)),
    }


def _clamp(value: float) -> float:
    return max(0.0, min(1.0, value))
