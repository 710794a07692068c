"""How long: days and nights, of the trip and of each city.

Fields: ``days``, ``nights``, ``longer`` ({days, city}; fewer if below 0), ``begins_on`` (a
weekday), ``city`` ({city, days or nights}), ``judged`` (a length found too long or short, which
asks for none).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.numbers import count
from agents.language.result import Question
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_CITY = SLOTS["city"]
#: Most hours that a stay is told in, and those of a day.
_MOST_HOURS, _HOURS_OF_A_DAY = 120, 24


def length(n: str, unit: str) -> tuple[str, int]:
    """The field a duration is of, and how many: a week is seven days."""
    number = count(n)
    if unit.startswith("night"):
        return "nights", number
    return "days", number * {"d": 1, "w": 7, "f": 14}[unit[0]] if not unit.startswith(
        "weekend"
    ) else 2


@rules(r"(?:either )?<a:city> or (?:to )?<b:city>")
def _city_or_city(match: Match, text: Text, context: Context) -> None:
    names = tuple(text.atom(match[group]).value for group in ("a", "b"))
    text.questions.append(Question(text=f"{names[0]} or {names[1]}?", answers=names))
    text.tell("city", {"city": names[0]}, match)


@rules(
    r"(?:add )?<n:one>(?P<more> (?:more|extra|additional)) (?P<unit>days?|nights?|weeks?)(?: "
    r"(?:(?:in|to) (?:the trip|<c:city>)|at the end))?",
    r"(?P<n>another|an extra|an additional) (?P<more>)(?P<unit>day|night|week)(?: in <c:city>)?",
    r"(?P<n>a|one|two|three|four|five) (?P<unit>days?|nights?|weeks?) (?P<more>longer|more|extra)",
    r"(?:extend|lengthen|prolong)(?: it| the trip| our stay| the stay| my stay)?"
    r"(?P<more>) by <n:one> (?P<unit>days?|nights?|weeks?)",
)
def _longer(match: Match, text: Text, context: Context) -> None:
    n = "one" if match["n"].startswith(("an", "a ")) else match["n"]
    city = match.groupdict().get("c")
    where = {"city": text.atom(city).value} if city else {}
    text.tell("longer", {"days": length(n, match["unit"])[1], **where}, match)


@rules(
    r"<n:one> (?P<unit>days?|nights?|weeks?) (?:shorter|less|fewer)",
    r"<n:one> (?:less|fewer) (?P<unit>days?|nights?)",
    r"(?:shorten|cut|reduce)(?: it| the trip| our stay| the stay"
    r"| my stay)? by <n:one> (?P<unit>days?|nights?)",
)
def _shorter(match: Match, text: Text, context: Context) -> None:
    text.tell("longer", {"days": -length(match["n"], match["unit"])[1]}, match)


@rules(r"(?:for |over )?(?:a |the |this )?long weekend(?: trip| break)?")
def _long_weekend(match: Match, text: Text, context: Context) -> None:
    text.assume("A long weekend is taken as 3 days, Friday to Sunday.")
    text.tell("days", 3, match)
    text.tell("begins_on", 4, match)


@rules(
    r"<a:count> (?:or|to) <n:count>[ -](?P<unit>days?|nights?|weeks?)",
    r"(?P<a>\d+) ?- ?(?P<n>\d+)[ -](?P<unit>days?|nights?|weeks?)",
)
def _either(match: Match, text: Text, context: Context) -> None:
    """``3 or 4 days``: the shorter."""
    shorter = min(match["a"], match["n"], key=count)
    text.assume(f"{text.words(*match.span())!r} is taken as {shorter} {match['unit']}.")
    text.tell(*length(shorter, match["unit"]), match)


@rules(
    rf"<n:one>[ -](?P<unit>days?|nights?|weeks?) (?:in|across|between|around|visiting)"
    rf" (?P<cities>{_CITY}(?:{SLOTS['sep']}{_CITY})+)(?! ?(?:for|\(|\d))"
)
def _days_in_cities(match: Match, text: Text, context: Context) -> None:
    """``7 days in Rome and Nice``: how they are shared out is not said."""
    text.tell(*length(match["n"], match["unit"]), match, "n")
    for found in re.finditer(_CITY, match["cities"]):
        text.tell("city", {"city": text.atom(found[0]).value}, match, "cities")


@rules(
    rf"(?<!{MARK}c\d\d\d\d )<n:count>[ -](?:full |whole )?(?P<unit>days?|nights?|weeks?) <c:city>",
    r"(?:(?:<n:one>|the)[ -])?(?:full |whole |more |solid )?(?P<unit>days?|nights?|weeks?"
    r"|weekends?)(?: each| trip| stay| visit| break| getaway)? (?:in|at|to|around"
    r"|exploring|visiting|for|of) <c:city>(?: instead(?! of))?",
    r"(?<!from )(?<!out of )(?<!leaving )(?<!departing )<c:city> for (?:about |around )?"
    r"(?:<n:one>)[ -](?:full |whole )?(?P<unit>days?|nights?|weeks?)(?! (?:in|at) <city>)",
    r"<c:city>(?:,|:|,? \(| -)? ?<n:count> (?P<unit>days?|nights?)\)?(?! (?:in|at) <city>)",
)
def _days_in_city(match: Match, text: Text, context: Context) -> bool | None:
    if match["n"] is None and match["unit"].endswith("s"):
        return False
    field, number = length(match["n"] or "one", match["unit"])
    city = text.atom(match["c"]).value
    instead = {"instead": True} if "instead" in match[0] else {}
    text.tell("city", {"city": city, field: number, **instead}, match)
    if match["unit"] == "weekend":
        text.tell("begins_on", 5, match)
    return None


@rules(r"(?:(?:and|then|,|plus|followed by|after that) )+<n:count>(?: more)? (?:in|at) <c:city>")
def _then(match: Match, text: Text, context: Context) -> bool | None:
    """``3 days in Kyoto then 2 in New York``: the unit is that said before."""
    before = [item.value for item in text.items if item.field == "city"]
    field = "nights" if before and "nights" in before[-1] else "days"
    text.tell("city", {"city": text.atom(match["c"]).value, field: count(match["n"])}, match)
    return None


@rules(
    r"<count> (?:days?|nights?|weeks?) (?:is|are|would be|isn't|aren't) (?:far |way "
    r"|much )?(?:too (?:short|long|much|little|many|few)|not enough|enough)"
)
def _judged(match: Match, text: Text, context: Context) -> None:
    """How long is too long says nothing of how long it is to be."""
    text.tell("judged", match[0], match)


@rules(
    r"(?<!-)(?:a |one )?(?:full )?day[- ]trip(?: to)?",
    r"(?:just )?for (?:the|one|a(?: single)?) day",
    r"(?:^|(?<=[.,;:!?] )|(?:for|in|just|only|have|got|spend|spending|with|us|me|want|need|is) )"
    r"(?:a |one )(?:single |full |whole |long )*day(?! (?:of|each|to |with|at most|max))",
)
def _day_trip(match: Match, text: Text, context: Context) -> None:
    text.tell("days", 1, match)


@rules(
    r"<n:count> ?(?:hours?|hrs?|h)(?: (?:stop-?over|lay-?over|stay|visit|trip))?"
    r"(?= in <city>| stop| lay| stay| visit| trip|,? from | ?[.,;!?]|$)",
    r"<n:count>-hour (?:stop-?over|lay-?over|stay|visit|trip)",
)
def _hours(match: Match, text: Text, context: Context) -> bool | None:
    """``36 hours in Rome``: the days that they touch at the least."""
    number = count(match["n"])
    stay = f"{match[0]}{text.rest[match.end() :][:6]}"
    if context.standing is not None or number > _MOST_HOURS:
        return False
    if number < _HOURS_OF_A_DAY and not re.search(rf"stop|lay|stay|visit|trip| in {MARK}c", stay):
        return False
    if any(item.field in ("range", "end") for item in text.items):
        return None
    days = -(-number // _HOURS_OF_A_DAY)
    text.assume(f"{text.words(*match.span())!r} is taken as {days} days.")
    text.tell("days", days, match)
    return None


@rules(
    r"(?:for )?a weekend(?: trip| break| getaway)?|(?:a )?weekend (?:trip|break"
    r"|getaway)(?: to)?"
)
def _weekend(match: Match, text: Text, context: Context) -> None:
    text.tell("days", 2, match)
    text.tell("begins_on", 5, match)


@rules(
    r"<n:count>(?: |-)?(?:full |whole |solid |consecutive )?(?P<unit>days?|nights?"
    r"|weeks?)(?:-long| long)?(?: (?:in total|total|instead|altogether|trip|stay|now"
    r"|each))?(?: \((?:first and last included|inclusive)\))?",
    r"(?:travel |number of (?:travel )?|trip )?(?P<unit>days|nights|duration)"
    r"(?: of travel)?: ?<n:count>(?: days)?",
    r"(?:for |over |about |around )*(?P<n>a|one) (?P<unit>week|fortnight|night)"
    r"(?:-long)?|(?:the |whole |entire )*(?P<n2>week|fortnight)(?:-long)?(?! of| from"
    r"| after)|overnight(?: stay| trip)?",
)
def _duration(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    if groups.get("n2"):
        field, number = length("one", groups["n2"])
    elif groups.get("n") is None:
        field, number = "nights", 1
    else:
        unit = "days" if groups["unit"] == "duration" else groups["unit"]
        field, number = length(groups["n"], unit)
    text.tell(field, number, match)
    return None
