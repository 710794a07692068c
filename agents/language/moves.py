"""Named places of a plan: swapped, moved, held, found shut, put something else in the stead of.

Fields: ``swap`` ({out, into}), ``move`` and ``lock`` ({place, date or day, time}), ``unlock``,
``closed`` ({place, date}), ``replace`` (a place in whose stead anything like it may come),
``change_places`` (two that are to, in words).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import day_said
from agents.language.places import CLAUSE, NAMES, ONE, each, named
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()


@rules(
    r"(?:don't|do not|never|without)(?: (?:ever|want|want to|you dare))* (?:drop|remove|move|moving"
    r"|skip|touch|change|changing|dropping|lose|losing|swap|replace|cancel|delete|cut)"
    rf" (?P<names>{NAMES})"
)
def _keep(match: Match, text: Text, context: Context) -> None:
    """What is not to be dropped is wanted; in a trip that stands it stays where it is."""
    for name in each(text, match, "names"):
        if context.standing is None:
            text.tell("must", name, match)
        else:
            text.tell("lock", {"place": name}, match)


@rules(
    rf"(?:swap|exchange|replace|substitute|switch|change)(?: out)? (?P<out>{ONE}) "
    rf"(?:for|with|by|to|against) (?P<into>{ONE}){CLAUSE}",
    r"(?:(?:and|i'd|we'd|i|we|would|rather|prefer|see|visit|do|go to|have|add|take|put"
    rf"|want|include) )+(?P<into>(?:the )?{SLOTS['name']}) (?:instead of|rather than"
    rf"|in place of|in the place of|not) (?P<out>(?:the )?{SLOTS['name']})",
    r"(?:rather|sooner)(?: (?:see|visit|do|go to|have))* "
    rf"(?P<into>(?:the )?{SLOTS['name']}) than (?:see |visit |do |go to )?"
    rf"(?P<out>(?:the )?{SLOTS['name']})",
    rf"instead of (?P<out>(?:the )?{SLOTS['name']}),? (?:(?:we'd|i'd|we|i|rather|like"
    r"|prefer|to|would|see|visit|do|go to|let's|add|have|want) )*(?P<into>"
    rf"(?:the )?{SLOTS['name']})",
)
def _swap(match: Match, text: Text, context: Context) -> bool | None:
    out, into = named(match, "out", text, context), named(match, "into", text, context)
    if out is None or into is None:
        return False
    text.tell("swap", {"out": out, "into": into}, match)
    return None


@rules(
    rf"(?:swap|switch|exchange|change) (?:(?:(?:the )?{SLOTS['name']} and (?:the )?"
    rf"{SLOTS['name']}|(?:the )?{MARK}[ykd]\d+ (?:and|with|for) (?:the )?(?:{MARK}[ykd]\d+|\d)"
    r"))(?: (?:around|over|round))?"
)
def _change_places(match: Match, text: Text, context: Context) -> None:
    """Two sights, or two days, that are to change places in the plan."""
    words = text.words(*match.span())
    text.cannot(f"{words!r}: say what moves to which day, as 'move the Pantheon to day 2'.")
    text.tell("change_places", words, match)


@rules(
    rf"(?:move|shift|put|postpone|reschedule|bring forward|push|do|visit|see|have|go to"
    rf"|schedule)(?: back)? (?P<place>{ONE}) (?:(?:to|on|for|until|at|over to|in) )?"
    rf"(?:the )?(?P<day>{MARK}[ykd]\d+)(?: (?:morning|afternoon|evening))?(?:,? (?:at"
    rf"|from|around) <t:time>)?",
    rf"(?:move|shift|put|reschedule|push)(?: back)? (?P<place>{ONE}) (?:to|at"
    rf"|until) <t:time>(?: on (?P<day>{MARK}[ykd]\d+))?",
)
def _move(match: Match, text: Text, context: Context) -> bool | None:
    name = named(match, "place", text, context)
    if name is None:
        return False
    value: dict[str, Any] = {"place": name, **day_said(match, text, context)}
    if match["t"]:
        value["time"] = as_time(text.atom(match["t"]).value, evening=False).isoformat("minutes")
    text.tell("move", value, match)
    return None


@rules(
    rf"(?:unlock|release|free|un-lock|don't hold) (?P<place>{ONE}){CLAUSE}",
)
def _unlock(match: Match, text: Text, context: Context) -> bool | None:
    name = named(match, "place", text, context)
    if name is None:
        return False
    text.tell("unlock", name, match)
    return None


@rules(
    rf"(?:lock|lock in|fix|pin|hold|freeze|keep|hold on to) (?P<place>{ONE})(?: "
    rf"(?:as it is|as is|where it is|in place|unchanged|fixed|locked))*(?: (?:on|for"
    rf"|in) (?:the )?(?P<day>{MARK}[ykd]\d+))?(?:,? (?:at|from) <t:time>)?{CLAUSE}",
    r"(?:we have|i have|we've got|we've|i've|got) (?:tickets|a booking|a reservation"
    rf"|a slot|booked|reserved)(?: (?:for|at|to))? (?:the )?(?P<place>{SLOTS['name']})"
    rf"(?: (?:on|for) (?:the )?(?P<day>{MARK}[ykd]\d+))?(?:,? (?:at|from) <t:time>)?",
)
def _lock(match: Match, text: Text, context: Context) -> bool | None:
    name = named(match, "place", text, context)
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
    r"|(?:turns out|seems|appears|happens) to be|has no tickets|has)"
    r"(?: (?:going to be|completely|now|already|fully|currently"
    r"|unfortunately|temporarily|suddenly|apparently|still|all|just))* ?(?:closed|shut|sold out"
    r"|booked(?: out| up)?|fully booked"
    r"|unavailable|under (?:renovation|maintenance|repair)|no tickets(?: left)?)?(?: "
    r"(?:for (?:maintenance|renovation|repairs)|down))*(?: (?:on|that|for that|for"
    rf"|today|this))*(?: (?:the )?(?P<day>{MARK}[ykd]\d+))?(?: day)?",
    rf"(?:all )?(?:the )?tickets (?:for|to) (?P<place>(?:the )?{SLOTS['name']}) (?:are|have been"
    rf"|were)(?: (?:all|already))* (?:gone|sold|taken)(?: out)?(?: (?:on|for|that|day|date))*"
    rf"(?: (?P<day>{MARK}[ykd]\d+))?",
    rf"(?:there are )?no tickets(?: left)? for (?P<place>(?:the )?{SLOTS['name']})(?: "
    rf"(?:on|for|that|day))*(?: (?P<day>{MARK}[ykd]\d+))?",
)
def _closed(match: Match, text: Text, context: Context) -> bool | None:
    if not re.search(r"closed|shut|sold|gone|taken|booked|unavailable|under|no tickets", match[0]):
        return False
    name = next(each(text, match, "place"))
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
    text.tell("replace", next(each(text, match)), match)


@rules(
    r"(?:(?:take|leave|kick|strike) (?:it|that|this) (?:out|off)(?: of (?:the|our) (?:plan"
    r"|itinerary)"
    r"|),? (?:and |then )*)?"
    r"(?:substitute|find|pick|choose|take|suggest|give us) (?:a|an|another|some|something)"
    r" (?:similar|comparable|alternative|like it|like that)(?: (?:attraction|alternative|place"
    r"|spot|one|sight|that is open|that's open))*",
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
