"""Money.

Field ``budget``: {amount, low, currency, for (total, lodging, food, activities, transport), per
(list of person, day, night, meal), more (over and above the one before)}; currency None is not
said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.numbers import amount
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_CATEGORY = {
    "lodging": r"hotels?|accommodations?|lodgings?|rooms?|staying|sleeping|the hotel|a hotel"
    r"|beds?|places? to stay",
    "food": r"food|meals?|eating(?: out)?|dining|restaurants?|lunch(?:es)? and dinners?"
    r"|dinners?|drinks?|food and drink",
    "activities": r"activities|sights?(?:eeing)?|tickets?|entrance fees?|admissions?|attractions?"
    r"|entertainment|museums?",
    "transport": r"transport(?:ation)?|getting around|local transport|taxis?|travel within the city"
    r"|transit",
}
_CATEGORIES = "|".join(_CATEGORY.values())
_PER = (
    r"(?:(?:,? ?(?:per|a|each|every|/|for each|p/|for every) ?(?:person|head|day|night"
    r"|meal|pp|traveller|traveler|adult|of us|room)|,? ?(?:pp|p\.p\.|each|apiece|daily"
    r"|nightly|a head|in total|total|altogether|overall|all in|all-in|for (?:all of us"
    r"|everyone|everybody|the (?:whole|entire|both of us|two of us)(?: (?:group|trip"
    r"|party|family|stay|thing))?|both of us|the two of us|us all|the trip|this trip"
    r"|the entire trip|the journey|this journey|our trip))))*"
)
_LIMIT = (
    r"(?:(?:under|below|less than|not more than|no more than|at most|up to|max"
    r"(?:imum)?(?: of)?|within|about|around|roughly|approximately|approx\.?|some|at|is"
    r"|of|to|set at|set to|fixed at|capped at|by|not (?:exceed(?:ing)?|over)|between"
    r"|from|only|just|stay(?:s|ing)? (?:under|below|within)|keep(?:ing)? (?:it|things"
    r"|everything|the cost|the costs|the total|costs?|this journey)? ?(?:under|below"
    r"|within|to|at)?|doesn't exceed|does not exceed|should not exceed"
    r"|shouldn't exceed|mustn't exceed|tops? out at|stands? at|limit(?:ed)?(?: to"
    r"| of)?|a total of|total(?:ing)?|the sum of|ceiling of|now|updated to"
    r"|around about|i have|we have|i've got|we've got|with|for|on|spend(?:ing)?|costs?"
    r"|can spend|to spend|want to spend|allocated|a|the|new|travel) )*"
)
_BUDGET = (
    r"(?:(?:(?:my|our|the|a|an|this|total|overall|travel|new|maximum|max|whole|tight"
    r"|trip|set|daily|lower|strict|\w+ing) )*(?:budget|spending limit|price limit"
    r"|spending cap|cost limit|limit)(?: (?:for (?:this|the|our|my)(?: entire"
    r"| whole)? (?:trip|journey|adventure|travel|vacation|holiday|tour)|for (?:it"
    r"|this)|limit|cap|ceiling|allocated|set aside|should|would|will|must|can|has been"
    r"|is|of|at|be|to|kept|are|about|we have|i have|constraint|for|stands|here|range"
    r"|now|in mind))*:? ?)"
)


_PERSON = r"\b(?:person|head|pp|p\.p|travell?er|adult|each(?! (?:day|night))|apiece)\b"


def _category(text: str) -> str:
    return next(
        (key for key, regex in _CATEGORY.items() if re.search(rf"\b(?:{regex})\b", text)), "total"
    )


def _tell(match: Match, text: Text, about: str, *, more: int = 0, default: str = "total") -> None:
    per = [
        unit for unit, regex in (
            ("person", _PERSON),
            ("day", r"\b(?:day|daily)\b"),
            ("meal", r"\bmeal\b"), ("night", r"\b(?:night|nightly)\b"),
        ) if re.search(regex, match["per"] or "")
    ]  # fmt: skip
    if "daily" in match[0] and "day" not in per:
        per.append("day")
    low, high, currency = text.atom(match["m"]).value
    value: dict[str, Any] = {
        "amount": high,
        "currency": currency,
        "for": about if about != "total" else default,
        "per": per,
    }
    if low < high:
        value["low"] = low
    if more:
        value["more"] = more
    text.tell("budget", value, match)


@rules(
    rf"{_LIMIT}<m:money>(?P<per>{_PER}) (?:for|on|of|in) (?:the |our |my )?"
    rf"(?P<what>{_CATEGORIES})(?P<per2>{_PER})",
    rf"(?P<what>{_CATEGORIES})(?: (?:budget|costs?|prices?|rates?|expenses?|should|must"
    rf"|can|per night|be|cost|budgeted|of|price|in the range))*:? ?{_LIMIT}<m:money>"
    rf"(?P<per>{_PER})",
)
def _for_category(match: Match, text: Text, context: Context) -> None:
    _tell(match, text, _category(match["what"]))


@rules(
    rf"<m:money> (?:more|extra|on top)(?P<per>{_PER})(?: to spend)?|(?:raise|increase"
    rf"|up|bump)(?: up)? (?:the|our|my) budget (?:up )?by <m2:money>(?P<per2>{_PER})"
)
def _more(match: Match, text: Text, context: Context) -> bool | None:
    if match["m"] is None:
        value = text.atom(match["m2"]).value
        text.tell(
            "budget",
            {
                "amount": value.high,
                "currency": value.currency,
                "for": "total",
                "per": [],
                "more": 1,
            },
            match,
        )
    else:
        _tell(match, text, "total", more=1)
    return None


@rules(
    rf"<m:money> (?:less|cheaper)(?P<per>{_PER})|(?:cut|reduce|lower|trim) (?:the |our "
    rf"|my )?(?:budget|cost) by (?P<m2>{chr(0x1C2)}m\d+)\b"
)
def _less(match: Match, text: Text, context: Context) -> None:
    value = text.atom(match["m"] or match["m2"]).value
    text.tell(
        "budget",
        {"amount": value.high, "currency": value.currency, "for": "total", "per": [], "more": -1},
        match,
    )


@rules(
    r"(?:(?:cut|reduce|raise|increase|lower|set|change|keep) (?:the |our |my )?)?"
    rf"{_BUDGET}{_LIMIT}<m:money>(?P<per>{_PER})",
    rf"{_LIMIT}<m:money>(?P<per>{_PER})(?: (?:budget|max(?:imum)?|tops?|at most|limit"
    r"|to spend|all in|is (?:our|my|the) (?:budget|limit|maximum)|is allocated"
    r"|budget is allocated|or (?:less|under)))*(?: for (?:this|the|our) trip)?",
)
def _budget(match: Match, text: Text, context: Context) -> None:
    nightly = "night" in (match["per"] or "")
    _tell(match, text, "lodging" if nightly else "total")


@rules(rf"{_BUDGET}{_LIMIT}<n:amount>(?P<k>k)?(?P<per>{_PER})")
def _bare(match: Match, text: Text, context: Context) -> None:
    """A budget without a currency: the traveller's own is asked of who lays it over the request."""
    value = amount(match["n"]) * (1000 if match["k"] else 1)
    per = [u for u in ("person", "day") if u in (match["per"] or "")]
    text.tell("budget", {"amount": value, "currency": None, "for": "total", "per": per}, match)
