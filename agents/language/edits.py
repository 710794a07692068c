"""What is said about the dialogue itself: undo, redo, corrections, questions about the plan.

Fields: ``rain`` ({date or day}), ``keep`` (from 0, plan anew, to 1), ``no_preference``,
``undo``, ``redo``, ``why_not`` and ``asked`` (a place), ``correction``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, day_said
from agents.language.rules import SLOTS, Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()


@rules(
    r"(?:please |can you |could you )?(?:undo|take (?:that|it) back|revert|roll back"
    r"|go back(?= to (?:the (?:previous|last|old)|before|how)| ?[.,;!?]|$))"
    r"(?: (?:that|it|this|the last (?:change|step|one|edit)|my last change|last change"
    r"|to (?:the (?:previous|last|old) (?:plan|version)|before|how it was)))*|(?:never ?mind"
    r"|forget) (?:that|the last (?:change|one))(?: last)?(?: change)?|(?:i )?(?:liked|like"
    r"|prefer|preferred) (?:the|it) (?:old|previous|last|earlier|former|first)"
    r" (?:plan|version|one)(?: better)?",
)
def _undo(match: Match, text: Text, context: Context) -> None:
    text.tell("undo", True, match)


@rules(
    r"(?:please )?(?:redo(?= that| it| the (?:last )?change| ?[.,;!?]|$)|do it again|reapply"
    r"|re-apply)(?: (?:that|it|the change))*"
)
def _redo(match: Match, text: Text, context: Context) -> None:
    text.tell("redo", True, match)


@rules(
    r"why (?:not|isn't|is|aren't|did(?:n't)? (?:you|we)|do(?:n't)? (?:you|we)|can't we"
    r"|is there no)(?: (?:include|visit|see|go to|skip|there|leave out))*(?: (?:the )?"
    rf"(?P<place>{SLOTS['name']}))(?: (?:not )?(?:in (?:the|my|our) (?:plan|itinerary)|included"
    r"|there|in it|on the list|missing|left out))*",
    r"why (?:did you|have you|was|is) (?:drop(?:ped)?|leave out|left out|remove[d]?"
    rf"|skip(?:ped)?)? ?(?:the )?(?P<place>{SLOTS['name']})(?: (?:dropped|left out|removed"
    r"|missing|not in (?:the|my|our) plan))*",
)
def _why(match: Match, text: Text, context: Context) -> None:
    text.tell("why_not", text.atom(match["place"]).value, match)


@rules(
    r"(?:(?<![a-z] )no(?=,)|actually|sorry|wait|oops|correction|i mean|i meant"
    r"|(?<!'d )(?<!would )rather(?! than| not)"
    r"|make that|make it|instead(?! of)|on second thoughts?|hmm|well)(?:,? (?:no(?! \w+ (?:than"
    r"|before))|actually|sorry"
    r"|wait|i mean|i meant|(?<!'d )(?<!would )rather(?! than| not)|make it|make that"
    r"|let's make it|it should be"
    r"|it's))*,?(?= )"
)
def _correction(match: Match, text: Text, context: Context) -> None:
    text.tell("correction", True, match)


@rules(
    r"(?:(?:i|we) )?(?:have |has |with )?(?:no|don't have (?:any)?|do not have (?:any)?|without"
    r"|not have any) ?(?:specific |particular |special |strong )*(?:preferences?|requirements?"
    r"|requests?|constraints?)(?: (?:about|for|regarding|on|in terms of|when it comes to|as to"
    r"|concerning) [^.;!?]*)?",
)
def _no_preference(match: Match, text: Text, context: Context) -> None:
    text.tell("no_preference", text.words(*match.span()), match)


@rules(
    r"(?:rain(?:s|y|ing|fall)?|wet|showers?|pour(?:s|ing)?|storm(?:s|y)?|bad weather"
    r"|thunderstorms?)(?: (?:in|at|on|of|\u01c2c\d+|the|morning|afternoon|evening|all day|is"
    r"|expected"
    rf"|likely|forecast|of|weather))*(?:,? {ON_DAY})(?: (?:morning|afternoon|evening))?",
    rf"(?:what if |if )?{ON_DAY} (?:is|will be|turns out|might be|looks|it)(?: (?:going to be|be"
    r"|will|might|may))* ?(?:rain(?:s|y|ing)?|wet|rained out|stormy)",
)
def _rain(match: Match, text: Text, context: Context) -> None:
    text.tell("rain", day_said(match, text, context), match)


@rules(
    r"(?:and |but |please |while )*(?:keep(?:ing)?|leave|leaving|preserv(?:e|ing)|don't (?:touch"
    r"|change)) (?:everything(?! (?:after|before)\b)|the rest"
    r"|all(?= else| as | of | the same|$| ?[.,;!?])"
    r"|all the rest|(?:all |every(?:thing)? )?(?:my |our "
    r"|the )?(?:other |earlier |original |previous )*(?:requirements?|constraints?|things|stuff"
    r"|plans?))(?: else)?(?: (?:of it|of the plan|as it is|as is|the same|unchanged|alone"
    r"|in place|intact|too))*",
)
def _keep(match: Match, text: Text, context: Context) -> None:
    text.tell("keep", 1.0, match)


@rules(
    r"(?:and |please |let's |just |can you )*(?:start (?:over|again|from scratch|afresh)|plan "
    r"(?:it |everything )?(?:anew|again from scratch|from scratch)|replan everything"
    r"|re-plan everything|throw it all away|redo the (?:whole|entire) (?:plan|trip))"
)
def _anew(match: Match, text: Text, context: Context) -> None:
    text.tell("keep", 0.0, match)


@rules(
    r"(?:is|are|when|what time|how much|how long|how many|how far|how do|does|do|can|what"
    rf"|who)\b[^.!?]*?(?P<place>{SLOTS['name']})[^.!?]*?(?=\?)"
)
def _asked(match: Match, text: Text, context: Context) -> bool | None:
    """A question about a place that is none about what is near it, nor a wish put as one."""
    if re.search(
        r"\b(?:you|we|near|closest|nearest|cheapest|best|rain\w*|move|swap|add|fit"
        r"|be (?:part|in|on|added|included))\b",
        match[0],
    ):
        return False
    name = text.atom(match["place"]).value
    text.cannot(f"{name}: ask for what is closest, cheapest, best known or near it.")
    text.tell("asked", name, match)
    return None
