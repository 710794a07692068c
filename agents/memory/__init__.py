"""What is known of a traveller from before: kept as said and done, recalled for a request."""

from agents.memory.memory import Memory
from agents.memory.recollection import Recalled, Recollection

__all__ = ["Memory", "Recalled", "Recollection"]
