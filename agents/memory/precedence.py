"""Which instruction is followed where several hold: the most specific, of those the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agents.language.wording import say_list
from agents.memory.slots import clash, slot_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agents.entries import Circumstances, Instruction
    from agents.language import Item


class Ruling(NamedTuple):
    """What is followed of the instructions that hold.

    Attributes:
        items: what is to be laid under the request.
        followed: the instructions that they are of, in order of precedence.
        overridden: instruction not followed, and the one followed in its stead.
        set_aside: instructions that the request contradicts.
    """

    items: tuple[Item, ...]
    followed: tuple[Instruction, ...]
    overridden: tuple[tuple[Instruction, Instruction], ...]
    set_aside: tuple[Instruction, ...]

    def sentences(self) -> tuple[str, ...]:
        """What the traveller is told, one sentence for each instruction that has a part in it."""
        told = []
        for one in self.followed:
            losers = [loser for loser, winner in self.overridden if winner is one]
            text = f"Remembered: {said(one)}"
            if losers:
                why = "more specific" if one.scope.rank > losers[0].scope.rank else "newer"
                text += f", which is {why} than {say_list([said(loser) for loser in losers])}"
            told.append(f"{text}.")
        told += [f"This request goes before {said(one)}." for one in self.set_aside]
        return tuple(told)


def said(one: Instruction) -> str:
    """An instruction in its own words, with its date."""
    return f"{one.text!r} ({one.date.day} {one.date:%B %Y})"


def rule(
    instructions: Iterable[Instruction],
    of: Circumstances,
    said_slots: frozenset[str],
    agrees: Callable[[Item], bool],
) -> Ruling:
    """Decide between instructions.

    Args:
        of: the trip; instructions of another scope are passed over.
        said_slots: what the request itself settles.
        agrees: whether an instruction says no more than the request does anyway.
    """
    holding = [one for one in instructions if one.scope.holds(of)]
    holding.sort(key=lambda one: (one.scope.rank, one.at), reverse=True)
    kept: list[tuple[Instruction, str, Item]] = []
    overridden: list[tuple[Instruction, Instruction]] = []
    set_aside: list[Instruction] = []
    for one in holding:
        for item in one.items:
            slot = slot_of(item)
            if slot is None:
                continue
            if any(clash(slot, other) for other in said_slots):
                if not agrees(item):
                    set_aside.append(one)
                continue
            rival = _rival(one, slot, kept)
            if rival is None:
                kept.append((one, slot, item))
            elif not _alike(item, rival[2]):
                overridden.append((one, rival[0]))
    return Ruling(
        tuple(item for _, _, item in reversed(kept)),
        _once([one for one, _, _ in kept]),
        tuple(overridden),
        _once(set_aside),
    )


def _rival(
    one: Instruction, slot: str, kept: Sequence[tuple[Instruction, str, Item]]
) -> tuple[Instruction, str, Item] | None:
    """What another instruction that goes before says of the same thing."""
    return next((k for k in kept if k[0] is not one and clash(slot, k[1])), None)


def _alike(item: Item, other: Item) -> bool:
    return (item.field, item.value) == (other.field, other.value)


def _once(instructions: Sequence[Instruction]) -> tuple[Instruction, ...]:
    return tuple({id(one): one for one in instructions}.values())
