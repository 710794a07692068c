"""Usual prices for places that state none (``prices.toml``), and those that places do state."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from planner.place import Admission
from tools.currency import default_rates
from tools.importers.tags import load_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from planner.taxonomy import Category

#: Ages up to which a child enters free, and at half the price, where only the usual price is known.
_FREE_UNTIL, _HALF_UNTIL = 5, 17
#: Signs that stand for one currency only; others ("$", "kr") say nothing without the country.
_SIGNS = {"€": "EUR", "£": "GBP", "₺": "TRY", "₹": "INR", "zł": "PLN", "Kč": "CZK", "Ft": "HUF"}
_NUMBER = r"(?P<amount>\d{1,6}(?:[.,]\d{1,2})?)"
_UNIT = "|".join([r"[A-Z]{3}", *map(re.escape, _SIGNS)])
_CHARGE = re.compile(rf"(?:(?P<before>{_UNIT})\s*)?{_NUMBER}(?:\s*(?P<after>{_UNIT}))?")


class PriceBook:
    """Usual prices in one country's money.

    Args:
        country: ISO 3166-1 alpha-2.
        currency: ISO 4217; one without an exchange rate on file gets no prices.
    """

    def __init__(self, country: str, currency: str) -> None:
        """Take the country's price level and rate."""
        self.currency = currency
        self._raw = _table()
        level = self._raw["level"].get(country, self._raw["level"]["other"])
        rate = default_rates().per_euro.get(currency)
        self._factor: float | None = None if rate is None else level * rate

    def price_level(self, category: Category, stars: int | None) -> int | None:
        """Usual price level, 1 to 4."""
        if stars is not None:
            return int(self._raw["stars_level"][str(stars)])
        level = self._raw["price_level"].get(category)
        return None if level is None else int(level)

    def meal(self, category: Category, price_level: int) -> float | None:
        """Usual price of a meal; None where none is served or the money has no rate."""
        base = self._raw["meal"].get(category)
        return self._local(base, self._raw["meal_factor"][str(price_level)])

    def night(self, category: Category, stars: int | None) -> float | None:
        """Usual price of a room; None where there is none or the money has no rate."""
        if stars is not None and category in {"hotel", "guesthouse"}:
            return self._local(self._raw["night_by_stars"][str(stars)], 1.0)
        return self._local(self._raw["night"].get(category), 1.0)

    def admission(
        self, category: Category, tags: Collection[str], paid: bool = False
    ) -> Admission | None:
        """Usual price of entry; None where none is usual, or the money has no rate.

        Args:
            category: of a sight.
            tags: of the place, of which some have a price of their own.
            paid: whether it is known to charge for entry, though not how much.
        """
        if not paid and not set(self._raw["admission_unknown"]["tags"]).isdisjoint(tags):
            return None
        by_tag = self._raw["admission_by_tag"]
        usual = self._raw["admission"].get(category, 0)
        euros = next((by_tag[tag] for tag in tags if tag in by_tag), usual)
        if paid and not euros:
            where_paid = self._raw["admission_where_paid"]
            euros = where_paid.get(category, where_paid["other"])
        if not euros:
            return Admission(currency=self.currency, adult=0)
        adult, child = self._local(euros, 1.0), self._local(euros, 0.5)
        if adult is None:
            return None
        return Admission(
            currency=self.currency,
            adult=adult,
            child=child,
            child_until=_HALF_UNTIL,
            free_until=_FREE_UNTIL,
        )

    def _local(self, euros: float | None, factor: float) -> float | None:
        if euros is None or self._factor is None:
            return None
        return _rounded(euros * factor * self._factor)


def stated_admission(tags: Mapping[str, str], local_currency: str) -> Admission | None:
    """The price of entry that ``fee`` and ``charge`` state beyond doubt, else None.

    One amount with its currency is beyond doubt; "8mins 20€", "5$" and lists of prices are not.
    """
    match = _CHARGE.fullmatch(tags.get("charge", "").strip())
    if match is None or bool(match["before"]) is bool(match["after"]):
        free = tags.get("fee") == "no"
        return Admission(currency=local_currency, adult=0) if free else None
    unit = match["before"] or match["after"]
    currency = _SIGNS.get(unit, unit)
    if currency not in default_rates().per_euro:
        return None
    return Admission(currency=currency, adult=float(match["amount"].replace(",", ".")))


def is_paid(tags: Mapping[str, str]) -> bool:
    """Whether the tags say that entry costs something, be the amount readable or not."""
    return tags.get("fee") == "yes" or (bool(tags.get("charge")) and tags.get("fee") != "no")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return load_toml("prices.toml")


def _rounded(amount: float) -> float:
    """To two digits, as an estimate deserves."""
    return float(round(amount, 1 - math.floor(math.log10(amount)))) if amount else 0.0
