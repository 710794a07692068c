"""Wishes that cannot all be had, and wishes too vague to act on: asked about, or refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.language.result import Question
from agents.language.sights import FULL
from agents.language.wording import say_date

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

_NEW, _OLD = "The new limit", "What was said before"
_SUBJECTS = {"lodging": "the hotel", "food": "the meals", "total": "the whole trip"}


def settle_conflicts(out: Outcome) -> None:
    """Ask which wish goes first where two contradict each other, or refuse if both have to stay."""
    if out.standing is None:
        return
    for sentence in _limits(out):
        if out.last("insist"):
            out.refused.append(sentence)
        else:
            text = f"{sentence} Which goes first?"
            out.questions.append(Question(text=text, answers=(_NEW, _OLD)))
    _fullness(out)
    _vague_meals(out)


def _limits(out: Outcome) -> list[str]:
    """Sentences on new limits that leave no room for what is to stay."""
    if out.all("let_go"):
        return []
    kept = {*out.all("keep_wish")}
    found = []
    for value in out.all("budget"):
        subject = value["for"]
        if "more" in value or not kept & {subject, "all", *_parts(subject)}:
            continue
        least = _least(out, subject)
        amount = value["amount"]
        if least is not None and amount < least:
            found.append(
                f"At most {amount:g} for {_SUBJECTS[subject]} is less than the {least:g} that "
                "was said before."
            )
        elif least is None and _decided(out, subject):
            found.append(
                f"At most {amount:g} for {_SUBJECTS[subject]} may leave nothing that meets what "
                "was asked for before."
            )
    return found


def _parts(subject: str) -> set[str]:
    """What a limit of the whole trip is about."""
    return {"lodging", "food", "transport", "activities"} if subject == "total" else set()


def _least(out: Outcome, subject: str) -> float | None:
    """The least that something was said to cost."""
    standing = out.standing
    assert standing is not None
    if subject == "lodging":
        return standing.lodging.min_nightly
    if subject == "total" and standing.budget is not None:
        return standing.budget.least
    return None


def _decided(out: Outcome, subject: str) -> bool:
    """Whether earlier wishes leave one choice alone, so that a limit can only contradict it."""
    standing = out.standing
    assert standing is not None
    if subject == "total":  # nothing that costs is to be another, and yet to cost less
        return {"lodging", "food", "transport"} <= {*out.all("keep_wish")}
    if subject == "lodging":
        wish = standing.lodging
        return wish.order is not None or wish.place is not None
    return subject == "food" and bool(standing.must or standing.locks)


def _fullness(out: Outcome) -> None:
    """Full days and ways all on foot pull against each other."""
    most = max((value["count"] for value in out.all("at_least")), default=0)
    limited = out.all("at_most") or out.all("max_sights")
    calmed = limited or out.all("less_walking") or "relaxed" in out.all("pace")
    decided = calmed or out.all("full_days")
    if most >= FULL and out.all("more_walking") and not decided:
        text = f"{most} sights a day and all of it on foot makes for long days. Which goes first?"
        out.questions.append(Question(text=text, answers=("Full days", "An easy pace")))


def _one_more(out: Outcome, meal: str) -> None:
    """Meals are wished for by the day: one that is planned every day is there already."""
    planned = {wish["meal"] for wish in out.request.get("meals") or out.before("meals")}
    if meal in planned:
        out.assumptions.append(f"{meal.capitalize()} is planned on every day.")
    else:
        out.beyond.append(f"A {meal} on one day alone: say 'with {meal}' to have it every day.")


def _vague_meals(out: Outcome) -> None:
    """A meal over and above the others has to be given a day, or a place, to be one."""
    said: list[dict[str, Any]] = out.all("extra_meal")
    if not said or out.all("table"):
        return
    if any({"date", "day"} & value.keys() for value in said):
        _one_more(out, said[-1]["meal"])
        return
    standing = out.standing
    assert standing is not None
    days = tuple(say_date(standing.start + dt.timedelta(days=i)) for i in range(standing.days))
    meal = said[-1]["meal"]
    text = f"On which day do you want the {meal}, near what, and what may it cost a person?"
    out.questions.append(Question(text=text, answers=days))
