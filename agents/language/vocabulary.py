"""Words that the rules read, so that they are not taken for names, and common slips in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agents.language.text import Text

#: Common words that are cities as well: names only where they are written as such.
COMMON = frozenset(
    """
    a along am an and as at bar bari bath bean best bread cork date deal do for hello home hope
    in independence is it lens lima male man many march may mean mobile most my nice no normal
    of on or orange over pm reading rye sale side so split the to un under university us vile
    ware well wells
    """.split()  # noqa: SIM905
)
_WORDS = """
    a about accommodation accommodations actually add additionally adults african after
    afternoon airbnb all also am american an and any apr april are around arriving art as asian
    assist at aug august avoid back because before begin between book both breakfast british
    budget bus by can cantonese children chinese christmas cny consider considering could create
    current danish day days dear dec december departing destination did dinner do does dollars
    drop each early easter eastern eight end english eur euro european euros eve evening every feb
    february find finish first five flight flights food for four french fri friday from
    furthermore galleries gallery gbp german give gluten good greek halal he hello help her hey
    hi his history hostel hostels hotel hotels how however hunan i if in include indian is it it's
    italian itinerary its jan january japanese jpy jul july jun june just keep kids korean
    kosher last late leaving let let's lets location lock looking lunch make mar march may me
    mediterranean metro mexican mid mon monday month months moreover morning move museum museums
    must my nature need new next night nights nine no noon nordic not nov november number oct
    october of ok okay on one only or organise organize our people per person plan planning
    please pm pounds rain redo regarding remove replace requirement requirements returning rmb
    room rooms sat saturday second seeking sep sept september seven she should show sichuan since
    six skip so some spanish start stay sun sunday swap taxi taxis ten thai thanks that the them
    then there these they third this those three thu thur thurs thursday to today tomorrow
    tonight total train transportation travel traveler travelers traveller travellers trip tue
    tues tuesday turkish two uber under undo unesco us usd vegan vegetarian vietnamese want we
    wed wednesday week weekend weeks well western what when where which while who wi-fi wifi
    will with would xmas year year's yen yes your yuan
    """
VOCABULARY = frozenset(_WORDS.split())
#: Slips that are common in words the rules read -> the word.
SLIPS = {
    "tommorow": "tomorrow", "tommorrow": "tomorrow", "tomorow": "tomorrow", "tmrw": "tomorrow",
    "wensday": "wednesday", "wednsday": "wednesday", "wendesday": "wednesday",
    "thrusday": "thursday", "thurday": "thursday", "saterday": "saturday", "satuday": "saturday",
    "febuary": "february", "feburary": "february", "januray": "january", "agust": "august",
    "augest": "august", "septmber": "september", "setpember": "september", "ocotber": "october",
    "novemeber": "november", "decemeber": "december", "vegitarian": "vegetarian",
    "vegeterian": "vegetarian", "vegatarian": "vegetarian", "vegeterians": "vegetarians",
    "resturant": "restaurant", "restaraunt": "restaurant", "restraunt": "restaurant",
    "restaurent": "restaurant", "resturants": "restaurants", "restaraunts": "restaurants",
    "accomodation": "accommodation", "accomodations": "accommodations",
    "acommodation": "accommodation", "musuem": "museum", "musem": "museum", "muesum": "museum",
    "musuems": "museums", "museumes": "museums", "galery": "gallery", "galeries": "galleries",
    "weelchair": "wheelchair", "wheelchiar": "wheelchair", "budjet": "budget", "buget": "budget",
    "bugdet": "budget", "peolpe": "people", "poeple": "people", "peopel": "people",
    "chidren": "children", "childern": "children", "childen": "children", "weekand": "weekend",
    "wekend": "weekend", "weeknd": "weekend", "nigths": "nights", "nihgts": "nights",
    "dyas": "days", "dasy": "days", "eurso": "euros", "dolars": "dollars", "dollers": "dollars",
    "breakfeast": "breakfast", "brekfast": "breakfast", "diner": "dinner", "luch": "lunch",
    "vist": "visit", "vsit": "visit", "archtecture": "architecture", "arcitecture": "architecture",
    "relaxd": "relaxed", "lieve": "leave", "arive": "arrive", "ariving": "arriving",
    "hostal": "hostel", "hotal": "hotel", "cheepest": "cheapest", "cheapst": "cheapest",
    "closet to": "closest to", "tuseday": "tuesday", "teusday": "tuesday", "firday": "friday",
    "mondey": "monday", "sundey": "sunday", "glutenfree": "gluten-free", "coeliac": "celiac",
    "itinary": "itinerary", "itinery": "itinerary", "iterinary": "itinerary", "thre": "three",
    "theree": "three", "wiht": "with", "adn": "and", "teh": "the", "plese": "please",
    "pls": "please", "plz": "please", "w/": "with", "w/o": "without", "we r": "we are",
    "ppl": "people", "w my": "with my", "w a": "with a", "week-end": "weekend",
    "wknd": "weekend", "wkend": "weekend",
}  # fmt: skip
_SLIP = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(SLIPS, key=len, reverse=True))})(?!\w)")
#: What is written in one: 3d2n, 2pax.
_DAYS_NIGHTS = re.compile(r"(?<!\w)(?P<d>\d{1,2})d ?/?(?P<n>\d{1,2})n(?!\w)")
_PAX = re.compile(r"(?<!\w)(?P<n>\d{1,2})(?:pax|ppl)(?!\w)")
#: Written-out words long enough that one wrong letter still tells them.
_LONG = frozenset(word for word in VOCABULARY if len(word) >= 8)


def is_vocabulary(word: str) -> bool:
    """Whether a folded word is one that the rules read."""
    return word in VOCABULARY


def mend_slips(text: Text) -> None:
    """Spell words as the rules do where a finger slipped."""
    text.replace(_SLIP, lambda match: SLIPS[match[0]])
    text.replace(_DAYS_NIGHTS, lambda match: f"{match['d']} days {match['n']} nights")
    text.replace(_PAX, lambda match: f"{match['n']} people")
    text.replace(_WORD, lambda match: _near(match[0]))


_WORD = re.compile(r"(?<!\w)[a-z]{7,14}(?!\w)")


@lru_cache(maxsize=4096)
def _near(word: str) -> str | None:
    """The one long word of the vocabulary that is one slip away, if it is not itself one."""
    if word in VOCABULARY:
        return None
    near = [known for known in _LONG if known[0] == word[0] and _one_slip(word, known)]
    return near[0] if len(near) == 1 else None


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter missing, added, changed or changed places with its neighbour makes it.

    An ``s`` at the end is no slip: it is the plural.
    """
    if abs(len(one) - len(other)) > 1 or one + "s" == other or other + "s" == one:
        return False
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if head is None:
        return len(one) != len(other)
    a, b = one[head:], other[head:]
    swapped = len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
