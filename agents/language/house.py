"""What a house must allow: pets, parties, visitors, smoking, young children.

Field: ``house_rule``, which no catalogue answers yet.
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

PLACE = (
    r"(?:accommodations?|hotels?|lodgings?|rooms?|places? to stay|stays?|accomodations?|housing"
    r"|property|properties|house rules?|rules?)"
)
_HOME = rf"(?:{PLACE}|rentals?|place|house|apartment|home|flat)"
_TEN = r"(?:under|below|younger than)(?: the age of)? (?:10|ten)(?: years?(?: old| of age)?)?"
_YOUNG = r"(?:children|kids|child|little ones?|youngsters?)"
_AGE = re.compile(_TEN)
_YOUNG_TEN = rf"{_YOUNG},?(?: \(|(?: who(?:'re| are)| are| is| all| both| aged)* ){_TEN}\)?"
_THINGS = {
    "smoking": r"smoking|smoke|smokers?",
    "parties": r"(?:small |big |house )*part(?:y|ies)|partying",
    "pets": r"pets?|dogs?|cats?|pupp(?:y|ies)|animals",
    "visitors": r"visitors?|(?:hosting |having )?guests?(?: over)?|hosting|company"
    r"|(?:friends|people|family) over(?! \d)|overnight guests",
    "children under 10": rf"(?:young |small |little )*(?:{_YOUNG_TEN}|{_YOUNG})",
}
_THING = "|".join(_THINGS.values())
_ALLOWED = (
    r"(?:allowed|permitted|permissible|accepted|acceptable|tolerated|welcome|welcomed|possible"
    r"|okay|ok|fine|all right|yes|(?:not|\w+n't)(?: be)? (?:prohibited|forbidden|banned|restricted"
    r"|ruled out|a problem|an issue))"
)
_ALLOW = (
    r"(?:allow(?:s|ed|ing)?(?: for)?|permit(?:s|ted|ting)?|accept(?:s|ing)?|welcom(?:e|es|ing)"
    r"|accommodat(?:e|es|ing)|suitable for|friendly (?:to|for)|(?:okay|ok|fine|happy|cool) with"
    r"|tolera(?:te|nt of|nt to)|cater(?:s|ing)? (?:to|for)|open to|support(?:s|ing)?|takes? in"
    r"|appropriate for|(?:not|\w+n't|never) (?:forbid|prohibit|ban|object to|mind"
    r"|rule out)|no (?:house )?rules? against|nothing against|(?:right|freedom|permission) to"
    r"|(?:able|free|possible) to|lets?(?: us| me)?)"
)
#: What one does with what a house has to allow.
_DO = (
    r"(?:host(?:ing)?|have|having|bring(?:ing)?(?: along)?|throw(?:ing)?|hold(?:ing)?|keep(?:ing)?"
    r"|travel(?:l?ing)? with|entertain(?:ing)?|receiv(?:e|ing)|expect(?:ing)?|invit(?:e|ing)|take"
    r"|taking)"
)
#: Children whom nothing is said of but that they come along tell no rule of a house.
_YOUNG_ALLOWED = re.compile(rf"{_TEN}|friendly|{_ALLOWED}|{_ALLOW}")
#: Said before children whose number is told.
_COUNTED = re.compile(r"\b(?:one|two|three|four|five|six|\d)(?: (?:young|small|little))? $")
_A = r"(?:a|an|any|our|my|the|some|occasional)"


@rules(
    rf"(?:{_HOME} )?(?:(?:that|which|where|must|should|need|needs|can|to|will|would|also|are|is"
    rf"|be|has|have|ideally|preferably|and|does|do) )*(?:{_ALLOW}|have|with)(?: (?:{_A}|{_DO}))*"
    rf" (?P<what>{_THING})(?:-friendly)?(?: (?:is |are )?(?:allowed|permitted|inside|indoors"
    rf"|areas?|rooms?|house rule|at the {_HOME}|in (?:the |our |their )?{_HOME}|by the {_HOME}"
    rf"|throughout))*",
    rf"(?:{_HOME} )?(?:(?:where|that|which|are|is|be|must|should|a|need|require|with|one|we|i) )*"
    r"(?:may |can )(?P<what>smoke)(?: indoors| inside)?",
    rf"(?:{_HOME} )?(?:(?:where|that|which|are|is|be|must|should|a|need|require|with) )*"
    rf"(?P<what>{_THING})(?: (?:is|are|to|be|being|should|must|would|can|could|have|has|need|needs"
    rf"|ought|also|all))* {_ALLOWED}(?: (?:in|at) (?:the |our )?{_HOME}| to visit(?: us| me)?)?",
    r"(?:(?:a|be|are|is|must be|should be|our|the|need|and|with|have) )*(?P<what>smok(?:ing|er)"
    r"|pet|child|children|kid|party|visitor|dog)s?[- ]friendly(?! (?:activit|stuff|things|museum"
    rf"|places|sights|attraction|restaurant))(?: (?:and|{_HOME}|house rules?|policy|policies"
    r"|environment|for children under 10))*",
    rf"(?:we|i)(?:'re|'m|'ll|'d)?(?: (?:anticipate|plan|intend|expect|hope|will|be|might|may|can"
    rf"|could|are|am|want|like|would|on|to|also))*(?: {_DO})(?: {_A})* "
    r"(?P<what>visitors|pets?|dogs?|cats?|(?:small |big )?part(?:y|ies)"
    r"|(?:friends|people) over(?! \d))"
    rf"(?: (?:over|along|with us|at|in|to|our|the|{_HOME}))*",
    r"(?:want|wants|plan|planning|like|intend|going|hope|hoping) to (?P<what>party|smoke)",
    rf"(?:bringing|traveling with|travelling with)(?: {_A})? (?P<what>pets?|dogs?|cats?)",
    r"(?:our|my) (?P<what>dogs?|cats?|pets?)(?: (?:is|are|will|be|'s))* (?:coming|travell?ing"
    r"|joining|with (?:us|me))(?: along| with us| us)*",
    r"(?P<what>smokers)(?: (?:are|is))?(?: (?:among|amongst|with)) us",
    r"(?:i|we)(?: (?:both|all|do))? (?P<what>smoke)|(?:i'm|i am|we're|we are) (?:a |both |all )?"
    r"(?P<what2>smokers?)",
    r"(?:not|no|nor|neither|without|free (?:of|from))(?: subject to)?(?: any)? (?:\w+ or )?"
    r"(?P<what>visitor|smoking|pet|party) restrictions?",
    rf"(?:(?:including|include|with|and|child(?:ren)?-friendly for|no|for) )*(?P<what>{_YOUNG_TEN})"
    r"(?: (?:included|come along|travel with us|are with us))?",
)
def _house_rule(match: Match, text: Text, context: Context) -> bool | None:
    word = match.groupdict().get("what2") or match["what"]
    stem = {"smoker": "smoking", "kid": "children", "child": "children"}.get(word, word)
    rule = next((key for key, regex in _THINGS.items() if re.fullmatch(regex, stem)), None)
    young = rule == "children under 10" and not _YOUNG_ALLOWED.search(match[0])
    if rule is None or young or re.search(r"\b(?:no|non)[- ]$", text.rest[: match.start()]):
        return False
    text.tell("house_rule", rule, match)
    age = _AGE.search(match[0])
    if age is not None and _COUNTED.search(text.rest[: match.start()]):
        text.claim(match.start() + age.start(), match.end())  # who travels is left to be read
        return False
    return None
