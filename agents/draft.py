"""How the options of ``wayplan plan`` become fields of a trip request."""

from __future__ import annotations

import copy
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import RequestError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Taken where neither the options nor the request say: days from today to the start, and nights.
LEAD_DAYS, NIGHTS = 21, 2

#: Currency of a budget that names none, where none is set.
CURRENCY = "EUR"

#: How ``--arrive`` and ``--depart`` are written.
TERMINAL = "[MODE] HH:MM[@PLACE]"
#: Options that stand for one field of the request each, as they are.
_FIELDS = {
    "start": "start",
    "adults": "party.adults",
    "seniors": "party.seniors",
    "wheelchair": "party.wheelchair",
    "stroller": "party.stroller",
    "pace": "pace",
    "budget": "budget.total",
    "currency": "budget.currency",
    "must": "must",
    "must_not": "must_not",
    "diet": "diets",
    "max_walk_leg": "max_walk_leg",
    "max_walk_day": "max_walk_day",
    "unknown_hours": "unknown_hours",
}
#: How ``--rest`` is written.
REST = "[MINUTES@]HH:MM-HH:MM"
_ONE_CITY = (
    "--days and --nights are for one city; give each of several its own: --city NAME:NIGHTS."
)
_CITY = re.compile(r"(?P<name>.*\S)\s*:\s*(?P<nights>[+-]?\d+)\s*")
_REST = re.compile(r"(?:(?P<minutes>\d+)\s*@\s*)?(?P<start>[\d:]+)\s*-\s*(?P<end>[\d:]+)")
_WHEN = re.compile(r"(?:(?P<mode>[A-Za-z]+)\s+)?(?P<time>[^@\s]+)\s*(?:@\s*(?P<at>.+))?")


class Draft(NamedTuple):
    """A request before it is checked, and what was assumed for want of an option."""

    data: dict[str, Any]
    assumed: tuple[str, ...]


def draft(
    base: Mapping[str, Any],
    params: Mapping[str, Any],
    today: dt.date,
    currency: str | None = None,
    *,
    lenient: bool = False,
) -> Draft:
    """Lay options over a request.

    Args:
        base: the request as read, unchecked; empty where there is none.
        params: option -> value; None is not given.
        today: the traveller's date.
        currency: in which prices are told; None tells them in the first city's, or the budget's.
        lenient: whether a single destination may lack nights in ``base``, as in speech.

    Raises:
        SettingsError: an option is malformed, or contradicts another.
        RequestError: ``base`` holds something else where an object must be.
    """
    given = {name: value for name, value in params.items() if _said(value)}
    data, assumed = copy.deepcopy(dict(base)), list[str]()
    for option, field in _FIELDS.items():
        if option in given:
            _put(data, field, given[option])
    for option, (field, parse) in _PARSED.items():
        if option in given:
            _put(data, field, parse(given[option]))
    assumed += _destinations(data, given, lenient or "city" in given)
    assumed += _start(data, today)
    assumed += _currency(data, currency)
    return Draft(data, tuple(assumed))


def options_behind(fields: Sequence[str], params: Mapping[str, Any]) -> list[str]:
    """The options given that set any of these dotted fields."""
    sets = _FIELDS | {option: field for option, (field, _) in _PARSED.items()}
    sets |= dict.fromkeys(("city", "nights", "days"), "destinations")
    return [
        f"--{option.replace('_', '-')}"
        for option, target in sets.items()
        if _said(params.get(option))
        and any(_one_holds_the_other(field, target) for field in fields)
    ]


def _one_holds_the_other(field: str, target: str) -> bool:
    return f"{field}.".startswith(f"{target}.") or f"{target}.".startswith(f"{field}.")


def _said(value: Any) -> bool:
    """Whether an option was given: one that may be repeated comes as an empty sequence if not."""
    return value is not None and value not in ([], ())


def _put(data: dict[str, Any], field: str, value: Any) -> None:
    """Set a dotted field; objects on the way are made where they are missing."""
    *path, last = field.split(".")
    for name in path:
        inner = data.get(name)
        if inner is None:
            inner = data[name] = {}
        if not isinstance(inner, dict):
            raise RequestError(f"{name}: expected an object, got {type(inner).__name__}.", (name,))
        data = inner
    data[last] = value


