"""Areas of a city: to stay within, to keep out of, to be liked.

Fields: ``area_in``, ``area_out``, ``area_liked``; ``must`` and ``lock`` of the sight that a quarter
is called by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, day_said
from agents.language.places import WISH
from agents.language.rules import SLOTS, Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_AREAS = rf"(?P<areas>{SLOTS['area']}(?:{SLOTS['sep']}(?:the )?{SLOTS['area']})*)"


@rules(
    r"(?:(?:not|avoid|stay out of|keep out of|stay away from|away from|skip|outside"
    r"|outside of|no|nothing in|don't (?:go to|want to go to)|never) )+(?:the )?"
    rf"{_AREAS}(?: area| district)?",
)
def _area_out(match: Match, text: Text, context: Context) -> None:
    for found in re.finditer(SLOTS["area"], match["areas"]):
        text.tell("area_out", text.atom(found[0]).value, match)


@rules(
    r"(?:(?:only|just|stick to|stay(?: with)?in|everything|within|keep (?:to|it in"
    r"|us in)|nothing outside|in|limit(?:ed)? (?:it |us )?to) )+(?:the )?"
    rf"{_AREAS}"
    r"(?P<only> only| area only| and nowhere else)?(?: area| district)?",
)
def _area_in(match: Match, text: Text, context: Context) -> bool | None:
    if not (
        match["only"]
        or re.match(r"only|just|stick|stay|everything|within|keep|nothing|limit", match[0])
    ):
        return False
    for found in re.finditer(SLOTS["area"], match["areas"]):
        text.tell("area_in", text.atom(found[0]).value, match)
    return None


@rules(
    rf"(?:(?:{WISH}|(?P<in>walk(?: in| around| through)|wander(?:ing)?(?: in| around"
    r"| through)|around|a day in|time in|in|near)) )?(?:the )?"
    rf"{_AREAS}(?: area| district)?(?P<day> {ON_DAY})?",
)
def _area(match: Match, text: Text, context: Context) -> None:
    """An area one wants to see is not one to stay within; one called by its sight means that."""
    day = day_said(match, text, context) if match["day"] else {}
    for found in re.finditer(SLOTS["area"], match["areas"]):
        start = match.start("areas")
        typed = text.words(start + found.start(), start + found.end())
        sight = None if match["in"] else context.gazetteer.sight_of_area(typed)
        if sight is None:
            text.tell("area_liked", text.atom(found[0]).value, match)
            continue
        text.tell("must", sight, match)
        if day:
            text.tell("lock", {"place": sight, **day}, match)
