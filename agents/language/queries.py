"""Questions about places: "closest museum to the Pantheon", "all vegan restaurants near X".

Field ``query``: a PlaceQuery as a mapping, with ``wanted`` true where one of the places is to
be part of the trip.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.kinds import CUISINE, WANTED, wanted_kind
from agents.language.numbers import count
from agents.language.rules import SLOTS, Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_ORDERS = {
    "closest": r"(?:closest|nearest)",
    "cheapest": r"(?:cheapest|least expensive|lowest[- ]priced|most affordable|most economical)",
    "best": r"(?:best|top|(?:best|highest|top)[- ]rated|most (?:popular|famous|visited)"
    r"|best[- ]known|highest[- ]ranked|finest|number one)",
}
_ORDER = "|".join(_ORDERS.values())
_ASK = (
    r"(?:(?:what(?:'s| is| are)?|which|where(?:'s| is| are)?|who|show|tell|find|list|give|name"
    r"|recommend|suggest|me|us|is|are|there|any|can|could|you|please|i|we|want|to know|know|need"
    r"|looking for|look for|search for|find me|book|arrange|plan|include|also|and|the|a|an|some"
    r"|for|have|eat|at|one|get|make sure|to|would|like|'d|'s|pick|choose|just|go for|grab"
    r"|schedule|by|out|in) )*"
)
_WHAT = rf"(?P<what>(?:{CUISINE} )?(?:{WANTED}|{CUISINE}(?: (?:places?|spots?|joints?|food))?))"
_DIET = r"(?:(?P<diet>vegetarian|vegan|halal|kosher|gluten[- ]free) )?"
_NEAR = (
    r"(?:,? (?:that is |that's |which is )?(?:(?:right |very |the )?(?:near|nearest|nearby|close"
    r"|closest|next|around|beside|by)(?: to)?|to|from|in the vicinity of"
    rf"|within walking distance of|in|at) (?:the |my |our )?(?P<near>{SLOTS['name']}"
    rf"|{SLOTS['area']}|hotel|lodging))"
)


def _tell(match: Match, text: Text, order: str, *, wanted: bool) -> None:
    groups = match.groupdict()
    what = groups["what"]
    found = re.match(rf"({CUISINE})(?: .+)?$", what)
    query: dict[str, object] = {"order": order}
    if found is not None:
        query |= {"kind": "restaurant", "cuisine": found[1]}
    else:
        query["kind"] = wanted_kind(what) or "sight"
    if groups.get("diet"):
        query["diet"] = groups["diet"].replace("-", "_").replace(" ", "_")
    near = groups.get("near")
    if near is not None:
        query["near"] = text.atom(near).value if near[0] == "\u01c2" else near
    plural = what.endswith("s") and not what.endswith("ss")
    number = groups.get("n") or groups.get("n2")
    if number:
        query["limit"] = max(1, count(number))
    elif groups.get("all"):
        query["limit"] = None
    else:
        query["limit"] = 5 if plural else 1
    text.tell("query", {"query": query, "wanted": wanted}, match)


@rules(
    rf"{_ASK}(?:(?:top|first) )?(?:<n:count> )?(?P<order>{_ORDER}) (?:<n2=two|three|four|five"
    rf"|ten|\d> )?(?:place (?:to|for) )?{_DIET}{_WHAT}{_NEAR}?",
    rf"{_ASK}(?:the )?(?:place|one|spot|meal) (?P<order>{_ORDER}) (?:to )"
    rf"(?P<near>{SLOTS['name']})(?P<what>)(?P<n>)(?P<diet>)",
)
def _superlative(match: Match, text: Text, context: Context) -> bool | None:
    order = next(k for k, regex in _ORDERS.items() if re.fullmatch(regex, match["order"]))
    if match["what"] == "":
        return False
    if match["near"] is None and order == "closest":
        return False
    if match["near"] is None and match["order"] in ("best", "top") and not _asks(match, text):
        return False
    _tell(match, text, order, wanted=not _asks(match, text))
    return None


@rules(
    rf"{_ASK}(?P<all>all|every|all of)(?: the)? {_DIET}{_WHAT}{_NEAR}",
    r"(?:which|what|are there(?: any)?|is there(?: an?| any)?|any|where can (?:we|i) (?:find|get"
    r"|eat|have)(?: an?| some)?|where are(?: the)?|list(?: all)?(?: the)?|show (?:me |us )?"
    rf"(?P<all>all)?(?: the)?) {_DIET}{_WHAT}(?: are(?: there)?| is there| can you find"
    rf"| do you have)?{_NEAR}",
)
def _all(match: Match, text: Text, context: Context) -> None:
    _tell(match, text, "closest", wanted=False)


@rules(
    r"(?:(?:please|and|could you|can you|we'd like to|we want to|we|i|want|to|also|book|arrange"
    rf"|have|plan|for food|include|get|one|a|an|at least|some) )+{_DIET}{_WHAT}(?: spot)?(?:,? "
    r"(?:right |very )?(?:near|close to|next to|nearby|around|beside))+ (?:the )?"
    rf"(?P<near>{SLOTS['name']})"
)
def _near(match: Match, text: Text, context: Context) -> None:
    """``Arrange a meal near X``: the closest there is."""
    _tell(match, text, "closest", wanted=True)


def _asks(match: Match, text: Text) -> bool:
    """Whether a match is a question rather than a wish."""
    begins = re.match(
        r"(?:what|which|where|who|show|tell|list|name|is there|are there|recommend|suggest|give"
        r"|find me|find us)",
        match[0],
    )
    sentence = text.rest[match.end() :].lstrip()[:1]
    return bool(begins) or sentence == "?" or match.start() == 0
