"""How to get about, and how strict to be about hours.

Fields: ``modes_only``, ``mode_out``, ``mode_in``, ``mode_liked``, ``intercity`` ({mode, wanted}),
``unknown_hours``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_MODES = {
    "taxi": r"taxis?(?: rides?)?|cabs?|ubers?|ride-?hailing|ride-?shares?",
    "transit": r"(?:public )?transit|public transport(?:ation)?|metros?|subways?|underground|tube"
    r"|trams?|(?:city |local )?bus(?:es)?",
    "bike": r"bi(?:ke|cycle)s?|cycl(?:e|ing)|biking",
    "car": r"cars?|rental cars?|self[- ]driv(?:es?|ing)|driv(?:es?|ing)|rental|hire cars?",
    "walk": r"foot|walk(?:s|ing)?",
    "flight": r"flights?|fly(?:ing)?|air(?: travel|fare)?|planes?|air transportation|airplanes?"
    r"|aviation",
    "train": r"(?:high-speed |bullet |round-trip )*(?:trains?|rail(?:ways?)?)",
}
_LOCAL = ("taxi", "transit", "bike", "car", "walk")
_MODE = "|".join(_MODES.values())


_NOT = (
    r"(?:no|not|non|never|nor|neither|without|do(?:es)?n't|didn't|won't|can't|cannot|shouldn't"
    r"|wouldn't|aren't|isn't|needn't|avoid(?:s|ing)?|exclud(?:e|es|ing)|skip|omit|fore?go(?:ing)?"
    r"|refrain from"
    r"|rule out|steer clear of|opposed to|against|abstain from|opt out of|other than"
    r"|except(?: for)?|anything but|free of|instead of|rather than|nobody|no one|none of us)"
)
#: What may lie between a no and the way of travelling that it is said to.
_LINKS = (
    r"(?:to|be|have|any|use|using|used|take|taking|taken|want|wish|like|plan|planning|intend"
    r"|intending|prefer|consider|considering|require|requiring|need|needing|involve|involving"
    r"|include|including|rely|relying|on|by|the|a|an|in|of|for|with|via|forms?|kinds?|modes?"
    r"|means|sort|interested|keen|comfortable|happy|willing|travel|travell?ing|utili[sz]e"
    r"|utili[sz]ing|engag(?:e|ing)|our|us|group|go|going|get|getting|around|book|booking|do"
    r"|doing|can|one|us|among|amongst|wants|wishes|likes|cares?|desires?|desiring|of us)"
)
_KIND = r"(?: (?:transportation|travel|transport|options?|modes?|rides?|based))*"


@rules(
    rf"{_NOT}(?:[ -]{_LINKS}){{0,7}}[ -](?P<mode>{_MODE})(?:-based)?{_KIND}"
    r"(?: (?:ourselves|myself|at all|please|anywhere|as an option))*"
    rf"(?: (?:or|and) (?:any )?(?P<mode2>{_MODE}))?",
    rf"(?P<mode>{_MODE}){_KIND}(?: (?:as a mode of transport(?:ation)?|is|are|should|must|will"
    r"|would|can|to|be|simply|really|just))*(?:(?: not|n't)(?: to)?(?: be)? (?:preferred|an option"
    r"|allowed|wanted|permitted|desired|acceptable|required|needed|included|used|taken|considered"
    r"|part of (?:the|our) plan|for (?:us|me)|necessary|possible|something|anything"
    r"|(?:our|my) (?:preference|thing|cup of tea)|(?:on|in) (?:our|my|the) (?:list|agenda|cards))"
    r"| out of the question| off the table| off limits| excluded| avoided| ruled out| left out)",
    rf"(?P<mode>{_MODE})(?:-free| nowhere)",
)
def _without(match: Match, text: Text, context: Context) -> None:
    for group in ("mode", "mode2"):
        word = match.groupdict().get(group)
        if not word:
            continue
        mode = next(key for key, regex in _MODES.items() if re.fullmatch(regex, word))
        if mode in _LOCAL:
            text.tell("mode_out", mode, match)
        if mode in ("flight", "car", "train"):
            text.tell("intercity", {"mode": mode, "wanted": False}, match)


_LIKED = (
    r"(?:prefer|prioriti[sz](?:e|ing)|favou?r(?:ing)?|(?:would |'d "
    r"|had )?rather(?: just)? (?:take|use"
    r"|ride|go by|travel by|get around by)|rely(?:ing)? on|lean on|stick mostly to)"
)


@rules(
    rf"{_LIKED}(?: (?:the|to|take|taking|use|using|going|by|a|riding|mostly|low-transfer))* "
    rf"(?P<mode>{_MODE})(?: (?:routes?|rides?|options?))?(?: (?:and|or|and then) (?:the |a )?"
    rf"(?P<mode2>{_MODE}))?",
    rf"(?:use|take|book|grab|get|call|hail|hop in)(?: (?:a|the|just"
    rf"|some))* (?P<mode>{_MODE})(?P<mode2>)"
    r"(?=,? (?:as often|as much|wherever|when|if|for|where|whenever|instead|as soon as|rather))",
    rf"(?:mostly|mainly|primarily|preferably|ideally)(?: (?:by|on|via|with|using|the))* "
    rf"(?P<mode>{_MODE})(?:,? (?:and|with|then|or)(?: (?:a|the|only))* (?P<mode2>{_MODE})"
    r"(?: (?:as (?:a |the |our )?\w+|second))?)?",
    rf"(?P<mode>{_MODE}) first(?:,? (?:and |then )*(?P<mode2>{_MODE})(?: second| next"
    r"| after that)?)?",
    rf"(?P<mode>{_MODE}) (?:is|are)(?: only)? (?:fine|okay|ok|good|acceptable|allowed)"
    r" (?:for|when|if)(?P<mode2>)",
    rf"(?:and|or|but|then|with)(?: (?:just|only|maybe|use|take|switch to|fall back on|resort to"
    rf"|call|a|an|the|by))* (?P<mode>{_MODE})"
    r"(?P<mode2>)(?: only)? (?:if|when|where|whenever|for)(?! me| us)",
    r"(?:if|when|whenever|where) [^.;!?]{0,90}?,? (?:just |then |please |simply )*(?:use|take"
    r"|book|grab"
    rf"|get|call|hail)(?: (?:a|the|just))* (?P<mode>{_MODE})(?P<mode2>)",
    change=True,
)
def _liked(match: Match, text: Text, context: Context) -> bool | None:
    """Ways of getting about that go before others, some of them only for long or hard ways."""
    words = [match[group] for group in ("mode", "mode2") if match[group]]
    modes = [next(k for k, regex in _MODES.items() if re.fullmatch(regex, word)) for word in words]
    if "walk" in modes or not set(modes) <= set(_LOCAL):
        return False
    for mode in modes:
        text.tell("mode_liked", mode, match)
    return None


@rules(
    r"(?:(?:and|but|please|we|i|'d|'ll|want|wants|would|like|prefer|plan|to|hope|must"
    r"|need|will|definitely|rather|getting around|get around|get about|travel"
    r"(?:l?ing)?|go|going|move around|everything|only|just|stick to|use|using|take"
    r"|taking|mainly|mostly|the|a|round[- ]trip|both ways|as much|either|each way"
    r"|flying|there|and back|they|she|he|be|able|round trip by|for both trips|we'd) )*"
    r"(?:by|on|use|using|take|taking|rent(?:ing)?|hire|hiring|only|via"
    r"|round[- ]trip by|prefer|stick to|ride|with)(?: (?:a|the|rented|hired|only|our"
    r"|own|public|mostly|mainly|taking|to|use|using|round-trip|high-speed|our own))* "
    rf"(?P<mode>{_MODE})(?: or (?:a )?(?P<mode2>{_MODE}))?(?: or (?:a )?"
    rf"(?P<mode3>{_MODE}))?(?P<only> only)?(?: (?:there|both ways|each way"
    r"|round[- ]trip|for (?:the|both) (?:round[- ]trip|trips|way)|as much as possible"
    r"|if possible|around|everywhere|for both trips|and back|where possible"
    r"|whenever possible|to get around))*",
    r"(?:(?:and|but|we|i)(?:'ll| will|'ve| have| do)? )*(?:have|got|get|hire|rent|be renting) "
    r"(?:a |an |our |the )*(?:own |rental )?(?P<mode>car|bikes?|bicycles?)(?P<mode2>)(?P<mode3>)"
    r"(?P<only>)(?: after all| with us| there| now)*",
    r"(?:1|one) (?:hire |rental )?(?P<mode>car)(?P<mode2>)(?P<mode3>)(?P<only>)(?= ?[,.;]|$)",
    r"(?P<mode>taxis|cabs|bikes|buses) (?P<only>everywhere|only)(?P<mode2>)(?P<mode3>)",
    r"(?<=, )(?:and )?(?P<mode>bikes)(?P<mode2>)(?P<mode3>)(?P<only>)(?= ?[,.;!?]| and|$)",
    r"(?:(?:we|i|'d|want|would|like|prefer|plan|to|are|planning) )*(?P<mode>fly|cycle"
    r"|drive|walk)(?: everywhere| around| there| both ways| round-trip| ourselves)+"
    r"(?P<mode2>)(?P<mode3>)(?P<only>)",
)
def _by(match: Match, text: Text, context: Context) -> bool | None:
    found = [match[g] for g in ("mode", "mode2", "mode3") if match[g]]
    modes = [next(key for key, regex in _MODES.items() if re.fullmatch(regex, w)) for w in found]
    if modes == ["walk"] and not re.search(r"\bonly\b|\bby\b|\bon\b|everywhere|around", match[0]):
        return False
    exclusive = bool(
        match["only"] or re.search(r"\b(?:only|just|everything|everywhere|stick)\b", match[0])
    )
    for mode in modes:
        if mode in ("flight", "train"):
            text.tell("intercity", {"mode": mode, "wanted": True}, match)
        else:
            text.tell("modes_only" if exclusive else "mode_in", mode, match)
            if context.standing is not None and re.search(
                r"\b(?:use|using|take|taking)\b", match[0]
            ):
                text.tell("mode_liked", mode, match)
    return None


@rules(
    r"(?:(?:places|sights|those|only|ones) )+(?:with|whose|that have)(?: (?:known"
    r"|confirmed|verified|published|opening|are|hours|opening hours|times|on file|sure"
    r"|certain))+|(?:be |play )?(?:strict|safe) (?:about|on|with) (?:opening )?hours|"
    r"(?:no|exclude|leave out|skip|avoid) (?:places|sights|anything) (?:with|without"
    r"|of) (?:unknown |unsure |known |uncertain |confirmed |opening )*(?:hours"
    r"|opening hours|times)",
)
def _strict(match: Match, text: Text, context: Context) -> None:
    text.tell("unknown_hours", "exclude", match)


@rules(
    r"(?:places |it's (?:ok|okay|fine) if |don't mind |include places |even )(?:with "
    r"|if )?(?:unknown |unsure |the )?(?:opening )?hours(?: are)?(?: unknown"
    r"| not known| not sure| unsure)*(?: are (?:ok|okay|fine))?",
)
def _lenient(match: Match, text: Text, context: Context) -> None:
    text.tell("unknown_hours", "mark", match)
