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
    "cheapest": r"(?:cheapest|least expensive|lowest[- ](?:priced?|costs?)|most affordable"
    r"|most economical)",
    "best": r"(?:best|top|(?:best|highest|top)[- ]rated|most (?:popular|famous|visited)"
    r"|best[- ]known|highest[- ]ranked|finest|number one)",
}
_ORDER = "|".join(_ORDERS.values())
#: As ``_ORDER``, "top-rated" before "top".
_LONG_ORDER = rf"(?:best|highest|top)[- ]rated|{_ORDER}"
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


#: How a wish is put as a question, and how one may be where a trip is told with it.
_WISHED, _FOUND = (
    re.compile(rf"(?:could|can|would) you (?:please |just |also )*(?:{verbs})\b")
    for verbs in ("book|arrange|pick|choose|include|add|schedule|grab|plan", "find|get")
)


_THERE = r"(?:there|over there|nearby|around there|in that (?:area|neighbou?rhood|place))"
#: What makes a sentence about where to eat a question.
_WHERE = re.compile(r"\b(?:where|what|which|is there|are there)\b")
#: What comes before a name that something is to be near to.
_BESIDE = re.compile(r"(?:near(?:by)?|close to|next to|around|closest to|nearest to|to)(?: the)? $")


def _spoken_of(text: Text) -> str | None:
    """What the last wish for a place was near to; it is said more closely now, and taken back."""
    for item in reversed(text.items):
        if item.field == "query" and item.value["wanted"]:
            text.items.remove(item)
            return str(item.value["query"].get("near"))
    return None


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
    elif groups.get("there") and (spoken := _spoken_of(text)) is not None:
        query["near"] = spoken
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
    r"(?:eat|eating|dine|dining|meals?|dinner|lunch|food)\b[^.!?;\u01c2]{0,60}? (?:the )?"
    rf"(?P<near>{SLOTS['name']})(?:(?:(?!hotel|lodging|accommodation|room)[^.!?\u01c2]){{0,90}}?"
    rf"\b(?:{_ORDER})[^.!?,;\u01c2]{{0,25}})?",
)
def _eat_near(match: Match, text: Text, context: Context) -> bool | None:
    """``Eat near X, at the best spot there``; where to eat there may be a question as well."""
    before = text.rest[: match.start("near")]
    if not _BESIDE.search(before) or _WHERE.search(re.split(r"[.!?;] ", before)[-1]):
        return False
    said = (
        found[0] for found in re.finditer(_LONG_ORDER, match[0]) if found[0] not in ("best", "top")
    )
    words = next(said, "closest")
    order = next(key for key, regex in _ORDERS.items() if re.fullmatch(regex, words))
    near = text.atom(match["near"]).value
    query = {"order": order, "kind": "restaurant", "near": near, "limit": 1}
    text.tell("query", {"query": query, "wanted": True}, match)
    return None


@rules(
    rf"{_ASK}(?:(?:top|first) )?(?:<n:count> )?(?P<order>{_ORDER}) (?:<n2=two|three|four|five"
    rf"|ten|\d> )?(?:place (?:to|for) )?{_DIET}{_WHAT}{_NEAR}?(?P<there> {_THERE})?",
)
def _superlative(match: Match, text: Text, context: Context) -> bool | None:
    order = next(k for k, regex in _ORDERS.items() if re.fullmatch(regex, match["order"]))
    stays = wanted_kind(match["what"]) in ("hotel", "hostel")
    if stays and match["near"] is None and not _asks(match, text):
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
    """Whether a match is a question rather than a wish, which may be put as one."""
    if _WISHED.match(match[0]):
        return False
    if any(atom.kind in "dr" for atom in text.atoms) and _FOUND.match(match[0]):
        return False
    begins = re.match(
        r"(?:what|which|where|who|show|tell|list|name|is there|are there|recommend|suggest|give"
        r"|find me|find us)",
        match[0],
    )
    sentence = text.rest[match.end() :].lstrip()[:1]
    return bool(begins) or sentence == "?" or match.start() == 0
