"""When, where and by what one arrives and leaves.

Fields: ``arrival``, ``departure`` ({time, mode, at}); ``arrives_on``, ``leaves_on`` ({date},
{weekday}, or {same} as the arrival), which tell the first and last day; ``city`` of the arrival;
``home_times`` (when one leaves home and is back there, which is no part of the trip).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.rules import Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Atom, Text

rules = Rules()

_MODE = {
    "flight": r"flights?|planes?|fly(?:ing)?|air(?:plane)?|land(?:s|ing)?|takes? off",
    "train": r"trains?|eurostar|rail",
    "bus": r"bus(?:es)?|coach",
    "ferry": r"ferry|boat|ship|cruise(?: ship)?",
    "car": r"cars?|driv(?:e|ing)",
}
_MODES = "|".join(_MODE.values())
_MY = (
    r"(?:(?:my|our|the|a|and|but|with|return|outbound|inbound|we|i|'ll|will|on|by|have|has|'s|is"
    r"|are|be|need to|to|must|have to|there|then|if possible|get|got) )*"
)
_AT = (
    r"(?:,? (?:at|around|about|by|before|after|no later than|no earlier than|from|not before|is at"
    r"|scheduled (?:for|at)|in|into|on|there|here|early"
    r"|\(?(?:our |the |my )?(?:flight|train|bus|plane) (?:is |leaves )?at))*"
)
_PLACE = rf"{MARK}[pqnc]\d+\b(?: airport| station)?"
_DAY = (
    r"(?:on )?(?:(?:in )?the (?:(?:early|late) )?(?:morning|afternoon|evening|night) (?:of|on) )?"
    rf"(?:the )?(?:first day|last day|same day|{MARK}[ydk]\d+\b)"
    r"(?: (?:morning|afternoon|evening|night))?"
)
_BY = rf"(?:by|on|with|in) (?:an? |the |our |my )?(?:{_MODES})"
#: What may be told of an arrival beside its time, before and after that.
_BEFORE = (
    rf"(?: (?:(?:at|in|into|to|from) )?(?:the )?{_PLACE}| {_DAY}| {_BY}"
    r"| (?:at|in|from) the (?:airport|station|port)| again| back| home|,? late|,? early){0,4}"
)
_AFTER = (
    rf"(?: (?:at|in|into|from|to) (?:the )?{_PLACE}|,? {_DAY}| {_BY}"
    r"| (?:at|in|from) the (?:airport|station|port)){0,3}"
)
_ARRIVE = (
    r"(?:arriv(?:e|es|ing|al)|land(?:s|ing)?|get(?:s|ting)? (?:in|into|there)|touch(?:es|ing)? down"
    r"|reach(?:ing)?|docks?|com(?:e|es|ing) in)"
)
_LEAVE = (
    r"(?:leav(?:e|es|ing)(?: again)?|depart(?:s|ing|ure)?|fly(?:ing)? (?:out|home|back)"
    r"|head(?:ing)? home|go(?:ing)? home|check(?:ing)? out)"
)
_ON = r"(?: (?:on|with|by|in|for|home|is|are|already|now|instead|only)){0,4}"


@rules(
    r"leav(?:e|ing)(?: home)?(?: at| around)? <t:time>,? (?:and |but )?(?:be |get |getting "
    r"|return(?:ing)? )*(?:back|home)(?: home)?(?: at| by| around)? <t2:time>"
)
def _home(match: Match, text: Text, context: Context) -> None:
    """``Leaving at 6:40 and back at 23:10``: times at home, where no plan begins."""
    words = text.words(*match.span())
    text.cannot(f"{words!r}: say when you arrive, and when you leave for home.")
    text.tell("home_times", words, match)


@rules(
    rf"{_MY}(?:{_MODES}) (?:arrives?|lands?|gets? in|gets? there|is due|comes in|docks?)"
    rf"{_BEFORE}{_AT} <t:time>{_AFTER}",
    rf"{_MY}{_ARRIVE}(?: (?:{_MODES}))?{_BEFORE}{_AT} <t:time>{_AFTER}",
    rf"{_MY}{_ARRIVE}{_BEFORE} (?:with|on|by) (?:the |our |a )?<t:time> (?:{_MODES}|one){_AFTER}",
)
def _arrival(match: Match, text: Text, context: Context) -> None:
    where = _terminal("arrival", match, text)
    if where is not None and where.kind == "c" and where.value not in _cities(text):
        text.tell("city", {"city": where.value}, match)


@rules(
    rf"{_MY}(?:{_MODES}) (?:home|back|out)(?: (?:has been|was|is|got|now))*"
    rf"(?: (?:moved|changed|rescheduled|brought forward|put back)(?: to| until)?)?{_BEFORE}{_AT} "
    rf"<t:time>{_AFTER}",
    rf"{_MY}(?:{_MODES})(?: home| back)? (?:leaves?|departs?|is|goes|takes off){_BEFORE}"
    rf"{_AT} <t:time>{_AFTER}",
    rf"{_MY}(?:{_MODES}) (?:home|back|to {_PLACE}) (?:leaves?|departs?|is|goes|takes off)"
    rf"{_BEFORE}{_AT} <t:time>{_AFTER}",
    rf"{_MY}{_LEAVE}(?: (?:{_MODES}))?{_BEFORE}{_AT} <t:time>{_AFTER}",
    rf"{_MY}{_LEAVE}{_BEFORE} (?:with|on|by) (?:the |our |a )?<t:time> (?:{_MODES}|one){_AFTER}",
    rf"{_MY}(?:<t:time> )(?:flight|train|bus|ferry)(?: home| back)",
)
def _departure(match: Match, text: Text, context: Context) -> bool | None:
    """When one leaves the city; what is done every day is no departure."""
    if re.match(r",? (?:every|each|daily)\b", text.rest[match.end() :]):
        return False
    _terminal("departure", match, text)
    return None


@rules(
    rf"{_MY}(?:be|get) (?:at|to) the (?:airport|station)(?: (?:at|by|before|around))+ "
    rf"<t:time>{_AFTER}"
)
def _be_there(match: Match, text: Text, context: Context) -> None:
    """``Be at the airport by noon``: the time to be there is told, and needs none before it."""
    _terminal("departure", match, text, buffer_minutes=0)


@rules(rf"{_MY}{_ARRIVE}{_ON} {_DAY}(?: already| instead| now)*", change=True)
def _arrives_on(match: Match, text: Text, context: Context) -> bool | None:
    return _tell_day("arrives_on", match, text)


@rules(
    rf"{_MY}(?:{_LEAVE}|com(?:e|ing) (?:home|back)|return(?:ing)?|fly(?:ing)?){_ON} {_DAY}"
    r"(?: already| instead| now)*(?! (?:as|to|alone|free|open|empty|unchanged)\b)",
    change=True,
)
def _leaves_on(match: Match, text: Text, context: Context) -> bool | None:
    """``We come home on Sunday``; "leave Sunday" is of the day, not of the journey."""
    if re.match(rf"leave (?:the )?{MARK}", match[0]):
        return False
    return _tell_day("leaves_on", match, text)


def _terminal(field: str, match: Match, text: Text, **more: int) -> Atom | None:
    """Tell an arrival or departure, and its day; the place that is named of it, if any."""
    time = as_time(text.atom(match["t"]).value)
    value: dict[str, Any] = {"time": time.isoformat("minutes"), **more}
    where = _where(match, text)
    if where is not None and where.kind != "c":
        value["at"] = where.value
    airport = "airport" in match[0] or (where is not None and _is_airport(where.value))
    value["mode"] = _mode(match[0]) or ("flight" if airport else _mode_said(text))
    text.tell(field, value, match)
    _tell_day("arrives_on" if field == "arrival" else "leaves_on", match, text)
    return where


def _where(match: Match, text: Text) -> Atom | None:
    """The place that a match names; where a train home goes to is none of the trip."""
    found = [m for m in re.finditer(rf"(?P<to>to )?(?P<at>{MARK}[pqnc]\d+)\b", match[0])]
    leaving = re.search(r"\b(?:leav|depart|home|goes|takes off)", match[0]) is not None
    found = [m for m in found if not (leaving and m["to"])]
    return text.atom(found[-1]["at"]) if found else None


def _mode(words: str) -> str | None:
    return next((k for k, regex in _MODE.items() if re.search(rf"\b(?:{regex})\b", words)), None)


def _is_airport(name: str) -> bool:
    """Whether a name says that it is one, or is the code of one."""
    return "airport" in name.lower() or re.fullmatch(r"[A-Z]{3}", name) is not None


def _mode_said(text: Text) -> str:
    """What one comes by, where the message tells it elsewhere."""
    for item in text.items:
        if item.field == "arrival":
            return str(item.value["mode"])
    found = re.search(rf"\b(?:come|coming|travel\w*|go|going|arriv\w+|there) {_BY}\b", text.rest)
    return (_mode(found[0]) if found else None) or "train"


def _tell_day(field: str, match: Match, text: Text) -> bool | None:
    """Tell the day of a match by its date or weekday; False where it has neither."""
    found = re.search(rf"{MARK}[dk]\d+\b", match[0])
    if found is None and "same day" in match[0]:
        text.tell(field, {"same": True}, match)
        return None
    if found is None:
        return False
    atom = text.atom(found[0])
    day = {"date": atom.value.date.isoformat()} if atom.kind == "d" else {"weekday": atom.value[0]}
    text.tell(field, day, match)
    return None


def _cities(text: Text) -> list[str]:
    return [item.value["city"] for item in text.items if item.field == "city"]
