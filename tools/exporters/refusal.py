"""What a refusal says, before it gets looks: what clashes, how sure that is, what gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tools.exporters import wording as w

if TYPE_CHECKING:
    from planner.itinerary import Conflict, Infeasible

#: Said of a refusal that has no nearest plan.
NOTHING = "Nothing at all can be planned, even without them."
#: Heading of what the nearest plan does without.
GIVES_UP = "The nearest plan gives up"
_ONE, _SEVERAL = "This cannot be granted", "These cannot be granted together"
_NOR_ONE, _NOR_SEVERAL = "Nor can this", "Nor can these, together"
_UNPROVED = "That there is no such plan is not proved; none was found."


class Clash(NamedTuple):
    """One conflict: its heading, its wishes, and what there is to say of them."""

    heading: str
    wishes: tuple[str, ...]
    told: tuple[str, ...]


def headline(answer: Infeasible) -> str:
    """The first sentence: proved impossible, or not found."""
    if any(conflict.proved for conflict in answer.conflicts):
        return "No plan can grant every wish."
    return "No plan was found that grants every wish."


def clashes(answer: Infeasible) -> list[Clash]:
    """Every conflict, the smallest first."""
    first, *others = answer.conflicts
    told = [_clash(first, _ONE, _SEVERAL, _remedy(answer))]
    return told + [_clash(other, _NOR_ONE, _NOR_SEVERAL, ()) for other in others]


def _clash(conflict: Conflict, one: str, several: str, remedy: tuple[str, ...]) -> Clash:
    doubt = () if conflict.proved else (_UNPROVED,)
    return Clash(
        heading=one if len(conflict.wishes) == 1 else several,
        wishes=tuple(w.clean(wish.text) for wish in conflict.wishes),
        told=(w.clean(conflict.reason), *doubt, *remedy),
    )


def _remedy(answer: Infeasible) -> tuple[str, ...]:
    """What dropping a wish would do, where that is known."""
    if not answer.lone:
        return ()
    which = "it" if len(answer.conflict) == 1 else "any one of these"
    return (f"Without {which}, everything else can be had.",)


def gives_up(answer: Infeasible) -> list[str]:
    """What the nearest plan gives up."""
    return [w.clean(text) for text in answer.gives_up]
