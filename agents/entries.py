"""What is kept of a traveller, as it was said or done; all else is worked out from it anew.

Since patterns, weights and profile are never stored, who forgets an entry forgets what came of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, TypeAdapter

from agents.language import Item
from planner.model import Month, Record
from planner.taxonomy import Category

Company = Literal["children", "seniors", "alone", "couple", "group"]


class Circumstances(NamedTuple):
    """What a trip is like, as far as instructions may depend on it.

    Attributes:
        cities: names or ids, as in the request.
        months: the months it touches.
        company: every word that is true of the party.
        trip: what the conversation about it is called; None outside of one.
    """

    cities: frozenset[str]
    months: frozenset[int]
    company: frozenset[Company]
    trip: str | None = None


class Scope(Record):
    """When an instruction holds; what is None or empty makes no condition.

    Attributes:
        city: folded name.
        trip: the conversation that it was said for alone.
    """

    city: str | None = None
    company: Company | None = None
    months: tuple[Month, ...] = ()
    trip: str | None = None

    @property
    def rank(self) -> int:
        """How specific it is: one trip before any of the others, and two conditions before one."""
        conditions = (self.city is not None, self.company is not None, bool(self.months))
        return sum(conditions) + 4 * (self.trip is not None)

    def holds(self, of: Circumstances) -> bool:
        """Whether every condition is met."""
        return (
            (self.city is None or self.city in of.cities)
            and (self.company is None or self.company in of.company)
            and (not self.months or bool(of.months & {*self.months}))
            and (self.trip is None or self.trip == of.trip)
        )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


class Kept(Record):
    """One thing kept.

    Attributes:
        at: when it was said or done.
        text: what it is found by.
    """

    at: AwareDatetime
    text: str = Field(min_length=1, max_length=2_000)

    def key(self) -> str:
        """The same for the same thing said again, so that it is kept once, with the later date."""
        return _digest(self.model_dump_json(exclude={"at"}))

    @property
    def date(self) -> dt.date:
        """The day it was said or done."""
        return self.at.date()


class Instruction(Kept):
    """What always, or in a scope, holds for this traveller's trips.

    Attributes:
        items: what the language rules read in it.
    """

    kind: Literal["instruction"] = "instruction"
    items: tuple[Item, ...] = Field(min_length=1)
    scope: Scope = Scope()


class Remark(Kept):
    """Something said that tells who one is or what one likes.

    Attributes:
        items: what the language rules read in it.
        trip: the conversation in which it was said.
    """

    kind: Literal["remark"] = "remark"
    items: tuple[Item, ...] = ()
    trip: str | None = None


class Stop(Record):
    """A place of a plan, and whether its traveller had it taken out."""

    place_id: str
    name: str
    category: Category
    dropped: bool = False


class PastTrip(Kept):
    """A trip that was planned; of one conversation the last plan is kept.

    Attributes:
        company: what is true of its party.
        wishes: fields of its request, in JSON, that tell of the traveller rather than of the trip.
        visiting: minutes at sights on a usual day of it; 0 where that is not known.
    """

    kind: Literal["trip"] = "trip"
    trip: str
    cities: tuple[str, ...]
    start: dt.date
    days: int
    stops: tuple[Stop, ...] = ()
    company: tuple[Company, ...] = ()
    wishes: dict[str, Any] = Field(default_factory=dict)
    visiting: int = Field(default=0, ge=0)

    def key(self) -> str:
        """The conversation's."""
        return _digest(self.trip)


class CheckIn(Record):
    """A visit as imported.

    Attributes:
        minute: of the local day.
        label: what kind of place its source calls it.
        category: what that is on a trip; None for home, work, transport and errands.
    """

    minute: int = Field(ge=0, le=1439)
    place: str
    label: str
    category: Category | None = None
    cuisine: str | None = None


class Outing(Kept):
    """The check-ins of one local day."""

    kind: Literal["outing"] = "outing"
    day: dt.date
    visits: tuple[CheckIn, ...] = Field(min_length=1)


class Choice(Kept):
    """One plan preferred to others.

    Attributes:
        chosen, rejected: their soft terms, by name; see ``agents.memory.weights``.
        wishes: fields of the request that the chosen plan has otherwise.
        told: names of the personas whose plans stood beside the plan; ``taken`` the one chosen.
    """

    kind: Literal["choice"] = "choice"
    chosen: dict[str, float]
    rejected: tuple[dict[str, float], ...] = Field(min_length=1)
    wishes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    taken: str = ""
    trip: str | None = None


class Edit(Kept):
    """What the owner made of one claim of the profile; None where it is not to be claimed.

    Attributes:
        claim: identifier of the claim, as the profile shows it.
        items: what the language rules read in the words.
    """

    kind: Literal["edit"] = "edit"
    claim: str
    words: str | None
    items: tuple[Item, ...] = ()

    def key(self) -> str:
        """The claim's: the last word on it counts."""
        return _digest(self.claim)


def renamed(entry: Entry, old: str, new: str) -> Entry:
    """An entry whose conversation has another name now; of other conversations, as it is."""
    if isinstance(entry, Instruction):
        scope = entry.scope
        if scope.trip != old:
            return entry
        return entry.model_copy(update={"scope": scope.model_copy(update={"trip": new})})
    if getattr(entry, "trip", None) != old:
        return entry
    return entry.model_copy(update={"trip": new})


Entry = Instruction | Remark | PastTrip | Outing | Choice | Edit
KINDS = ("instruction", "remark", "trip", "outing", "choice", "edit")
#: Kinds whose text is looked for by meaning; the others are only counted.
BY_MEANING = frozenset(("instruction", "remark", "trip"))
_ANY: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])


def entry_of(value: dict[str, Any]) -> Entry:
    """An entry as it lay in the store."""
    return _ANY.validate_python(value)
