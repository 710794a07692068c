"""Where to, and where from.

Fields: ``city`` ({city}), ``origin``, ``cities`` (how many), ``city_out``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.numbers import count
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_FROM = (
    r"(?:from|leav(?:e|ing)(?: from)?|depart(?:s|ing|ure)?(?: from)?|(?:start|begin"
    r"|originat)(?:s|ing|e|ning)?(?: (?:the|our|my) (?:trip|journey|travels?))?"
    r"(?: out)?(?: (?:from|in|at|off in|off from))?"
    r"|bas(?:ed|ing) in|liv(?:e|ing) in|out of|set(?:ting)? (?:off|out) from|current"
    r"(?:ly)?(?: location)?(?: (?:is|in|at|:))?:?"
    r"|i'm in|we're in|flying (?:out )?(?:from|out of)|coming from|home is|commenc"
    r"(?:ing|es?)(?: (?:in|from))?|embark(?:ing)? from|kick(?:ing)? off (?:in|from)"
    r"|head(?:ing)? out(?: solo)? (?:from|of)|origin(?: city)?(?: is|:)?|off from|up from)"
)
_GOTO = (
    r"(?:(?:(?:trip|travel|travell?ing|go|going|get|getting|fly|flying|drive|driving"
    r"|head|heading|headed|journey|over|on|visit|visits|visiting|visit to|want to|back"
    r"|proceed|proceeding|moving|continuing|continue|arriv(?:e|ing)|bound|destination"
    r"|ending|end|conclud(?:e|ing)|finishing|stop|stay(?:ing)?|spend time|explor(?:e"
    r"|ing)|tour(?:ing)?|see|cover(?:ing)?|around|venturing|journeying|off|then|and"
    r"|, ?(?:and )?then|, and|plan|planning|itinerary)"
    r"(?: (?:up|down|over))?(?: (?:in|to|at|into|for|towards|from there to))?:? )|"
    r"(?:to|in|into|for|at|towards?|of|through|across|via|within|around|near|,|and|or"
    r"|:) )*"
)


@rules(
    r"<n:count> (?:different |unique )?<c:city> cities",
    r"<n:count> (?:\w+ )?cit(?:y|ies)(?: \w+)?(?: (?:in|of|within|across|around"
    r"|throughout) (?:the state of )?<c:city>)?",
)
def _cities(match: Match, text: Text, context: Context) -> None:
    text.tell("cities", count(match["n"]), match)
    if match["c"]:
        text.tell("city", {"city": text.atom(match["c"]).value}, match, "c")


@rules(
    rf"{_FROM} <c:city>(?: city)?(?: in <city>)?",
    rf"{_FROM} <c:name>(?=[ ,.;]|$)",
    r"<c:city>(?: (?:as|is|being|will be))+ (?:the |our |my )?(?:(?:point|place|city) of departure"
    r"|(?:departure|starting) (?:point|city|place)|start|origin|home base)",
    r"<c:city>(?= (?:to|->|\u2192) <city>)",
    r"(?:trip|travel(?:l?ing)?|journey|itinerary)[^.;!?\u01c2]{0,30}? between <c:city>"
    r"(?= and <city>)",
)
def _origin(match: Match, text: Text, context: Context) -> bool | None:
    value = text.atom(match["c"])
    known = any(item.field == "origin" for item in text.items)
    if value.kind == "p" or context.standing is not None or known:
        return False
    text.tell("origin", value.value, match)
    return None


@rules(
    r"(?:instead of|rather than|not|replacing|swap|in place of|drop|skip|leave out"
    r"|without|no longer) <c:city>"
)
def _not_city(match: Match, text: Text, context: Context) -> None:
    text.tell("city_out", text.atom(match["c"]).value, match)


@rules(rf"{_GOTO}<c:city>(?: city)?(?: instead(?! of))?(?: please)?")
def _city(match: Match, text: Text, context: Context) -> None:
    name = text.atom(match["c"]).value
    if any(item.field == "origin" and item.value == name for item in text.items):
        text.tell("origin", name, match)
    else:
        instead = {"instead": True} if "instead" in match[0] else {}
        text.tell("city", {"city": name, **instead}, match)


@rules(
    r"(?:trip|days?|nights?|weeks?|weekend|travel(?:l?ing)?|go(?:ing)?|fly(?:ing)?"
    r"|holidays?|vacation|getaway|break|stay(?:ing)?|destination|visit) ?(?:to|in|at"
    r"|:)? <n:name>",
    r"(?:in|to) <n:name>",
)
def _unknown_city(match: Match, text: Text, context: Context) -> bool | None:
    """A name that is on no file, where a city is due, is told as one: better refused than lost."""
    atom = text.atom(match["n"])
    if context.standing is not None or atom.kind != "n":
        return False
    if any(item.field in ("city", "cities") for item in text.items):
        return False
    text.tell("city", {"city": atom.value}, match, "n")
    return None
