"""What comes of the items of a message: the change of the request, as it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.request import TripRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.language.context import Context
    from agents.language.result import Item, Question


@dataclass
class Outcome:
    """A change being put together.

    Attributes:
        items: what was understood, in the order of the text.
        request: fields of the TripRequest, in JSON, that become different.
        change: the other fields of a Change.
        refused: what cannot be had though it is insisted upon, in sentences.
    """

    items: Sequence[Item]
    context: Context
    request: dict[str, Any] = field(default_factory=dict)
    change: dict[str, list[Any]] = field(default_factory=dict)
    keep: float | None = None
    assumptions: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def standing(self) -> TripRequest | None:
        """The request before this message."""
        return self.context.standing

    def all(self, name: str) -> list[Any]:
        """Values of all items of a field."""
        return [item.value for item in self.items if item.field == name]

    def last(self, name: str) -> Any:
        """The value said last of a field: what is said later corrects what was said before."""
        return next((i.value for i in reversed(self.items) if i.field == name), None)

    def said(self, name: str) -> str:
        """The words of the last item of a field."""
        return next(i.evidence.text for i in reversed(self.items) if i.field == name).strip(" ,.")

    def before(self, name: str) -> Any:
        """A field of the request as it stood, in JSON; its default before the first plan."""
        if self.standing is not None:
            return self.standing.model_dump(mode="json")[name]
        default = TripRequest.model_fields[name].get_default(call_default_factory=True)
        if hasattr(default, "model_dump"):
            return default.model_dump(mode="json")
        if isinstance(default, tuple):
            return [v.model_dump(mode="json") if hasattr(v, "model_dump") else v for v in default]
        return default

    def put(self, name: str, values: Sequence[Any]) -> None:
        """Add to a list of the change, each value once."""
        held = self.change.setdefault(name, [])
        held += [value for value in values if value not in held]
