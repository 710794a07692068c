"""The trip that a file and options ask for together, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents import console
from agents.draft import draft, options_behind
from planner.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from planner.request import TripRequest


def wanted_trip(
    source: str | None, params: Mapping[str, Any], catalogues: Sequence[Path], today: dt.date
) -> TripRequest:
    """Read a request, lay options over it, and tell what was assumed.

    Args:
        source: a JSON file, ``-`` for standard input, or None where there are options only.
        params: option -> value; None is not given.
        catalogues: imported cities, for the currency of a budget that names none.
        today: the traveller's date.

    Raises:
        UserError: of the kind that fits; the message names fields, and the options behind them.
    """

    def currency_of(city: str) -> str:
        from tools.catalogue import resolve_city

        with resolve_city(city, catalogues) as found:
            return found.city.currency

    base = console.read_object(source) if source is not None else {}
    data, assumed = draft(base, params, today, currency_of)
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
