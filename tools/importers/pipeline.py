"""From what was read to a catalogue: classify, merge, describe the city, build, write."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import ValidationError

from planner.errors import ImportFileError
from tools.catalogue import Catalogue
from tools.importers.build import PlaceBuilder
from tools.importers.chain import settle_chains
from tools.importers.city import city_record
from tools.importers.merge import Candidate, merge
from tools.importers.popularity import shared_articles
from tools.importers.report import ImportReport
from tools.importers.tags import default_tag_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from planner.city import City
    from planner.place import Place
    from tools.importers.feature import Extract, Feature, Progress
    from tools.importers.tags import TagMap

_STEP = 2_000


def catalogue_from(
    extract: Extract,
    path: Path,
    out: Path,
    *,
    city_name: str | None,
    country: str | None,
    progress: Progress,
) -> ImportReport:
    """Turn what was read into a catalogue file.

    Raises:
        ImportFileError: nothing in the file is a place, or its country cannot be told.
        CatalogueError: the catalogue cannot be written there.
    """
    tag_map = default_tag_map()
    skipped = Counter(extract.skipped)
    candidates, merged = merge(_candidates(extract.features, tag_map, skipped))
    if not candidates:
        raise ImportFileError(
            f"{path} holds no place a traveller would visit ({_reasons(skipped)})."
        )
    candidates = settle_chains(candidates, skipped)
    city = city_record(extract, [c.feature for c in candidates], path, city_name, country)
    builder = PlaceBuilder(city, tag_map.popularity, shared_articles(candidates))
    places = list(_built(builder, candidates, extract.source, skipped, progress))
    report = _report(extract, path, city, places, merged, skipped, builder)
    progress("writing", 0, len(places))
    Catalogue.write(out, city, places, report)
    progress("writing", len(places), len(places))
    return report


def _candidates(
    features: Sequence[Feature], tag_map: TagMap, skipped: Counter[str]
) -> Iterator[Candidate]:
    for feature in features:
        match = tag_map.classify(feature.tags, feature.category)
        on_globe = -90 <= feature.lat <= 90 and -180 <= feature.lon <= 180
        if match.category is None:
            skipped[match.reason] += 1
        elif not on_globe:
            skipped["a position off the globe"] += 1
        elif not (feature.tags.get("name") or feature.tags.get("name:en")):
            skipped["no name"] += 1
        else:
            yield Candidate(feature, match.category, match.tags, match.order, match.everyday)


def _built(
    builder: PlaceBuilder,
    candidates: Sequence[Candidate],
    source: str,
    skipped: Counter[str],
    progress: Progress,
) -> Iterator[Place]:
    seen: set[str] = set()
    for number, candidate in enumerate(candidates, start=1):
        if number % _STEP == 0:
            progress("building", number, len(candidates))
        try:
            place = builder.build(candidate, source)
        except ValidationError as error:
            fields = ", ".join(
                ".".join(map(str, fault["loc"])) or "record" for fault in error.errors()
            )
            skipped[f"does not fit the schema: {fields}"] += 1
            continue
        if place.id in seen:
            skipped["the same identifier twice"] += 1
            continue
        seen.add(place.id)
        yield place
    progress("building", len(candidates), len(candidates))


def _report(
    extract: Extract,
    path: Path,
    city: City,
    places: Sequence[Place],
    merged: int,
    skipped: Counter[str],
    builder: PlaceBuilder,
) -> ImportReport:
    return ImportReport(
        source=path.name,
        kind=extract.source,
        city=city.name,
        country=city.country,
        timezone=city.timezone,
        read=extract.read,
        places=len(places),
        by_group=dict(Counter(place.group.value for place in places)),
        by_category=dict(Counter(place.category.value for place in places)),
        merged=merged,
        skipped=dict(skipped),
        with_hours=sum(place.opening_hours is not None for place in places),
        malformed_hours=tuple(builder.malformed),
        neighbourhoods=len(city.neighbourhoods),
    )


def _reasons(skipped: Counter[str]) -> str:
    return (
        ", ".join(f"{reason}: {number}" for reason, number in skipped.most_common())
        or "it is empty"
    )
