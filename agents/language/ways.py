"""How to get about, and how strict to be about hours.

Fields: ``modes_only``, ``mode_out``, ``mode_in``, ``intercity`` ({mode, wanted}),
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
    "transit": r"(?:public )?trans(?:it|port(?:ation)?)|metros?|subways?|underground|tube|trams?|"
    r"(?:city |local )?bus(?:es)?|public transport(?:ation)?",
    "bike": r"bi(?:ke|cycle)s?|cycl(?:e|ing)|biking",
    "car": r"cars?|rental cars?|self[- ]driv(?:e|ing)|driv(?:e|ing)|rental|hire cars?",
    "walk": r"foot|walk(?:s|ing)?",
    "flight": r"flights?|fly(?:ing)?|air(?: travel|fare)?|planes?|air transportation|airplanes?"
    r"|aviation",
    "train": r"(?:high-speed |bullet |round-trip )*(?:trains?|rail(?:ways?)?)(?: \(\w\))?",
}
_LOCAL = ("taxi", "transit", "bike", "car", "walk")
_MODE = "|".join(_MODES.values())


@rules(
    rf"(?:no|not|non|without|avoid(?:ing)?|avoids|never|not (?:to )?(?:use|take)|don't "
    rf"(?:want to |like to )?(?:use|take|want)|do not (?:want|use|take)|exclude"
    rf"|excludes|excluding|cannot (?:use|utilize|take)|can't (?:use|take)|won't "
    rf"(?:require|need|be using|use|be taking)|will not (?:use|require|involve)|not "
    rf"(?:involve|include|utilize)|doesn't involve|does not involve|did not involve"
    rf"|wouldn't involve|refrain from|rule out|steer clear of|opposed to|against"
    rf"|abstain from|skip|rather not|prefer not|prefer not to|not to|not (?:be )?using"
    rf"|opt out of|omit|exclude the use of|free of|other than|except|anything but)"
    rf"(?:[ -](?:any|use|using|take|taking|to|the|by|of|involve|forms? of|utili[sz]ing"
    rf"|flying|be|rely(?:ing)? on|a|have|travel(?:l?ing)?|for|it|with|via|modes? of"
    rf"|means of|form of|involving|ourselves))*[ -](?P<mode>{_MODE})(?:-based)?(?: "
    rf"(?:myself|ourselves|transportation|travel|transport|options?|modes?|of travel"
    rf"|at all|please|for (?:transportation|this trip|our trip|travel|transport)"
    rf"|during (?:this|the|our) (?:trip|journey)|on this trip|rides))*(?: or "
    rf"(?P<mode2>{_MODE}))?",
    rf"(?P<mode>{_MODE})(?: (?:is|are|transportation|travel|options?"
    r"|as a mode of transport(?:ation)?))* (?:not (?:preferred|an option|allowed"
    r"|wanted|permitted|desired|acceptable|required|our preference|part of the plan"
    r"|included)|out of the question|off the table|off limits|excluded|to be avoided"
    r"|should be avoided|ruled out)",
    r"(?:not|(?:don't|do not) (?:want|like|wish|plan|intend|prefer) to|cannot|can't"
    r"|won't|will not) (?:to )?(?:be )?(?P<mode>drive|driving|fly|flying)(?: ourselves"
    r"| myself| anywhere| at all)*",
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
