"""Dialogues of Trip-Plus, replayed through the language rules, against their true states."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agents.language import Gazetteer
from eval.language.conversation import Conversation
from eval.language.deltas import deltas, sign
from eval.language.kept import holds
from eval.language.tally import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.language.conversation import Reply
    from eval.language.deltas import Sign
    from eval.tripplus.dialogue import Dialogue, DialogueTurn
    from planner.request import TripRequest

#: The date the dialogues are held on; all their trips are later.
TODAY = dt.date(2026, 1, 1)


@dataclass
class Heard:
    """What was understood of some dialogues.

    Attributes:
        modes: (expected, given) -> turns.
        deltas: by kind, the deltas that should stand after each turn and those that do.
        kept: constraints that a later turn has to preserve and that were held before it.
        held: all constraints that a turn has to preserve, whether or not any field can hold them.
        rows: one for each turn.
    """

    dialogues: int = 0
    modes: Counter[tuple[str, str]] = field(default_factory=Counter)
    deltas: dict[str, Slot] = field(default_factory=dict)
    kept: Slot = field(default_factory=Slot)
    held: Slot = field(default_factory=Slot)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def mode_accuracy(self) -> float:
        """Share of turns answered in the way that is expected."""
        right = sum(n for (expected, given), n in self.modes.items() if expected == given)
        return right / max(1, self.modes.total())

    @property
    def delta_f1(self) -> float:
        """Micro-F1 of the deltas that stand after each turn, over all kinds."""
        right, said, gold = (
            sum(getattr(slot, name) for slot in self.deltas.values())
            for name in ("right", "said", "gold")
        )
        return 2 * right / (said + gold) if said + gold else 1.0

    @property
    def preserved(self) -> float:
        """Share of the constraints that were held which a turn that must preserve them kept."""
        return self.kept.recall

    def figures(self) -> dict[str, float]:
        """The figures by name."""
        return {
            "mode_accuracy": self.mode_accuracy,
            "delta_f1": self.delta_f1,
            "preserved": self.preserved,
            "held": self.held.recall,
            "dialogues": self.dialogues,
            "turns": self.modes.total(),
        }


def measure(dialogues: Iterable[Dialogue], cities: Sequence[str]) -> Heard:
    """Replay dialogues.

    Args:
        cities: the cities there are to travel between.
    """
    heard, gazetteer = Heard(), Gazetteer.of_cities(cities)
    for dialogue in dialogues:
        heard.dialogues += 1
        conversation = Conversation(gazetteer, TODAY)
        first: TripRequest | None = None
        held: set[str] = set()
        for turn in dialogue.turns:
            reply = conversation.say(turn.utterance)
            first = first or reply.standing
            stand = deltas(first, reply.standing) if first and reply.standing else set()
            held = _constraints(heard, dialogue, turn, reply, held)
            _score(heard, dialogue, turn, reply, stand)
    return heard


def cities_of(dialogues: Iterable[Dialogue]) -> list[str]:
    """The cities that dialogues are about."""
    return sorted({city for d in dialogues for city in (d.base.org, *d.base.dest)})


def _constraints(
    heard: Heard, dialogue: Dialogue, turn: DialogueTurn, reply: Reply, before: set[str]
) -> set[str]:
    """Score what is to be preserved; the names of all constraints that are held after the turn."""
    state = turn.oracle_state_after_turn
    standing = reply.standing
    after = {
        name
        for name in dialogue.base.hard_constraints
        if standing is not None and holds(name, standing, dialogue.base, state)
    }
    named = [name for name in turn.must_preserve if name in dialogue.base.hard_constraints]
    heard.held.gold += len(named)
    heard.held.right += len(after.intersection(named))
    heard.kept.gold += len(before.intersection(named))
    heard.kept.right += len((before & after).intersection(named))
    return after


def _score(
    heard: Heard, dialogue: Dialogue, turn: DialogueTurn, reply: Reply, stand: set[Sign]
) -> None:
    expected, gold = turn.response_expectation, turn.oracle_state_after_turn
    heard.modes[expected, reply.mode] += 1
    wanted = {sign(delta) for delta in gold.active_user_state_deltas}
    for kind in {one.kind for one in wanted | stand}:
        slot = heard.deltas.setdefault(kind, Slot())
        slot.right += sum(one.kind == kind for one in wanted & stand)
        slot.said += sum(one.kind == kind for one in stand)
        slot.gold += sum(one.kind == kind for one in wanted)
    heard.rows.append({
        "id": dialogue.id, "turn": turn.turn_id, "utterance": turn.utterance,
        "expected": expected, "given": reply.mode, "lacking": sorted(map(str, wanted - stand)),
        "wrong": sorted(map(str, stand - wanted)),
        "missed": [span.text for span in reply.heard.missed],
    })  # fmt: skip


def report(name: str, heard: Heard) -> list[str]:
    """A table of what was understood."""
    lines = [
        f"{name}: {heard.dialogues} dialogues, {heard.modes.total()} turns",
        f"  mode accuracy {heard.mode_accuracy:.3f}, F1 of deltas {heard.delta_f1:.3f},"
        f" preserved {heard.preserved:.3f}, held {heard.held.recall:.3f}",
    ]
    for (expected, given), number in sorted(heard.modes.items()):
        lines.append(f"  {expected:<14}answered with {given:<14}{number:4d}")
    for kind, slot in sorted(heard.deltas.items()):
        lines.append(
            f"  {kind:<24}precision {slot.precision:6.1%}  recall {slot.recall:6.1%}"
            f"  gold {slot.gold}"
        )
    return lines


def wrong(heard: Heard) -> list[str]:
    """A line for each turn that was not wholly understood."""
    return [
        f"  ! {row['id']} turn {row['turn']}: expected {row['expected']}, given {row['given']}"
        f"; lacking {row['lacking']}; wrong {row['wrong']} | {row['utterance']}"
        for row in heard.rows
        if row["expected"] != row["given"] or row["lacking"] or row["wrong"]
    ]
