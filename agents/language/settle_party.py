"""From what was said of people to the party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: Age taken for a child of whom nothing tells it.
CHILD_AGE = 8
_FIELDS = (
    "people",
    "adults",
    "children",
    "seniors",
    "self",
    "more",
    "fewer",
    "wheelchair",
    "stroller",
)

#: What tells that a message is of a trip, so that "I" says who goes.
_OF_A_TRIP = frozenset(("city", "days", "nights", "start", "range", "window", "budget"))


def settle_party(out: Outcome) -> None:
    """Set the field ``party`` where anything was said of it."""
    told = {item.field for item in out.items}
    alone = out.standing is None and out.last("speaker") == "I" and bool(told & _OF_A_TRIP)
    if not alone and not told & {*_FIELDS}:
        return
    before = out.before("party")
    counted = any(out.all(name) for name in ("people", "adults", "children", "seniors", "self"))
    parts = any(out.all(name) for name in ("adults", "children", "seniors"))
    people = out.last("people") if out.standing is not None and not parts else None
    party = _counted(out, before) if counted and people is None else dict(before)
    if alone and not counted:
        party["adults"] = 1
        out.assumptions.append("1 traveller is planned for, as nobody else is spoken of.")
    for more in out.all("more"):
        party["adults"] += more.get("adults", 0)
        party["seniors"] += more.get("seniors", 0)
        party["children"] = [*party["children"], *_aged(out, more.get("children", []))]
    for kind in out.all("fewer"):
        _one_less(party, kind)
    if people is not None:
        _resize(party, people)
    for name in ("wheelchair", "stroller"):
        party[name] = bool(out.last(name) or before[name])
    if party != before or out.standing is None:
        out.request["party"] = party


def _one_less(party: dict[str, Any], kind: str) -> None:
    """Take a child or a grown-up out of a party, who leaves somebody grown-up behind."""
    if kind == "children" and party["children"]:
        party["children"] = party["children"][:-1]
    elif party["adults"] and party["adults"] + party["seniors"] > 1:
        party["adults"] -= 1
    elif party["seniors"] > 1:
        party["seniors"] -= 1


def _resize(party: dict[str, Any], people: int) -> None:
    """Make a party as large as it is told to be: adults come, and leave first."""
    off = people - party["adults"] - party["seniors"] - len(party["children"])
    party["adults"] += max(0, off)
    for _ in range(max(0, -off)):
        _one_less(party, "adults")
    extra = party["adults"] + party["seniors"] + len(party["children"]) - people
    if extra > 0:
        party["children"] = party["children"][: max(0, len(party["children"]) - extra)]


def _counted(out: Outcome, before: dict[str, Any]) -> dict[str, Any]:
    """The party as told anew; in a change, what is not spoken of stays."""
    people, speaker = out.last("people"), bool(out.all("self"))
    children = [age for ages in out.all("children") for age in ages]
    adults, seniors = sum(out.all("adults")), sum(out.all("seniors"))
    if out.standing is not None and people is None:
        children = children or before["children"]
        adults = adults or before["adults"]
        seniors = seniors or before["seniors"]
        speaker = False
    if people is not None and children.count(None) == len(children):
        children = children[: max(0, people - 1)]
    ages = _aged(out, children)
    if people is not None:
        adults = max(0, people - len(ages) - seniors)
        if adults + seniors == 0:
            adults = 1
        if len(ages) + adults + seniors != people:
            out.assumptions.append(f"{people} people with {len(ages)} children: 1 adult is added.")
    elif speaker:
        adults += 1
    elif adults + seniors == 0:
        adults = 2 if ages and out.last("speaker") != "I" else 1
        out.assumptions.append(f"{adults} adults are taken, for none were named.")
    return {**before, "adults": adults, "children": ages, "seniors": seniors}


def _aged(out: Outcome, ages: list[int | None]) -> list[int]:
    if None in ages:
        number = sum(age is None for age in ages)
        who = "The child is" if number == 1 else f"{number} children are"
        out.assumptions.append(f"{who} taken to be {CHILD_AGE} years old, for no age was said.")
    return [CHILD_AGE if age is None else age for age in ages]
