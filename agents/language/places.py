"""Named places: to be visited, left out, swapped, moved, held.

Fields: ``must``, ``must_not``, ``swap`` ({out, into}), ``move`` ({place, date or day, time}),
``lock`` ({place, date or day, time}), ``unlock``, ``closed`` ({place, date}), ``replace`` (a
place in whose stead anything like it may come).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import ON_DAY, day_said
from agents.language.result import Question
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_ATOM = re.compile(rf"{MARK}[pqn]\d+\b")
#: A name in small letters that is not on file as it stands: as far as the clause goes.
_LOOSE = rf"(?:the |my |our |a )?[^\W\d_{MARK}][\w' -]{{2,50}}?"
_CLAUSE = (
    r"(?=$| ?[,.;!?\ue000]| (?:and|but|on|for|to|with|by|in|at|from|please|instead|too"
    rf"|as well|because|since|if|today|tomorrow|{MARK}[ykdt]))"
)
_NAMES = SLOTS["names"]
_THERE = (
    r"(?: (?:on (?:the|our|my) (?:list|itinerary|trip|way|plan)|in (?:the|our|my|your"
    r"|this)? ?(?:itinerary|plan|trip|list|schedule)|to (?:the|our|my) (?:itinerary"
    r"|plan|trip|list)|from (?:the|our|my) (?:itinerary|plan|trip|list)|this time|if "
    r"(?:you can|possible|there's time)|too|as well|again|please|instead|for sure"
    r"|at all costs|in any case|somewhere))*"
)
_SEE = (
    r"(?:see|seeing|visit|visiting|do|doing|go to|going to|get to|include|including"
    r"|hit(?: up)?|check out|stop (?:at|by)|tour|explore|exploring|experience"
    r"|spend time (?:at|in)|fit in|squeeze in|walk around|stroll through|climb|catch"
    r"|eat at|have (?:lunch|dinner|breakfast|coffee) (?:at|in)|dine at|drink at"
    r"|a visit to|visits to|attend)"
)
WISH = (
    r"(?:(?:(?:and|but|also|then|so|please|we|i|she|he|they|my \w+|'d|'m|'ll|would"
    r"|really|especially|particularly|definitely|absolutely|must|have|has|had|got|to"
    r"|need|want|wants|like|love|hope|wish|plan|planning|keen|dying|hoping"
    r"|looking forward|make|sure|be|certain|ensure|you|that|the itinerary|can|could"
    r"|may|let's|us|it's essential|it is important|don't|do not|forget|miss|just"
    r"|at least|should|will|includes?|a must(?: is)?|not|want you|able|a|visits?|go"
    rf"|fit) )*(?:{_SEE}|add|include|(?:don't|not|won't|can't|do not) (?:want to )?"
    r"(?:miss|skip|forget)|must[- ](?:see|do|visit)s?:?|must-?sees? (?:is|are|include)"
    r"|a must|interested in|want|looking forward to|into)(?: (?:the|at|to|in|on|out|by"
    r"|visits?|a|all of|both|places like|sights like|things like|also|seeing|visiting"
    r"|of|like))*)"
)
_DROP = (
    r"(?:(?:and|but|also|please|let's|can you|could you|we|i|'d|'ll|would|want to"
    r"|don't want to|do not want to|rather not|like to|to|just|then|so|really|they"
    r"|want|wish to|prefer to) )*(?:drop|remove|delete|cancel|skip|scrap|cut|avoid"
    r"(?:ing)?|leave out|take out|get rid of|take off|forget(?: about)?|omit|exclude"
    r"|excluding|without|except(?: for)?|not (?:see|visit|include|go to|interested in"
    r"|want to (?:see|visit|go to)|into)|no(?: more)?|don't (?:want|include|like|need"
    r"|want to (?:see|visit|go to))|never|have already (?:seen|been to|visited)"
    r"|'ve (?:already )?(?:seen|been to|visited)|been to|already (?:seen|saw|visited"
    r"|been to)|anything but|not)(?: (?:the|to|at|on|visiting|seeing|going to"
    r"|(?:places|spots|sights) like|crowded (?:spots"
    r"|places) like))*"
)


def _each(text: Text, match: Match, group: str | int = 0) -> Iterator[str]:
    """Names of all places a match holds."""
    for found in _ATOM.finditer(match[group] or ""):
        yield text.atom(found[0]).value


def _named(match: Match, group: str, text: Text, context: Context) -> str | None:
    """The place that an atom or a loose text stands for; None where none surely does."""
    if _ATOM.fullmatch(match[group].removeprefix("the ")):
        return next(_each(text, match, group))
    name = text.words(*match.span(group))
    return context.gazetteer.find(re.sub(r"^(?:the|my|our|a) ", "", name, flags=re.IGNORECASE))


_ONE = rf"(?:(?:the )?{SLOTS['name']}|{_LOOSE})"


@rules(
    r"(?:don't|do not|never|without)(?: (?:ever|want|want to|you dare))* (?:drop|remove|move|moving"
    r"|skip|touch|change|changing|dropping|lose|losing|swap|replace|cancel|delete|cut)"
    rf" (?P<names>{_NAMES})"
)
def _keep(match: Match, text: Text, context: Context) -> None:
    """What is not to be dropped is wanted; in a trip that stands it stays where it is."""
    for name in _each(text, match, "names"):
        if context.standing is None:
            text.tell("must", name, match)
        else:
            text.tell("lock", {"place": name}, match)


@rules(
    rf"(?:swap|exchange|replace|substitute|switch|change)(?: out)? (?P<out>{_ONE}) "
    rf"(?:for|with|by|to|against) (?P<into>{_ONE}){_CLAUSE}",
    r"(?:(?:and|i'd|we'd|i|we|would|rather|prefer|see|visit|do|go to|have|add|take|put"
    rf"|want|include) )+(?P<into>(?:the )?{SLOTS['name']}) (?:instead of|rather than"
    rf"|in place of|in the place of|not) (?P<out>(?:the )?{SLOTS['name']})",
    rf"instead of (?P<out>(?:the )?{SLOTS['name']}),? (?:(?:we'd|i'd|we|i|rather|like"
    r"|prefer|to|would|see|visit|do|go to|let's|add|have|want) )*(?P<into>"
    rf"(?:the )?{SLOTS['name']})",
)
def _swap(match: Match, text: Text, context: Context) -> bool | None:
    out, into = _named(match, "out", text, context), _named(match, "into", text, context)
    if out is None or into is None:
        return False
    text.tell("swap", {"out": out, "into": into}, match)
    return None


@rules(
    rf"(?:move|shift|put|postpone|reschedule|bring forward|push|do|visit|see|have|go to"
    rf"|schedule)(?: back)? (?P<place>{_ONE}) (?:(?:to|on|for|until|at|over to|in) )?"
    rf"(?:the )?(?P<day>{MARK}[ykd]\d+)(?: (?:morning|afternoon|evening))?(?:,? (?:at"
    rf"|from|around) <t:time>)?",
    rf"(?:move|shift|put|reschedule|push)(?: back)? (?P<place>{_ONE}) (?:to|at"
    rf"|until) <t:time>(?: on (?P<day>{MARK}[ykd]\d+))?",
)
def _move(match: Match, text: Text, context: Context) -> bool | None:
    name = _named(match, "place", text, context)
    if name is None:
        return False
    value: dict[str, Any] = {"place": name, **day_said(match, text, context)}
    if match["t"]:
        value["time"] = as_time(text.atom(match["t"]).value, evening=False).isoformat("minutes")
    text.tell("move", value, match)
    return None


@rules(
    rf"(?:unlock|release|free|un-lock|don't hold) (?P<place>{_ONE}){_CLAUSE}",
)
def _unlock(match: Match, text: Text, context: Context) -> bool | None:
    name = _named(match, "place", text, context)
    if name is None:
        return False
    text.tell("unlock", name, match)
    return None


@rules(
    rf"(?:lock|lock in|fix|pin|hold|freeze|keep|hold on to) (?P<place>{_ONE})(?: "
    rf"(?:as it is|as is|where it is|in place|unchanged|fixed|locked))*(?: (?:on|for"
    rf"|in) (?:the )?(?P<day>{MARK}[ykd]\d+))?(?:,? (?:at|from) <t:time>)?{_CLAUSE}",
    r"(?:we have|i have|we've got|we've|i've|got) (?:tickets|a booking|a reservation"
    rf"|a slot|booked|reserved)(?: (?:for|at|to))? (?:the )?(?P<place>{SLOTS['name']})"
    rf"(?: (?:on|for) (?:the )?(?P<day>{MARK}[ykd]\d+))?(?:,? (?:at|from) <t:time>)?",
)
def _lock(match: Match, text: Text, context: Context) -> bool | None:
    name = _named(match, "place", text, context)
    if name is None:
        return False
    value: dict[str, Any] = {"place": name, **day_said(match, text, context)}
    if match["t"]:
        value["time"] = as_time(text.atom(match["t"]).value).isoformat("minutes")
    text.tell("lock", value, match)
    return None


@rules(
    r"(?:(?:i|we|just|noticed|saw|heard|checked|looks like|it|it's|that|and|there are"
    rf"|turns out) )*(?P<place>(?:the )?{SLOTS['name']}) (?:is|will be|looks|are"
    r"|has no tickets|has)(?: (?:going to be|completely|now|already|fully|currently"
    r"|unfortunately))* ?(?:closed|shut|sold out|booked(?: out| up)?|fully booked"
    r"|unavailable|under (?:renovation|maintenance|repair)|no tickets(?: left)?)?(?: "
    r"(?:for (?:maintenance|renovation|repairs)|down))*(?: (?:on|that|for that|for"
    rf"|today|this))*(?: (?:the )?(?P<day>{MARK}[ykd]\d+))?(?: day)?",
    rf"(?:there are )?no tickets(?: left)? for (?P<place>(?:the )?{SLOTS['name']})(?: "
    rf"(?:on|for|that|day))*(?: (?P<day>{MARK}[ykd]\d+))?",
)
def _closed(match: Match, text: Text, context: Context) -> bool | None:
    if not re.search(r"closed|shut|sold out|booked|unavailable|under|no tickets", match[0]):
        return False
    name = next(_each(text, match, "place"))
    text.tell("closed", {"place": name, **day_said(match, text, context)}, match)
    return None


@rules(
    rf"(?:replace|swap|swap out|switch|change|find (?:something|an alternative)"
    rf"(?: else)? (?:for|to)|instead of) (?P<place>(?:the )?{SLOTS['name']})(?: (?:for"
    rf"|with|by) (?:a |an |another |something |some )?(?:similar|else|other|different"
    rf"|alternative|comparable)(?: (?:one|place|attraction|sight|spot|museum"
    rf"|alternative|thing))*)?(?: that is open| that's open)?",
)
def _replace(match: Match, text: Text, context: Context) -> None:
    text.tell("replace", next(_each(text, match)), match)


@rules(
    r"(?:remove|skip|cancel|drop|swap|replace|exchange|change) (?:it|that|this|them)"
    r"(?: (?:spot|slot|place|one|sight|attraction|stop|visit))?(?: out)?(?: from "
    r"(?:the|my|our) (?:itinerary|plan|list))?(?:,? (?:and |just |then |simply )*"
    r"(?:swap|replace|exchange|substitute|find|pick|choose|add)(?: (?:it|that|them))?"
    r"(?: out)?)?(?: (?:for|with|by))?(?: (?:a|an|another|some|something) (?:similar"
    r"|comparable|alternative|like|other|different)(?: (?:attraction|alternative|place"
    r"|spot|one|sight|type|it))*)?",
)
def _anaphora(match: Match, text: Text, context: Context) -> bool | None:
    """``Skip it and find a similar one``: the place spoken of before."""
    spoken = [i.value for i in text.items if i.field in ("closed", "must", "lock")]
    if not spoken:
        return False
    name = spoken[-1] if isinstance(spoken[-1], str) else spoken[-1]["place"]
    text.tell("replace", name, match)
    return None


@rules(rf"{_DROP}(?: |(?<= ))(?P<names>{_NAMES}){_THERE}(?: {ON_DAY})?")
def _drop(match: Match, text: Text, context: Context) -> None:
    for name in _each(text, match, "names"):
        text.tell("must_not", name, match)


@rules(
    rf"{WISH} (?P<names>{_NAMES}){_THERE}(?P<day>(?: |, )(?:on|to|for|in) "
    rf"(?:the )?{MARK}[ykd]\d+\b(?: (?:morning|afternoon|evening))?)?(?:,? (?:at|from"
    rf"|around) <t:time>)?{_THERE}",
    rf"(?P<names>{_NAMES}) (?:is|are|would be|has to be|must be|should be|have to be"
    r"|needs to be)(?: (?:a|an|our|my|definitely|absolutely|also|high))* (?:must"
    r"(?:[- ](?:see|visit|do)s?)?|priority|non-negotiable|essential|top of (?:the|our"
    r"|my) list|on (?:the|our|my) (?:list|wish ?list|itinerary)|included|in it)"
    r"(?: for (?:us|me))?(?P<day>)(?P<t>)",
)
def _must(match: Match, text: Text, context: Context) -> None:
    day = day_said(match, text, context) if match["day"] else {}
    for name in _each(text, match, "names"):
        if day and context.standing is None:
            text.tell("lock", {"place": name, **day}, match)
        elif day or match["t"]:
            value: dict[str, Any] = {"place": name, **day}
            if match["t"]:
                value["time"] = as_time(text.atom(match["t"]).value).isoformat("minutes")
            text.tell("lock", value, match)
        text.tell("must", name, match)


@rules(
    rf"(?P<verb>drop|remove|delete|cancel|skip|scrap|leave out|take out|avoid|must"
    rf"(?:[- ](?:see|visit)| include)|(?:want|have|need) to (?:see|visit|go to)|add"
    rf"|include|visit|see) (?P<place>{_LOOSE}){_CLAUSE}",
)
def _loose(match: Match, text: Text, context: Context) -> bool | None:
    """A name in small letters, or with a slip, counts where surely one place is meant."""
    name = _named(match, "place", text, context)
    if name is None:
        typed = text.words(*match.span("place"))
        near = context.gazetteer.candidates(typed)
        if near:
            text.questions.append(Question(text=f"Which place is {typed!r}?", answers=near))
            text.tell("unclear", typed, match)
        return None if near else False
    out = re.match(r"drop|remove|delete|cancel|skip|scrap|leave|take|avoid", match["verb"])
    text.tell("must_not" if out else "must", name, match)
    return None


@rules(
    r"(?:(?:and|, |also|like|such as|especially|including|plus|of course) ?)*(?:the )?"
    rf"(?P<names>{_NAMES})(?: {ON_DAY})?"
)
def _mentioned(match: Match, text: Text, context: Context) -> bool | None:
    """A place on file that is merely mentioned is taken as wanted, and that is said."""
    atoms = [text.atom(found[0]) for found in _ATOM.finditer(match["names"])]
    if any(atom.kind == "n" or atom.value in context.gazetteer.unvisited for atom in atoms):
        return False
    if context.standing is not None and not text.alone(match):
        return False
    day = day_said(match, text, context)
    for atom in atoms:
        text.assume(f"{atom.value} is taken as a place to visit.")
        if day:
            text.tell("lock", {"place": atom.value, **day}, match)
        text.tell("must", atom.value, match)
    return None
