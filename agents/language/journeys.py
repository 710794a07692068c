"""Which flight or train there and back: its class, and what it is chosen by.

Field: ``journey`` ({way, seat}, {way, order}, {way, lands} or {way, means}), in which ``way`` is
``out``, ``back`` or ``both``; ``lands`` is from and to, as local times; ``means`` is ``flight`` or
``train``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.clock import as_span
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_OUT = r"outbound|outward|there|(?:flight|train|way|trip|journey|leg) out"
_BACK = r"return(?:ing)?|inbound|(?:flight|train|way|trip|journey|leg) (?:back|home)"
_BOTH = r"both|round[- ]?trip|each way|outbound and (?:the )?return|there and back"
_MEANS = r"flights?|trains?|planes?|journeys?|legs?|connections?"
_ORDERS = {
    "cheapest": r"cheapest|least expensive|lowest[- ](?:priced|fare)|most affordable",
    "shortest": r"shortest|quickest|fastest",
    "latest": r"latest(?:[- ](?:arriving|departing|leaving))?|last",
    "earliest": r"earliest(?:[- ](?:arriving|departing|leaving))?|first",
}
_ORDER = "|".join(_ORDERS.values())
_WORD = r"(?:[\w']+[ ,]+)"
_DIRECT = r"(?:direct|non-?stop|through)"


def _way(match: Match) -> str:
    """Which way the words are about; without a word of it, both."""
    for way, words in (("both", _BOTH), ("out", _OUT), ("back", _BACK)):
        if re.search(rf"\b(?:{words})\b", match[0]):
            return way
    return "both"


@rules(
    rf"(?:(?:{_BOTH}|{_OUT}|{_BACK}|{_MEANS}|for|the|our|my|to|on|,|book|please|in) )*"
    r"(?P<seat>economy|business|first|second)[- ]class"
    rf"(?: (?:seats?|tickets?|fares?|{_MEANS}|for|on|is a must|the|our|{_BOTH}|{_OUT}|{_BACK}"
    r"|ways|legs|and|back|home|of the journey))*"
)
def _seat(match: Match, text: Text, context: Context) -> bool | None:
    """A hotel may be of the first class too: a word of travelling has to go with it."""
    if not re.search(rf"\b(?:seats?|tickets?|fares?|{_MEANS}|{_BOTH}|{_OUT}|{_BACK})\b", match[0]):
        return False
    text.tell("journey", {"way": _way(match), "seat": match["seat"]}, match)
    return None


@rules(
    rf"(?:(?:for|on) (?:the |our |my )?(?:{_BACK}|{_OUT})(?: (?:{_MEANS}))?[ ,]+){_WORD}{{0,9}}?"
    rf"(?P<order>{_ORDER})(?: {_DIRECT})?(?: (?:{_MEANS}|options?|ones?))?(?: with the"
    r" (?:shortest|least) (?:duration|time))?",
    rf"(?:(?:the|a|find|book|take|our|my|want|please) )*(?P<order>{_ORDER}) {_DIRECT}"
    rf" (?:{_MEANS})(?: (?:{_OUT}|back|home))?",
    rf"(?:(?:the|a|find|book|take|our|my|want|please|for|{_OUT}|{_BACK}) )*{_DIRECT}"
    rf" (?:{_MEANS}|ones?|options?) with the (?P<order>shortest) (?:duration|time)",
    rf"(?:for|on) (?:the |our |my )?(?:{_BACK}|{_OUT})(?: (?:{_MEANS}))?[ ,]+{_WORD}{{0,9}}?"
    rf"{_DIRECT} (?:{_MEANS}|ones?|options?) with the (?P<order>shortest) (?:duration|time)",
)
def _order(match: Match, text: Text, context: Context) -> None:
    order = next(key for key, words in _ORDERS.items() if re.fullmatch(words, match["order"]))
    text.tell("journey", {"way": _way(match), "order": order}, match)


@rules(
    rf"(?:(?:for|the|our|my|it's|important|that|,|we|i|need|needs|to|must|should|has|have)[ ,]+)*"
    rf"(?:{_BACK})(?: (?:{_MEANS}))?[ ,]+{_WORD}{{0,6}}?(?:land|arrive|get in|be back|touch down)"
    r"(?:s|ing)? (?:between|from) <t:time>(?: and | to | ?- ?| until )<t2:time>"
)
def _lands(match: Match, text: Text, context: Context) -> None:
    span = as_span(text.atom(match["t"]).value, text.atom(match["t2"]).value)
    lands = [time.isoformat("minutes") for time in span]
    text.tell("journey", {"way": "back", "lands": lands}, match)


@rules(
    rf"(?:(?:with|and|our|my|the|a|on|by) )*(?:{_OUT}|{_BACK}|{_BOTH}) (?P<means>flight|train)s?"
    r"(?: tickets?)?"
)
def _means(match: Match, text: Text, context: Context) -> None:
    text.tell("journey", {"way": _way(match), "means": match["means"]}, match)
