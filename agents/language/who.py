"""Who travels.

Fields: ``people`` (all of them), ``adults``, ``children`` (list of ages; None is not said),
``seniors`` (counts that add up), ``self`` (whoever speaks comes along), ``speaker`` ("I", where
nobody else is spoken of), ``spoken_of`` (people whom a change tells nothing new of).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.numbers import WORDS, count
from agents.language.rules import Rules
from agents.language.text import DONE

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_SINGULAR, _PLURAL = (
    re.compile(r"(?<!\w)(?:i|me|my|myself)(?!\w)"),
    re.compile(r"(?<!\w)(?:we|us|our)(?!\w)"),
)
YOUNG = (
    r"(?:kids?|child(?:ren)?|sons?|daughters?|girls?|boys?|little ones?|toddlers?|bab(?:y|ies)"
    r"|infants?|newborns?|twins|triplets|teen(?:ager)?s?|grand(?:sons?|daughters?|kids?|children)|niece|nephew"
    r"|youngsters?|pupils?|school ?(?:kids?|children)|nieces|nephews)"
)
ELDER = r"(?:grand(?:mother|father|ma|pa|mum|dad)|granny|nan|nana)"
GROWN = (
    r"(?:wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|spouse|mother|mom|mum|father|dad"
    r"|sister|brother|friend|colleague|co-?worker|boss|cousin|best friend|buddy|pal|mate|aunt"
    r"|uncle|roommate|flatmate|other half|significant other|better half|in-law|mother-in-law"
    r"|father-in-law|bestie|companion|gf|bf|hubby)"
)
_NOT_A_COUNT = (
    r"(?! (?:days?|nights?|weeks?|hours?|rooms?|cit|stars?|meals?|stops?|of \u01c2|euros?|years?"
    r"|places?|museums?|km|kilomet|miles?|sights?|different|more days?|\u01c2[^wrdk]))(?!-)"
)
_PEOPLE = (
    r"(?:people|persons?|pax|travell?ers?|participants?|guests?|individuals?|tourists?|of us"
    r"|visitors(?= )|passengers?|souls|friends(?= (?:of|travel))|members|heads|party members"
    r"|folks)"
)
_AGE = rf"(?:\d{{1,2}}|{'|'.join(w for w, n in WORDS.items() if 1 <= n <= 17)})"
#: What is counted by a number after an age, so that it is none.
_COUNTED = (
    r"(?! (?:adults?|teachers?|grown|parents?|seniors?|kids?|child|women|men|friends?|people|of us"
    r"|days?|nights?|weeks?|rooms?))"
)
AGES = rf"(?P<ages>{_AGE}(?:(?:, ?and |, ?| and | ?& ?|/){_AGE}{_COUNTED})*)"
#: Ages from which somebody's child is a grown-up, and a grown-up a senior.
_GROWN_UP, SENIOR_FROM = 18, 65
#: Ages taken where only the kind of child is told.
USUAL = {"bab": 0, "inf": 0, "new": 0, "tod": 2, "lit": 4, "tee": 15}
#: How many children are born at once.
_BORN_TOGETHER = {"twins": 2, "triplets": 3}
#: Words for several people that are not two.
_SEVERAL = {"trio": 3, "threesome": 3, "foursome": 4, "quartet": 4}
#: Who only says something does not come along.
_NOT_SAYING = (
    r"(?! (?:told|said|says|recommend|suggest|mention|advis|insist|rave|warn|prais|lov|lik))"
)
_MY = r"(?:my|our|his|her|their|a|an|the)"
_WITH = rf"(?:with |and |plus |, )*(?:{_MY} )?"


def mark_speaker(text: Text) -> None:
    """Tell whether the message speaks of "we" or of "I" alone, for where no number is told."""
    several, one = _PLURAL.search(text.rest), _SINGULAR.search(text.rest)
    if several is not None:
        text.tell("speaker", "we", several)
    elif one is not None:
        text.tell("speaker", "I", one)


def ages_of(text: str) -> list[int]:
    """The ages in a text that ``AGES`` matches."""
    return [int(w) if w.isdigit() else WORDS[w] for w in re.findall(_AGE, text)]


#: What people are told with, in a change, who are to travel from now on.
_TELLING = re.compile(
    r"\b(?:with|plus|we are|we're|we will be|it's|it is|it will be|there are|there will be|now|just"
    r"|only|me|i|make (?:it|that))[ ,]*$"
)


def _spoken_of(match: Match, text: Text, context: Context) -> bool:
    """Whether a change only speaks of people, as of those who travel already; told if so."""
    told = re.match(r"(?:with|plus) ", match[0]) or _TELLING.search(text.rest[: match.start()])
    if context.standing is None or told:
        return False
    text.tell("spoken_of", text.words(*match.span()), match)
    return True


@rules(
    rf"{_WITH}(?:(?P<n>\d+|one|two|three|four|five|six) )?(?:young |small |little )?"
    rf"(?P<noun>{YOUNG}),? {AGES}(?: (?:years?|yrs?)(?: old| of age)?)?(?= ?[,.;)!]|$| for| in"
    r"| from| who| with)",
    rf"{_WITH}(?:(?P<n>\d+|one|two|three|four|five|six) )?(?:young |small |little )?"
    rf"(?P<noun>{YOUNG})(?:,? ?\(?(?:who (?:is|are)|ages?|aged|of|is|are|aged between|they're"
    rf"|he's|she's))(?: of| are| is)*:? {AGES}(?: years?(?: old)?(?: and )?| yo| y/o)?"
    r"(?: respectively)?\)?",
    rf"{_WITH}(?:(?P<n>\d+|one|two|three|four|five|six) )?(?P<noun>{YOUNG}) ?\({AGES}(?: years?"
    r"(?: old)?| yo)?\)",
    rf"{_WITH}(?:(?P<n>\d+|one|two|three) )?{AGES}[- ]?(?:years?|yrs?|months?)?(?:[- ]olds?"
    rf"|y/?o)s?(?:[- ](?P<noun>{YOUNG}|{GROWN}|{ELDER}|senior|traveler|traveller))?",
)
def _aged(match: Match, text: Text, context: Context) -> bool | None:
    ages = ages_of(match["ages"])
    noun = match["noun"] or ""
    months = "month" in match[0]
    number = count(match["n"]) if match["n"] else max(len(ages), _BORN_TOGETHER.get(noun, 0))
    if re.fullmatch(f"{GROWN}|{ELDER}", noun):
        return False
    ages = [0] * len(ages) if months else ages
    if number > len(ages) and len(ages) == 1:
        ages = ages * number
    young = [age for age in ages if age < _GROWN_UP]
    if len(young) < len(ages):
        text.tell("adults", len(ages) - len(young), match)
        if re.search(r"\b(?:my|our|with|and|plus)\b", match[0]):
            text.tell("self", True, match)
    told = [*young, *[None] * (number - len(ages))]
    if told:
        text.tell("children", told, match)
    return None


@rules(
    rf"(?:with |and |plus |it's just me,? |, )*(?:{_MY} )?(?P<age>\d{{2,3}})[- ]?(?:years?"
    rf"|yrs?)?[- ]?(?:old|yo)s?(?:[- ](?:senior )?(?P<noun>{GROWN}|{ELDER}|man|woman|senior|lady"
    r"|gentleman|traveler|traveller)s?)?(?: traveling alone| travelling alone)?",
    rf"(?:with |and |plus |, )*(?:{_MY} )(?P<noun>{GROWN}|{ELDER})(?:,| \()? ?(?:who (?:is|are)"
    r"|aged?|is)? ?(?P<age>\d{2,3})\)?(?: years? old)?",
)
def _grown_aged(match: Match, text: Text, context: Context) -> bool | None:
    age = int(match["age"])
    if age > 120:
        return False
    if age < 18:
        text.tell("children", [age], match)
    else:
        text.tell("seniors" if age >= SENIOR_FROM else "adults", 1, match)
    if (
        "me," not in match[0]
        and "alone" not in match[0]
        and match["noun"] not in ("traveler", "traveller", None)
    ):
        text.tell("self", True, match)
    return None


@rules(
    rf"(?:with |and |plus |, |for )*(?:{_MY} )?(?P<n>\d+|a|one|two|three|four|five|six)? ?"
    rf"(?:young |small |little |school-age )?(?P<noun>{YOUNG})(?! under)(?:-friendly)?"
)
def _children(match: Match, text: Text, context: Context) -> bool | None:
    noun, n = match["noun"], match["n"]
    plural = noun.endswith(("s", "ren", "ies"))
    if match[0].endswith("-friendly") or (
        plural and n is None and not re.search(r"\b(?:my|our|the|with)\b", match[0])
    ):
        return False
    along = context.standing.party.children if context.standing is not None else ()
    if _spoken_of(match, text, context):
        return None
    if n is None and along:
        text.tell("children", list(along), match)  # those who come along already
        return None
    if n is None and "the " in match[0] and any(i.field == "children" for i in text.items):
        return None  # those told of before
    number = count(n) if n else (2 if plural else 1)
    if plural and n is None:
        text.assume(f"{match[0].strip(' ,')!r} is taken to be 2.")
    text.tell("children", [USUAL.get(noun[:3])] * number, match)
    if re.search(r"\b(?:my|our)\b", match[0]):
        text.tell("self", True, match)
    return None


@rules(
    r"(?:for |are |with |of |, |and |there (?:are|will be) )*(?:the )?(?:<n:one>) "
    r"(?P<retired>retired )?(?P<noun>adults?|grown-?ups?|seniors?|pensioners?|retirees?"
    r"|elderly(?: people| travell?ers)?|old people|women|men|ladies|guys|couples?(?! of)|students?"
    r"|teachers?|chaperones?)",
    r"(?:as )?(?P<n>a) (?P<noun>couple)(?! (?:of|more))|(?:our|my) (?P<noun2>honeymoon"
    r"|(?:wedding )?anniversary)|honeymoon(?:ers|ing)?",
)
def _grown(match: Match, text: Text, context: Context) -> None:
    groups = match.groupdict()
    noun = groups["noun"]
    if noun is None:
        text.tell("people", 2, match)
        return
    number = count(groups["n"])
    if groups.get("retired") or noun.startswith(("senior", "pension", "retire", "elder", "old")):
        text.tell("seniors", number, match)
    else:
        text.tell("adults", 2 * number if noun.startswith("couple") else number, match)


@rules(
    r"(?:a |the |our )?(?:family|household|group|party|team|squad|gang|band|troop|circle|pair|bunch"
    r"|crowd|crew|set)(?: of) <n:count>(?: "
    r"(?:people|persons?|travell?ers?|individuals?|adults|friends|members|tourists|colleagues"
    r"|of us))?",
    rf"(?:the |a )?<n:one> {_PEOPLE}(?: in (?:total|all)| total| now)?",
    r"(?:(?:total )?number of )?(?:travell?ers|people|participants|persons|guests|party size"
    r"|group size|pax|head ?count)(?: (?:is|are|to|as|of|now|at))*:? ?<n:count>(?: (?:people"
    r"|persons"
    r"|travell?ers|of us|in total|total|now))*(?=$| ?[,.;!?]| (?:and|so|please))",
    r"(?:a |our )(?:\w+ )?(?P<several>pair|duo|twosome|trio|threesome|foursome|quartet)"
    r"(?: of (?:people|travell?ers|us|friends))?",
    rf"for <n:count>{_NOT_A_COUNT}(?=$| ?[,.;:!?]| (?:with|in|from|to|on|at|under|please|and|who"
    r"|over|around|between|for|that|which|,|\w+ing|travel|<window>|<range>|<date>|<weekday>))",
    rf"(?:we are|we're) <n:count> (?:\w+ )?(?:{GROWN}s|siblings)",
    r"<n:count> (?:in (?:all|total)|altogether|all told)(?=$| ?[,.;!?)])",
    r"(?:just |only )?(?:the |all )?(?P<n>two|three|four|five|six|seven|eight) of us",
    r"(?:we are|we're|there are|there'll be|make it|make that) (?:now )?<n:count>(?: of us"
    r"| in total| now)?(?=$| ?[,.;!?])",
)
def _people(match: Match, text: Text, context: Context) -> None:
    groups = match.groupdict()
    several = groups.get("several")
    text.tell("people", _SEVERAL.get(several, 2) if several else count(groups["n"]), match)


@rules(
    r"(?:going |travel(?:l?ing)? |trip |heading out )?(?:all )?(?:solo|alone|by (?:myself"
    r"|himself|herself|themselves)|on (?:my|his|her) own|unaccompanied|single-handed)"
    r"(?: travell?er| trip| adventure| journey)?",
    r"(?:it's |it is |for |will be )*(?:just|only) (?:for )?(?:me|myself)(?! and)"
    r"|for (?:me|myself) (?:alone|only)|(?:a )?single (?:travell?er|person)|for one(?= ?[,.]|$"
    r"| from| in| to| with)",
)
def _solo(match: Match, text: Text, context: Context) -> None:
    text.tell("people", 1, match)


@rules(
    rf"(?:with |and |plus |, |for |me,? )*{_MY} (?P<n>two|three|four|five|six|\d)? ?"
    rf"(?P<old>elderly |old |aged )?(?P<noun>(?:{GROWN}|{ELDER})s|parents|grandparents"
    r"|parents-in-law|in-laws|folks|buddies)"
    r"(?:,? \(?(?:aged |both )?(?P<ages>\d\d)(?:(?: and |, ?|/)\d\d)+\)?)?"
    rf"{_NOT_SAYING}(?: and (?:i|me|myself))?",
    r"(?:with |and |, |for )*(?P<n>a few|some|a couple of|several|two|three|four|five|six|\d)? ?"
    rf"(?P<noun>(?:{GROWN}|{ELDER})s|buddies|grandparents){_NOT_SAYING}(?: and (?:i|me|myself))?",
)
def _companions(match: Match, text: Text, context: Context) -> bool | None:
    noun, n = match["noun"], match["n"]
    if n is None and _spoken_of(match, text, context):
        return None
    if n is None and noun not in ("parents", "grandparents", "in-laws", "parents-in-law", "folks"):
        if not re.search(r"\b(?:my|our|with)\b", match[0]):
            return False
        text.assume(f"{match[0].strip(' ,')!r} is taken to be 2.")
    number = count("a few" if n == "some" else n) if n else 2
    age = match.groupdict().get("ages")
    grand = noun.startswith("grand") or noun in ("grannies", "nanas", "nans")
    old = grand or match.groupdict().get("old") or int(age or 0) >= SENIOR_FROM
    text.tell("seniors" if old else "adults", number, match)
    if re.search(r"\b(?:with|and|plus|my|our|his|her|their|me)\b", match[0]):
        _tell_speaker(match, text)
    return None


@rules(
    rf"(?:with |and |plus |, |for |me,? )*(?:{_MY}|one) (?:elderly |old |older |younger |best "
    rf"|close |lovely |travell?ing |travel )*(?P<noun>{GROWN}|{ELDER})(?!-){_NOT_SAYING}"
    r"(?: and (?:i|me|myself))?(?:'s)?",
    rf"(?:(?:with|and|plus|&|\+) |(?<=[{DONE})],) )(?P<noun>{ELDER}|mum|mom|dad|wife|husband"
    r"|partner)\b(?! says| said)"
    r"(?: \((?P<age>\d\d)(?=[,)])\)?)?",
)
def _companion(match: Match, text: Text, context: Context) -> None:
    if _spoken_of(match, text, context):
        return
    aged = int(match.groupdict().get("age") or 0) >= SENIOR_FROM
    old = aged or re.search(rf"\b(?:elderly|old|{ELDER})\b", match[0])
    text.tell("seniors" if old else "adults", 1, match)
    _tell_speaker(match, text)


def _tell_speaker(match: Match, text: Text) -> None:
    """Whoever speaks of companions comes along, unless the trip is said to be for those alone."""
    if not match[0].startswith("for ") or re.search(r" and (?:i|me|myself)$", match[0]):
        text.tell("self", True, match)


@rules(r"(?:with |and |just |only |it's |, )*(?:me|myself)(?=,| and| ?$|\.|\ue000)")
def _me(match: Match, text: Text, context: Context) -> None:
    text.tell("self", True, match)
