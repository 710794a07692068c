"""From what befalls a day, rests and unwanted hours to rests, shuns, meals and terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.language.settle_days import day_date, shifted
from agents.language.wording import say_date
from planner.request import DINNER, LUNCH

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: Minutes within which a meal begins that is kept out of some hours.
_MEAL_SPAN = 75


def settle_hours(out: Outcome) -> None:
    """Set rests, hours without something, and what a delay moves."""
    _rests(out)
    _shuns(out)
    _meals(out)
    _terminals(out)


def _rests(out: Outcome) -> None:
    said = out.all("rest")
    if not said:
        return
    *_, last = said
    window = {"start": last["from"], "end": shifted(last["to"], -last["minutes"])}
    if window["start"] >= window["end"]:
        out.beyond.append(f"{out.said('rest')!r}: {last['minutes']} minutes do not fit.")
        return
    rest: dict[str, Any] = {"window": window, "minutes": last["minutes"]}
    date = day_date(out, _day_of(last))
    if date is not None:
        rest["dates"] = [date.isoformat()]
    out.request["rests"] = [rest]


def _day_of(value: dict[str, Any]) -> dict[str, Any]:
    """What was said of the day, out of all that an item says."""
    return {key: value[key] for key in ("date", "day", "weekday") if key in value}


def _shuns(out: Outcome) -> None:
    shuns = list(out.before("shuns"))
    for value in out.all("shun"):
        shun: dict[str, Any] = {"window": {"start": value["from"], "end": value["to"]}}
        shun |= {key: value[key] for key in ("place", "kind") if key in value}
        date = day_date(out, _day_of(value))
        if date is not None:
            shun["date"] = date.isoformat()
        shuns.append(shun)
        if value.get("kind") == "outdoor":
            when = f" on {say_date(date)}" if date is not None else ""
            out.assumptions.append(
                f"Nothing outdoors is planned between {value['from']} and {value['to']}{when}."
            )
    if len(shuns) > len(out.before("shuns")):
        out.request["shuns"] = shuns


def _meals(out: Outcome) -> None:
    """Begin a meal after the hours it is not wanted in."""
    meals = {wish["meal"]: wish for wish in out.request.get("meals") or out.before("meals")}
    usual = {wish.meal: wish.model_dump(mode="json") for wish in (LUNCH, DINNER)}
    for value in out.all("meal_shun"):
        wish = meals.get(value["meal"]) or usual.get(value["meal"])
        if wish is None:
            continue
        window = {"start": value["to"], "end": shifted(value["to"], _MEAL_SPAN)}
        meals[value["meal"]] = {**wish, "window": window}
        out.assumptions.append(
            f"{value['meal'].capitalize()} is taken as beginning between {window['start']} and "
            f"{window['end']}."
        )
        out.request["meals"] = list(meals.values())


def _terminals(out: Outcome) -> None:
    """Move the arrival by a delay, and leave for the way home in good time."""
    for field, name, what in (
        ("delay", "arrival", "arrive"), ("head_start", "departure", "leave"),
    ):  # fmt: skip
        minutes = out.last(field)
        if minutes is None:
            continue
        terminal = out.request.get(name) or out.before(name)
        if terminal is None:
            out.beyond.append(f"{out.said(field)!r}: say when you {what}, and the plan goes by it.")
        elif field == "delay":
            later = shifted(terminal["time"][:5], minutes)
            out.request[name] = {**terminal, "time": later}
        else:
            out.request[name] = {**terminal, "buffer_minutes": minutes}
