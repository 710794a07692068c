"""The profile: everything that is held of a traveller, worked out from what is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from agents.entries import Edit, Entry, Instruction, Outing, PastTrip, Remark
from agents.profiler.habits import USUAL, Habits
from agents.profiler.routines import haunt_claims, liking_claims, routine_claims
from agents.profiler.traits import traits_of
from agents.profiler.trips import been, trip_claims, trip_likings
from agents.profiler.words import (
    LOVED,
    attribute_claims,
    liking_of,
    taste_claims,
    told_likings,
)
from planner.profile import TRAITS, Claim, Tastes, Trait, UserProfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.taxonomy import Category

#: Claims whose end names what they say a liking of.
_LIKINGS = ("likes:", "drops:")
#: About how many words the paragraph has at most.
_WORDS = 200


class Writer(Protocol):
    """Writes the paragraph, as a language model may; the rest of a profile is never its work."""

    def paragraph(self, claims: Sequence[Claim]) -> str | None:
        """Some two hundred words of these claims and nothing else; None where it cannot."""
        ...


def profile_of(
    entries: Iterable[Entry],
    writer: Writer | None = None,
    usual: Mapping[Category, float] = USUAL,
) -> UserProfile:
    """The profile of one traveller.

    Args:
        entries: all that is kept of them.
        writer: writes the paragraph; by default the claims are strung together.
        usual: share of each kind of places among the usual traveller's, within its group.
    """
    kept = sorted(entries, key=lambda entry: entry.at)
    told = [entry for entry in kept if isinstance(entry, Instruction | Remark) and _always(entry)]
    trips = [entry for entry in kept if isinstance(entry, PastTrip)]
    habits = Habits([entry for entry in kept if isinstance(entry, Outing)])
    edits = {entry.claim: entry for entry in kept if isinstance(entry, Edit)}
    seen = habits.likings(usual) if habits.outings else {}
    dropped = trip_likings(trips)
    likings = {
        name: round(seen.get(name, 0.0) + dropped.get(name, 0.0), 3) for name in seen | dropped
    }
    likings = _edited_likings(likings | told_likings(told), edits)
    spoken = taste_claims(told)
    shown = [*liking_claims(habits, usual), *haunt_claims(habits)] if habits.outings else []
    named = {claim.id for claim in spoken}
    preferences = [*spoken, *(c for c in shown if c.id not in named), *trip_claims(trips)]
    profile = UserProfile(
        traits=_edited_traits(traits_of(habits), edits),
        attributes=_edited(attribute_claims(told), edits),
        preferences=_edited(preferences, edits),
        routines=_edited(routine_claims(habits) if habits.outings else [], edits),
        tastes=Tastes(likings=likings, been=been(trips), novelty=habits.novelty),
    )
    written = writer.paragraph(profile.claims) if writer is not None and profile.claims else None
    return profile.model_copy(
        update={"paragraph": written or strung(claim.text for claim in profile.claims)}
    )


def _always(said: Instruction | Remark) -> bool:
    """Whether something said is no instruction for some trips only."""
    return isinstance(said, Remark) or said.scope.rank == 0


def _edited(claims: Iterable[Claim], edits: Mapping[str, Edit]) -> tuple[Claim, ...]:
    """Claims as their owner has them: reworded, or left out."""
    return tuple(own for claim in claims if (own := _own(claim, edits.get(claim.id))) is not None)


def _own(claim: Claim, edit: Edit | None) -> Claim | None:
    if edit is None:
        return claim
    if edit.words is None:
        return None
    evidence = f"put so by you, in the stead of {claim.text!r}"
    update = {"text": edit.words, "source": "owner", "evidence": evidence, "date": edit.date}
    return claim.model_copy(update=update)


def _edited_traits(traits: Iterable[Trait], edits: Mapping[str, Edit]) -> tuple[Trait, ...]:
    """Traits with their owner's word; a level that the owner put otherwise is no longer known."""
    kept = []
    for trait in traits:
        claim = None if trait.claim is None else _own(trait.claim, edits.get(trait.claim.id))
        level = trait.level if claim is not None and claim == trait.claim else None
        kept.append(Trait(name=trait.name, level=level, claim=claim))
    assert [trait.name for trait in kept] == list(TRAITS)
    return tuple(kept)


def _edited_likings(likings: dict[str, float], edits: Mapping[str, Edit]) -> dict[str, float]:
    """Likings without those that the owner struck, and as the owner's words have them."""
    for claim, edit in edits.items():
        if claim.startswith(_LIKINGS):
            likings.pop(claim.partition(":")[2], None)
        for item in edit.items:
            if (liking := liking_of(item)) is not None:
                likings[liking.name] = round(LOVED * liking.weight, 3)
    return likings


def strung(texts: Iterable[str]) -> str:
    """As many of the texts as the paragraph has room for, each a sentence."""
    words, sentences = 0, []
    for text in texts:
        words += len(text.split())
        if words > _WORDS:
            break
        sentences.append(text if text.endswith((".", "!", "?")) else f"{text}.")
    return " ".join(sentences)
