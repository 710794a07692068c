"""The base of every frozen, strict record, and the small value types they share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """An immutable record that refuses unknown fields, so that none misspelt is lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Latitude = Annotated[float, Field(ge=-90, le=90, description="WGS 84 latitude in degrees")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="WGS 84 longitude in degrees")]
Amount = Annotated[
    float,
    Field(ge=0, le=1e9, allow_inf_nan=False, description="money, in the currency named beside it"),
]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
Month = Annotated[int, Field(ge=1, le=12)]
Unit = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Point(Record):
    """A position on the ground."""

    lat: Latitude
    lon: Longitude
