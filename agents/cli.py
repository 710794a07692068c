"""The command ``wayplan``.

Exit codes: 0 done; 1 ``check`` found a rule broken; 2 wrong input, nothing written; 3 no plan
grants every wish (the answer says why and holds the nearest plan); 4 an outside service failed; 130
interrupted. What is nobody's input ends in a traceback.
"""

from __future__ import annotations

import time
from pathlib import Path  # noqa: TC003, typer reads it
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from agents import console, model_commands, options, personal, settings_command
from agents.answer import chosen_format, give, tell_terms
from agents.console import Exit
from agents.export import export
from agents.host import Host
from agents.repl.command import chat
from agents.wanted import spoken_trip, wanted_trip
from planner.errors import ImportFileError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.request import TripRequest
    from tools.catalogue import Catalogue
    from tools.travel import TravelModel

_CSV = (".csv", ".csv.gz", ".tsv")


app = typer.Typer(
    name="wayplan",
    cls=console.Commands,
    help="Plans trips that work on the ground.",
    no_args_is_help=True,
    add_completion=False,
    # Plain text: boxes break the lines that messages and scripts rely on, and cost 60 ms at start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


model_commands.register(app)
personal.register(app)
settings_command.register(app)
app.command()(chat)


def main() -> None:
    """Run the command ``wayplan``."""
    console.never_fail_to_print()
    app(obj=Host(), prog_name="wayplan")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wayplan {console.version()}")
        raise typer.Exit


@app.callback()
def _wayplan(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Plans trips that work on the ground."""
    settings = ctx.ensure_object(Host).settings
    files = {"catalogue": list(map(str, settings.catalogues)) or None}
    search = {"router": settings.router, "seed": settings.seed}
    # A plan names the catalogues that it was made from; what changes or checks it takes those.
    ctx.default_map = {
        "plan": files | search,
        "chat": files | search,
        "cities": files,
        "replan": search,
        "check": search,
    }


@app.command()
def plan(
    ctx: typer.Context,
    text: options.Text = None,
    request: options.Request = None,
    city: options.City = None,
    start: options.Start = None,
    days: options.Days = None,
    nights: options.Nights = None,
    budget: options.Budget = None,
    currency: options.Currency = None,
    adults: options.Adults = None,
    children: options.Children = None,
    seniors: options.Seniors = None,
    wheelchair: options.Wheelchair = None,
    stroller: options.Stroller = None,
    pace: options.Pace = None,
    must: options.Must = None,
    must_not: options.MustNot = None,
    interest: options.Interest = None,
    diet: options.Diet = None,
    rest: options.Rest = None,
    modes: options.Modes = None,
    max_walk_leg: options.MaxWalkLeg = None,
    max_walk_day: options.MaxWalkDay = None,
    hotel: options.Hotel = None,
    arrive: options.Arrive = None,
    depart: options.Depart = None,
    unknown_hours: options.UnknownHours = None,
    catalogue: options.Catalogue = None,
    router: options.Router = None,
    visits: options.Visits = None,
    seed: options.Seed = 0,
    time_limit: options.TimeLimit = None,
    alternatives: options.Alternatives = 0,
    format: options.Format = None,
    out: options.Out = None,
    verbose: options.Verbose = False,
) -> None:
    """Plan a trip from plain words, a request file or options; options go before what is beside."""
    chosen = chosen_format(format, out)
    began = time.perf_counter()
    wanted = _wanted(ctx, text, request, catalogue or ())
    if wanted is None:
        return
    from agents.app import plan as make_plan

    with console.planning("Planning") as progress:
        answer = make_plan(
            wanted,
            catalogues=catalogue or (),
            seed=seed,
            time_limit=time_limit,
            alternatives=alternatives,
            on_progress=progress,
            travel=_travel(router),
            **_foretold(ctx, visits),
        )
    if verbose:
        tell_terms(answer, time.perf_counter() - began)
    give(answer, chosen, out, host=ctx.ensure_object(Host), catalogues=catalogue or ())


def _wanted(
    ctx: typer.Context, text: str | None, request: str | None, files: Sequence[Path]
) -> TripRequest | None:
    """The trip asked for; None where plain words were a question, which is answered."""
    today, settings = ctx.ensure_object(Host).today(), ctx.ensure_object(Host).settings
    if text is None:
        return wanted_trip(request, ctx.params, today, settings.currency)
    if request is not None:
        raise SettingsError("Expected either TEXT or --request, got both.")
    from agents.language import Mode, read
    from agents.llm import speaker_of
    from agents.spoken import answer_lines, hear

    speaker = speaker_of(settings)
    heard = hear(text, files, today, interpret=speaker.interpret if speaker else read)
    if heard.mode is not Mode.QUESTION:
        return spoken_trip(heard, files, ctx.params, today, settings.currency)
    typer.echo("\n".join(answer_lines(heard, files)))
    return None


def _travel(router: str | None) -> TravelModel | None:
    """The router asked for, if one was."""
    if router is None:
        return None
    from tools.routers import travel_by

    return travel_by(router)


def _foretold(ctx: typer.Context, path: Path | None) -> dict[str, Any]:
    """The visits in a file, if one was given, and who is asked where people go next."""
    settings = ctx.ensure_object(Host).settings
    asked = {"next_poi": settings.next_poi, "next_poi_server": settings.next_poi_server}
    if path is None:
        return asked
    from agents.visited import read_visits

    return {"visits": read_visits(path), **asked}


@app.command()
def check(
    itinerary: Annotated[
        str, typer.Argument(metavar="PLAN", help="A plan in JSON; - reads standard input.")
    ],
    catalogue: options.Catalogue = None,
    router: options.Router = None,
) -> None:
    """Check a plan, also one edited by hand, against every rule (docs/rules.md)."""
    text = console.read_text(itinerary)
    from agents.app import check as find_violations
    from agents.app import parse_itinerary
    from planner.gates import GATES
    from tools.exporters.wording import clean

    found = find_violations(
        parse_itinerary(text), catalogues=catalogue or (), travel=_travel(router)
    )
    if not found:
        typer.echo(f"All {len(GATES)} rules kept.")
        return
    for violation in found:
        day = f"day {violation.day + 1}, " if violation.day is not None else ""
        stop = f"stop {violation.stop + 1}, " if violation.stop is not None else ""
        typer.echo(f"{day}{stop}{violation.rule}: {clean(violation.message)}")
    raise typer.Exit(Exit.VIOLATIONS)


@app.command()
def replan(
    ctx: typer.Context,
    itinerary: Annotated[str, typer.Argument(metavar="PLAN", help="A plan in JSON.")],
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What changes, in plain words.")
    ] = None,
    change: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="What changes, in JSON; - reads standard input."),
    ] = None,
    catalogue: options.Catalogue = None,
    router: options.Router = None,
    visits: options.Visits = None,
    seed: options.Seed = 0,
    time_limit: options.TimeLimit = None,
    format: options.Format = None,
    out: options.Out = None,
) -> None:
    """Change a plan, leave the rest of it alone, and tell what changed on standard error."""
    chosen = chosen_format(format, out)
    plan, wanted = console.read_text(itinerary), _changes(text, change)
    from agents.app import parse_itinerary
    from agents.app import replan as make_replan
    from agents.llm import speaker_of

    before = parse_itinerary(plan)
    with console.planning("Planning anew"):
        done = make_replan(
            before,
            wanted,
            catalogues=catalogue or (),
            seed=seed,
            time_limit=time_limit,
            travel=_travel(router),
            **_foretold(ctx, visits),
            today=ctx.ensure_object(Host).today(),
            speaker=speaker_of(ctx.ensure_object(Host).settings),
        )
    for sentence in done.diff or ("Nothing changed.",):
        console.say(sentence)
    give(done.plan, chosen, out, host=ctx.ensure_object(Host), catalogues=catalogue or ())


def _changes(text: str | None, change: str | None) -> str | dict[str, Any]:
    """What changes, in words or read from a file."""
    if text is not None and change is None:
        return text
    if change is not None and text is None:
        return console.read_object(change)
    got = "neither" if text is None else "both"
    raise SettingsError(f"Expected either TEXT or --change, got {got}.")


app.command()(export)


@app.command("import")
def import_(
    source: Annotated[
        Literal["osm", "geojson", "csv", "parquet"], typer.Argument(help="What the file is.")
    ],
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The catalogue to write, such as city.db.")
    ],
    city_name: Annotated[str | None, typer.Option(help="Taken from the data if not given.")] = None,
    country: Annotated[
        str | None, typer.Option(help="ISO code, such as IT; taken from the data if not given.")
    ] = None,
    column_map: Annotated[
        str | None, typer.Option(help="Of a table: overture, foursquare, plain or a TOML file.")
    ] = None,
) -> None:
    """Bring your own city: read its places from a file into a catalogue."""
    console.check_writable(out)
    kind = _kind(source, file)
    from tools.importers import import_file

    with console.importing() as progress:
        report = import_file(
            file,
            out,
            kind=kind,
            city_name=city_name,
            country=country,
            column_map=column_map,
            progress=progress,
        )
    typer.echo(report.summary())


def _kind(source: str, file: Path) -> str:
    """What the importers call a source; the name of a table's file must agree with it."""
    if source not in ("csv", "parquet"):
        return source
    if file.name.lower().endswith(_CSV) != (source == "csv"):
        ends = ", ".join(_CSV)
        raise ImportFileError(
            f"Expected a {source} file, got {file}; names of CSV files end in {ends}."
        )
    return "table"


@app.command()
def schema(
    of: Annotated[Literal["request", "itinerary"], typer.Argument(help="What to describe.")],
) -> None:
    """Print a JSON Schema."""
    import json

    if of == "request":
        from planner.request import TripRequest as model
    else:
        from planner.itinerary import Itinerary as model  # type: ignore[assignment]
    typer.echo(json.dumps(model.model_json_schema(), indent=2))


@app.command()
def cities(catalogue: options.Catalogue = None) -> None:
    """List the cities that can be planned: imported ones given here, then those that ship."""
    for found in _catalogues(catalogue or ()):
        with found:
            town = found.city
            typer.echo(f"{town.id:<16}{town.name}, {town.country}: {found.count()} places")


def _catalogues(paths: Sequence[Path]) -> Iterator[Catalogue]:
    """Catalogues of these files and folders, then those that ship."""
    from tools import starter
    from tools.catalogue import Catalogue
    from tools.catalogue.cities import catalogue_files

    yield from map(Catalogue.open, catalogue_files(paths))
    yield from map(Catalogue.starter, starter.city_ids())
