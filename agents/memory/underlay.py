"""Standing instructions as fields of a request, and how they are laid under what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.language.context import Context
from agents.language.reader import settled
from planner.request import TripRequest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from agents.language import Item


def fields_of(
    items: Sequence[Item], request: Mapping[str, Any], today: dt.date
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Fields of a request, in JSON, that come of instructions, and how vague ones are taken.

    Args:
        request: the trip that they are for: weekdays are those of its dates.
    """
    dated = {name: request[name] for name in ("start", "destinations") if request.get(name)}
    out = settled(items, Context(today), dated)
    return {k: v for k, v in out.request.items() if k not in dated}, tuple(out.assumptions)


def lay_under(request: Mapping[str, Any], standing: Mapping[str, Any]) -> dict[str, Any]:
    """The request with what standing instructions change of its defaults.

    Both in JSON. Instructions that the request contradicts must have been left out of
    ``standing``: where both speak of one part of a field, the instruction is taken.
    """
    merged = dict(request)
    for name, value in standing.items():
        merged[name] = _merged(_default(name), value, request[name]) if name in request else value
    return merged


def _default(name: str) -> Any:
    field = TripRequest.model_fields[name]
    return None if field.is_required() else _plain(field.get_default(call_default_factory=True))


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _merged(default: Any, standing: Any, asked: Any) -> Any:
    """A field that was ``default`` before either side spoke."""
    if isinstance(asked, dict) and isinstance(standing, dict):
        before = default if isinstance(default, dict) else {}
        told = {key: value for key, value in standing.items() if value != before.get(key)}
        both = {k: _merged(before.get(k), v, asked[k]) for k, v in told.items() if k in asked}
        return {**asked, **told, **both}
    if isinstance(asked, list | tuple) and isinstance(standing, list | tuple):
        return _merged_lists(list(default or ()), list(standing), list(asked))
    return asked if standing == default else standing


def _merged_lists(default: list[Any], standing: list[Any], asked: list[Any]) -> list[Any]:
    """Without what the instructions take out, and with what they put in; meals go by name."""
    names = [_name(value) for value in asked]
    gone = [value for value in default if _name(value) not in map(_name, standing)]
    changed = {_name(value): value for value in standing if value not in default}
    kept = [changed.pop(_name(value), value) for value in asked if value not in gone]
    return kept + [value for name, value in changed.items() if name not in names]


def _name(value: Any) -> str:
    return str(value.get("meal", value)) if isinstance(value, dict) else str(value)
