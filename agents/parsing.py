"""From data, as it was handed over, to checked records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from planner.change import Change
from planner.errors import RequestError
from planner.itinerary import Infeasible, Itinerary
from planner.model import Record
from planner.request import TripRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

R = TypeVar("R", bound=Record)


def validated(kind: type[R], data: object, what: str) -> R:
    """Read ``data`` as a record.

    Raises:
        RequestError: one line for each field that is wrong: the field, its fault, what was given.
    """
    try:
        if isinstance(data, str | bytes):
            return kind.model_validate_json(data)
        return kind.model_validate(data)
    except ValidationError as error:
        lines, fields = [], []
        for item in error.errors(include_url=False):
            where = ".".join(str(part) for part in item["loc"]) or what
            got = f", got {_short(item['input'])}" if item["type"] != "json_invalid" else ""
            lines.append(f"{where}: {item['msg'].removeprefix('Value error, ')}{got}")
            fields.append(where)
        raise RequestError("\n".join(lines), tuple(fields)) from error


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def parse_request(data: object) -> TripRequest:
    """A trip request from a mapping or JSON text."""
    return validated(TripRequest, data, "request")


def parse_itinerary(data: object) -> Itinerary:
    """An itinerary from a mapping or JSON text."""
    return validated(Itinerary, data, "itinerary")


def parse_answer(data: Mapping[str, Any]) -> Itinerary | Infeasible:
    """A plan from a mapping, or a refusal with the nearest plan in it."""
    if data.get("status") == "infeasible":
        return validated(Infeasible, data, "refusal")
    return parse_itinerary(data)


def parse_change(data: object) -> Change:
    """A change of a request from a mapping or JSON text."""
    return validated(Change, data, "change")
