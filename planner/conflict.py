"""Which wishes conflict: sets of them that cannot all be granted, asked of an oracle.

A conflict is found by QuickXplain (Junker, AAAI 2004) and what to drop by FastDiag (Felfernig,
Schubert and Zehentner, AI EDAM 2012). That a conflict is a smallest one is shown by hitting sets
(Ignatiev et al., CP 2015): a conflict has a member outside every set that can be granted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Questions spent on showing that no smaller conflict exists.
PATIENCE = 30


class Oracle:
    """Whether wishes, by number, can all be granted with nothing else; each asked once.

    Attributes:
        granted, refused: the sets asked about so far.
    """

    def __init__(self, ask: Callable[[frozenset[int]], bool]) -> None:
        self._ask = ask
        self.granted: list[frozenset[int]] = []
        self.refused: list[frozenset[int]] = []

    def certain(self, kept: frozenset[int]) -> bool:
        """Ask about these very wishes."""
        if kept in self.granted:
            return True
        if kept in self.refused:
            return False
        possible = self._ask(kept)
        (self.granted if possible else self.refused).append(kept)
        return possible

    def possible(self, kept: frozenset[int]) -> bool:
        """As ``certain``, unless it follows from an answer about more wishes or fewer.

        It nearly always does: dropping a wish makes a trip harder only where it makes a meal due.
        """
        if any(kept <= known for known in self.granted):
            return True
        if any(kept >= known for known in self.refused):
            return False
        return self.certain(kept)

    @property
    def asked(self) -> int:
        """How many questions have been asked."""
        return len(self.granted) + len(self.refused)


def quickxplain(oracle: Oracle, background: frozenset[int], wishes: Sequence[int]) -> list[int]:
    """A minimal part of ``wishes`` that cannot all be granted with ``background``."""

    def explain(base: frozenset[int], grew: bool, rest: Sequence[int]) -> list[int]:
        if grew and not oracle.possible(base):
            return []
        if len(rest) == 1:
            return list(rest)
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        second = explain(base | frozenset(left), True, right)
        first = explain(base | frozenset(second), bool(second), left)
        return first + second

    return explain(background, False, wishes)


def fastdiag(oracle: Oracle, background: frozenset[int], wishes: Sequence[int]) -> list[int]:
    """A minimal part of ``wishes`` to drop so that the rest can be granted with ``background``."""

    def diagnose(dropped: bool, kept: frozenset[int], rest: Sequence[int]) -> list[int]:
        if dropped and oracle.possible(kept):
            return []
        if len(rest) == 1:
            return list(rest)
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        first = diagnose(True, kept - frozenset(left), right)
        second = diagnose(bool(first), kept - frozenset(first), left)
        return first + second

    everything = background | frozenset(wishes)
    return [] if oracle.possible(everything) else diagnose(False, everything, wishes)


def minimal(oracle: Oracle, wishes: Sequence[int]) -> frozenset[int]:
    """A conflict of ``wishes``, empty if there is none.

    Without any one of its members the rest of it can be granted, as the oracle was asked.
    """
    core = frozenset(wishes)
    if oracle.certain(core):
        return frozenset()
    while True:
        ordered = [wish for wish in wishes if wish in core]
        found = frozenset(quickxplain(oracle, frozenset(), ordered))
        core = found if not oracle.certain(found) else core
        clash = (core - {wish} for wish in ordered if wish in core)
        smaller = next((rest for rest in clash if not oracle.certain(rest)), None)
        if smaller is None:
            return core
        core = smaller


class Smallest(NamedTuple):
    """A conflict, and whether none has fewer members."""

    core: frozenset[int]
    shown: bool


def smallest(oracle: Oracle, core: frozenset[int], wishes: Sequence[int]) -> Smallest:
    """A conflict of ``wishes`` no larger than ``core``, which is one.

    Any conflict has a member outside every granted set, so the smallest set that has one is either
    a smallest conflict, or granted and taught from. Ends undecided after ``PATIENCE`` questions.
    """
    most = oracle.asked + PATIENCE
    everything = frozenset(wishes)
    while oracle.asked < most:
        # Where more than all of these were granted nothing is missing, and nothing is learnt.
        missing = [rest for known in oracle.granted if (rest := everything - known)]
        candidate = _hitting(missing, len(core))
        if candidate is None:
            return Smallest(core, True)
        if not oracle.certain(candidate):
            return Smallest(minimal(oracle, sorted(candidate)), True)
        others = [wish for wish in wishes if wish not in candidate]
        oracle.certain(everything - frozenset(fastdiag(oracle, candidate, others)))
    return Smallest(core, False)


def _hitting(sets: Sequence[frozenset[int]], below: int) -> frozenset[int] | None:
    """A smallest set with a member in each of ``sets``; None if none has fewer than ``below``."""
    needed = [one for one in sets if not any(other < one for other in sets)]

    def choose(chosen: frozenset[int], more: int) -> frozenset[int] | None:
        missed = min((s for s in needed if chosen.isdisjoint(s)), key=len, default=None)
        if missed is None:
            return chosen
        tries = (choose(chosen | {member}, more - 1) for member in sorted(missed) if more)
        return next((found for found in tries if found is not None), None)

    sizes = (choose(frozenset(), size) for size in range(below))
    return next((found for found in sizes if found is not None), None)
