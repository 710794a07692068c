"""Money.

Field ``budget``: {amount, low, currency, for (total, lodging, food, activities, transport), per
(list of person, day, night, meal), more (over and above the one before)}; currency None is not
said. Fields ``cheaper`` (the plan that stands costs too much), ``thrift`` (little is to be spent),
``no_limit`` and ``budget_covers``, in words.
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
    "food": r"food|meals?|eating(?: out)?|dining|restaurants?|lunch(?:es)?(?: and dinners?)?"
    r"|dinners?|drinks?|food and drink",
    "activities": r"activities|sights?(?:eeing)?|tickets?|entrance fees?|admissions?"
    r"|attractions?|entertainment|museums?",
    "transport": r"transport(?:ation)?|getting around|local transport|taxis?"
    r"|travel within the city|transit",
}
_CATEGORIES = "|".join(_CATEGORY.values())
_PER = (
    r"(?:(?:,? ?(?:per|a|each|every|/|for each|p/|for every) ?(?:person|head|day|night|meal|pp"
    r"|traveller|traveler|adult|of us|room)|,? ?(?:pp|p\.p\.|each|apiece|daily|nightly|a head"
    r"|in total|total|altogether|overall|all in|all-in|for (?:all of us|everyone|everybody"
    r"|the (?:whole|entire|both of us|two of us)(?: (?:group|trip|party|family|stay|thing))?"
    r"|both of us|the two of us|us all|the trip|this trip|the entire trip|the journey"
    r"|this journey|our trip))))*"
)
_LIMIT = (
    r"(?:(?:under|below|less than|not more than|no more than|at most|up to|max(?:imum)?(?: of)?"
    r"|within|about|around|roughly|approximately|approx\.?|some|at|is|of|to|set at|set to"
    r"|fixed at|capped at|by|not (?:exceed(?:ing)?|over)|between|from|only|just|stay(?:s|ing)? "
    r"(?:under|below|within)|keep(?:ing)? (?:it|things|everything|the cost|the costs|the total"
    r"|costs?|this journey)? ?(?:under|below|within|to|at)?|doesn't exceed|does not exceed"
    r"|should not exceed|shouldn't exceed|mustn't exceed|tops? out at|stands? at|limit(?:ed)?"
    r"(?: to| of)?|a total of|total(?:ing)?|the sum of|ceiling of|now|updated to|around about"
    r"|i have|we have|i've got|we've got|with|for|on|spend(?:ing)?|costs?|can spend|to spend"
    r"|want to spend|allocated|a|the|new|travel) )*"
)
_BUDGET = (
    r"(?:(?:(?:my|our|the|a|an|this|total|overall|travel|new|maximum|max|whole|tight|trip|set"
    r"|daily|lower|strict|\w+ing) )*(?:budget|spending limit|price limit|spending cap|cost limit"
    r"|limit)(?: (?:for (?:this|the|our|my)(?: entire| whole)? (?:trip|journey|adventure|travel"
    r"|vacation|holiday|tour)|for (?:it|this)|limit|cap|ceiling|allocated|set aside|should|would"
    r"|will|must|can|has been|is|of|at|be|to|kept|are|about|we have|i have|constraint|for|stands"
    r"|here|range|now|in mind))*:? ?)"
)


#: The least that a sum without a currency comes to.
_LEAST = 50
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
    low, high, currency, _ = text.atom(match["m"]).value
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
    rf"{_LIMIT}<m:money> (?P<what>dinners?|lunch(?:es)?|meals)(?P<per>{_PER})",
    rf"(?P<what>{_CATEGORIES})(?: (?:budget|costs?|prices?|rates?|expenses?|should|must|can"
    rf"|per night|be|cost|budgeted|of|price|in the range))*:? ?{_LIMIT}<m:money>(?P<per>{_PER})",
)
def _for_category(match: Match, text: Text, context: Context) -> None:
    _tell(match, text, _category(match["what"]))
    value = text.items[-1].value
    first = context.standing is None and value["per"] == ["person"]
    if first and re.fullmatch(r"dinners?|lunch(?:es)?|meals?", match["what"]):
        value["per"].append("meal")


@rules(
    rf"(?:meal|food|dinner|lunch)? ?(?:cost|price|spend|bill)s? (?P<per>(?:per|a"
    rf"|for each) (?:person"
    rf"|head))[^.;!?\u01c2]{{0,30}}? {_LIMIT}<m:money>",
    rf"(?P<per>(?:per|each)[- ](?:person|head|meal)) (?:price|cost|spend(?:ing)?|budget|bill"
    rf"|rate)s?"
    rf"(?: (?:range|limit))? ?{_LIMIT}<m:money>",
    rf"(?:price|cost|spend|bill|budget)s? (?P<per>(?:per|a|for each) (?:person|head|meal)) {_LIMIT}"
    r"<m:money>",
)
def _a_head(match: Match, text: Text, context: Context) -> None:
    """``The per-person price under 120 yuan``: of the meals, where the message is about one."""
    _tell(match, text, "total", default=_of_a_head(text))


def _of_a_head(text: Text) -> str:
    """What a sum a head is for: meals, where the message is about one."""
    meal = re.search(r"\b(?:meals?|lunch|dinner|restaurant|cuisine|food|eat)\b", text.rest)
    told = any(item.field in ("extra_meal", "table") for item in text.items)
    return "food" if meal or told else "total"


@rules(
    rf"(?:(?:lower|reduce|cut|raise|increase|bring|drop|change|move|tighten|adjust|shift"
    rf"|take)(?:ing)?"
    rf"(?: (?:down|up))?)[^.;!?\u01c2]{{0,40}}? from (?:[\w-]+ ){{0,3}}?<m:money>(?: (?:down"
    rf"|up))?(?: to)?"
    rf"(?: (?:within|under|about|around|at most|just|only"
    rf"|a maximum of))*(?: <m2:money>)?(?P<per>{_PER})",
)
def _from_to(match: Match, text: Text, context: Context) -> bool | None:
    """``Lower the cap from 900 to 800 euros``: the sum said last holds."""
    if not re.search(r"budget|cap|limit|total|cost|spend|price", match[0]):
        return False
    money = text.atom(match["m2"] or match["m"]).value
    value = {"amount": money.last, "currency": money.currency, "for": "total", "per": []}
    nightly = "night" in match["per"]
    text.tell(
        "budget", {**value, **({"for": "lodging", "per": ["night"]} if nightly else {})}, match
    )
    return None


@rules(
    rf"<m:money> (?:more|extra|on top)(?P<per>{_PER})(?: to spend)?|(?:raise|increase|up|bump)"
    rf"(?: up)? (?:the|our|my) budget (?:up )?by <m2:money>(?P<per2>{_PER})"
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
    rf"<m:money> (?:less|cheaper)(?P<per>{_PER})|(?:cut|reduce|lower|trim) (?:the |our |my )?"
    rf"(?:budget|cost) by (?P<m2>{chr(0x1C2)}m\d+)\b"
)
def _less(match: Match, text: Text, context: Context) -> None:
    value = text.atom(match["m"] or match["m2"]).value
    text.tell(
        "budget",
        {"amount": value.high, "currency": value.currency, "for": "total", "per": [], "more": -1},
        match,
    )


@rules(
    r"(?:(?:and|but|that's|that is|it's|it is|this is|the (?:plan|trip)|all|is|costs?|a bit|far"
    r"|way|much|still|just) )*(?:too (?:expensive|dear|pricey|costly|much money)|over(?:priced| our"
    r" budget)|costs? too much)(?: for (?:us|me))?(?: overall| in (?:all|total))?",
    r"(?:(?:please|can you|could you|could we|make|keep|do|have|get|find|we'd like|want|i'd like|it"
    r"|this|that|something|a|an|the|trip|plan|whole|thing|bit|little|much|be|to|should) )*"
    r"(?:cheaper|less (?:expensive|costly|pricey)|more affordable)"
    r"(?: (?:trip|plan|overall|please|one|version))*(?! ?\w)",
    change=True,
)
def _cheaper(match: Match, text: Text, context: Context) -> None:
    text.tell("cheaper", True, match)


def _of_one_meal(match: Match) -> bool:
    """Whether a sum is a head, and not called one of the whole trip."""
    whole = re.search(r"\b(?:budget|total|overall|trip|in all)\b", match[0])
    return bool(re.search(_PERSON, match["per"])) and not whole


@rules(
    r"(?:(?:cut|reduce|raise|increase|lower|set|change|keep) (?:the |our "
    rf"|my )?)?{_BUDGET}{_LIMIT}<m:money>(?P<per>{_PER})",
    rf"{_LIMIT}<m:money>(?P<per>{_PER})(?: (?:budget|max(?:imum)?|tops?|at most|limit|to spend"
    r"|all in|is (?:our|my|the) (?:budget|limit|maximum)|is allocated|budget is allocated"
    r"|or (?:less|under)))*(?: for (?:this|the|our) trip)?",
)
def _budget(match: Match, text: Text, context: Context) -> None:
    if "night" in match["per"]:
        _tell(match, text, "lodging")
    elif context.standing is not None and _of_one_meal(match):
        _tell(match, text, "total", default=_of_a_head(text))
    else:
        _tell(match, text, "total")


@rules(rf"{_BUDGET}{_LIMIT}<n:amount>(?P<k>k)?(?P<per>{_PER})")
def _bare(match: Match, text: Text, context: Context) -> None:
    """A budget without a currency: the traveller's own is asked of who lays it over the request."""
    value = amount(match["n"]) * (1000 if match["k"] else 1)
    per = [u for u in ("person", "day") if u in (match["per"] or "")]
    text.tell("budget", {"amount": value, "currency": None, "for": "total", "per": per}, match)


