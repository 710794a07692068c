"""What one likes and does not.

Field ``interest``: {name, weight}, from -1 (avoid) to 1 (love).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.kinds import KIND, kind_of
from agents.language.rules import SLOTS, Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_ADJ = (
    r"(?:(?:the|some|any|lots of|good|great|nice|local|beautiful|interesting|a few"
    r"|more|many|cool|big|small|of|old|a lot of|plenty of|all the|as many|as much"
    r"|several|famous|popular|a|an|visiting|seeing|traditional|looking at|going to"
    r"|exploring|experiencing|similar|cultural and|unique|other|authentic|really"
    r"|one or two) )*"
)
_KINDS = rf"(?P<kinds>{_ADJ}{KIND}(?:{SLOTS['sep']}{_ADJ}{KIND})*)"
_SUBJECT = (
    r"(?:(?:and|but|also|we|i|he|she|they|'m|'re|'d|am|are|is|would|both|all|my "
    r"(?:wife|husband|partner|kids|son|daughter|friend|girlfriend|boyfriend|mother|mom"
    r"|mum)|our (?:kids|children)|really|very|particularly|quite|mostly|mainly"
    r"|especially|pretty|just|so|who|a|an|big|huge|much|absolutely) )*"
)
_STEPS = (
    (-1.0, r"(?:hate|hates|can't stand|cannot stand|loathe|detest|no(?: more)?|avoid|skip"
r"|without|nothing with|never|absolutely no|zero|steer clear of|stay away from"
r"|leave out|exclude)"),
    (-0.6, r"(?:(?:'m |am |are |'re |is )?not (?:really |that |so |particularly |very |too "
r"|at all )*(?:into|interested in|keen on|fond of|fans? of|a fan of|big on"
r"|crazy about|bothered about|a museum person)|(?:don't|do not|doesn't|does not) "
r"(?:really |particularly |much )*(?:like|enjoy|care (?:for|about)|want|need"
r"|fancy)(?: to see| to visit| any| too many)?|dislikes?|bored (?:by|of)|fewer"
r"|less|not (?:too )?(?:many|much)|tired of|sick of|rather not (?:see|visit|do)"
r"|not|too many)"),
    (1.0, r"(?:(?:absolutely |really )?(?:love|loves|adore|adores)|passionate about"
r"|crazy about|mad about|obsessed with|fanatics?|huge fans? of|big fans? of"
r"|lots of|lots and lots of|plenty of|mostly|mainly|focus(?:ed|ing)? on|all about"
r"|as (?:many|much)|especially|above all|particularly(?: interested in)?"
r"|really into|very interested in|must have|heavy on|full of|the more|nothing but"
r"|prioriti[sz]e)"),
    (0.7, r"(?:likes?|enjoys?|into|interested in|interest in|interests?(?: are| include"
r"| is)?:?|keen on|fond of|fans? of|a fan of|want(?:s)?(?: to (?:see|visit|try"
r"|experience|explore|go|taste|eat|enjoy))?|would like(?: to (?:see|visit|do|try"
r"|experience|explore))?|like to (?:see|visit|do|try|experience|explore|taste)"
r"|love to (?:see|visit|do|try|experience|explore)|hope to (?:see|visit|do|try"
r"|experience|explore)|wish to (?:see|visit|experience)|prefers?|more|see|visit"
r"|explore|exploring|experience|experiencing|enjoying|try|tasting|taste"
r"|looking for|include|including|add|some|a few|soak(?:ing)? up"
r"|appreciate|do|plan(?: to| on)?|up for|fancy|to see|to visit|we're after"
r"|squeeze in)"),
)  # fmt: skip


def _tell(match: Match, text: Text, weight: float) -> bool | None:
    found = False
    for part in re.split(SLOTS["sep"], match["kinds"]):
        words = part.split()
        for i in range(len(words)):
            kind = kind_of(" ".join(words[i:]))
            if kind is not None:
                text.tell("interest", {"name": kind, "weight": weight}, match)
                found = True
                break
    return None if found else False


@rules(r"(?:nothing|not|anything but|less) (?:too )?touristy")
def _untouristy(match: Match, text: Text, context: Context) -> None:
    text.tell("interest", {"name": "hidden_gem", "weight": 0.7}, match)


for _weight, _verb in _STEPS[:3]:

    @rules(
        rf"{_SUBJECT}{_verb}(?: (?:for|to|on|of|in|see|visit|into))* ?{_KINDS}(?: (?:at all"
        r"|please|too much|very much|too|as possible|as well|more|instead))*"
    )
    def _strong(match: Match, text: Text, context: Context, weight: float = _weight) -> bool | None:
        return _tell(match, text, weight)


@rules(
    rf"{_SUBJECT}{_KINDS} (?:lovers?|fans?|buffs?|enthusiasts?|nerds?|geeks?|addicts?"
    r"|person|people|nuts|fanatics?)",
    rf"{_KINDS} (?:is|are) (?:really |very |the |our |my )*(?:important|main priority"
    r"|priority|focus|a must|our thing|my thing|essential|passion|what we love)"
    r"(?: for (?:us|me))?",
)
def _lovers(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, 1.0)


@rules(
    rf"{_KINDS} (?:bores? (?:me|us)|(?:is|are)(?:n't| not) (?:our|my) (?:thing"
    r"|priority)|(?:is|are)(?:n't| not) a priority|are boring)",
)
def _bored(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, -0.6)


@rules(
    rf"{_SUBJECT}(?:{_STEPS[3][1]})(?: (?:the|to|in|on|of|visit|see|mostly"
    rf"|experience))* ?{_KINDS}(?: (?:please|too|as well|as possible|on the side"
    r"|and so on))*",
)
def _mild(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, 0.7)


@rules(
    r"(?:hate|avoid|dislike|no|not too many|away from|without|don't like|can't stand"
    r"|not fond of) (?:the |big |huge )*(?:crowds?|crowded places?|queues?|long lines"
    r"|tourist crowds)"
)
def _crowds(match: Match, text: Text, context: Context) -> None:
    text.assume(f"{match[0]!r} is taken as a liking for quiet places.")
    text.tell("interest", {"name": "quiet", "weight": 0.7}, match)


@rules(rf"{_KINDS}(?: (?:please|too|as well|trip|tour|weekend|holiday))*")
def _bare(match: Match, text: Text, context: Context) -> bool | None:
    """A kind merely named is a wish in a first message; later, where it is all that is said."""
    if context.standing is not None and not text.alone(match):
        return False
    return _tell(match, text, 0.7)
