"""Who the traveller is, as far as it was told or can be seen, each claim with its evidence."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import Field

from planner.model import Record, Unit
from planner.scoring import interest_key
from planner.taxonomy import Group

if TYPE_CHECKING:
    from planner.place import Place

#: How much of a habit at home is taken to hold on a trip.
CARRY = 0.6
#: Least and greatest factor that taste puts on a place.
LEAST, GREATEST = 0.4, 2.0
#: Factor on a place that one has been to on an earlier trip, for one who only seeks the new; who
#: never does has it turned over.
SEEN = 0.5

TraitName = Literal[
    "openness", "conscientiousness", "extraversion", "agreeableness", "emotional stability"
]
TRAITS: tuple[TraitName, ...] = get_args(TraitName)
Level = Literal["low", "middling", "high"]


class Claim(Record):
    """One thing that is held of the traveller.

    Attributes:
        id: what it is edited and deleted by.
        source: who says so: check-ins, past trips, the traveller's words, or an edit of the owner.
        evidence: what it rests on, in words and numbers.
        date: of the latest evidence.
    """

    id: str
    text: str
    source: Literal["check-ins", "trips", "words", "owner"]
    evidence: str
    date: dt.date


class Trait(Record):
    """One of the five traits; where nothing tells it, the level is None and no claim is made."""

    name: TraitName
    level: Level | None = None
    claim: Claim | None = None


class Tastes(Record):
    """Taste in numbers.

    Attributes:
        likings: category, tag or cuisine -> logarithm of how much more it is sought than by the
            usual traveller.
        been: ids of places visited on earlier trips.
        novelty: share of the traveller's visits that go where they never went before; None where
            it is not known.
    """

    likings: dict[str, float] = Field(default_factory=dict)
    been: frozenset[str] = frozenset()
    novelty: Unit | None = None

    def factor(self, place: Place) -> float:
        """Factor on a place's worth; 1 where nothing is known."""
        labels = dict.fromkeys(map(interest_key, (place.category.value, *place.cuisines)))
        known = [self.likings[label] for label in labels if label in self.likings]
        tags = [self.likings[tag] for tag in map(interest_key, place.tags) if tag in self.likings]
        liking = sum(known) + (max(tags, key=abs) if tags else 0.0)
        factor = math.exp(CARRY * liking)
        if place.id in self.been and place.group is Group.SIGHT:
            factor *= SEEN ** (2 * (0.75 if self.novelty is None else self.novelty) - 1)
        return round(min(GREATEST, max(LEAST, factor)), 4)


class UserProfile(Record):
    """What is held of one traveller.

    Attributes:
        paragraph: all of it in some two hundred words.
        traits: the five, in the order of ``TRAITS``.
        attributes: only what was told.
        preferences, routines: strongest first.
    """

    paragraph: str = ""
    traits: tuple[Trait, ...] = ()
    attributes: tuple[Claim, ...] = ()
    preferences: tuple[Claim, ...] = ()
    routines: tuple[Claim, ...] = ()
    tastes: Tastes = Tastes()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order in which the profile is shown."""
        told = tuple(trait.claim for trait in self.traits if trait.claim is not None)
        return (*self.attributes, *told, *self.preferences, *self.routines)
