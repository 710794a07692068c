"""Named places: to be visited, or left out.

Fields: ``must``, ``must_not``, ``lock`` ({place, date or day, time}) of one wanted on a day, and
``unclear`` (a name that several places may bear).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import ON_DAY, day_of_hours, day_said, only_day
from agents.language.kinds import kind_of
from agents.language.result import Question
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_ATOM = re.compile(rf"{MARK}[pqn]\d+\b")
#: A name in small letters that is not on file as it stands: as far as the clause goes.
_LOOSE = rf"(?:the |my |our |a )?[^\W\d_{MARK}][\w' -]{{2,50}}?"
CLAUSE = (
    r"(?=$| ?[,.;!?\ue000]| (?:and|but|on|for|to|with|by|in|at|from|please|instead|too|as well"
    rf"|because|since|if|today|tomorrow|{MARK}[ykdt]))"
)
NAMES = SLOTS["names"]
_THERE = (
    r"(?: (?:(?:in)?to (?:the|our|my|your) (?:itinerary|plan|trip|list|schedule)|on (?:the|our"
    r"|my) (?:list|itinerary|trip|way|plan)|in (?:the|our|my|your|this)? ?"
    r"(?:itinerary|plan|trip|list|schedule)|to (?:the|our|my) (?:itinerary|plan|trip|list)|from "
    r"(?:the|our|my) (?:itinerary|plan|trip|list)|this time|if (?:you can|possible|there's time)"
    r"|too|as well|again|please|instead|for sure|at all costs|in any case|somewhere))*"
)
_SEE = (
    r"(?:see|seeing|visit|visiting|do|doing|go to|going to|get to|include|including|hit(?: up)?"
    r"|check out|stop (?:at|by)|tour|explore|exploring|experience|spend time (?:at|in)|fit in"
    r"|squeeze(?: in)?|fit|arrange|schedule|put in|slot in|work in|put|walk around"
    r"|stroll through|climb"
    r"|catch|eat at|have (?:lunch|dinner|breakfast"
    r"|coffee) (?:at|in)|dine at|drink at|a visit to|visits to|attend)"
)
WISH = (
    r"(?:(?:(?:and|but|also|then|so|please|we|i|she|he|they|my \w+|'d|'m|'ll|would|really"
    r"|especially|particularly|definitely|absolutely|must|have|has|had|got|to|need|want|wants"
    r"|like|love|hope|wish|plan|planning|keen|dying|hoping|looking forward|make|sure|be|certain"
    r"|ensure|you|that|the itinerary|can|could|may|let's|us|it's essential|it is important|don't"
    r"|do not|forget|miss|just|at least|should|will|includes?|a must(?: is)?|not|want you|able|a"
    rf"|visits?|go|fit) )*(?:{_SEE}|add|include|(?:don't|not|won't|can't|do not) (?:want to |to )?"
    r"(?:miss|skip|forget)|must[- ](?:see|do|visit)s?:?|must-?sees? (?:is|are|include)|a must"
    r"|interested in|want|looking forward to|into)(?: (?:the|at|to|in|on|out|by|visits?|a|all of"
    r"|both|places like|sights like|things like|also|seeing|visiting|of|like|(?:something"
    r"|a place|a spot|a sight|one|somewhere)(?: [\w-]+){0,4}?"
    r",? (?:specifically|namely|such as|like|called|named)))*)"
)
_DROP = (
    r"(?:(?:and|but|also|please|let's|can you|could you|we|i|'d|'ll|would|want to|don't want to"
    r"|do not want to|rather not|like to|to|just|then|so|really|they|want|wish to|prefer to) )*"
    r"(?:drop|remove|delete|cancel|skip|scrap|cut|avoid(?:ing)?|leave out|take out|get rid of"
    r"|(?:steer|stay|keep) (?:clear|away) (?:of|from)"
    r"|take off|forget(?: about)?|omit|exclude|excluding|without|except(?: for)?"
    r"|not (?:see|visit|include|go to|interested in|want to (?:see|visit|go to)|into)"
    r"|no(?: more)?|don't (?:want|include|like|need|want to (?:see|visit|go to))|never"
    r"|have already (?:seen|been to|visited)|'ve (?:already )?(?:seen|been to|visited)|been to"
    r"|already (?:seen|saw|visited|been to)"
    r"|(?<!n't )(?<!not )(?<!never )seen|anything but|not)(?: (?:the|to|at|on|visiting|seeing"
    r"|going to))*"
    rf"(?: (?:[^.;!?{MARK}]{{0,60}} )?(?:like|such as))?"
)


def each(text: Text, match: Match, group: str | int = 0) -> Iterator[str]:
    """Names of all places a match holds."""
    for found in _ATOM.finditer(match[group] or ""):
        yield text.atom(found[0]).value


def named(match: Match, group: str, text: Text, context: Context) -> str | None:
    """The place that an atom or a loose text stands for; None where none surely does."""
    if _ATOM.fullmatch(match[group].removeprefix("the ")):
        return next(each(text, match, group))
    name = text.words(*match.span(group))
    return context.gazetteer.find(re.sub(r"^(?:the|my|our|a) ", "", name, flags=re.IGNORECASE))


ONE = rf"(?:(?:the )?{SLOTS['name']}|{_LOOSE})"


@rules(
    r"(?:no|not|don't|do not|without|skip|avoid|hate|never) [^.;!?,\u01c2]{0,40}?"
    r"(?P<but>(?:except|excepting|apart from|other than|besides|but)(?: for)? (?P<name>(?:the )?"
    rf"{MARK}[pqna]\d+))"
)
def _except(match: Match, text: Text, context: Context) -> bool | None:
    """``No churches except St Peter's``: that one is wanted; what is not is left to be read."""
    atom, typed = text.atom(match["name"][-6:]), text.words(*match.span("name"))
    name = context.gazetteer.find(typed, (Group.SIGHT,)) if atom.kind == "a" else atom.value
    if name is None:
        _ask_which(typed, match, text, context)
    else:
        text.tell("must", name, match, "but")
    text.claim(*match.span("but"))
    return False