@rules(
    rf"{_LIMIT}<n:amount>(?P<k>k)? (?P<per>(?:a|per|each) night|each|apiece"
    r"|per (?:person|head)|a head|pp)(?= ?[,.;!?]|$| for)",
    rf"{_LIMIT}<n:amount>(?P<k>k)(?P<per>)(?: (?:in )?total| altogether| all in)?(?= ?[,.;!?]|$)",
)
def _bare_each(match: Match, text: Text, context: Context) -> bool | None:
    """``1500 each``, ``180 a night``: a sum of money, as nothing else is counted."""
    value = amount(match["n"]) * (1000 if match["k"] else 1)
    nightly = "night" in match["per"]
    if value < _LEAST or (not nightly and any(item.field == "budget" for item in text.items)):
        return False
    per = ["night"] if nightly else ["person"] if match["per"] else []
    about = "lodging" if nightly else "total"
    text.tell("budget", {"amount": value, "currency": None, "for": about, "per": per}, match)
    return None


@rules(
    r"\(?(?P<out>excluding|excl\.?|not (?:counting|including)|without(?: counting)?|plus|before"
    r"|apart from|on top of|incl\.?|including) (?:the |our |my )*(?:(?:\w+ )?(?:flights?"
    r"|airfares?|train tickets?)|travel|getting there|(?P<bed>hotels?|accommodation"
    r"|lodging|rooms?))\)?"
)
def _counted(match: Match, text: Text, context: Context) -> bool | None:
    """``900 euros without the flights``: what a budget just told covers."""
    before = text.told_until(match.start())
    if before is None or before.field != "budget":
        return False
    words = text.words(*match.span())
    text.tell("budget_covers", words, match)
    if match["bed"] and not match["out"].startswith("incl"):
        text.cannot(f"{words!r}: a budget is planned with the bed in it.")
    return None


