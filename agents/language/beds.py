"""Where to sleep.

Fields: ``hotel`` (name), ``hotel_order``, ``offers``, ``rooms``, ``stars``, ``lodging_kind``,
``lodging_area``, ``own_bed`` and ``room_type``, which no catalogue answers yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.house import PLACE
from agents.language.numbers import WORDS, count
from agents.language.rules import Rules
from tools.names import fold

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_STAY = (
    r"(?:(?:we|i)(?:'re| are|'m| am|'ll be| will be|'ll| will)? )?(?:stay(?:ing)?|sleep(?:ing)?"
    r"|booked(?: (?:a room|into|in))?|have (?:a )?(?:room|booking|reservation)|accommodat(?:ed"
    r"|ion)|lodg(?:ed|ing)|based|overnight(?:ing)?|put (?:me|us) up|(?:our|my|the) hotel is"
    r"|check(?:ing)? in(?:to)?)"
)
_ROOMS = r"(?:bed)?rooms?"
_KINDS = {
    "hostel": r"(?:youth )?hostels?",
    "guesthouse": r"guest[- ]?houses?|b ?& ?bs?|bed and breakfasts?|bnbs?|ryokans?|inns?"
    r"|pensions?|homestays?",
    "apartment": r"(?:holiday |serviced )?apartments?"
    r"|flats?(?! walk| route| street| ground)|airbnbs?|self-catering|condos?"
    r"|vacation rentals?",
    "camp_site": r"camp(?:ing)?[- ]?sites?|campgrounds?|camping|tents?",
    "hotel": r"(?:boutique |luxury |nice |good |cheap |affordable |comfortable |decent "
    r"|budget )*hotels?",
}
_KIND = "|".join(_KINDS.values())


@rules(
    r"(?:(?:we|i|'ll|need|book|want|require|for|in|and|will|to|with|stay|be|just|would|like|only"
    r"|share|sharing|it's|please|plan|booking|is|enough) )*(?P<n>\d{1,2}|an?|one|two|three|four"
    r"|five|six|single)(?: (?:more|separate|twin|double|hotel|single|single-bed|adjoining"
    rf"|king))* {_ROOMS}(?: is enough| in total| for (?:the (?:two|three|four) of us|us"
    r"|all of us))?(?: with a (?:large|big|king|double) bed)?(?: each)?(?! (?:that|is not))"
)
def _rooms(match: Match, text: Text, context: Context) -> None:
    text.tell("rooms", count(match["n"]), match)
    bed = re.search(r"\b(twin|double|king|single-bed|large)\b", match[0])
    if bed:
        text.tell("room_type", f"{bed[1].removesuffix('-bed')} room", match)


_ORDERS = {
    "cheapest": r"cheapest|least expensive|lowest[- ]priced|most affordable|most economical",
    "best": r"(?:best|highest|top)(?:[- ](?:rated|ranked|reviewed|scor\w+|local))*|finest",
}
_ORDER = "|".join(_ORDERS.values())
_BEST = r"(?:rat(?:ing|ed)s?|reviews?|reviewed|scor(?:e|es|ing)|ranking)"


@rules(
    rf"(?P<order>{_ORDER})(?: possible)?(?: (?:one|two|three|four|five|[1-5])[- ]stars?)? "
    rf"(?:{PLACE}|{_KIND})(?: (?:possible|available|there is|in (?:town|the city|the area)))*",
    rf"{PLACE}\b[^.;!?\u01c2]{{0,90}}?(?P<order>{_ORDER}|most consistent)(?:[- ]{_BEST}"
    rf"| (?:one|option"
    rf"|local|in the city|of them|available|possible|price|rate|{_BEST}))+",
)
def _order(match: Match, text: Text, context: Context) -> bool | None:
    """``The cheapest 2-star hotel``, ``the hotel with the best reviews``."""
    word = match["order"]
    order = next((k for k, regex in _ORDERS.items() if re.fullmatch(regex, word)), "best")
    text.tell("hotel_order", order, match)
    for stars in re.finditer(rf"({'|'.join(WORDS)}|[1-5])[- ]stars?", match[0]):
        text.tell("stars", int(stars[1]) if stars[1].isdigit() else WORDS[stars[1]], match)
    return None


@rules(
    r"(?:(?:that |which |it |and |has to |must |should |to )*(?:offers?|provides?|features?"
    r"|includes?"
    r"|has|have|with|having|be one that offers|comes? with))(?: (?:an?|the|free|its own"
    r"|some))* (?P<what>"
    r"family (?:rooms?|suites?)|(?:swimming |indoor |outdoor )?pools?|gyms?|fitness (?:room"
    r"|cent(?:er|re))"
    r"|parking|laundry|kitchens?|wi-?fi|airport shuttles?|spas?|saunas?|elevators?|lifts?"
    r"|balcon(?:y|ies)"
    r"|air conditioning|connecting rooms)",
)
def _offers(match: Match, text: Text, context: Context) -> bool | None:
    """What a hotel must have; said of anything else it is left to read."""
    if not re.search(rf"\b(?:{PLACE})\b", text.rest):
        return False
    what = re.sub(r"(?:ies|s)$", lambda m: "y" if m[0] == "ies" else "", match["what"])
    text.tell("offers", what, match)
    return None


@rules(
    r"(?:not|\w+n't|never|no|nothing|rather not|avoid|without)(?: (?:\w+|\w+'\w+)){0,5}? (?:to )?"
    r"(?<!car )(?<!ride )(?<!bike )(?P<type5>shar(?:e|ed|ing))(?: (?:an?|any|our|my|the))*"
    r"(?: (?:when it comes to|in))?"
    rf"(?: (?:{_ROOMS}|dorms?|accommodations?))?(?: with (?:strangers|others|anyone|anybody))?"
    r"(?=$| ?[,.;!?]| (?:and|or|but|please|in|at|with|for|is|are|would|will|by|among))",
    rf"(?:(?:{PLACE}|be|an?|the|of|should|ideally|preferably|require|need|prefer|book|provide"
    r"|offer|have|having|want|non|consist of|require) )*(?P<type>entire|whole|private|shared"
    r"|not[- ]shared|non[- ]shared|un-?shared|neither shared|not be shared|exclusive|single|twin"
    rf"|double|triple|king|queen|large|big|family)[- ]?(?:bed(?:ded)?[- ]?)?(?: ?(?:{_ROOMS}"
    r"|homes?(?:/apt)?|apartments?|houses?|flats?|units?|places?|dorms?|beds?|accommodations?))"
    r"(?: to (?:ourselves|myself))?",
    r"(?:not (?:be )?|non-?|avoid |no |rather not |don't want to |don't want )(?:to )?(?:share "
    rf"|shared )(?P<type2>)(?:a )?(?:{_ROOMS}|dorms?|accommodations?)|{PLACE} (?:should "
    r"|shall |must |has to |have to |ought to |needs? to |that )?(?:are|be|is) (?P<type>not shared"
    r"|private|shared|entire)",
    r"(?:an? |the )?(?P<type>entire|whole) (?:place|space|home|unit) to (?:ourselves|myself)"
    r"|(?:have |having )(?:the |it |everything |all |place |house |unit |flat )*to "
    r"(?P<type6>ourselves|myself)"
    r"|rooms? (?:that are |to be |that is |which are |are )?(?P<type3>not shared|private"
    r"|neither shared)|neither shared(?P<type4>)",
)
def _room_type(match: Match, text: Text, context: Context) -> None:
    groups = match.groupdict()
    kind = groups.get("type") or groups.get("type3") or "not shared"
    if groups.get("type6"):
        kind = "entire"
    if re.search(r"un-?shared|not|non|neither", kind) or re.search(
        r"\b(?:non|not|no|avoid|don't want)[- ](?:a )?(?:shared|to share)", match[0]
    ):
        kind = "not shared"
    kind = {"whole": "entire", "exclusive": "entire", "big": "large"}.get(kind, kind)
    text.tell("room_type", f"{kind} room", match)


@rules(r"(?:no more than|not more than|at most|max(?:imum)?(?: of)?) <count>[- ]stars?")
def _few_stars(match: Match, text: Text, context: Context) -> None:
    text.cannot(f"{match[0]!r}: stars can only be asked for from a number up.")
    text.tell("few_stars", match[0], match)


@rules(
    r"(?P<n>[1-5]|one|two|three|four|five)(?:[- ]?\+)?"
    r"(?:(?: or (?:more|[1-5]|four|five))?[- ]stars?)(?: or (?:more|better|above|higher|up))?"
    r"(?: minimum| at least)?",
)
def _stars(match: Match, text: Text, context: Context) -> None:
    n = match["n"]
    text.tell("stars", int(n) if n.isdigit() else WORDS[n], match)


@rules(
    r"(?:(?:we|i)(?:'re| are|'m| am|'ll| will| have|'ve got| already have)? ?)?"
    r"(?:(?:stay(?:ing)?|sleep(?:ing)?|have) )(?:a (?:bed|place|room) )?(?:with|at|in) "
    r"(?:(?:my|our|a|some) )?(?:friends?|family|relatives|(?:aunt|uncle|cousin|brother|sister"
    r"|son|daughter|parents|mother|friend|mum|mom)(?:'s)?|own (?:place|flat|apartment))(?: "
    r"(?:place|house|flat|home|apartment))?(?: (?:near|in|by|close to) (?:the )?"
    r"(?P<where>\u01c2[panq]\d+))?",
    r"(?:no|don't need|do not need|without|we don't need)(?: (?:a|any))? (?:hotel|accommodation"
    r"|lodging|place to stay)(?: needed| required)?",
)
def _own_bed(match: Match, text: Text, context: Context) -> None:
    where = match.groupdict().get("where")
    text.tell("own_bed", text.atom(where).value if where else True, match)


@rules(
    rf"{_STAY}(?: (?:at|in|into))? (?:the )?(?P<at>\u01c2[pqn]\d+)(?: hotel| hostel)?",
    r"(?:(?:our|my|the) )?hotel(?: (?:is|will be|:))+ (?:the )?(?P<at>\u01c2[pqn]\d+)",
    r"(?:(?:our|my|the) )?(?:hotel|room)(?: (?:is|already|has been))* booked(?: at|:)?"
    r" \(?(?:the )?(?P<at>\u01c2[pqn]\d+)\b\)?",
    rf"(?:{PLACE}|{_KIND}|stay(?:ing)?)\b[^.!?;\u01c2]{{0,60}}?(?:book|arrange|take|choose"
    rf"|go (?:with|for)"
    r"|pick|reserve)(?: (?:that|it|us|me|for|at|a room at|the))* (?P<at>\u01c2[pqn]\d+)",
)
def _hotel(match: Match, text: Text, context: Context) -> None:
    text.tell("hotel", text.atom(match["at"]).value, match)
    for kind, regex in _KINDS.items():
        if kind != "hotel" and re.search(rf"\b(?:{regex})\b", match[0]):
            text.tell("lodging_kind", kind, match)


@rules(
    rf"(?:{_STAY}(?: (?:in|at|near|around|somewhere (?:in|near)|close to))?"
    r"|(?:(?:an?|the|nice|good|cheap|our) )*(?:hotel|hostel|accommodation|lodging|place to stay"
    r"|room|base|apartment|bed)(?: (?:should be|must be|that is|located|ideally|preferably))?) "
    r"(?:in|near|around|close to|by|within) (?:the )?(?P<a>\u01c2[ap]\d+)\b(?: area| district"
    r"| neighbou?rhood)?",
)
def _area(match: Match, text: Text, context: Context) -> bool | None:
    area = context.gazetteer.areas.get(fold(text.atom(match["a"]).value))
    if area is None:
        return False
    text.tell("lodging_area", area, match)
    kind = next(
        (
            key
            for key, regex in _KINDS.items()
            if key != "hotel" and re.search(rf"\b(?:{regex})\b", match[0])
        ),
        None,
    )
    if kind:
        text.tell("lodging_kind", kind, match)
    return None


@rules(
    r"(?:(?:stay|staying|sleep|sleeping|in|at|an?|the|prefer|we|i|would|like|to|want|book"
    r"|looking for|rather|find|'d|into|i'd|we'd|lodging|accommodation|need|us|no more|only|and"
    rf"|nice|cheap|little|cosy|small|simple|instead|change|switch|the hotel) )*(?P<kind>{_KIND})"
    r"(?: (?:please|instead|only|would be (?:nice|great|fine)))*"
)
def _kind(match: Match, text: Text, context: Context) -> bool | None:
    word = match["kind"]
    kind = next(key for key, regex in _KINDS.items() if re.fullmatch(regex, word))
    before = text.rest[: match.start("kind")]
    back = re.search(r"\b(?:back|return\w*) (?:to|at|in) (?:the |our )?$", before)
    wished = re.search(r"\b(?:an?|stay|staying|prefer|want|book)\b(?!.*\bthe hotel)", match[0])
    not_this = re.search(r"\b(?:instead of|than|not) (?:(?:in|at) )?(?:an? |the )?$", before)
    usual = kind == "hotel" and context.standing is not None and not context.standing.lodging.kinds
    if back or not_this or usual or (kind == "hotel" and not wished):
        return False
    text.tell("lodging_kind", kind, match)
    for word in ("cheap", "luxury", "boutique"):
        if re.search(rf"\b{word}\b", match[0]):
            text.cannot(f"A {word} {kind}: say the most a room may cost a night, or the stars.")
    return None
