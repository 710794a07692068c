"""How the state is written into a checkpoint: the types that it is made of, and no others."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import BaseModel

from agents.state import PathInput, TripState

if TYPE_CHECKING:
    from collections.abc import Iterator


def serializer() -> JsonPlusSerializer:
    """Reads and writes the types that the state is made of."""
    return JsonPlusSerializer(allowed_msgpack_modules=kept_types())


def kept_types() -> list[tuple[str, str]]:
    """Module and name of every record and enumeration that may stand in a checkpoint."""
    found: set[type] = set()
    for root in (TripState, PathInput):
        _collect(root, found)
    return sorted((kind.__module__, kind.__qualname__) for kind in found)


def _collect(kind: type, found: set[type]) -> None:
    if kind in found:
        return
    found.add(kind)
    if issubclass(kind, BaseModel):
        for field in kind.model_fields.values():
            for part in _classes(field.annotation):
                _collect(part, found)


def _classes(annotation: Any) -> Iterator[type]:
    """The records and enumerations that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | Enum):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
