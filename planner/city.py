"""A city: its clock, money, climate, tariffs and the areas its people speak of."""

from __future__ import annotations

from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, Field, field_validator, model_validator
from shapely import Point as ShapelyPoint
from shapely import Polygon
from shapely.validation import explain_validity

from planner.model import Amount, CurrencyCode, Latitude, Longitude, Record


class Neighbourhood(Record):
    """An area as its people name it.

    Attributes:
        ring: closed or open ring of (lon, lat) in degrees, WGS 84, at least three corners.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    ring: tuple[tuple[Longitude, Latitude], ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _valid_ring(self) -> Self:
        if not self.polygon.is_valid:
            raise ValueError(
                f"Expected a simple ring for {self.id!r}: {explain_validity(self.polygon)}."
            )
        return self

    @cached_property
    def polygon(self) -> Polygon:
        """The area in degrees (lon, lat)."""
        return Polygon(self.ring)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        west, south, east, north = self.polygon.bounds
        return west, south, east, north

    def contains(self, lat: float, lon: float) -> bool:
        """Whether a position lies in the area, its border included."""
        west, south, east, north = self.bounds
        if not (west <= lon <= east and south <= lat <= north):
            return False
        return bool(self.polygon.covers(ShapelyPoint(lon, lat)))


class ClimateMonth(Record):
    """Climate normal of one month: mean daily high and low in degrees C, days of 1 mm of rain."""

    high_c: float = Field(ge=-60, le=60)
    low_c: float = Field(ge=-70, le=50)
    rain_days: float = Field(ge=0, le=31)


class Tariffs(Record):
    """What getting about costs, in the city's currency. None is unknown.

    Attributes:
        transit_single: one adult ride; children up to ``transit_free_until`` ride free.
        taxi_base, taxi_per_km, taxi_per_minute: a taxi's fare for up to ``taxi_seats`` people.
        bike_day: one hired bike for a day.
    """

    transit_single: Amount | None = None
    transit_free_until: int = Field(default=5, ge=-1, le=18)
    taxi_base: Amount | None = None
    taxi_per_km: Amount | None = None
    taxi_per_minute: Amount = 0.0
    taxi_seats: int = Field(default=4, ge=1, le=9)
    bike_day: Amount | None = None


class City(Record):
    """A city one can plan a trip in.

    Attributes:
        country: ISO 3166-1 alpha-2; ``subdivision`` as the holidays of the place need it.
        timezone: IANA name.
        lat, lon: where a visitor would call the centre.
        climate: twelve months from January, or empty where unknown.
        detour: metres on foot for each metre as the crow flies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    name_local: str | None = None
    aliases: tuple[str, ...] = ()
    country: str = Field(pattern=r"^[A-Z]{2}$")
    subdivision: str | None = None
    timezone: str
    currency: CurrencyCode
    lat: Latitude
    lon: Longitude
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    climate: tuple[ClimateMonth, ...] = ()
    tariffs: Tariffs = Tariffs()
    detour: float = Field(default=1.3, ge=1.0, le=3.0)
    has_transit: bool = True
    source: str = ""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f"Expected an IANA time zone such as 'Europe/Rome', got {value!r}."
            ) from error
        return value

    @field_validator("climate")
    @classmethod
    def _twelve(cls, value: tuple[ClimateMonth, ...]) -> tuple[ClimateMonth, ...]:
        if len(value) not in (0, 12):
            raise ValueError(f"Expected 12 months of climate or none, got {len(value)}.")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The city's clock."""
        return ZoneInfo(self.timezone)

    def neighbourhood(self, name: str) -> Neighbourhood | None:
        """The area of that id, name or alias, ignoring case."""
        return self._areas.get(name.casefold())

    @cached_property
    def _areas(self) -> dict[str, Neighbourhood]:
        """Areas by id, name and alias in lower case; of several called alike, the first."""
        return {
            name.casefold(): area
            for area in reversed(self.neighbourhoods)
            for name in (area.id, area.name, *area.aliases)
        }
