"""How full the days are, and how far one walks.

Fields: ``pace``, ``calmer`` (than it is), ``lighter`` and ``fuller`` ({date or day}),
``max_walk_day`` and ``max_walk_leg`` (metres), ``less_walking``, ``more_walking``, ``full_days``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, day_said
from agents.language.numbers import COUNT, amount, count
from agents.language.rules import Rules
from agents.language.sights import ANY_SIGHTS

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_US = (
    r"(?:(?:and|but|please|we|i|'d|'re|are|would|want|like|prefer|a|an|at|the|it|keep|have|take"
    r"|make|things|to|be|very|quite|fairly|pretty|nice|nice and|our|my|really|with|in|rather"
    r"|days?|should|is|trip|itinerary|pace:?|pace is|for|if) )*"
)
_PACES = {
    "relaxed": r"(?:relax(?:ed|ing)|slow(?:er)?|leisurely|laid[- ]back|easy[- ]?going|easy"
    r"|gentle|unhurried|chilled?|calm|lazy|low-key|comfortable|light)(?: "
    r"(?:and (?:relaxed|easy|slow|gentle)|pace|paced|trip|days?|itinerary|schedule"
    r"|tempo|holiday|experiences?))+|(?:relaxed|leisurely|laid[- ]back|slow-paced"
    r"|unhurried|take it easy|take things slow(?:ly)?|taking it easy|not (?:too )?"
    r"(?:rushed|hectic|packed|busy|tiring|much|stressful)|no (?:rush|stress|hurry)"
    r"|without (?:rushing|hurrying|stress|being rushed|(?:too )?much hassle)"
    r"|(?:don't|do not) (?:want|like|need) to (?:rush|hurry|be rushed)|not in a hurry"
    r"|slow travel|low-key"
    r"|easy pace|chilled|restful|(?:slow|lazy)(?= (?:week|weekend|fortnight|break|holiday)))",
    "packed": r"(?:packed|busy|(?<!\d )(?<!a )(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )"
    r"full(?! days? (?:in|at))|fast|intense|action-packed|tight"
    r"|intensive|jam-packed|ambitious)(?: (?:pace|paced|days?|itinerary|schedule"
    r"|program(?:me)?|trip))+|(?:packed|action-packed|jam-packed|fast-paced|(?:see|do"
    r"|fit in|squeeze in|pack in|cram in) as much as (?:possible|we can|i can)|cram "
    r"(?:in )?(?:everything|as much)"
    r"|fill (?:up )?(?:our|the|my|all) (?:other )?days|make the most of (?:it|every day|each day"
    r"|our time)|see everything)",
    "balanced": r"(?:balanced|moderate|normal|medium|average|regular|steady)"
    r"(?: (?:pace|paced|days?|itinerary|schedule|trip))+|balanced|not too (?:fast"
    r"|slow) (?:and|or|but) not too (?:slow|fast)",
}
_KM = (
    r"(?P<n>\d+(?:[.,]\d+)?|<amount>|a|half a) ?-?(?P<unit>km|kms|kilomet(?:re|er)s?|k|m"
    r"|met(?:re|er)s?|miles?|mi|minutes?|mins?|steps)"
)
_MOST = (
    r"(?:(?:and|but|please|we|i|can't|cannot|can|don't want to|do not want to|want to|shouldn't"
    r"|should|won't|to|want|would like|'d|prefer|a|at|with|of|the|total|limit|keep|walks?|walk "
    r"(?:under|below|to)|walking|on foot|walk|be|is|maximum|max\.?|no|not|more than|most|at most"
    r"|up to|under|less than|only|never|further than|farther than|longer than|further|over"
    r"|no longer than|nothing|away|than|within|each|a maximum of|limit of|distance|distances?"
    r"|any|single|leg|legs|between stops|daily|limited|capped|it|our|my) )*"
)


def _metres(number: str, unit: str) -> int:
    value = 0.5 if number == "half a" else 1.0 if number == "a" else amount(number)
    if unit.startswith("min"):
        return round(value * 80)
    if unit.startswith("mile") or unit == "mi":
        return round(value * 1609)
    if unit == "steps":
        return round(value * 0.75)
    return round(value * (1000 if unit.startswith("k") else 1))


@rules(
    rf"{_MOST}{_KM}(?:'s?)?(?: (?:of )?(?:walks?|walking|on foot|by foot|in total|total|away"
    r"|at most|max(?:imum)?|tops|at a time|in one go|at once|between (?:stops|places|sights)"
    r"|from (?:each other|one to the next)|per leg|each leg|per stop|per walk|at a stretch"
    r"|a stretch|per|a|each|every|/|day|daily|the whole day))*",
)
def _walk(match: Match, text: Text, context: Context) -> bool | None:
    said = match[0]
    if not re.search(r"walk|foot|steps|between stops|leg|at a time|in one go|at once", said):
        return False
    metres = _metres(match["n"], match["unit"])
    if match["unit"].startswith("min") or match["unit"] == "steps":
        text.assume(
            f"{text.words(*match.span('n'))} {match['unit']} on foot are taken as {metres} metres."
        )
    daily = re.search(r"\b(?:day|daily|total|altogether)\b", said) or match["unit"] == "steps"
    single = re.search(
        r"between|at a time|in one go|at once|\bleg\b|per stop|per walk|single|stretch|\bany\b",
        said,
    )
    leg = bool(single) and not daily
    if not daily and not single:
        leg = metres < 1500
        kind = "from one stop to the next" if leg else "a day"
        text.assume(f"The limit of {metres} metres on foot is taken as that {kind}.")
    text.tell("max_walk_leg" if leg else "max_walk_day", metres, match)
    return None


@rules(
    r"(?:easy on (?:the|our|my|her|his) (?:legs|feet|knees?)|(?:not|without|avoid|don't want|no"
    r"|less|little|limited|minimal|minimi[sz]e|as little|can't (?:do|manage)|reduce"
    r") (?:(?:too much|much|a lot of|long|lots of|to do|any|the|more|amount of|of|strenuous"
    r"|grueling|gruelling|tiring|far) )*(?:walk(?:s|ing)?|on foot)(?: (?:as possible|around"
    r"|distances))*|can(?:'t|not) walk (?:(?:that|so|very|too) )?(?:far|much|long|a lot|for long)"
    r"(?: distances)?|(?:(?:that's|it's|that is|it is|there's|there is|we|i|far|way) )*too (?:much"
    r"|far to|many) walk(?:s|ing)?|(?:the )?walk(?:s|ing)? (?:is |are |gets? )*(?:far |way )?too "
    r"(?:much|long|far)|walks? "
    r"(?:slowly|with difficulty)|(?:(?:walks?|walking|uses?|using|has|have|needs?|with|on) )+"
    r"(?:an? )?(?:cane|walking sticks?|stick|walker|walking frame|zimmer frame|rollator"
    r"|crutch(?:es)?)|(?:nothing|nowhere|not)(?: (?:too|very))? far (?:on|by) foot"
    r"|(?:hate|dislike)s? walking|(?:only )?short walks(?: only| from now on)*"
    r"|(?:hurt|injured|twisted|sprained|broke|broken) (?:my|his|her|our|their|the|a)"
    r" (?:knee|foot|leg|ankle|hip|back)"
    r"|bad (?:knees?|legs?|back|hip)"
    r"|mobility (?:issues|problems|impaired)|low mobility|limited mobility|trouble walking"
    r"|difficulty walking|(?:don't|do not|never) (?:make it|force|require)"
    r"(?: (?:us|me|into|on|an?|to|any|do))* (?:[\w-]+ )?walk(?:s|ing)?|(?:non-?stop|grueling"
    r"|gruelling"
    r"|exhausting) walk(?:s|ing)?|keep (?:the )?walking (?:manageable|short|light|to a minimum"
    r"|easy))",
)
def _less_walking(match: Match, text: Text, context: Context) -> bool | None:
    """Less of it on every day; on one day alone it is left to be told as not understood."""
    if re.match(rf" {ON_DAY}", text.rest[match.end() :]):
        return False
    text.tell("less_walking", True, match)
    return None


@rules(
    r"(?:(?:(?:would |'d |had )?rather|prefer(?: to)?|favou?r) walk(?:ing)?(?: (?:over|to|than"
    r"|instead of)"
    r" (?:taking |using )?(?:taxis?|cabs?|the (?:bus|metro|subway)|driving))?"
    r"(?: (?:between|around|from|everywhere|when|whenever)\b[^.;!?]{0,30})?"
    r"|walk(?:ing)? (?:a lot|everywhere|between (?:all of )?them|long distances"
    r"|as much as (?:possible|we can|i can))"
    r"|lots of walking"
    r"|as much walking as possible|(?:most|much|all|everything|everywhere|nearly all)"
    r"(?: of (?:it|that"
    r"|the \w+|our \w+))?"
    r" (?:on foot|by walking)|(?:primarily|mostly|mainly|mostly by|all|entirely"
    r"|just by) (?:by )?"
    r"(?:on foot|walking)(?: around)?|explore (?:the )?\w+ on foot|walking-first|(?:love|like|enjoy"
    r"|happy|don't mind|do not mind|okay with|fine with)(?: to)? walk(?:ing)?(?: a lot"
    r"| everywhere)?)"
)
def _more_walking(match: Match, text: Text, context: Context) -> None:
    text.tell("more_walking", True, match)


@rules(
    r"(?:an? |the )?(?:bit |little |much )?(?:lighter|easier|less (?:packed|busy|full|rushed"
    r"|crowded)|more relaxed|slower|calmer|quieter|light|gentler)(?: (?:programme|schedule|on"
    rf"|for|itinerary))* ?(?P<day>{ON_DAY})(?: (?:lighter|easier|less (?:packed|busy)|light"
    r"|relaxed))?",
    rf"(?P<day>{ON_DAY}),? (?:(?:up|should be|is|a bit|a little|more|much|can be|could be|let's"
    r"|keep|the|evening|it|we'd like|a|morning|afternoon) )*(?:lighter|easier|less (?:packed"
    r"|busy|full|rushed)|relaxed|light|chill|slower|too (?:full|busy|packed|much))",
    rf"(?:lighten|thin out|slow down|ease) (?P<day>{ON_DAY})(?: up| a bit| a little)*",
    r"(?:(?:please|let's|we|i|'d|would|like|want|to|and|but) )*(?:take (?:it|things)"
    rf"|taking (?:it|things)|go|going|keep it) (?:easy|slow(?:ly)?|light) (?P<day>{ON_DAY})",
    rf"(?:keep|make) (?:the )?(?P<day>{ON_DAY}) (?:easy|slow|light|calm|quiet|gentle|relaxed)",
    rf"(?:drop|cut|remove|skip|take)(?: out)? (?:something|a few|some|a|one|two|things)"
    rf"(?: {ANY_SIGHTS})? (?:from|on|off) (?P<day>{ON_DAY})",
    rf"too (?:much|many things|full) (?P<day>{ON_DAY})"
    r"(?:,? (?:so )?(?:please )?(?:drop|cut|remove|skip) (?:something|some|a few|one))?",
)
def _lighter(match: Match, text: Text, context: Context) -> None:
    text.tell("lighter", day_said(match, text, context), match)


@rules(
    rf"(?:pack|fill|stuff|cram) (?P<day>{ON_DAY})(?: (?:full|up|completely"
    r"|to the brim))*",
    rf"(?:a )?(?:full|packed|busy|fuller|busier|long) (?P<day>{ON_DAY})",
    rf"(?:make|keep) (?P<day>{ON_DAY}) (?:(?:a (?:bit|little)|much|really) )*"
    r"(?:full(?:er)?|packed|busy|busier)",
)
def _fuller(match: Match, text: Text, context: Context) -> None:
    text.tell("fuller", day_said(match, text, context), match)


@rules(
    r"(?:and |but |we'd like |i'd like |with |at )*(?:a )?(?:(?:more|less) (?:relaxed|packed"
    r"|busy|rushed|intense|leisurely|hectic|full)|slower|faster)(?: (?:pace|days?|itinerary|trip"
    r"|schedule|overall))*",
    r"(?:(?:and|but|that's|that is|it's|it is|this is|they're|the|days?|are|is|far|way|just) )*too "
    r"(?:much (?:for|in) (?:one|a|any|each|every|the|a single) days?|full|packed|rushed|hectic"
    r"|crammed|tiring|exhausting)(?: for (?:us|me))?",
    r"(?:(?:and|we'd like|i'd like|with|even) )*fuller(?: (?:days?|pace|trip|schedule))?"
    r"|(?:(?:we|i|'d|would|want|like|love|to|can|could|let us|let's) )+(?:see|do|fit in) (?:even )?"
    r"more(?: (?:things|places|each day|a day|per day|in a day|than that))?(?! ?\w)",
)
def _pace_changed(match: Match, text: Text, context: Context) -> None:
    fast = re.search(
        r"more (?:packed|busy|intense|full|hectic|rushed)|faster|less (?:relaxed|leisurely)"
        r"|fuller|(?:see|do|fit in) (?:even )?more",
        match[0],
    )
    text.tell("pace", "packed" if fast else "relaxed", match)
    if not fast:
        text.tell("calmer", True, match)


@rules(r"full days(?: (?:go|come|please|first))*", change=True)
def _full_days(match: Match, text: Text, context: Context) -> bool | None:
    """The answer to whether full days or an easy pace go first."""
    if not text.alone(match):
        return False
    text.tell("full_days", True, match)
    return None


def _pace_rule(name: str) -> None:
    @rules(rf"{_US}(?:{_PACES[name]})(?: (?:please|overall|as possible|too))*")
    def _pace(match: Match, text: Text, context: Context) -> None:
        text.tell("pace", name, match)
        number = re.search(rf"(?<!\w)({COUNT}) $", text.rest[: match.start()])
        if number is not None and match[0].endswith("days"):  # "three lazy days"
            text.tell("days", count(number[1]), match)
            text.claim(*number.span())


for _name in ("packed", "balanced", "relaxed"):
    _pace_rule(_name)
