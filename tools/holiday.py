"""Public holidays by country and subdivision, from the ``holidays`` library."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.city import City


def holiday_name(city: City, day: dt.date) -> str | None:
    """English name of the public holiday on ``day``; None where it is none or none are on file."""
    return (_year(city.country, city.subdivision, day.year) or {}).get(day)


def knows_holidays(city: City) -> bool:
    """Whether the public holidays of the city's country are on file at all."""
    return _year(city.country, city.subdivision, 2026) is not None


@lru_cache(maxsize=1024)
def _year(country: str, subdivision: str | None, year: int) -> Mapping[dt.date, str] | None:
    """Holidays of one year; None where the library does not know the country.

    A subdivision the library does not know counts as none: its nationwide holidays still hold.
    """
    import holidays  # 0.1 s, and only trips that meet an opening-hours rule or a date need it

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        return None
    subdiv = subdivision if subdivision in known[country] else None
    found = holidays.country_holidays(
        country, subdiv=subdiv, years=year, language=_english(country)
    )
    return {date: found[date] for date in sorted(found)}


@lru_cache(maxsize=512)
def _english(country: str) -> str | None:
    """The library's code for English names in that country; None keeps its default language."""
    import holidays

    spoken = holidays.list_localized_countries(include_aliases=False).get(country, [])
    return next(
        (
            language
            for language in ("en_US", "en_GB", *spoken)
            if language.startswith("en") and language in spoken
        ),
        None,
    )
