"""How firmly things are wanted: what is to stay, what is insisted upon, what may be let go.

Fields: ``keep_wish`` (subjects whose earlier wishes are to stay: ``lodging``, ``food``,
``transport``, ``activities``, or ``all``), ``insist`` (rather no plan than one that gives in),
``let_go`` (``new``: the limit just set; ``old``: the wish before it), ``any_sights`` (as in
``agents.language.sights``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.rules import Rules
from agents.language.sights import A_DAY, SIGHTS

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_SUBJECTS = {
    "lodging": r"hotels?|lodgings?|accommodations?|rooms?|places? to stay",
    "food": r"food|meals?|dining|restaurants?|eating|lunch(?:es)?|dinners?|cuisine",
    "transport": r"transport(?:ation)?|trains?|flights?|travel|tickets?",
    "activities": r"attractions?|sights?|activities|sightseeing|must-sees?|itinerary",
}
_EARLIER = r"(?:earlier|previous(?:ly)?|original(?:ly)?|initial(?:ly)?|old|first|existing|before)"
_STAY = (
    r"(?:keep(?:ing)?|leav(?:e|ing)|preserv(?:e|es|ing)|(?:stick|stay)(?:ing)? (?:to|with|by)"
    r"|honou?r(?:ing)?|respect(?:ing)?|(?:still |also )?(?:meet|satisfy|fulfil)(?:l?ing)?"
    r"|maintain(?:ing)?|prioriti[sz](?:e|ing)|follow(?:ing)?|(?:not|don't|doesn't|without"
    r"|never) (?:to )?"
    r"(?:mess(?:ing)? with|touch(?:ing)?|chang(?:e|ing)|alter(?:ing)?|affect(?:ing)?))"
)
_SAID = r"requirements?|constraints?|wish(?:es)?|conditions?|preferences?|requests?"
_TERMS = rf"(?:{_SAID}|restrictions?)"
_WISHES = (
    rf"(?:{_SAID}|choices?|arrangements?|bookings?|criteria|selections?|priorit(?:y|ies)|rules?"
    r"|options?|plans?|location|ratings?|standards?|terms|what (?:we|i) (?:said|asked|agreed"
    r"|wanted))"
)
_LIMIT = r"(?:limit|cap|ceiling|budget|price|maximum|condition|number|figure|target)s?"


_AS_IS = (
    r"(?: (?:else|we|i|you|us|that|which|have|had|has|already|mentioned|discussed|talked|about"
    r"|agreed|outlined|asked|for|made|locked|in|on|set|gave|before|earlier|too|as well|first"
    r"|unchanged|exactly|as|it|they|is|are|was|were|place|intact|the same|same|of mine|of ours|up"
    r"|alone))*"
)
_AS_IS_NOW = (
    r" (?:unchanged|intact|alone|exactly|the same|in place|as (?:it|they|is|before|agreed|planned)"
    r"|(?:that |which )?(?:we|i)(?:'ve| have| had)? (?:already |just )?(?:mentioned|discussed"
    r"|agreed"
    r"|locked|asked|set|made))"
)


#: What is said of nothing being found.
_UNLESS = re.compile(
    r"\b(?:if|in case|should|when|where)\b[^.;!?]{0,60}?\b(?:nothing|no (?:other )?(?:option|way"
    r"|solution|combination|plan|hotel|restaurant|place|room|choice)|not possible|impossible"
    r"|not (?:feasible|doable|enough|realistic|workable)|infeasible|unfeasible"
    r"|can(?:not|'t| not) (?:be|do|pull|make|manage|find|keep|meet|fit|work|stay)|isn't any|none)\b"
)


def _subjects(words: str) -> list[str]:
    found = [key for key, regex in _SUBJECTS.items() if re.search(rf"\b(?:{regex})\b", words)]
    return found or ["all"]


@rules(
    r"(?:please |just |then )*(?:say|tell|let|admit|report|inform)\b[^.!?]*",
    r"(?:do not|don't|never|without|rather than|instead of) (?:\w+ly (?:swap|chang|drop|replac"
    r"|ignor"
    rf"|giv|relax|loosen)|relax|loosen|drop|swap|replac)\w* [^.;!?]*?(?:{_WISHES}"
    r"|(?:we|i)(?:'ve| have)? (?:agreed|discussed|mentioned|asked|booked|settled))(?P<firm>)",
    change=True,
)
def _insist(match: Match, text: Text, context: Context) -> bool | None:
    """``If no hotel fits both, say so``: rather no plan than one that gives in."""
    sentence = re.split(r"[.!?] ", text.rest[: match.start()])[-1]
    if match.groupdict().get("firm") is None and not _UNLESS.search(sentence):
        return False
    text.tell("insist", True, match)
    if re.search(_WISHES, said := f"{sentence}{match[0]}"):
        for subject in _subjects(said):
            text.tell("keep_wish", subject, match)
    return None


_FORGET = (
    r"(?:(?:forget|drop|never ?mind|ignore|scrap|lift|cancel|remove|skip|don't worry about"
    r"|let go of)(?: about)?|no|without|there is no|there's no)"
    r"(?: (?:the|our|my|that|this|a|any|more|daily))*"
)


@rules(
    rf"{_FORGET} (?:<count>[ -])?{SIGHTS}(?:{A_DAY})? {_LIMIT}",
    rf"{_FORGET} {_LIMIT} (?:of|on|for|to)(?: (?:the|our|number|of|at most))* (?:<count> )?{SIGHTS}"
    rf"(?:{A_DAY})?(?: (?:any more|any longer|after all|again))?",
    change=True,
)
def _any_sights(match: Match, text: Text, context: Context) -> None:
    text.tell("any_sights", True, match)


@rules(
    r"(?:forget|drop|never ?mind|ignore|scrap|lift|cancel|remove|skip|don't worry about|let go of)"
    rf"(?: about)? (?P<what>(?:[^.;!?]{{0,40}} )?(?:{_LIMIT}|{_TERMS}))",
    r"(?:relax|loosen|raise|increase|bump(?: up)?|lift|ease|stretch|(?:go|get) (?:over|above"
    r"|beyond)|exceed|surpass|be (?:\w+ ){0,4}"
    rf"flexible (?:on|about|with)) (?P<what>(?:(?!\u01c2m)[^.;!?]){{0,40}}?(?:{_LIMIT}"
    rf"|{_TERMS}))(?: up)?(?: a (?:little|bit))?(?! (?:up )?(?:to|by|of|is)? ?\u01c2m)",
    rf"(?:not|n't) (?:have|need) to (?:keep|stick|hold) to (?P<what>(?:that|the|this)"
    rf" (?:\w+ )?{_LIMIT})",
    change=True,
)
def _let_go(match: Match, text: Text, context: Context) -> bool | None:
    if re.search(r"(?:\bnot|n't|\bnever|\bwithout)(?: \w+ly)? $", text.rest[: match.start()]):
        return False
    old = re.search(rf"\b{_EARLIER}\b", match["what"]) and re.search(_TERMS, match["what"])
    text.tell("let_go", "old" if old else "new", match)
    return None


@rules(
    rf"(?:the |your )?(?:(?P<new>new)|{_EARLIER}) (?:{_LIMIT}|{_WISHES})(?: (?:goes?|comes?|should"
    r"|is|are|first|then|please|more|important|wins|counts))*",
    r"what (?:was said|i said|we said) (?:before|earlier|first)(?: (?:goes?|comes?|first|please))*"
    r"(?P<new>)",
    change=True,
)
def _goes_first(match: Match, text: Text, context: Context) -> bool | None:
    """The answer to which of two goes first: the other one is let go."""
    if not text.alone(match):
        return False
    text.tell("let_go", "old" if match["new"] else "new", match)
    return None


@rules(
    rf"{_STAY} (?P<what>[^.;!?\u01c2]{{0,80}}?\b(?:{_WISHES}|everything(?! (?:after|before)\b)"
    rf"|the rest"
    rf"|all else)){_AS_IS}",
    rf"{_STAY} (?P<what>(?:\w+,? ){{0,4}}?(?:{'|'.join(_SUBJECTS.values())}))(?={_AS_IS_NOW})"
    rf"{_AS_IS}",
    rf"(?P<what>{_EARLIER} [^.;!?\u01c2]{{0,40}}?{_WISHES}) (?:stays?|remains?|stands?|holds?"
    r"|(?:must|should|has to) (?:stay|remain|stand|hold))(?: (?:as (?:it is|they are)|unchanged"
    r"|in place))?",
    rf"(?P<what>(?:\w+,? ){{0,4}}?(?:{'|'.join(_SUBJECTS.values())})) (?:must not|mustn't"
    r"|should not|shouldn't|may not|can't|cannot) (?:be )?(?:changed?|touched|altered|replaced"
    r"|affected|swapped)",
    rf"(?:with|at|in|under|by) (?P<what>the same [^.;!?\u01c2]{{0,60}}?{_WISHES})",
    rf"(?P<what>(?:[\w-]+ ){{0,5}}?{_WISHES}) (?:left|kept|staying|remaining)"
    r" (?:as (?:it )?(?:is|was|are)|unchanged|alone|the same)",
    r"(?P<what>what (?:we|i) (?:asked|said|agreed|wanted|wished|requested)[^.;!?]{0,50}?) (?:should"
    r"|must|has to|is to|needs to)(?: still)? (?:stay|remain|stand|hold|be kept)(?: as it is)?",
    r"(?:must|should|has to|needs to)(?: still)? (?:remain|stay|be)(?: (?:at|in))?"
    r" (?P<what>(?:the )?(?:best|same|highest|top|earlier|original|closest|nearest"
    r"|cheapest)\b[^.;!?]*)",
    change=True,
)
def _keep(match: Match, text: Text, context: Context) -> None:
    """``Keep all other requirements``; a place that is to be kept is for another rule."""
    for subject in _subjects(match["what"]):
        text.tell("keep_wish", subject, match)
    text.tell("keep", 1.0, match)
