"""From a feature with tags to a place: what the tags say, and what is usual, marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.place import Place, VisitMinutes
from planner.taxonomy import Group
from tools.hours import explain_hours
from tools.importers.popularity import estimated_popularity
from tools.importers.prices import PriceBook, is_paid, stated_admission
from tools.importers.report import MalformedHours
from tools.importers.tags import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.city import City, Neighbourhood
    from tools.importers.merge import Candidate
    from tools.importers.tags import Popularity

_ALIASES = (
    "name",
    "name:en",
    "int_name",
    "alt_name",
    "alt_name:en",
    "short_name",
    "official_name",
    "old_name",
    "loc_name",
)
_ACCESS = {"yes": "yes", "designated": "yes", "limited": "limited", "no": "no"}
_DIETS = ("vegan", "vegetarian", "gluten_free", "halal", "kosher", "lactose_free")
_CONFIDENCE, _CONFIDENT = 0.6, 0.8


class PlaceBuilder:
    """Makes the places of one city, and keeps account of hours that cannot be trusted.

    Attributes:
        malformed: hours not trusted, in the order of the places.
    """

    def __init__(self, city: City, popularity: Popularity, shared: frozenset[str]) -> None:
        """Take what the city's places have in common; ``shared`` is from ``shared_articles``."""
        self.malformed: list[MalformedHours] = []
        self._city = city
        self._popularity = popularity
        self._shared = shared
        self._prices = PriceBook(city.country, city.currency)
        self._areas = _AreaIndex(city.neighbourhoods)

    def build(self, candidate: Candidate, source: str) -> Place:
        """The place of a candidate.

        Raises:
            pydantic.ValidationError: what the feature says does not fit a place.
        """
        feature, category = candidate.feature, candidate.category
        tags, traits = feature.tags, category.traits
        low, usual, high = traits.minutes
        stated, prices = _stated(tags), self._money(candidate)
        defaulted = ("minutes", "setting", *prices.pop("defaulted"))
        place = Place(
            id=feature.ref,
            city=self._city.id,
            category=category,
            lat=feature.lat,
            lon=feature.lon,
            neighbourhood=self._areas.name_at(feature.lat, feature.lon) or tags.get("addr:suburb"),
            minutes=VisitMinutes(min=low, usual=usual, max=high),
            setting=traits.setting,
            tags=_kind_tags(candidate),
            popularity=round(estimated_popularity(candidate, self._popularity, self._shared), 3),
            source=source,
            as_of=feature.as_of,
            confidence=_confidence(candidate),
            defaulted=defaulted,
            **_names(tags),
            **stated,
            **prices,
        )
        self._check_hours(place)
        return place

    def _check_hours(self, place: Place) -> None:
        if place.opening_hours is None:
            return
        reason = explain_hours(place.opening_hours)
        if reason is not None:
            hours = place.opening_hours
            self.malformed.append(
                MalformedHours(place_id=place.id, name=place.name, hours=hours, reason=reason)
            )

    def _money(self, candidate: Candidate) -> dict[str, Any]:
        """Prices as stated, else as usual; ``defaulted`` names the latter."""
        category, tags = candidate.category, candidate.feature.tags
        if category.group is Group.SIGHT:
            return self._entry(candidate)
        stars = _stars(tags) if category.group is Group.STAY else None
        level = self._prices.price_level(category, stars)
        amounts = {
            "price_level": level,
            "meal_price": self._prices.meal(category, level)
            if level and category.group is Group.FOOD
            else None,
            "nightly_rate": self._prices.night(category, stars)
            if category.group is Group.STAY
            else None,
        }
        money: dict[str, Any] = {name: value for name, value in amounts.items() if value}
        money["defaulted"] = [*money]
        if {"meal_price", "nightly_rate"} & money.keys():
            money["currency"] = self._prices.currency
        return money

    def _entry(self, candidate: Candidate) -> dict[str, Any]:
        """The price of entry to a sight."""
        tags = candidate.feature.tags
        stated = stated_admission(tags, self._city.currency)
        if stated is not None:
            return {"admission": stated, "defaulted": []}
        usual = self._prices.admission(candidate.category, candidate.tags, is_paid(tags))
        return {"admission": usual, "defaulted": [] if usual is None else ["admission"]}


class _AreaIndex:
    """Which neighbourhood a position lies in; of nested ones the smallest."""

    def __init__(self, areas: Sequence[Neighbourhood]) -> None:
        from shapely import STRtree

        self._areas = sorted(areas, key=lambda area: float(area.polygon.area))
        self._tree = STRtree([area.polygon for area in self._areas])

    def name_at(self, lat: float, lon: float) -> str | None:
        from shapely import Point

        inside = self._tree.query(Point(lon, lat), predicate="covered_by")
        return self._areas[min(inside)].name if len(inside) else None


def _names(tags: Mapping[str, str]) -> dict[str, Any]:
    local = tags.get("name") or tags["name:en"]
    name = tags.get("name:en") or local
    every = (value for key in _ALIASES for value in values_of(tags.get(key, "")))
    aliases = tuple(alias for alias in dict.fromkeys(every) if alias not in (name, local))
    return {"name": name, "name_local": local if local != name else None, "aliases": aliases}


def _stated(tags: Mapping[str, str]) -> dict[str, Any]:
    """What tags say in a place's own terms; what they do not say stays None."""
    return {
        "opening_hours": tags.get("opening_hours") or None,
        "cuisines": tuple(
            value.replace("_", " ").lower() for value in _list(tags.get("cuisine", ""))
        ),
        "diets": tuple(
            d.replace("_", " ") for d in _DIETS if tags.get(f"diet:{d}") in {"yes", "only"}
        ),
        "wheelchair": _ACCESS.get(tags.get("wheelchair", "")),
        "stroller": _ACCESS.get(tags.get("stroller", "")),
        "stars": _stars(tags),
        "min_age": _whole(tags.get("min_age", ""), 0, 30),
        "description": (tags.get("description:en") or tags.get("description") or "")[:500],
    }


def _list(text: str) -> tuple[str, ...]:
    return values_of(text.replace(",", ";"))


def _stars(tags: Mapping[str, str]) -> int | None:
    """``4`` and ``4S`` (superior) are four stars; ratings beyond five are no classification."""
    return _whole(tags.get("stars", "").rstrip("Ss"), 1, 5)


def _whole(text: str, low: int, high: int) -> int | None:
    return int(text) if text.isdecimal() and low <= int(text) <= high else None


def _kind_tags(candidate: Candidate) -> tuple[str, ...]:
    """The rules' tags, and the values of keys that name a finer shade."""
    shades = ("religion", "museum", "artwork_type", "sport", "theatre:genre")
    tags = candidate.feature.tags
    finer = (
        v.replace("_", " ")
        for key in shades
        for v in values_of(tags.get(key, ""))
        if v not in {"yes", "no"}
    )
    return tuple(dict.fromkeys((*candidate.tags, *finer)))


def _confidence(candidate: Candidate) -> float:
    feature = candidate.feature
    if feature.confidence is not None:
        return feature.confidence
    return _CONFIDENT if "wikidata" in feature.tags else _CONFIDENCE
