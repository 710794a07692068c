"""Standing instructions in plain words: what is meant for more than this one trip, and its scope.

Generality is told by a word such as "always" or "from now on", or by what one says of oneself that
does not pass with the trip ("I'm vegetarian"). The instruction itself is read by the language
rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agents.entries import Instruction, Scope
from agents.language import read
from agents.memory.slots import slot_of
from planner.scoring import MONTHS, SEASONS
from tools.names import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from agents.entries import Company
    from agents.language import Context, Item

_GENERAL = re.compile(
    r"\b(?:always|never|from now on|in general|generally|as a rule|by default|usually"
    r"|when(?:ever)?(?: (?:we|i)(?:'re|'m| are| am| go| travel)?)?(?= (?:in|to)\b)|whenever"
    r"|(?:on |for )?(?:every|each|all|any|future|all (?:my|our)|my|our future) (?:trips?|journeys?"
    r"|time)|in (?:the )?future|(?:please )?(?:remember|keep in mind)(?: that)?|as (?:ever|always))"
    r"\b,?",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:this|just this|only this) (?:time|once|trip)|for once|today|tomorrow|tonight\b",
    re.IGNORECASE,
)
#: What one says of oneself.
_SELF = re.compile(r"\bi(?:'m|’m| am| use| have|'ve| can(?:'t|not| not)|\b)", re.IGNORECASE)
#: What one says of oneself among others.
_AMONG = re.compile(r"\bwe\b", re.IGNORECASE)
#: Fields of items that do not pass with a trip where one says them of oneself, and where one does
#: so among others.
_LASTING = frozenset(("diet", "no_diet", "wheelchair", "less_walking"))
_SHARED = frozenset(("diet", "no_diet"))
_WHEN = r"(?:when(?:ever)? (?:(?:we|i)(?:'re|'m| are| am) |(?:we|i) travel |travell?ing )?)?"


def _with(whom: str) -> re.Pattern[str]:
    along = r"(?: (?:along|with us|around))?"
    return re.compile(
        rf"\b{_WHEN}with (?:the |my |our |small |young )*(?:{whom})\b{along}", re.IGNORECASE
    )


_COMPANY: dict[Company, re.Pattern[str]] = {
    "children": _with("kids?|child(?:ren)?|sons?|daughters?|toddlers?|grandchildren"),
    "seniors": _with("(?:grand)?parents?|(?:grand)?mother|(?:grand)?father|mum|mom"),
    "couple": _with("wife|husband|partner|girlfriend|boyfriend"),
    "group": _with("friends|group|others|colleagues"),
    "alone": re.compile(rf"\b{_WHEN}(?:alone|on my own|by myself|solo)\b", re.IGNORECASE),
}
_MONTHS = {name.casefold(): (number,) for number, name in enumerate(MONTHS, start=1)} | SEASONS
_SEASON = re.compile(
    rf"\b(?:in|during|over) (?:the )?(?P<when>{'|'.join(_MONTHS)})\b(?!,? \d)", re.IGNORECASE
)
#: Verbs at which the language rules read "don't" but no "never".
_NEVER_DO = re.compile(r"\bnever (?=(?:eat|like|want|visit|see|go|do|drink|have)\b)", re.IGNORECASE)
_NEVER_MORE = re.compile(r"\bnever more\b", re.IGNORECASE)
#: Two noes that make a yes.
_NEVER_WITHOUT = re.compile(r"\bnever (?:skip|miss|leave out|go without)(?:ping|ing)?\b", re.I)
_STOPS = re.compile(r"[.;!?\n]+(?:\s|$)")
_COMMAS = re.compile(
    r",(?!\d)\s*(?:and |but )?|\s+(?:and|but)\s+(?=(?:always|never|no|i|we)\b)", re.IGNORECASE
)


class Heard(NamedTuple):
    """What a message holds for later trips.

    Attributes:
        instructions: those understood.
        lost: clauses that sound general but that no rule understood.
    """

    instructions: tuple[Instruction, ...]
    lost: tuple[str, ...]


def read_standing(
    message: str, context: Context, at: dt.datetime, *, all_of_it: bool = False
) -> Heard:
    """Find the standing instructions in a message.

    Args:
        context: names on file; a city named in an instruction is its scope.
        at: when it was said.
        all_of_it: whether every clause is meant in general, as where one was asked for rules.
    """
    found: list[Instruction] = []
    lost: list[str] = []
    for clause, scope in _clauses(message, context):
        general = all_of_it or _GENERAL.search(clause) is not None
        if for_once(clause):
            continue
        part = _read(clause, context)
        items = part.binding
        if not general:
            items = [item for item in items if item.field in _lasting(clause)]
        elif part.missed:
            items = []
        if items:
            scope = scope.model_copy(update={"city": part.city or scope.city})
            found.append(Instruction(at=at, text=clause, items=tuple(items), scope=scope))
        elif general:
            lost.append(clause)
    return Heard(tuple(found), tuple(lost))


def for_once(words: str) -> bool:
    """Whether something was said of one time alone."""
    return _ONCE.search(words) is not None


def _lasting(clause: str) -> frozenset[str]:
    """Fields of which a clause says something that lasts, though it does not say so."""
    if _SELF.search(clause):
        return _LASTING
    return _SHARED if _AMONG.search(clause) else frozenset()


def _clauses(message: str, context: Context) -> Iterator[tuple[str, Scope]]:
    """Clauses, each with its scope: its own, or that said alone before it in its sentence."""
    for sentence in _STOPS.split(message):
        before, begun = Scope(), list[str]()
        for part in filter(None, (part.strip(" ,:") for part in _COMMAS.split(sentence))):
            scope, left = _scope(part)
            if not left.strip(" ,:-"):
                before = _both(before, scope)
                begun.append(part)
                continue
            read_ = _read(part, context)
            if read_.only_city:
                before = _both(before, scope.model_copy(update={"city": read_.city}))
                begun.append(part)
                continue
            yield ", ".join((*begun, part)), _both(before, scope)


def _scope(clause: str) -> tuple[Scope, str]:
    """The company and months that a clause speaks of, and the clause without them."""
    company = None
    for name, pattern in _COMPANY.items():
        if (match := pattern.search(clause)) is not None:
            company, clause = name, clause.replace(match[0], " ")
            break
    months: tuple[int, ...] = ()
    if (season := _SEASON.search(clause)) is not None:
        months, clause = _MONTHS[season["when"].casefold()], clause.replace(season[0], " ")
    return Scope(company=company, months=months), clause


def _both(outer: Scope, inner: Scope) -> Scope:
    told = {name: value for name, value in inner.model_dump().items() if value}
    return outer.model_copy(update=told)


class _Part(NamedTuple):
    """A clause without its scope, read.

    Attributes:
        binding: what may bind later trips.
        city: folded name of the city it speaks of.
        only_city: whether it speaks of nothing else.
        missed: whether words of it were not understood: then it is safer to learn nothing.
    """

    binding: list[Item]
    city: str | None
    only_city: bool
    missed: bool


def _read(clause: str, context: Context) -> _Part:
    left = _NEVER_DO.sub("don't ", _NEVER_WITHOUT.sub("with", _scope(clause)[1]))
    left = _NEVER_MORE.sub("no more", left)
    left = re.sub(r"\s+", " ", _GENERAL.sub(_kept_no, left)).strip(" ,:-")
    understood = read(left, context)
    # A city with a length of stay is that of a trip, not a scope.
    cities = [value for value in understood.values("city") if {*value} == {"city"}]
    return _Part(
        binding=[item for item in understood.items if slot_of(item) is not None],
        city=fold(cities[0]["city"]) if cities else None,
        only_city=bool(cities)
        and all(i.field == "speaker" or i.value in cities for i in understood.items),
        missed=bool(understood.missed),
    )


def _kept_no(match: re.Match[str]) -> str:
    """A general word may go, but not the no that it holds."""
    return match[0] if match[0].casefold().startswith("never") else " "