@rules(
    r"(?:price|money|cost|budget) (?:(?:is|does|do) ?(?:not|n't) (?:matter|an issue|important)"
    r"|is no (?:object|issue|problem))|(?:(?:with|have|a|an) )*(?:big|unlimited|generous) budget"
    r"|no (?:budget|spending) limit"
)
def _no_limit(match: Match, text: Text, context: Context) -> None:
    text.tell("no_limit", text.words(*match.span()), match)


@rules(
    r"(?:(?:on|with|a|an|the|very|quite|nothing|it|must be|should be|as|keep it|we're|i'm|trip"
    r"|all|rather|preferably) )*(?:shoestring|cheap(?:ly)?(?: (?:eats|trip|food|restaurants"
    r"|as possible))?|budget-friendly|low[- ](?:cost|budget)|(?:small|tight|low|limited) budget"
    r"|not (?:too|2|to|very|so) (?:expensive|pricey|dear)|inexpensive"
    r"|(?<!most )(?<!more )affordable)"
    r"(?! (?:hotel|hostel|room|apartment|flat))"
)
def _thrift(match: Match, text: Text, context: Context) -> None:
    """A wish to spend little, which no plan heeds by itself."""
    words = text.words(*match.span()).strip(" ,.")
    if not any(item.field == "budget" for item in text.items):
        text.cannot(f"{words!r}: say what the trip may cost, and the plan keeps to it.")
    text.tell("thrift", words, match)