@rules(rf"{_DROP}(?: |(?<= ))(?P<names>{NAMES}){_THERE}(?: {ON_DAY})?")
def _drop(match: Match, text: Text, context: Context) -> None:
    for name in each(text, match, "names"):
        text.tell("must_not", name, match)


@rules(rf"leave (?P<names>{NAMES}) (?:for|to) (?:another|next|the next) (?:time|trip)", change=True)
def _another_time(match: Match, text: Text, context: Context) -> None:
    for name in each(text, match, "names"):
        text.tell("must_not", name, match)


@rules(
    rf"{WISH} (?P<names>{NAMES}){_THERE}(?P<day>(?: |, )(?:on|to|for|in) "
    rf"(?:the )?{MARK}[ykd]\d+\b(?: (?:morning|afternoon|evening))?)?(?:,? (?:at|from"
    rf"|around) <t:time>)?{_THERE}",
    rf"(?P<names>{NAMES}) (?:(?:should|to|could|please|also) )*(?:be |get |gets )?(?:added"
    rf"|included|fitted"
    rf"|squeezed|worked|slotted)(?: in)?(?: ?(?:in)?to)?(?: (?:our|the"
    rf"|my))?(?P<day> {MARK}[ykd]\d+\b"
    r"(?:'s)?(?: (?:plan|plans|itinerary|schedule|program(?:me)?))?)?(?P<t>)",
    rf"(?P<names>{NAMES}) (?:is|are|would be|has to be|must be|should be|have to be|needs to be)"
    r"(?: (?:a|an|our|my|definitely|absolutely|also|high))* (?:must(?:[- ](?:see|visit|do)s?)?"
    r"|priority|non-negotiable|essential|top of (?:the|our|my) list|on (?:the|our|my) (?:list"
    r"|wish ?list|itinerary)|included|in it|(?:good|great|nice|perfect|fine|lovely) (?:choice|pick"
    r"|option|idea|fit|candidate))(?: for (?:us|me))?(?P<day>)(?P<t>)",
    rf"(?P<names>{NAMES})[^.;!?{MARK}]{{0,40}}? (?:love|like|want|hope|keen|dying) (?:to|on)"
    r" (?:see|visit|seeing|visiting|go to) (?:it|that|there)(?P<day>)(?P<t>)",
)
def _must(match: Match, text: Text, context: Context) -> None:
    day = day_said(match, text, context) if match["day"] else {}
    if not day and context.standing is not None:
        day = day_of_hours(match, text, context) or only_day(text, context)
    for name in each(text, match, "names"):
        if day and context.standing is None:
            text.tell("lock", {"place": name, **day}, match)
        elif day or match["t"]:
            value: dict[str, Any] = {"place": name, **day}
            if match["t"]:
                value["time"] = as_time(text.atom(match["t"]).value).isoformat("minutes")
            text.tell("lock", value, match)
        text.tell("must", name, match)


_IDEAL = r"(?:ideal|best|perfect|great|fine|good|preferable|preferred|better|lovely)"


@rules(
    r"(?:work|slot|squeeze|fit|put|add|place|schedule|get) (?:it|that|this)(?: in)? ?(?:into|in"
    rf"|on|to|for) (?:the )?(?P<day>{MARK}[ykd]\d+)",
    rf"(?:ideally|preferably|maybe|perhaps|best|if possible),? (?:on "
    rf"|for )?(?:the )?(?P<day>{MARK}[ykd]\d+)",
    rf"(?:the )?(?P<day>{MARK}[ykd]\d+) (?:(?:would|might|should|could|be|is|works|looks|seems"
    rf"|probably) )+"
    rf"(?:{_IDEAL}|suits?(?: us| me)?(?: best)?)(?: for (?:that|it|this|us))*",
    r"(?:(?:ideally|preferably|and|we|i|'d|would|like|love|to|it|should|could|can|be|please"
    r"|best|want|let|us|let's"
    r"|if possible|,) ?)*(?:visit|see|do|go|have|schedule|put|plan|fit|go there|be)(?: (?:it"
    r"|that|this"
    rf"|there|him|them))?(?: in)? on (?:the )?(?P<day>{MARK}[ykd]\d+)",
)
def _then(match: Match, text: Text, context: Context) -> bool | None:
    """``We'd like to visit it on day 3``: the day of the place spoken of last."""
    wanted = [item.value for item in text.items if item.field == "must"]
    if not wanted or any(i.field == "lock" and i.value["place"] == wanted[-1] for i in text.items):
        return False
    text.tell("lock", {"place": wanted[-1], **day_said(match, text, context)}, match)
    return None


