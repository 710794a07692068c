"""What a traveller says, as likings and as claims: each with the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from agents.language.settle_wishes import CUISINE, NO_CUISINE
from planner.profile import Claim
from planner.scoring import interest_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agents.entries import Instruction, Remark
    from agents.language import Item

#: Liking of what is loved, in logarithms; of what is hated its opposite.
LOVED = 0.8
_VERBS = ((0.9, "Loves"), (0.0, "Likes"), (-0.9, "Does not care for"), (-2.0, "Wants no"))


class Liking(NamedTuple):
    """A taste that was told: -1 (avoid) to 1 (love)."""

    name: str
    weight: float


def liking_of(item: Item) -> Liking | None:
    """The taste that an item tells, if it tells one."""
    value: Any = item.value
    if item.field == "interest":
        return Liking(interest_key(value["name"]), float(value["weight"]))
    if item.field in ("cuisine", "no_cuisine"):
        return Liking(interest_key(value), CUISINE if item.field == "cuisine" else NO_CUISINE)
    return None


def told_likings(told: Iterable[Instruction | Remark]) -> dict[str, float]:
    """Likings in logarithms by what they are for, of what was said last."""
    return {
        liking.name: round(LOVED * liking.weight, 3)
        for said in _oldest_first(told)
        for item in said.items
        if (liking := liking_of(item)) is not None
    }


def taste_claims(told: Iterable[Instruction | Remark]) -> list[Claim]:
    """A claim for each taste told, that told last first."""
    claims = {}
    for said in _oldest_first(told):
        for item in said.items:
            liking = liking_of(item)
            if liking is None:
                continue
            verb = next(verb for least, verb in _VERBS if liking.weight > least)
            claims[liking.name] = _claim(
                f"likes:{liking.name}", f"{verb} {liking.name.replace('_', ' ')}.", said
            )
    return list(reversed(claims.values()))


def attribute_claims(told: Iterable[Instruction | Remark]) -> list[Claim]:
    """What the traveller said of themselves: diets, access, children, where they live."""
    claims: dict[str, Claim] = {}
    for said in _oldest_first(told):
        for item in said.items:
            for name, text in _attributes(item):
                if text is None:
                    claims.pop(name, None)
                else:
                    claims[name] = _claim(name, text, said)
    return list(claims.values())


def _attributes(item: Item) -> Iterator[tuple[str, str | None]]:
    """Identifier of a claim, and the claim; None where it is no longer so."""
    value: Any = item.value
    if item.field == "diet":
        yield f"diet:{value}", f"Eats {str(value).replace('_', ' ')}."
    elif item.field == "no_diet":
        yield f"diet:{value}", None
    elif item.field == "wheelchair":
        yield "access:wheelchair", "Travels with a wheelchair."
    elif item.field == "less_walking":
        yield "access:walking", "Had rather walk little."
    elif item.field == "children" and value:
        ages = [str(age) for age in value if age is not None]
        aged = f" of {' and '.join(ages)}" if ages else ""
        yield "company:children", f"Has travelled with children{aged}."
    elif item.field == "origin":
        yield "home", f"Sets out from {value}."


def _claim(name: str, text: str, said: Instruction | Remark) -> Claim:
    return Claim(id=name, text=text, source="words", evidence=f"said {said.text!r}", date=said.date)


def _oldest_first(told: Iterable[Instruction | Remark]) -> list[Instruction | Remark]:
    return sorted(told, key=lambda said: said.at)
