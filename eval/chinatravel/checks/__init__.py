"""The environment's 25 checks, by an independent hand: nothing here is shared with the solver.

Each group walks a plan and yields faults; a check fails where any fault bears its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.chinatravel.checks import hotels, intercity, meals, order, positions, sights, transports
from eval.chinatravel.checks.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

GROUPS = (intercity, sights, hotels, meals, transports, order, positions)
CHECKS: tuple[str, ...] = tuple(name for group in GROUPS for name in group.CHECKS)


def faults(plan: Any, query: Query, sandbox: Sandbox) -> list[Fault]:
    """All that is wrong with a plan; where a group cannot even read it, all its checks fail."""
    found: list[Fault] = []
    for group in GROUPS:
        try:
            found.extend(group.faults(plan["itinerary"], query, sandbox))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as unread:
            found.extend(Fault(name, f"it cannot be read: {unread!r}") for name in group.CHECKS)
    return found


def failed(found: list[Fault]) -> Mapping[str, str]:
    """The checks that fail, each with its first fault."""
    return {fault.check: fault.sentence for fault in reversed(found)}
