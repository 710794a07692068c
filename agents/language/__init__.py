"""What a traveller says, understood: one typed result, whether by rules or by a language model."""

from agents.language.context import Context
from agents.language.gazetteer import Gazetteer
from agents.language.reader import Filled, Rest, read, read_apart
from agents.language.result import Item, Mode, Question, Span, Understanding

__all__ = [
    "Context",
    "Filled",
    "Gazetteer",
    "Item",
    "Mode",
    "Question",
    "Rest",
    "Span",
    "Understanding",
    "read",
    "read_apart",
]
