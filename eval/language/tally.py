"""Right and wrong answers, slot by slot, of queries that were read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Slot:
    """Right and wrong answers of one slot."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was said."""
        return self.right / self.gold if self.gold else 1.0

    def row(self) -> dict[str, float]:
        """Its figures by name."""
        return {"precision": self.precision, "recall": self.recall, "gold": self.gold}


@dataclass
class Tally:
    """Slots of one set of queries, and how many queries are right in every slot."""

    slots: dict[str, Slot] = field(default_factory=dict)
    queries: int = 0
    whole: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, query: str, gold: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """Score one query; a slot that is a set scores each of its elements."""
        faults = []
        for name, expected in gold.items():
            slot = self.slots.setdefault(name, Slot())
            wanted, got = _elements(expected), _elements(said.get(name))
            right = sum((wanted & got).values())
            slot.right += right
            slot.said += got.total()
            slot.gold += wanted.total()
            if not right == got.total() == wanted.total():
                faults.append(f"{name}: {dict(got)} for {dict(wanted)}")
        self.queries += 1
        self.whole += not faults
        if faults:
            self.wrong.append(f"{'; '.join(faults)} | {query}")

    def queries_right(self) -> float:
        """Share of queries with every slot right."""
        return self.whole / self.queries if self.queries else 1.0

    def fields_right(self) -> float:
        """Share of gold elements found, of all slots together, less what was wrongly said."""
        right = sum(slot.right for slot in self.slots.values())
        said = sum(max(slot.said, slot.gold) for slot in self.slots.values())
        return right / said if said else 1.0


def _elements(value: Any) -> Counter[str]:
    if value is None:
        return Counter()
    values = value if isinstance(value, list | tuple | set) else [value]
    return Counter(str(v) for v in values)


def report(name: str, tally: Tally) -> list[str]:
    """A table of a tally's slots."""
    lines = [f"{name}: {tally.queries} queries"]
    for slot, score in tally.slots.items():
        lines.append(
            f"  {slot:<16}precision {score.precision:6.1%}  recall {score.recall:6.1%}"
            f"  gold {score.gold}"
        )
    longest = sorted(tally.seconds)[int(0.95 * len(tally.seconds))]
    middle = sorted(tally.seconds)[len(tally.seconds) // 2]
    lines.append(
        f"  fields right {tally.fields_right():.1%},"
        f" queries wholly right {tally.queries_right():.1%}"
    )
    lines.append(
        f"  time a query: median {middle * 1e3:.1f} ms, 95th percentile {longest * 1e3:.1f} ms"
    )
    return lines
