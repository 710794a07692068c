"""From numbers of sights a day to the limits and the pace of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.language.settle_days import day_change, day_date
from agents.language.sights import FULL
from agents.language.wording import say_date
from planner.request import Pace

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: What everybody calls the sights of a day.
_PLAIN = ("sight", "sights", "attraction", "attractions")


def settle_fullness(out: Outcome) -> None:
    """Set how many sights a day may have, and the pace that numbers of them stand for."""
    _paced(out)
    _limited(out)


def _paced(out: Outcome) -> None:
    """Take a number that is no limit as a pace, the one said last, unless the pace was said."""
    told = [
        item
        for item in out.items
        if item.field in ("at_most", "max_sights")
        or (item.field == "at_least" and item.value["count"] >= FULL)
    ]
    if not told or out.all("pace") or told[-1].field == "max_sights":
        return
    pace = "relaxed" if told[-1].field == "at_most" else "packed"
    out.request["pace"] = pace
    out.assumptions.append(f"{told[-1].value['said']!r} is taken as a {pace} pace.")


def _limited(out: Outcome) -> None:
    """Limits, the one said last; a day of its own keeps its own."""
    limits = out.all("max_sights")
    if not limits:
        _freed(out)
    for value in limits:
        number = value["count"]
        if value["word"] not in _PLAIN:
            out.assumptions.append(f"The {value['word']} of a day are taken as its sights.")
        if not {"date", "day", "weekday"} & value.keys():
            out.request["max_sights_day"] = number
            _unpacked(out)
        elif (date := day_date(out, value)) is None:
            continue
        elif out.standing is not None:
            day_change(out, date)["max_sights"] = number
        else:
            out.request.setdefault("max_sights_on", {})[date.isoformat()] = number


def _unpacked(out: Outcome) -> None:
    """Days that may have few sights are not full ones any more."""
    if out.before("pace") == Pace.PACKED and "pace" not in out.request:
        out.request["pace"] = Pace.BALANCED.value
        out.assumptions.append("With a limit of sights a day the pace is a balanced one.")


def _freed(out: Outcome) -> None:
    """Lift the limits that stand where that is said, or where full days are asked for."""
    standing = out.standing
    if standing is None:
        return
    fields: dict[str, Any] = {"max_sights_day": None, "max_sights_on": {}}
    lifted = {name: none for name, none in fields.items() if getattr(standing, name)}
    full = out.request.get("pace") == Pace.PACKED
    if lifted and (out.last("any_sights") or full):
        out.request |= lifted
        limits = [*standing.max_sights_on.items()]
        told = [f"{standing.max_sights_day} a day"] if standing.max_sights_day else []
        told += [f"{number} on {say_date(date)}" for date, number in limits]
        out.assumptions.append(f"Sights are no longer limited to {' and '.join(told)}.")
