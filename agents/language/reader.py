"""The built-in language rules for English: a message becomes an Understanding.

First atoms: slips mended, then names, sums, times and dates become one word each. Then the
rules of each topic, one file a topic, in an order that lets the more telling ones go first.
What no rule took and that carries meaning is told back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from agents.language import (
    access,
    apart,
    areas,
    beds,
    cities,
    durations,
    edits,
    firmness,
    food,
    free_time,
    hours,
    house,
    joining,
    journeys,
    moves,
    pace,
    places,
    queries,
    rests,
    sights,
    spending,
    tables,
    tastes,
    terminals,
    upsets,
    ways,
    when,
    who,
)
from agents.language.clock import mark_times
from agents.language.courtesy import missed, without
from agents.language.dates import mark_dates
from agents.language.days import mark_topic
from agents.language.money import mark_money
from agents.language.names import mark_known, mark_quotes, mark_unknown
from agents.language.outcome import Outcome
from agents.language.result import Item, Mode, Span, Understanding
from agents.language.settle_conflicts import settle_conflicts
from agents.language.settle_days import keep_to_the_trip, settle_days
from agents.language.settle_fullness import settle_fullness
from agents.language.settle_hours import settle_hours
from agents.language.settle_money import settle_money
from agents.language.settle_party import settle_party
from agents.language.settle_trip import ask_where, settle_trip
from agents.language.settle_wishes import settle_wishes
from agents.language.text import Text
from agents.language.vocabulary import mend_slips
from planner.change import Change
from tools.catalogue.query import PlaceQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agents.language.context import Context
    from agents.language.result import Question

#: The topics in the order in which they are read.
TOPICS = (
    firmness, upsets, tables, rests, edits, journeys, queries, sights, spending, beds, house,
    free_time, terminals, hours, pace, ways, joining, who, access, food, moves, places, areas, when,
    durations, cities, tastes, apart,
)  # fmt: skip
#: Fields that ask for the plan again, also where nothing in it is to be another.
_AS_IT_IS = frozenset({"keep", "let_go", "insist", "delay", "head_start", "extra_meal"})
#: Longest message read, in letters; the rest is told to be missed.
LONGEST = 5_000


class Rest(NamedTuple):
    """A message after the rules: what they understood of it, assumed, asked back, and missed."""

    message: str
    context: Context
    items: tuple[Item, ...]
    assumptions: tuple[str, ...]
    questions: tuple[Question, ...]
    missed: tuple[Span, ...]


class Filled(NamedTuple):
    """What somebody else makes of what the rules missed.

    Attributes:
        items: their evidence lies in the message.
        assumptions, beyond: as in ``Understanding``.
    """

    items: tuple[Item, ...] = ()
    assumptions: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()


def read(
    message: str, context: Context, fill: Callable[[Rest], Filled] | None = None
) -> Understanding:
    """Understand a message by rules, and by ``fill`` what they missed, if they missed anything."""
    text = _by_rules(message, context)
    left = _missed(message, text)
    if fill is not None and left:
        filled = fill(_rest(message, text, context))
        text.items += filled.items
        text.assumptions |= dict.fromkeys(filled.assumptions)
        text.beyond |= dict.fromkeys(filled.beyond)
        left = without(left, [item.evidence for item in filled.items])
    items = tuple(sorted(text.items, key=lambda item: item.evidence.start))
    return _understanding(message, items, text, left, context)


def read_apart(message: str, context: Context) -> Rest:
    """What the rules make of a message, before anything is made of it for a trip."""
    return _rest(message, _by_rules(message, context), context)


def _by_rules(message: str, context: Context) -> Text:
    text = Text(message[:LONGEST])
    mark_quotes(text, context)
    mark_known(text, context)
    mend_slips(text)
    mark_money(text)
    mark_dates(text, context.today)
    mark_times(text)
    mark_unknown(text, context)
    who.mark_speaker(text)
    mark_topic(text, context)
    for topic in TOPICS:
        topic.rules.read(text, context)
    return text


def _rest(message: str, text: Text, context: Context) -> Rest:
    return Rest(
        message,
        context,
        items=tuple(text.items),
        assumptions=tuple(text.assumptions),
        questions=tuple(text.questions),
        missed=_missed(message, text),
    )


def _missed(message: str, text: Text) -> tuple[Span, ...]:
    if len(message) <= LONGEST:
        return missed(text)
    rest = Span(start=LONGEST, end=len(message), text=message[LONGEST:])
    return (*missed(text), rest)


def _understanding(
    message: str, items: tuple[Item, ...], text: Text, left: tuple[Span, ...], context: Context
) -> Understanding:
    out = settled(items, context)
    out.questions[:0] = text.questions
    asked = out.all("query")
    queries_, picks = (
        tuple(PlaceQuery.model_validate(v["query"]) for v in asked if v["wanted"] is wanted)
        for wanted in (False, True)
    )
    change = Change.model_validate(
        {"request": out.request, **out.change, **({} if out.keep is None else {"keep": out.keep})}
    )
    mode = _mode(out, change, bool(queries_ or out.all("why_not") or out.all("asked")), bool(picks))
    if mode is Mode.PLAN or mode is Mode.CHANGE:
        ask_where(out)
    if out.questions and mode in (Mode.PLAN, Mode.CHANGE):
        mode = Mode.CLARIFY
    return Understanding(
        text=message,
        mode=mode,
        change=change,
        queries=queries_,
        picks=picks,
        questions=tuple(out.questions),
        refused=tuple(out.refused),
        assumptions=tuple(dict.fromkeys((*text.assumptions, *out.assumptions))),
        beyond=tuple(dict.fromkeys((*text.beyond, *out.beyond))),
        items=items,
        missed=left,
    )


def settled(
    items: Sequence[Item], context: Context, request: Mapping[str, Any] | None = None
) -> Outcome:
    """What comes of items, on top of fields of a request that are known already."""
    out = Outcome(items, context, dict(request or {}))
    settle_trip(out)
    keep_to_the_trip(out)
    settle_party(out)
    settle_money(out)
    settle_days(out)
    settle_hours(out)
    settle_wishes(out)
    settle_fullness(out)
    settle_conflicts(out)
    return out


def _mode(out: Outcome, change: Change, asks: bool, picks: bool) -> Mode:
    if out.last("undo"):
        return Mode.UNDO
    if out.last("redo"):
        return Mode.REDO
    if out.refused:
        return Mode.REFUSE
    if out.questions:
        return Mode.CLARIFY
    wishes = {
        key: value for key, value in out.request.items() if key not in ("destinations", "party")
    }
    if out.standing is None:
        if asks and not wishes:
            return Mode.QUESTION
        return Mode.PLAN if out.request or picks else Mode.NOTHING
    if change != Change() or picks:
        return Mode.CHANGE
    if asks:
        return Mode.QUESTION
    return Mode.CHANGE if any(item.field in _AS_IT_IS for item in out.items) else Mode.NOTHING
