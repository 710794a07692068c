"""Exchange rates from a small dated table: estimates for planning, never for paying."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from planner.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class RateTable:
    """Units of each currency for one euro.

    Attributes:
        as_of: the date to which the table was written.
        per_euro: ISO 4217 code -> units for one euro; holds ``EUR`` itself.
        estimated: True where the figures are rounded reference values, not a quote.
    """

    as_of: dt.date
    per_euro: dict[str, float]
    estimated: bool

    def rate(self, source: str, target: str) -> float:
        """Units of ``target`` for one unit of ``source``.

        Raises:
            UnknownNameError: a code that is not in the table.
        """
        if source == target and source in self.per_euro:
            return 1.0
        return self._per_euro(target) / self._per_euro(source)

    def _per_euro(self, code: str) -> float:
        try:
            return self.per_euro[code]
        except KeyError:
            near = difflib.get_close_matches(code.upper(), self.per_euro, n=3)
            raise UnknownNameError("currency", code, tuple(near)) from None


@lru_cache(maxsize=1)
def default_rates() -> RateTable:
    """The table that ships with the project."""
    raw = json.loads(files("tools.facts").joinpath("currency.json").read_text("utf-8"))
    return RateTable(
        dt.date.fromisoformat(raw["as_of"]), {"EUR": 1.0, **raw["per_euro"]}, estimated=True
    )


def rate(source: str, target: str) -> float:
    """Units of ``target`` currency for one unit of ``source``, by the table of the project.

    Raises:
        UnknownNameError: a code that is not in the table.
    """
    return default_rates().rate(source, target)
