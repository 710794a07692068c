"""Plans as GPX, KML and GeoJSON: read back by others' readers, with nothing lost or broken."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import gpxpy
import pytest
from shapely.geometry import shape

from planner.errors import SettingsError
from tests.tools.plan_edits import NOW, edited, refusal
from tests.worlds import good_itinerary, two_city_itinerary
from tools.exporters import PLAN_ONLY, export
from tools.exporters.geojson import to_geojson
from tools.exporters.gpx import to_gpx
from tools.exporters.kml import to_kml
from tools.exporters.route import COLOURS, routes

HOSTILE = '<script>alert(1)</script> <![CDATA[x]]> & "A" \ufffe\x07'
KML = {"k": "http://www.opengis.net/kml/2.2"}


def features(page: str, kind: str) -> list[dict[str, Any]]:
    """Features of one kind, such as ``visit`` or ``leg``."""
    found = json.loads(page)["features"]
    return [feature for feature in found if feature["properties"]["kind"] == kind]


def test_gpx_has_a_waypoint_a_stop_and_a_route_a_day() -> None:
    """A reader of GPX finds every stop in its order and time, and each day from door to door."""
    plan = good_itinerary()
    gpx = gpxpy.parse(to_gpx(plan))
    stops = [stop for day in plan.days for stop in day.stops]
    assert [(p.latitude, p.longitude) for p in gpx.waypoints] == [(s.lat, s.lon) for s in stops]
    assert [point.time for point in gpx.waypoints] == [stop.start for stop in stops]
    assert gpx.waypoints[1].name == "1.2 Lunch: Bistro Uno"
    assert gpx.waypoints[1].description == "12:00-13:00 · restaurant · 1 h · 50 EUR"
    first = gpx.routes[0]
    assert first.name == "Day 1: Thursday 4 June"
    names = [point.name for point in first.points]
    assert (names[0], names[1], names[-1]) == ("Hotel Aurora", "1 City Museum", "Hotel Aurora")
    assert len(names) == len(plan.days[0].stops) + 2


def test_kml_has_a_folder_a_day_in_its_colour() -> None:
    """Each folder holds its base, its stops with their times and its ways, in a style on file."""
    plan = two_city_itinerary()
    root = ET.fromstring(to_kml(plan))
    styles = {f"#{style.get('id')}" for style in root.iterfind(".//k:Style", KML)}
    folders = root.findall("./k:Document/k:Folder", KML)
    assert len(folders) == len(plan.days)
    for folder, day in zip(folders, plan.days, strict=True):
        marks = folder.findall("./k:Placemark", KML)
        lines = [mark for mark in marks if mark.find("k:LineString", KML) is not None]
        assert len(lines) == len(day.legs)
        assert len(marks) - len(lines) == 1 + len(day.stops)
        begins = [node.text for node in folder.iterfind(".//k:begin", KML)]
        assert begins == [stop.start.isoformat() for stop in day.stops]
        assert {node.text for node in folder.iterfind(".//k:styleUrl", KML)} <= styles
    spot = root.findtext(".//k:Placemark/k:Point/k:coordinates", namespaces=KML)
    base = plan.days[0].start
    assert spot == f"{base.lon},{base.lat}"


def test_geojson_is_geometry() -> None:
    """Shapely reads every feature; a way joins the stops around it, longitude first."""
    plan = good_itinerary()
    page = to_geojson(plan)
    assert all(shape(feature["geometry"]).is_valid for feature in json.loads(page)["features"])
    day = plan.days[0]
    legs = [leg for leg in features(page, "leg") if leg["properties"]["day"] == 1]
    corners = [(at.lon, at.lat) for at in (day.start, *day.stops, day.end)]
    ends = [tuple(shape(leg["geometry"]).coords) for leg in legs]
    assert ends == list(pairwise(corners))
    museum = features(page, "visit")[0]["properties"]
    told = {key: museum[key] for key in ("number", "name", "start", "cost", "place")}
    assert told == {
        "number": 1,
        "name": "City Museum",
        "start": day.stops[0].start.isoformat(),
        "cost": 20.0,
        "place": "lumen:museum",
    }


@pytest.mark.parametrize("render", [to_gpx, to_kml, to_geojson])
def test_a_hostile_name_stays_a_name(render: Any) -> None:
    """Tags, sections and letters that XML lacks in a name break no file, and come back as text."""
    page = render(edited(good_itinerary(), 0, 0, name=HOSTILE, reasons=(HOSTILE,)))
    said = '<script>alert(1)</script> <![CDATA[x]]> & "A"'
    if render is to_geojson:
        names = [feature["properties"]["name"] for feature in features(page, "visit")]
    else:
        names = [node.text for node in ET.fromstring(page).iter() if node.tag.endswith("name")]
    assert any(name and name.endswith(said) for name in names)


def test_a_day_keeps_its_number_when_colours_begin_again() -> None:
    """The ninth day has the first day's colour."""
    plan = good_itinerary()
    long = plan.model_copy(update={"days": plan.days[:1] * (len(COLOURS) + 1)})
    *_, last = routes(long)
    assert (last.number, last.shade) == (len(COLOURS) + 1, 0)


@pytest.mark.parametrize("format", sorted(PLAN_ONLY))
def test_a_refusal_leaves_the_nearest_plan(format: Any) -> None:
    """A format for plans alone shows the nearest one, and refuses where there is none."""
    plan = good_itinerary()
    assert export(refusal(plan), format, now=NOW) == export(plan, format, now=NOW)
    with pytest.raises(SettingsError, match=f"got {format}"):
        export(refusal(), format, now=NOW)


def test_times_of_gpx_are_universal() -> None:
    """A device that knows no zone still shows the right moment."""
    first = good_itinerary().days[0].stops[0].start.astimezone(dt.UTC)
    assert f"<time>{first:%Y-%m-%dT%H:%M:%S}Z</time>" in to_gpx(good_itinerary())
