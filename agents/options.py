"""The options of the commands, as types that carry their names and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

Text = Annotated[
    str | None,
    Argument(metavar="TEXT", help="The trip in plain words, or a question about places."),
]

Request = Annotated[
    str | None, Option(metavar="FILE", help="A trip request in JSON; - reads standard input.")
]
City = Annotated[
    list[str] | None,
    Option(metavar="NAME[:NIGHTS]", help="Where to go; repeat it for several cities."),
]
Start = Annotated[
    str | None,
    Option(metavar="DATE", help="First day, 2027-06-09 for one; else in three weeks."),
]
Days = Annotated[
    int | None,
    Option(metavar="N", min=1, help="Days in the city, first and last included; 3 if not given."),
]
Nights = Annotated[
    int | None, Option(metavar="N", min=0, help="Nights in the city, instead of --days.")
]
Budget = Annotated[
    float | None, Option(metavar="AMOUNT", help="Most to be spent by the whole party.")
]
Currency = Annotated[
    str | None, Option(metavar="CODE", help="Currency of --budget; EUR if not given.")
]
Adults = Annotated[int | None, Option(metavar="N", help="Grown-ups below 65.")]
Children = Annotated[str | None, Option(metavar="AGES", help="Ages in years, such as 6,9.")]
Seniors = Annotated[int | None, Option(metavar="N", help="Travellers of 65 and over.")]
Wheelchair = Annotated[
    bool | None, Option("--wheelchair/--no-wheelchair", help="Only step-free places and ways.")
]
Stroller = Annotated[
    bool | None, Option("--stroller/--no-stroller", help="A stroller comes along.")
]
Pace = Annotated[str | None, Option(metavar="PACE", help="relaxed, balanced or packed.")]
Must = Annotated[
    list[str] | None, Option(metavar="PLACE", help="A place to visit in any case; repeatable.")
]
MustNot = Annotated[
    list[str] | None, Option(metavar="PLACE", help="A place to leave out; repeatable.")
]
Interest = Annotated[
    list[str] | None,
    Option(
        metavar="KIND=WEIGHT",
        help="A kind, tag or cuisine, from -1 (avoid) to 1 (love); repeatable.",
    ),
]
Diet = Annotated[
    list[str] | None,
    Option(metavar="DIET", help="What every meal must offer, vegetarian for one; repeatable."),
]
Rest = Annotated[
    str | None,
    Option(
        metavar="TIME",
        help="A rest at the lodging each day, such as 13:30-15:30 or 45@13:30-15:30 (minutes).",
    ),
]
Modes = Annotated[
    str | None, Option(metavar="LIST", help="Ways to get about: walk,bike,transit,taxi,car.")
]
MaxWalkLeg = Annotated[
    int | None, Option(metavar="METRES", help="Longest walk from one stop to the next.")
]
MaxWalkDay = Annotated[int | None, Option(metavar="METRES", help="Most to be walked in a day.")]
Hotel = Annotated[str | None, Option(metavar="NAME", help="A lodging in the catalogue.")]
Arrive = Annotated[
    str | None,
    Option(metavar="TIME", help="Arrival on the first day, such as 'flight 10:40@Main Airport'."),
]
Depart = Annotated[
    str | None,
    Option(metavar="TIME", help="Departure on the last day, such as 'flight 10:40@Main Airport'."),
]
UnknownHours = Annotated[
    str | None, Option(metavar="HOW", help="mark or exclude places without opening hours on file.")
]
Catalogue = Annotated[
    list[Path] | None,
    Option(metavar="FILE", help="An imported city, or a folder of them; repeatable."),
]
Router = Annotated[
    str | None,
    Option(metavar="URL", help="Walk and ride by osrm+URL or valhalla+URL, not by estimate."),
]
Visits = Annotated[
    Path | None,
    Option(metavar="FILE", help="Where you have been before: a CSV of place, category, time."),
]
Seed = Annotated[int, Option(metavar="N", help="Makes the search repeatable.")]
TimeLimit = Annotated[
    float | None, Option(metavar="SECONDS", min=0.0, help="Longest time to improve the plan.")
]
Alternatives = Annotated[
    int, Option(metavar="K", min=0, max=9, help="How many other good plans to tell as well.")
]
Format = Annotated[
    str | None,
    Option(
        metavar="FORMAT",
        help="text, json, markdown, html, ics, gpx, kml or geojson; else by the name of --out.",
    ),
]


def _no_dash(out: Path | None) -> Path | None:
    """None, which is standard output, for ``-``."""
    return None if out == Path("-") else out


Out = Annotated[
    Path | None,
    Option(
        metavar="FILE",
        callback=_no_dash,
        help="Write there instead of to standard output, which - names too.",
    ),
]
Verbose = Annotated[
    bool, Option("--verbose", "-v", help="Tell more on standard error: terms of the score, time.")
]
