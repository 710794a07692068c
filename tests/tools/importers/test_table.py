"""CSV and Parquet through column maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.errors import ImportFileError
from tools.catalogue import Catalogue
from tools.importers import import_file
from tools.importers.column_map import built_in_maps

if TYPE_CHECKING:
    from pathlib import Path

    from planner.place import Place

_PLAIN = (
    "name,latitude,longitude,type,hours\nBean,45,10,cafe,Mo-Su 08:00-18:00\nArt,45.1,10,museum,\n"
)


def places(path: Path, **options: str | Path) -> list[Place]:
    """Places of a table, by name."""
    out = path.with_suffix(".db")
    import_file(path, out, **options)  # type: ignore[arg-type]  # options are passed on as they are
    with Catalogue.open(out) as catalogue:
        return sorted(catalogue.places(), key=lambda place: place.name)


def parquet(path: Path, sql: str) -> Path:
    """The answer to a query as a Parquet file."""
    import duckdb

    with duckdb.connect(":memory:") as database:
        database.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return path


def test_plain_csv_is_understood_by_its_column_names(tmp_path: Path) -> None:
    """Common names of columns need no map."""
    source = tmp_path / "smallville.csv"
    source.write_text(_PLAIN, encoding="utf-8")
    art, bean = places(source)
    assert (art.category, bean.category) == ("museum", "cafe")
    assert bean.opening_hours == "Mo-Su 08:00-18:00"
    assert bean.id.startswith("table:bean-")


def test_own_column_map_names_columns_and_categories(tmp_path: Path) -> None:
    """A user's TOML maps odd columns and a provider's categories; unmapped ones are skipped."""
    source = tmp_path / "odd.csv"
    source.write_text("n;y;x;k;st\nA;45;10;EAT;zu\nB;45;10;EAT;\nC;45;10;BANK;\n", encoding="utf-8")
    column_map = tmp_path / "map.toml"
    column_map.write_text(
        'source = "odd"\n[columns]\nname = "n"\nlat = "y"\nlon = "x"\n'
        'category = "k"\nclosed = "st"\n'
        '[categories]\nEAT = "restaurant"\n[closed_values]\nvalues = ["zu"]\n',
        encoding="utf-8",
    )
    report = import_file(source, tmp_path / "out.db", column_map=column_map)
    assert report.kind == "odd"
    assert report.by_category == {"restaurant": 1}
    assert report.skipped == {"closed for good": 1, "not of interest to a traveller": 1}


def test_overture_parquet_is_recognised(tmp_path: Path) -> None:
    """Nested names, categories, addresses and a WKB position of an Overture file are read."""
    from shapely import Point, to_wkb

    wkb = to_wkb(Point(12.5, 41.9)).hex()
    source = parquet(
        tmp_path / "rome.parquet",
        "SELECT 'AB-1' AS id, {'primary': 'Da Enzo', 'common': NULL::MAP(VARCHAR, VARCHAR)}"
        " AS names,"
        " {'primary': 'italian_restaurant'} AS categories, 0.9::DOUBLE AS confidence,"
        " [{'country': 'IT', 'locality': 'Roma'}] AS addresses,"
        f" from_hex('{wkb}') AS geometry",
    )
    (enzo,) = places(source)
    assert (enzo.id, enzo.name, enzo.category) == ("overture:ab-1", "Da Enzo", "restaurant")
    assert (enzo.lat, enzo.lon) == (41.9, 12.5)
    assert (enzo.cuisines, enzo.confidence, enzo.city) == (("italian",), 0.9, "roma")


def test_foursquare_parquet_is_recognised(tmp_path: Path) -> None:
    """Foursquare's labels are mapped by their levels, and closed venues are left out."""
    label = "Dining and Drinking > Restaurant > Italian Restaurant"
    row = "SELECT '{id}' AS fsq_place_id, '{id}' AS name, 41.9 AS latitude, 12.5 AS longitude,"
    rest = " ['{label}'] AS fsq_category_labels, {closed} AS date_closed, 'IT' AS country"
    rows = (
        (row + rest).format(id="open", label=label, closed="NULL::VARCHAR"),
        (row + rest).format(id="shut", label=label, closed="'2020-01-01'"),
        (row + rest).format(id="bank", label="Business > Bank", closed="NULL::VARCHAR"),
    )
    source = parquet(tmp_path / "fsq.parquet", " UNION ALL ".join(rows))
    (place,) = places(source)
    assert (place.id, place.category) == ("foursquare:open", "restaurant")
    assert place.cuisines == ("italian",)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "title,colour\nx,red\n", "no column for lat, lon; it has title, colour"),
        ("a.parquet", "PAR1 but not really", "cannot be read as Parquet"),
        ("a.csv", "name,lat,lon,type\nA,ninety,10,cafe\n", "no position in the file: 1"),
    ],
)
def test_unfit_table_is_told(tmp_path: Path, name: str, content: str, message: str) -> None:
    """Missing columns, a broken file and positions that are no numbers are errors that say so."""
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFileError, match=message):
        import_file(source, tmp_path / "out.db")
    assert not (tmp_path / "out.db").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns = ", "is not a column map"),
        ('[columns]\nname = "n"\n[categories]\nx = "castle_in_the_air"\n', "castle_in_the_air"),
        (
            '[columns]\nname = "nowhere"\nlat = "latitude"\nlon = "longitude"\n',
            "no column for name",
        ),
        ('[columns]\nname="name"\nlat="latitude"\nlon="longitude"\nfee="gone"\n', "names gone"),
    ],
)
def test_unfit_column_map_is_told(tmp_path: Path, text: str, message: str) -> None:
    """Bad TOML, unknown categories and columns that are not there are named."""
    source = tmp_path / "a.csv"
    source.write_text(_PLAIN, encoding="utf-8")
    column_map = tmp_path / "map.toml"
    column_map.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFileError, match=message):
        import_file(source, tmp_path / "out.db", column_map=column_map)


def test_unknown_map_name_lists_the_built_in_ones(tmp_path: Path) -> None:
    """A map that is neither built in nor a file is answered with those that are."""
    source = tmp_path / "a.csv"
    source.write_text(_PLAIN, encoding="utf-8")
    with pytest.raises(ImportFileError, match="foursquare, overture, plain"):
        import_file(source, tmp_path / "out.db", column_map="yelp")


def test_built_in_maps_load() -> None:
    """Every map that ships parses and names only categories that exist."""
    assert sorted(built_in_maps()) == ["foursquare", "overture", "plain"]
