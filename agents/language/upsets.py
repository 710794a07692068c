"""What befalls a trip: delays, traffic, and weather that one had rather not be outside in.

Fields: ``delay`` (minutes that one arrives later), ``head_start`` (minutes to leave for the way
home before one has to), ``shun`` of what is outdoors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import day_of_hours
from agents.language.hours import UNTIL
from agents.language.rests import MINUTES, minutes_said, span_said
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_COMING = r"(?:train|flight|plane|bus|coach|ferry|arriv(?:e|es|al|ing))"
_WEATHER = (
    r"(?:rain\w*|showers?|drizzle|thunder\w*|storms?|stormy|snow\w*|typhoon|winds?|windy|heat"
    r"(?: ?wave)?|sun|sunny|sunshine|hot|cold|temperatures?|weather|smog)"
)
_HOME = re.compile(
    r"\b(?:airport|station|return(?:ing)?|departure|home|traffic|head(?:ing)? out)\b"
)


@rules(
    rf"{_COMING}[^.!?;]{{0,60}}? (?:delayed|late|later|delay|behind|pushed back|postponed)"
    rf"[^.!?;{chr(0x1C2)}]{{0,30}}? {MINUTES}(?: late| later| delay)?",
    rf"{_COMING}[^.!?;]{{0,30}}? {MINUTES} (?:late|later|behind|delay)(?: than \w+)?",
)
def _delay(match: Match, text: Text, context: Context) -> None:
    text.tell("delay", minutes_said(match["n"], match["unit"]), match)


@rules(
    rf"(?:at least |about |an extra |a |with )*{MINUTES}(?P<gap>[^.!?;]{{0,30}}?) (?:buffer|gap"
    r"|margin|slack|early|earlier|before|ahead|in hand|of leeway|to spare)[^.!?;]*",
)
def _head_start(match: Match, text: Text, context: Context) -> bool | None:
    """Time in hand for the way to the airport or station."""
    if not _HOME.search(text.rest) or re.search(r"outdoor|outside", text.rest):
        return False
    text.tell("head_start", minutes_said(match["n"], match["unit"]), match)
    return None


@rules(
    rf"{_WEATHER}\b[^.!?;]{{0,90}}?\(?(?:from |between )?<t:time>{UNTIL}<b:time>\)?",
    r"(?:outdoor|outside|outdoors)\b[^.!?;]{0,120}?\(?(?:from |between )?<t:time>"
    rf"{UNTIL}<b:time>\)?",
    rf"<t:time>{UNTIL}<b:time>\)?[^.!?;]{{0,60}}?(?:outdoor|outside|outdoors)\b",
)
def _outdoors(match: Match, text: Text, context: Context) -> bool | None:
    """Hours with little time outside, whatever it is that makes them so."""
    if not re.search(r"outdoor|outside|indoor|inside", text.rest):
        return False
    day = day_of_hours(match, text, context)
    text.tell("shun", {"kind": "outdoor", **span_said(match, text), **day}, match)
    return None
