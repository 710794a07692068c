"""The trip that a file or plain words, and options, ask for together, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents import console
from agents.draft import Draft, draft, options_behind
from planner.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from agents.language import Understanding
    from planner.request import TripRequest


def wanted_trip(
    source: str | None, params: Mapping[str, Any], today: dt.date, currency: str | None
) -> TripRequest:
    """Read a request, lay options over it, and tell what was assumed.

    Args:
        source: a JSON file, ``-`` for standard input, or None where there are options only.
        params: option -> value; None is not given.
        today: the traveller's date.
        currency: in which prices are told, if not in the city's.

    Raises:
        UserError: of the kind that fits; the message names fields, and the options behind them.
    """
    base = console.read_object(source) if source is not None else {}
    return _checked(draft(base, params, today, currency), params)


def spoken_trip(
    heard: Understanding,
    files: Sequence[Path],
    params: Mapping[str, Any],
    today: dt.date,
    currency: str | None,
) -> TripRequest:
    """The trip that plain words ask for, options laid over it; tells how the words were taken.

    Raises:
        UserError: as ``wanted_trip``, or the words ask for no trip.
    """
    from agents.spoken import spoken_request, told

    drafted = spoken_request(heard, files, params, today, currency)
    for sentence in told(heard):
        console.say(sentence)
    before = options_behind(list(_fields(heard.change.request)), params)
    if before:
        console.say(f"Goes before the text: {', '.join(before)}.")
    return _checked(drafted, params)


def _fields(request: Mapping[str, Any]) -> Iterator[str]:
    """Dotted fields of a spoken request that hold something."""
    for name, value in request.items():
        if isinstance(value, dict):
            yield from (f"{name}.{key}" for key, inner in value.items() if inner)
        else:
            yield name


def _checked(drafted: Draft, params: Mapping[str, Any]) -> TripRequest:
    """The request of a draft; tells what was assumed for it."""
    from agents.app import parse_request

    try:
        request = parse_request(drafted.data)
    except RequestError as error:
        behind = options_behind(error.fields, params)
        hint = f"\nSee {', '.join(behind)}." if behind else ""
        raise RequestError(f"{error}{hint}", error.fields) from error
    if drafted.assumed:
        console.say(f"Assumed: {', '.join(drafted.assumed)}.")
    return request
