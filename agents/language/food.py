"""What to eat.

Fields: ``diet``, ``no_diet``, ``no_spice``, ``cuisine`` (also an interest), ``no_cuisine``,
``meal`` ({meal, time, after or before}) wanted over and above, ``no_meal``, ``meal_on`` ({meal,
date or day}) and ``uneaten``, which no plan heeds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import PART_OF_DAY, day_said
from agents.language.kinds import CUISINE
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

#: The interest that hot dishes are a liking for, and the weight of what is not eaten at all.
SPICY, UNEATEN = "spicy", -1.0
#: Kitchens that are hot by custom.
HOT = ("sichuan", "hunan", "hot pot")
_DIETS = {
    "vegetarian": r"vegetarians?|veggies?|meat-?free|no meat"
    r"|(?:don't|do not|doesn't|never) eat meat"
    r"|meatless",
    "vegan": r"vegans?|plant[- ]based|dairy-free and egg-free",
    "gluten_free": r"gluten[- ]free|co?eliacs?"
    r"|(?:no|without|can't eat|don't eat|avoid) (?:gluten"
    r"|wheat)|gluten intoleran(?:t|ce)|gluten allergy",
    "halal": r"halal",
    "kosher": r"kosher",
    "pescatarian": r"pescatarians?|pescetarians?",
    "lactose_free": r"lactose[- ]free|lactose[- ]intoleran(?:t|ce)|dairy[- ]free|no dairy",
    "nut_free": r"nut[- ]free|nut allerg(?:y|ies)|allergic to nuts|no nuts",
}
_DIET = "|".join(_DIETS.values())
_LIST = rf"{CUISINE}(?:{SLOTS['sep']}(?:some )?{CUISINE})*"
_FOOD = (
    r"(?:(?:food|cuisines?|restaurants?|dishes|meals?|cooking|places|eateries|dining"
    r"|flavou?rs|fare|options?|ones|kitchens?|delicacies|specialties)(?: options?"
    r"| experiences?| choices)?)"
)
_WANT = (
    r"(?:(?:we|i|they|us|our|my|group|would|'d|'re|are|am|'m|will|like|love|enjoy"
    r"|enjoys|prefer|preference|preferences|want|wish|hope|is|for|to|try|trying|eat"
    r"|eating|have|having|taste|tasting|savou?r|sample|sampling|explore|experience"
    r"|indulge|in|into|keen|on|eager|looking|interested|fond|craving|include|including"
    r"|includes|such as|variety|range|mix|selection|diverse|of|a|an|the|some|good"
    r"|great|local|authentic|lots|cuisines?|cuisine preferences?|food preferences?"
    r"|food|dining|meals?|dishes|options?|both|also|with|really|especially|like:|are:"
    r"|are|and|from|lean(?:s|ing)? towards?|toward|towards|tastes?|encompass(?:es"
    r"|ing)?|spanning|featuring|crave|desire) )*"
)
_NO = (
    r"(?:no|not|without|avoid(?:ing)?|leave out|skip(?:ping)?|rule out|(?:stay|keep|steer) (?:away"
    r"|clear) (?:from|of)|don't (?:like|want|eat|care for)|do not (?:like"
    r"|want|eat)|hate|dislike|can't stand|anything but|not (?:into|keen on|a fan of)"
    r"|except)(?: any| too much| more| much)?"
)
_MEALS = r"breakfasts?|brunch(?:es)?|lunch(?:es)?|dinners?|suppers?"
_NO_MEAL = r"(?:no|skip|without|don't (?:need|want)|we(?:'ll)? skip|not|cancel|drop|leave out)"
_NOT_SOONER = ("not before", "never before", "after", "from")
_ON_A_DAY = rf"(?:the )?{MARK}[ykd]\d+\b(?: {PART_OF_DAY})?"
_MEAL = {"br": "breakfast", "lu": "lunch", "di": "dinner", "su": "dinner"}


def _cuisines(text: str) -> list[str]:
    return [re.sub(r"[ -]+", " ", word) for word in re.findall(CUISINE, text)]


@rules(
    r"(?:not|no longer|isn't|aren't|is not|are not|stopped being)(?: (?:a|an|really))?"
    rf" (?P<diet>{_DIET})"
    r"(?: (?:anymore|any more|any longer|now|after all))*"
)
def _no_diet(match: Match, text: Text, context: Context) -> None:
    diet = next(k for k, regex in _DIETS.items() if re.fullmatch(regex, match["diet"]))
    text.tell("no_diet", diet, match)


@rules(
    r"(?:(?:we|i|are|am|'re|'m|is|both|all|strict(?:ly)?|need|needs|must|be|only|with"
    r"|and|the|a|an|my|our|some|one of us|of us|has|have|eats?|requires?|everything|food"
    r"|meals?|options?|i'm|we're|it's|one|two|diet:?|dietary|(?:wife|husband|partner"
    rf"|daughter|son|friend)(?: is)?) )*(?P<diet>{_DIET})(?:-friendly)?(?: (?:food"
    r"|options?|meals?|diet|restaurants?|only|places|please|dishes|cuisine))*",
)
def _diet(match: Match, text: Text, context: Context) -> bool | None:
    if re.match(r"(?:no|not|no longer) ", match[0]) and not re.fullmatch(r"no .*", match["diet"]):
        return False
    text.tell(
        "diet", next(k for k, regex in _DIETS.items() if re.fullmatch(regex, match["diet"])), match
    )
    return None


@rules(
    rf"(?:{_NO}|can(?:'t|not| not)(?: (?:really|easily))? (?:handle|take|eat|stand|tolerate|do"
    rf"|have)"
    r"|(?:doesn't|do not|don't|not) (?:\w+ ){0,2}(?:book|pick|choose|agree with|handle|tolerate)"
    r"|nothing|not too|low tolerance for|intolerant (?:to|of)|allergic to|less)"
    r"[^.;!?]{0,90}?\b(?:spic(?:y|e|es|iness)|mala|chil(?:l)?i(?:es)?|numbing)\b(?:[ -](?:numbing"
    rf"|hot|spicy|flavou?rs?|sauces?|{_FOOD}))*",
    rf"spicy(?: {_FOOD})? (?:gives?|makes?|upsets?|hurts?|causes?|disagrees?|(?:does not|doesn't)"
    r" (?:agree|suit|work)|(?:is|are) (?:not|off|out|a problem)|isn't|aren't)\b[^.;!?]{0,60}",
    r"(?:something |more |only |any |a |with )*(?:non-?spicy|mild(?:er)?"
    r"|not spicy)(?:,? (?:non-?spicy"
    rf"|mild(?:er)?|{_FOOD}|alternatives?|ones?|flavou?rs?))*",
)
def _no_spice(match: Match, text: Text, context: Context) -> None:
    for name in _cuisines(match[0]):
        text.tell("no_cuisine", name, match)
    text.tell("no_spice", True, match)


@rules(
    r"(?:(?:don't|do not|doesn't|does not|can't|cannot|never|won't) (?:eat|have|touch)(?: any)?"
    r"|allergic to|intolerant to|no) (?P<what>(?:pork|beef|lamb|meat|fish|shellfish|seafood|eggs?"
    r"|peanuts?|onions?|garlic|mushrooms?|alcohol|soy|sesame|shrimps?|prawns?)"
    rf"(?:{SLOTS['sep']}(?:pork|beef|lamb|fish|shellfish|eggs?|peanuts?|alcohol|onions?|garlic"
    r"|mushrooms?|soy|sesame|shrimps?|prawns?))*)"
)
def _uneaten(match: Match, text: Text, context: Context) -> bool | None:
    """What somebody does not eat, and no kitchen on file is known by."""
    if match["what"] in ("meat", "seafood"):
        return False
    text.cannot(f"{text.words(*match.span())!r}: no kitchen on file is known by that; ask there.")
    text.tell("uneaten", match["what"], match)
    return None


@rules(rf"{_NO} (?P<list>{_LIST})(?: {_FOOD})?")
def _no_cuisine(match: Match, text: Text, context: Context) -> None:
    for name in _cuisines(match["list"]):
        text.tell("no_cuisine", name, match)


@rules(
    rf"{_WANT}(?P<list>{_LIST})(?: {_FOOD})?(?: (?:for (?:dinner|lunch|breakfast|dining"
    r"|meals)|throughout (?:the|our) (?:trip|journey|stay)|during (?:the|our|this) "
    r"(?:trip|journey|stay)))*",
)
def _cuisine(match: Match, text: Text, context: Context) -> bool | None:
    found = _cuisines(match["list"])
    proof = re.search(
        rf"\b(?:{_FOOD}|eat|eating|tast\w+|try|trying|savou?r|craving|cuisines?|sampl\w+"
        r"|love|like|enjoy|dishes|want|have|prefer)\b",
        match[0],
    )
    nationality = {"american", "british", "roman", "european", "asian", "jewish", "danish", "irish"}
    if len(found) == 1 and found[0] in nationality and not proof:
        return False
    for name in found:
        text.tell("cuisine", name, match)
    return None


@rules(
    rf"(?:{_NO_MEAL}|replace|swap|change|move|have|want|only|a|the|our) (?:any )?(?P<meal>{_MEALS})"
    rf"(?: (?:on|for))? {_ON_A_DAY}"
)
def _one_meal(match: Match, text: Text, context: Context) -> None:
    """``Skip lunch on Saturday``: meals are wished for on every day, or on none."""
    words = text.words(*match.span()).strip(" ,.")
    text.cannot(f"{words!r}: a meal is planned on every day, or on none.")
    text.tell("meal_on", {"meal": _meal(match["meal"])} | day_said(match, text, context), match)


@rules(
    rf"{_NO_MEAL} (?:any )?"
    rf"(?P<meal>{_MEALS})(?: (?:please|needed|is included|at all))*",
    r"(?P<meal>breakfasts?)(?: is)? (?:included|at the hotel|in the hotel)",
)
def _no_meal(match: Match, text: Text, context: Context) -> None:
    text.tell("no_meal", _meal(match["meal"]), match)


@rules(
    rf"(?:(?:sit down for|have|want|move|shift|push|take|eat|a|the|our|and|an early|a late|to"
    rf"|earlier|later) )*(?P<meal>{_MEALS})(?: (?:every|each) (?:day|night|evening)| daily"
    r"|,? say| would be| should be| to be| is| to| a bit| later| earlier)*"
    r"(?: (?P<when>at|to|around|about|by|before|no later than|not before|never before|after"
    r"|from))+ <t:time>"
    r"(?: sharp| or so| at the latest| (?:every|each) (?:day|night|evening)| daily)*",
    rf"(?P<not>no|not) (?P<meal>{_MEALS}) (?P<when>before|earlier than) <t:time>",
    r"(?:(?:with|have|want|include|add|plan|and|also|we|i'd like|i would like"
    rf"|would like|a|daily|every day) )+(?P<meal>{_MEALS})(?: (?:as well|too|every day"
    r"|each day|daily|included|please|out))*",
)
def _wanted_meal(match: Match, text: Text, context: Context) -> bool | None:
    meal = _meal(match["meal"])
    if match.groupdict().get("t"):
        time = as_time(text.atom(match["t"]).value, evening=meal == "dinner")
        if meal == "lunch" and time.hour < 6:
            time = time.replace(hour=time.hour + 12)
        value: dict[str, Any] = {"meal": meal, "time": time.isoformat("minutes")}
        if match.groupdict().get("not") or match["when"] in _NOT_SOONER:
            value["after"] = True
        elif match["when"] in ("by", "before", "no later than"):
            value["before"] = True
        text.tell("meal", value, match)
    else:
        text.tell("meal", {"meal": meal}, match)
    return None


def _meal(word: str) -> str:
    return _MEAL.get(word[:2], "breakfast")
