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
    r"(?:(?:the|some|any|lots of|good|great|nice|local|beautiful|interesting|a few|more|many"
    r"|cool|big|small|of|old|a lot of|plenty of|all the|as many|as much|several|famous|popular|a"
    r"|an|visiting|seeing|traditional|looking at|going to|exploring|experiencing|similar"
    r"|cultural and|unique|other|authentic|really|one or two) )*"
)
_KINDS = rf"(?P<kinds>{_ADJ}{KIND}(?:{SLOTS['sep']}{_ADJ}{KIND})*)"
_SUBJECT = (
    r"(?:(?:and|but|also|we|i|he|she|they|'m|'re|'d|am|are|is|would|both|all|my (?:wife|husband"
    r"|partner|kids|son|daughter|friend|girlfriend|boyfriend|mother|mom|mum)|our (?:kids"
    r"|children)|really|very|particularly|quite|mostly|mainly|especially|pretty|just|so|who|a|an"
    r"|big|huge|much|absolutely) )*"
)
_STEPS = (
    (-1.0, r"(?:hate|hates|can't stand|cannot stand|loathe|detest|no(?: more)?|avoid|skip"
r"|without|nothing with|never|absolutely no|zero|steer clear of|stay away from"
r"|leave out|exclude)"),
    (-0.6, r"(?:(?:'m |am |are |'re |is )?not (?:really |that |so |particularly |very |too "
r"|at all )*(?:into|interested in|keen on|fond of|fans? of|a fan of|big on"
r"|crazy about|bothered about|a museum person)|(?:don't|do not|doesn't|does not) "
r"(?:really |particularly |much )*(?:like|enjoy|care (?:for|about)|want|need|fancy)"
r"(?: to see| to visit| any| too many)?|dislikes?|bored (?:by|of)|fewer|less"
r"|not (?:too )?(?:many|much)|tired of|sick of|rather not (?:see|visit|do)|not"
r"|too many)"),
    (1.0, r"(?:(?:absolutely |really )?(?:love|loves|adore|adores)|passionate about|crazy about"
r"|mad about|obsessed with|fanatics?|huge fans? of|big fans? of|lots of"
r"|lots and lots of|plenty of|mostly|mainly|focus(?:ed|ing)? on|all about"
r"|as (?:many|much)|especially|above all|particularly(?: interested in)?|really into"
r"|very interested in|must have|heavy on|full of|the more|nothing but|prioriti[sz]e)"),
    (0.7, r"(?:likes?|enjoys?|into|interested in|interest in|interests?(?: are| include| is)?:?"
r"|keen on|fond of|fans? of|a fan of|want(?:s)?(?: to (?:see|visit|try|experience"
r"|explore|go|taste|eat|enjoy))?|would like(?: to (?:see|visit|do|try|experience"
r"|explore))?|like to (?:see|visit|do|try|experience|explore|taste)|love to (?:see"
r"|visit|do|try|experience|explore)|hope to (?:see|visit|do|try|experience|explore)"
r"|wish to (?:see|visit|experience)|prefers?|more|see|visit|explore|exploring"
r"|experience|experiencing|enjoying|try|tasting|taste|looking for|include|including"
r"|add|some|a few|soak(?:ing)? up|appreciate|do|plan(?: to| on)?|up for|fancy|to see"
r"|to visit|we're after|squeeze in)"),
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


@rules(
    rf"{_SUBJECT}(?:(?:have|has|had|'ve) )?(?:(?:already|both|all|been and) )*(?:seen|done|visited"
    rf"|been to)(?: (?:all|most of|both|enough))* ?{_KINDS}(?: (?:already|before|last time))*"
)
def _seen(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, -0.6)


for _weight, _verb in _STEPS[:3]:

    @rules(
        rf"{_SUBJECT}{_verb}:?(?: (?:for|to|on|of|in|see|visit|into))* ?{_KINDS}(?: (?:at all"
        r"|please|too much|very much|too|as possible|as well|more|instead))*"
    )
    def _strong(match: Match, text: Text, context: Context, weight: float = _weight) -> bool | None:
        return _tell(match, text, weight)


@rules(
    rf"{_SUBJECT}{_KINDS} (?:lovers?|fans?|buffs?|enthusiasts?|nerds?|geeks?|addicts?|person"
    r"|people|nuts|fanatics?)",
    rf"{_KINDS} (?:is|are) (?:really |very |the |our |my )*(?:important|main priority|priority"
    r"|focus|a must|our thing|my thing|essential|passion|what we love)(?: for (?:us|me))?",
)
def _lovers(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, 1.0)


@rules(rf"{_KINDS}:? no(?= ?[,.;!?]|$| and)")
def _no(match: Match, text: Text, context: Context) -> bool | None:
    """``Temples yes, shopping no``."""
    return _tell(match, text, -1.0)


@rules(
    rf"{_KINDS} (?:bores? (?:me|us)|(?:is|are)(?:n't| not) (?:our|my) (?:thing|priority)"
    r"|(?:is|are)(?:n't| not) a priority|are boring)",
)
def _bored(match: Match, text: Text, context: Context) -> bool | None:
    return _tell(match, text, -0.6)


@rules(
    rf"{_SUBJECT}(?:{_STEPS[3][1]})(?: (?:the|to|in|on|of|visit|see|mostly"
    rf"|experience))* ?{_KINDS}(?: (?:please|too|as well|as possible|on the side|and so on))*",
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


@rules(rf"{_KINDS}(?: (?:please|yes|too|as well|trip|tour|weekend|holiday))*")
def _bare(match: Match, text: Text, context: Context) -> bool | None:
    """A kind merely named is a wish in a first message; later, where it is all that is said."""
    if context.standing is not None and not text.alone(match):
        return False
    sentence = re.split(r"[.!?;,:] ", text.rest[: match.start()])[-1]
    if re.search(r"\b(?:our|my)$", sentence):
        return False
    asked = re.match(r"(?:are|is|do|does|which|what|how|where)\b", sentence.strip())
    if asked and re.match(r"[^.!;]*\?", text.rest[match.end() :]):
        return False
    return _tell(match, text, 0.7)
