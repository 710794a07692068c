"""Real extracts: each one imports whole, and well-known places come out as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.taxonomy import Group
from tools.catalogue import Catalogue
from tools.importers import ImportReport, import_file

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "osm"

#: file, city, country, time zone, least numbers of (sights, food, stays)
EXTRACTS = [
    ("helsinki_osm/helsinki.osm.pbf", "Helsinki", "FI", "Europe/Helsinki", (150, 350, 20)),
    ("monaco_osm/monaco.osm.pbf", "Monaco", "MC", "Europe/Monaco", (120, 140, 15)),
    ("ulm_osm/ulm_opening_hours.osm.xml", "Ulm", "DE", "Europe/Berlin", (20, 120, 4)),
    (
        "copenhagen_osm/cleaned_data.geojson",
        "Copenhagen",
        "DK",
        "Europe/Copenhagen",
        (120, 2300, 0),
    ),
]
#: file, a place in it, its category
KNOWN = [
    ("helsinki_osm/helsinki.osm.pbf", "Helsinki Cathedral", "religious_site"),
    ("helsinki_osm/helsinki.osm.pbf", "Kiasma", "museum"),
    ("helsinki_osm/helsinki.osm.pbf", "Old Market Hall", "market"),
    ("monaco_osm/monaco.osm.pbf", "Prince's Palace of Monaco", "palace"),
    ("monaco_osm/monaco.osm.pbf", "Oceanographic Museum", "museum"),
    ("monaco_osm/monaco.osm.pbf", "Port Hercule", "waterfront"),
    ("ulm_osm/ulm_opening_hours.osm.xml", "Tiergarten Ulm", "zoo"),
    ("copenhagen_osm/cleaned_data.geojson", "Davids Samling", "museum"),
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, ImportReport]]:
    """Every extract that is there, imported once."""
    folder = tmp_path_factory.mktemp("extracts")
    found: dict[str, tuple[Path, ImportReport]] = {}
    for number, (name, *_) in enumerate(EXTRACTS):
        if (DATA / name).is_file():
            out = folder / f"{number}.db"
            found[name] = (out, import_file(DATA / name, out))
    return found


def _of(imported: dict[str, tuple[Path, ImportReport]], name: str) -> tuple[Path, ImportReport]:
    if name not in imported:
        pytest.skip(f"{DATA / name} is not there")
    return imported[name]


@pytest.mark.parametrize(("name", "city", "country", "zone", "least"), EXTRACTS)
def test_extract_imports_whole(
    imported: dict[str, tuple[Path, ImportReport]],
    name: str,
    city: str,
    country: str,
    zone: str,
    least: tuple[int, int, int],
) -> None:
    """City, country, clock and the numbers of sights, food and stays are what they should be."""
    out, report = _of(imported, name)
    assert (report.city, report.country, report.timezone) == (city, country, zone)
    with Catalogue.open(out) as catalogue:
        assert catalogue.count() == report.places == sum(report.by_category.values())
        counts = [catalogue.count(groups=[g]) for g in (Group.SIGHT, Group.FOOD, Group.STAY)]
    assert all(count >= wanted for count, wanted in zip(counts, least, strict=True))


@pytest.mark.parametrize("name", [name for name, *_ in EXTRACTS])
def test_few_prices_of_entry_are_unknown(
    imported: dict[str, tuple[Path, ImportReport]], name: str
) -> None:
    """Of seven sights at most one has neither a stated nor a usual price."""
    out, _ = _of(imported, name)
    with Catalogue.open(out) as catalogue:
        sights = catalogue.places(groups=[Group.SIGHT])
    assert sum(place.admission is None for place in sights) <= len(sights) / 7


def test_shops_of_a_mall_are_no_sights(imported: dict[str, tuple[Path, ImportReport]]) -> None:
    """What sells candles and jam in a mall is left out; what stays of its kind is hardly known."""
    out, _ = _of(imported, "ulm_osm/ulm_opening_hours.osm.xml")
    with Catalogue.open(out) as catalogue:
        sights = catalogue.places(groups=[Group.SIGHT])
    assert {"Nanu-Nana", "Xenos", "Wajos"}.isdisjoint(place.name for place in sights)
    everyday = [place for place in sights if place.category in {"shopping", "sport"}]
    assert everyday
    assert (
        max(p.popularity for p in everyday)
        < 0.01
        < min(p.popularity for p in sights if p.category == "museum")
    )


@pytest.mark.parametrize(("name", "typed", "category"), KNOWN)
def test_known_place_is_found_as_what_it_is(
    imported: dict[str, tuple[Path, ImportReport]], name: str, typed: str, category: str
) -> None:
    """A place everybody knows is found by its name and has the right category."""
    out, _ = _of(imported, name)
    with Catalogue.open(out) as catalogue:
        assert catalogue.find(typed)[0].place.category == category


@pytest.mark.parametrize("part", [0.3, 0.7])
def test_truncated_extract_is_an_error(tmp_path: Path, part: float) -> None:
    """A PBF cut short is told of and leaves no catalogue."""
    from planner.errors import ImportFileError

    whole = DATA / "monaco_osm" / "monaco.osm.pbf"
    if not whole.is_file():
        pytest.skip(f"{whole} is not there")
    raw = whole.read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(raw[: int(len(raw) * part)])
    with pytest.raises(ImportFileError, match=r"cut\.osm\.pbf cannot be read"):
        import_file(cut, tmp_path / "out.db")
    assert not (tmp_path / "out.db").exists()
