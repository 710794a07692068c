"""GeoJSON in the dialects that tools export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from planner.errors import ImportFileError
from tests.tools.importers.samples import geojson_file, point
from tools.catalogue import Catalogue
from tools.importers import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from planner.place import Place


def imported(folder: Path, *features: dict[str, Any]) -> list[Place]:
    """Places of a file of these features."""
    import_file(geojson_file(folder, *features), folder / "out.db")
    with Catalogue.open(folder / "out.db") as catalogue:
        return sorted(catalogue.places(), key=lambda place: place.name)


@pytest.mark.parametrize(
    "feature",
    [
        point({"@id": "node/5", "amenity": "cafe", "name": "Bean"}),
        {**point({"amenity": "cafe", "name": "Bean"}), "id": "node/5"},
        {**point({"tags": {"amenity": "cafe", "name": "Bean"}}), "id": "node/5"},
        point({"osm_id": "5", "name": "Bean", "other_tags": '"amenity"=>"cafe","wifi"=>"yes"'}),
    ],
    ids=["overpass", "osmtogeojson", "nested tags", "gdal"],
)
def test_each_dialect_keeps_tags_and_identifier(tmp_path: Path, feature: dict[str, Any]) -> None:
    """Tags and the object's number are found wherever the exporting tool put them."""
    (cafe,) = imported(tmp_path, feature)
    assert (cafe.id, cafe.category, cafe.name) == ("osm:n5", "cafe", "Bean")


def test_flat_property_names_the_kind(tmp_path: Path) -> None:
    """A plain ``interest`` is understood as the tag that has such a value."""
    places = imported(
        tmp_path,
        point({"interest": "museum", "name": "A"}),
        point({"interest": "second_hand", "name": "B", "opening_hours": None}),
    )
    assert [place.category for place in places] == ["museum", "shopping"]


def test_made_up_identifiers_stay_the_same(tmp_path: Path) -> None:
    """Importing twice gives the same ids, and two kinds at one spot give two."""
    features = [point({"interest": kind, "name": "One"}) for kind in ("museum", "cafe")]
    first = [place.id for place in imported(tmp_path, *features)]
    assert first == [place.id for place in imported(tmp_path, *features)]
    assert len(set(first)) == 2


def test_polygon_is_placed_inside_itself(tmp_path: Path) -> None:
    """A park in the shape of an L is placed on its ground, not at the empty middle."""
    ring = [[0, 0], [0.03, 0], [0.03, 0.001], [0.001, 0.001], [0.001, 0.03], [0, 0.03], [0, 0]]
    feature = {
        "type": "Feature",
        "properties": {"leisure": "park", "name": "L"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    source = geojson_file(tmp_path, feature)
    import_file(source, tmp_path / "out.db", country="IT")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        (park,) = catalogue.places()
    assert park.lat <= 0.001 or park.lon <= 0.001


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "FeatureCollection", "features": [', "is not JSON: line 1"),
        ('{"type": "Topology"}', "not a GeoJSON FeatureCollection"),
        ("[1, 2]", "not a GeoJSON FeatureCollection"),
        ('{"features": [], "crs": {"properties": {"name": "EPSG:25832"}}}', "not in WGS 84"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": ["x"]}}]}', "feature 1"),
        ('{"features": []}', "holds no place"),
    ],
)
def test_broken_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    """What is wrong with a file, and where, is in the error; no catalogue is left."""
    source = tmp_path / "a.geojson"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFileError, match=message):
        import_file(source, tmp_path / "out.db")
    assert not (tmp_path / "out.db").exists()


def test_projected_coordinates_are_no_places(tmp_path: Path) -> None:
    """Metres where degrees should be are off the globe, and told when nothing is left."""
    source = geojson_file(tmp_path, point({"amenity": "cafe", "name": "A"}, 6170000.0, 720000.0))
    with pytest.raises(ImportFileError, match="a position off the globe: 1"):
        import_file(source, tmp_path / "out.db")


def test_feature_without_position_is_skipped(tmp_path: Path) -> None:
    """A feature with no geometry is counted, and does not stop the others."""
    lost = {"type": "Feature", "properties": {"amenity": "cafe", "name": "Lost"}, "geometry": None}
    source = geojson_file(tmp_path, lost, point({"amenity": "cafe", "name": "Here"}))
    report = import_file(source, tmp_path / "out.db")
    assert report.skipped == {"no position in the file": 1}
    assert json.loads(report.model_dump_json())["places"] == 1
