"""What an import did, for the person who ran it."""

from __future__ import annotations

from planner.model import Record


class MalformedHours(Record):
    """Opening hours that cannot be trusted, kept as they stand; when it is open is unknown."""

    place_id: str
    name: str
    hours: str
    reason: str


class ImportReport(Record):
    """Counts of one import.

    Attributes:
        kind: how the file was read.
        read: things in the file that were looked at.
        places: places in the catalogue.
        merged: features that were found to be another one's double.
        skipped: reason -> how many were left out.
        with_hours: places that have opening hours, malformed ones included.
    """

    source: str
    kind: str
    city: str
    country: str
    timezone: str
    read: int
    places: int
    by_group: dict[str, int]
    by_category: dict[str, int]
    merged: int
    skipped: dict[str, int]
    with_hours: int
    malformed_hours: tuple[MalformedHours, ...]
    neighbourhoods: int

    def summary(self, malformed: int = 10) -> str:
        """The report in lines of plain text, with up to ``malformed`` examples of hours."""
        lines = [
            f"{self.city} ({self.country}, {self.timezone}): {self.places} places"
            f" from {self.read} read in {self.source} ({self.kind}).",
            f"  groups      {_counts(self.by_group)}",
            f"  categories  {_counts(self.by_category)}",
            f"  merged      {self.merged}; neighbourhoods {self.neighbourhoods}",
            f"  skipped     {_counts(self.skipped)}",
            f"  hours       {self.with_hours} stated, {len(self.malformed_hours)} not trusted",
        ]
        lines += [
            f"    {m.name}: {m.hours!r}: {m.reason}" for m in self.malformed_hours[:malformed]
        ]
        return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {number}" for name, number in ordered) or "none"