@rules(
    r"(?P<verb>drop|remove|delete|cancel|skip|scrap|leave out|take out|avoid"
    r"|must(?:[- ](?:see|visit)| include)|(?:want|have|need) to (?:see|visit|go to)|add|include"
    rf"|visit|see) (?P<place>{_LOOSE}){CLAUSE}",
)
def _loose(match: Match, text: Text, context: Context) -> bool | None:
    """A name in small letters, or with a slip, counts where surely one place is meant.

    What is the name of a kind of places is left to be read as a taste.
    """
    name = named(match, "place", text, context)
    if name is None:
        typed = text.words(*match.span("place"))
        if kind_of(typed) is not None:
            return False
        return None if _ask_which(typed, match, text, context) else False
    out = re.match(r"drop|remove|delete|cancel|skip|scrap|leave|take|avoid", match["verb"])
    text.tell("must_not" if out else "must", name, match)
    return None


def _ask_which(typed: str, match: Match, text: Text, context: Context) -> bool:
    """Ask which place is meant, if any on file may be."""
    near = context.gazetteer.candidates(typed)
    if near:
        text.questions.append(Question(text=f"Which place is {typed!r}?", answers=near))
        text.tell("unclear", typed, match)
    return bool(near)


#: Words of a clause that speaks of a place without asking for it.
_NOT_ASKED = re.compile(
    r"\b(?:no|not|never|without|near|nearby|close to|next to|closed|shut|sold|booked|gone|full|drop"
    r"|skip|remove|cancel|instead|swap|replace|hotel|stay|sleep|breakfast|lunch|dinner|meal"
    r"|restaurant|is|was|are|were|tell|about|why|what|when|how|think|already)\b|n't\b"
)


@rules(
    rf"[\w']+(?: (?:the|a|our|to|in|visit|also))* (?P<names>{NAMES})[^.!?;{MARK}]{{0,40}}?"
    rf" (?:into|on|onto|for|of|to|in) (?:the )?(?P<day>{MARK}[ykd]\d+)",
    rf"(?P<names>{NAMES})(?: (?:has to|must|should|needs to|ought to|can|could|shall))?(?: also)?"
    rf" (?:be|go|come|get)(?: (?:a|part|into|in|on|of|onto|squeezed|slotted|scheduled|planned))*"
    rf" (?:the )?(?P<day>{MARK}[ykd]\d+)",
    rf"(?P<day>{MARK}[ykd]\d+)[:,][^.!?;{MARK}]{{0,60}}? (?P<names>{NAMES})",
    rf"(?P<day>{MARK}[ykd]\d+)(?: (?:also|could|can|should|to))* (?:had|has|have|includes?|included"
    rf"|contains?)(?: also)? (?P<names>{NAMES})",
    change=True,
)
def _on_a_day(match: Match, text: Text, context: Context) -> bool | None:
    """A sight and a day in one clause of a change: it is wanted then, whatever the verb."""
    if _NOT_ASKED.search(match[0]):
        return False
    for name in each(text, match, "names"):
        text.tell("lock", {"place": name, **day_said(match, text, context)}, match)
        text.tell("must", name, match)
    return None


@rules(
    r"(?:(?:and|, |also|like|such as|especially|including|plus|of course) ?)*(?:the )?"
    rf"(?P<names>{NAMES})(?:,? (?:at|from|around) <t:time>)?(?: {ON_DAY})?"
    r"(?:,? (?:at|from|around) <t2:time>)?(?:,? (?:we|i) have (?:got )?tickets| with tickets)?"
)
def _mentioned(match: Match, text: Text, context: Context) -> bool | None:
    """A place on file that is merely mentioned is taken as wanted, and that is said."""
    atoms = [text.atom(found[0]) for found in _ATOM.finditer(match["names"])]
    if any(atom.kind == "n" or atom.value in context.gazetteer.unvisited for atom in atoms):
        return False
    if context.standing is not None and not text.alone(match):
        return False
    day: dict[str, Any] = {**day_said(match, text, context)}
    for atom in atoms:
        text.assume(f"{atom.value} is taken as a place to visit.")
        if day and (said := match["t"] or match["t2"]):
            day["time"] = as_time(text.atom(said).value).isoformat("minutes")
        if day:
            text.tell("lock", {"place": atom.value, **day}, match)
        text.tell("must", atom.value, match)
    return None
