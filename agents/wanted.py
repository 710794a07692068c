"""The trip that a file and options ask for together, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents import console
from agents.draft import draft, options_behind
from planner.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.request import TripRequest


def wanted_trip(source: str | None, params: Mapping[str, Any], today: dt.date) -> TripRequest:
    """Read a request, lay options over it, and tell what was assumed.

    Args:
        source: a JSON file, ``-`` for standard input, or None where there are options only.
        params: option -> value; None is not given.
        today: the traveller's date.

    Raises:
        UserError: of the kind that fits; the message names fields, and the options behind them.
    """
    base = console.read_object(source) if source is not None else {}
    data, assumed = draft(base, params, today)
    from agents.app import parse_request

    try:
        request = parse_request(data)
    except RequestError as error:
        behind = options_behind(error.fields, params)
        hint = f"\nSee {', '.join(behind)}." if behind else ""
        raise RequestError(f"{error}{hint}", error.fields) from error
    if assumed:
        console.say(f"Assumed: {', '.join(assumed)}.")
    return request