def _destinations(data: dict[str, Any], given: Mapping[str, Any], lenient: bool) -> list[str]:
    nights = _nights(given)
    if "city" in given:
        data["destinations"] = _cities(given["city"], nights, data.get("destinations"))
    elif nights is not None:
        stops = data.get("destinations")
        if not (isinstance(stops, list) and len(stops) == 1 and isinstance(stops[0], dict)):
            raise SettingsError(_ONE_CITY)
        stops[0]["nights"] = nights
    if not data.get("destinations"):
        raise SettingsError(
            "Expected where to go: --city NAME, or --request FILE; `wayplan cities` lists cities."
        )
    stop = data["destinations"][0] if isinstance(data["destinations"], list) else None
    if not isinstance(stop, dict) or "nights" in stop or not lenient:
        return []
    stop["nights"] = NIGHTS
    return [f"{NIGHTS + 1} days (--days)"]


def _nights(given: Mapping[str, Any]) -> int | None:
    if "days" not in given:
        return given.get("nights")
    if "nights" in given:
        raise SettingsError("Expected either --days or --nights, got both.")
    return int(given["days"]) - 1


def _cities(texts: Sequence[str], nights: int | None, before: Any) -> list[dict[str, Any]]:
    """Destinations of ``--city``; a single one keeps the nights of the single one before."""
    stops = [_city(text) for text in texts]
    if len(stops) > 1:
        lacking = next((stop["city"] for stop in stops if "nights" not in stop), None)
        if lacking is not None:
            raise SettingsError(
                f"--city: expected nights for each of several cities, such as '{lacking}:2'."
            )
        if nights is not None:
            raise SettingsError(_ONE_CITY)
        return stops
    if nights is not None:
        if "nights" in stops[0]:
            raise SettingsError(
                f"Expected nights once, got --city {texts[0]!r} and --days or --nights."
            )
        stops[0]["nights"] = nights
    if (
        "nights" not in stops[0]
        and isinstance(before, list)
        and len(before) == 1
        and isinstance(before[0], dict)
    ):
        stops[0] |= {key: value for key, value in before[0].items() if key == "nights"}
    return stops


def _city(text: str) -> dict[str, Any]:
    match = _CITY.fullmatch(text)
    return {"city": match["name"], "nights": int(match["nights"])} if match else {"city": text}


def _start(data: dict[str, Any], today: dt.date) -> list[str]:
    if data.get("start") is not None:
        return []
    data["start"] = (today + dt.timedelta(days=LEAD_DAYS)).isoformat()
    return [f"start on {data['start']} (--start)"]


def _currency(data: dict[str, Any], wished: str | None) -> list[str]:
    """Name the currency of a budget that lacks one; a budget of no sum says how to tell prices."""
    budget = data.get("budget")
    if budget is None and wished is not None:
        data["budget"] = {"currency": wished}
    if not isinstance(budget, dict) or budget.get("currency") is not None:
        return []
    budget["currency"] = wished or CURRENCY
    return [f"budget in {budget['currency']} (--currency)"]


def _ages(text: str) -> list[int]:
    try:
        return [int(age) for age in text.split(",") if age.strip()]
    except ValueError:
        raise SettingsError(
            f"--children: expected ages in years such as '6,9', got {text!r}."
        ) from None


def _interests(texts: Sequence[str]) -> dict[str, float]:
    return dict(_interest(text) for text in texts)


def _interest(text: str) -> tuple[str, float]:
    name, equals, weight = text.rpartition("=")
    try:
        return (name.strip(), float(weight)) if equals else (text.strip(), 1.0)
    except ValueError:
        message = f"--interest: expected KIND=WEIGHT such as 'museum=0.8', got {text!r}."
        raise SettingsError(message) from None


def _modes(text: str) -> list[str]:
    return [mode.strip().lower() for mode in text.split(",") if mode.strip()]


def _terminal(text: str) -> dict[str, Any]:
    """``flight 10:40@Main Airport`` -> a terminal; at an airport one flies if no mode is named."""
    match = _WHEN.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f"--arrive, --depart: expected {TERMINAL} Got {text!r}.")
    found = {key: value.strip() for key, value in match.groupdict().items() if value}
    if "mode" in found:
        found["mode"] = found["mode"].lower()
    elif "airport" in found.get("at", "").lower():
        found["mode"] = "flight"
    return found


def _rests(text: str) -> list[dict[str, Any]]:
    """``45@13:30-15:30`` -> a rest of 45 minutes, begun between these times."""
    match = _REST.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f"--rest: expected {REST}, got {text!r}.")
    rest: dict[str, Any] = {"window": {"start": match["start"], "end": match["end"]}}
    return [rest | ({"minutes": int(match["minutes"])} if match["minutes"] else {})]


#: Options whose text is taken apart first.
_PARSED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "children": ("party.children", _ages),
    "interest": ("interests", _interests),
    "modes": ("modes", _modes),
    "rest": ("rests", _rests),
    "hotel": ("lodging.place", str),
    "arrive": ("arrival", _terminal),
    "depart": ("departure", _terminal),
}
