"""Holds what a language model says to what the traveller said, and to what is on file.

A model says in plain English what words mean that no rule understood; the rules then read that.
So it can say nothing that the rules do not know, and name nothing that is not on file. And:

- the words are the traveller's, and of those that nobody understood;
- numbers that are counted or paid stand in the traveller's words;
- what the rules understood about the same thing stands;
- what would take away something agreed is not done but told, for the traveller to say it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language import Filled, Span, read_apart
from agents.language.numbers import AMOUNT, amount
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agents.language import Context, Gazetteer, Item, Rest
    from agents.llm.answers import Phrase

#: Fields that take something away, or the turn back: only the traveller's own words do that.
_TAKES_AWAY = frozenset(
    """
    undo redo keep unlock swap move replace closed no_diet no_meal city_out fewer more_walking
    unknown_hours mode_in any_sights
    """.split()  # noqa: SIM905
)
#: Fields that speak of the same thing: of two, what was said first stands.
_SUBJECTS = (
    ("start", "end", "range", "window", "begins_on", "arrives_on", "leaves_on"),
    ("days", "nights", "longer"),
    ("people", "adults", "seniors", "self", "more"),
    ("budget",),
    ("pace", "lighter", "fuller"),
    ("max_sights",),
    ("max_walk_day", "max_walk_leg", "less_walking"),
    ("hotel", "own_bed"),
    ("day_start", "later", "sooner"),
    ("day_end", "earlier"),
    ("modes_only", "mode_out"),
    ("area_in", "area_out"),
    *((name,) for name in ("origin", "rooms", "stars", "arrival", "departure", "room_type")),
)
#: Fields that name something on file, and where in their value.
_PLACES = {"must": None, "must_not": None, "lock": "place", "hotel": None, "why_not": None}
#: Fields whose numbers are counted or paid.
_COUNTED = frozenset(
    """
    budget days nights people adults children seniors rooms stars more longer cities max_sights
    """.split()  # noqa: SIM905
)
_NUMBER = re.compile(rf"(?<![\w.,])(?:{AMOUNT})(?!\w)")


def ground(phrases: Sequence[Phrase], rest: Rest) -> Filled:
    """What holds of what a model said, and what was dropped, each told in a sentence."""
    items: list[Item] = []
    taken, dropped = list[str](), list[str]()
    for phrase in phrases:
        evidence, heard = _located(phrase.words, rest), read_apart(phrase.means, rest.context)
        doubt = next(_doubts(phrase, evidence, heard, rest, (*rest.items, *items)), None)
        if evidence is None or doubt is not None:
            dropped.append(
                f"The language model takes {phrase.words!r} as {phrase.means!r}: {doubt}."
            )
        else:
            items += [item.model_copy(update={"evidence": evidence}) for item in heard.items]
            taken.append(f"{phrase.words!r} is taken as {phrase.means!r} by the language model.")
            taken += heard.assumptions
    return Filled(tuple(items), tuple(taken), tuple(dropped))


def _located(words: str, rest: Rest) -> Span | None:
    """Where the words stand in the message, if some of them are among those that were missed."""
    for match in re.finditer(re.escape(words), rest.message, re.IGNORECASE):
        start, end = match.span()
        if any(start < span.end and span.start < end for span in rest.missed):
            return Span(start=start, end=end, text=match[0])
    return None


def _doubts(
    phrase: Phrase,
    evidence: Span | None,
    heard: Rest,
    rest: Rest,
    others: Sequence[Item],
) -> Iterator[str]:
    """Why a phrase is not taken; one reason drops all of it."""
    if evidence is None:
        yield "these are not words that were left to understand"
    if heard.missed or heard.questions or not heard.items:
        yield "the rules cannot read that"
    for item in heard.items:
        if item.field in _TAKES_AWAY or _lifts(item, rest.context):
            yield "say so in these words if you mean it"
        if _said_before(item, others):
            yield "what you said of the same thing stands"
        for name in _unknown(item, rest.context.gazetteer):
            yield f"{name!r} is not on file"
        said, meant = _numbers(phrase.words), _numbers(phrase.means)
        if not (said <= meant if _COUNTED.isdisjoint(_fields(item)) else meant <= said):
            yield "the numbers are not the ones you said"


def _said_before(item: Item, others: Sequence[Item]) -> bool:
    """Whether something was understood already that speaks of the same thing."""
    family = next((fields for fields in _SUBJECTS if item.field in fields), ())
    names = set(_names(item.value))
    return any(
        not _fields(other).isdisjoint(family) or names & set(_names(other.value))
        for other in others
    )


def _fields(item: Item) -> set[str]:
    """What an item speaks of; a city may come with its days or nights."""
    length = {"days", "nights"} & set(item.value) if isinstance(item.value, dict) else set()
    return {item.field, *length}


def _lifts(item: Item, context: Context) -> bool:
    """Whether an item goes against a place that was agreed on before."""
    agreed = context.standing
    if agreed is None or item.field != "must_not":
        return False
    ids = {agreed.lodging.place, *agreed.must, *(lock.place for lock in agreed.locks)} - {None}
    found = (store.get(str(key)) for store in context.gazetteer.stores for key in ids)
    return any(place is not None and place.name == item.value for place in found)


def _unknown(item: Item, gazetteer: Gazetteer) -> Iterator[str]:
    """Names in an item that are on no file."""
    if item.field == "city" and fold(item.value["city"]) not in gazetteer.cities:
        yield item.value["city"]
    if item.field in _PLACES:
        key = _PLACES[item.field]
        name = item.value if key is None else item.value[key]
        if gazetteer.find(name) is None:
            yield name


def _names(value: Any) -> Iterator[str]:
    """Every name in a value of an item, folded."""
    if isinstance(value, dict):
        for key in ("place", "name", "city"):
            yield from _names(value.get(key))
    elif isinstance(value, str):
        yield fold(value)


def _numbers(text: str) -> set[float]:
    return {amount(found[0]) for found in _NUMBER.finditer(text.casefold())}
