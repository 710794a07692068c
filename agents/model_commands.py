"""The commands about the next-place model: ``wayplan train``, ``serve`` and ``next``."""

from __future__ import annotations

import datetime as dt  # noqa: TC003, typer reads it
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Argument, Option

from agents import console, options
from agents.host import Host
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a checkpoint says of itself.
CARD = (
    "Trained by `wayplan train` on the check-ins named here; figures are those of the later ones."
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(train)
    app.command()(serve)
    app.command("next")(next_)


def train(
    checkins: Annotated[Path, Option(metavar="FILE", help="Check-ins to learn from, CSV or .gz.")],
    out: Annotated[
        Path, Option(metavar="DIR", help="Checkpoint folder; an unfinished run there goes on.")
    ],
    val: Annotated[
        Path | None,
        Option(
            metavar="FILE", help="Later check-ins that decide when to stop; else the last 10 %."
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        Option(metavar="KIND=NAME", help="How the file names a column, such as user=uid."),
    ] = None,
    seed: Annotated[int, Option(help="Same data and seed, same checkpoint.")] = 0,
    threads: Annotated[int, Option(min=1, help="Of torch and LightGBM.")] = 2,
    device: Annotated[
        Literal["auto", "cpu", "cuda"], Option(help="Of the networks; auto takes a GPU if any.")
    ] = "auto",
) -> None:
    """Train a model of where people go next, and print its figures on the later check-ins."""
    from tools.next_poi.training.data import Columns, file_hash, read_rows, split_rows

    say, columns = _stopwatch(), Columns.named_by(column or ())
    rows = read_rows(checkins, columns)
    rows, later = split_rows(rows) if val is None else (rows, read_rows(val, columns))
    try:
        from tools.next_poi.training.recipe import Plan, build, usable_device
    except ImportError as error:
        raise SettingsError(f"Training needs the extra `model` of Wayplan: {error}.") from error
    files = {path.name: file_hash(path) for path in (checkins, val) if path is not None}
    plan = Plan(seed=seed, threads=threads, device=usable_device(device))
    checkpoint = build(rows, later, out, plan, say, {"card": CARD, "files": files})
    for track, figures in checkpoint.manifest["figures"].items():
        say(f"{track}: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))


def _stopwatch() -> Callable[[str], None]:
    """Prints a line after the seconds that have gone by since this call."""
    begun = time.monotonic()
    return lambda line: typer.echo(f"{time.monotonic() - begun:6.0f} s  {line}")


def serve(
    ctx: typer.Context,
    model: Annotated[Path, Argument(metavar="DIR", help="Checkpoint folder.")],
    vllm_python: Annotated[
        Path | None,
        Option(metavar="FILE", help="Interpreter of the environment that vLLM is in."),
    ] = None,
    host: Annotated[str, Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Option(min=1, max=65_535)] = 8123,
    gpu: Annotated[bool, Option("--gpu/--cpu", help="Which build of vLLM it is.")] = False,
    cache_gb: Annotated[int, Option(min=1, help="Memory for keys and values on a CPU.")] = 1,
    threads: Annotated[int, Option(min=1, help="Of the CPU build.")] = 2,
    log: Annotated[Path | None, Option(metavar="FILE", help="What the server prints.")] = None,
) -> None:
    """Serve a checkpoint by vLLM until interrupted; tells the address when it is healthy."""
    from agents.settings import environment
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.serve import Server, Serving, ended_by_signals

    checkpoint = Checkpoint.load(model)
    python = ctx.ensure_object(Host).settings.interpreter(vllm_python)
    serving = Serving(python, host, port, gpu, cache_gb, threads)
    with ended_by_signals(), tempfile.TemporaryDirectory() as scratch:
        file = log or Path(scratch) / "vllm.log"
        with Server(serving, serving.command(checkpoint), file, environment()) as server:
            server.wait()
            typer.echo(f"{checkpoint.name} at {serving.url}")
            server.join()


def next_(
    ctx: typer.Context,
    city: Annotated[str, Option(metavar="NAME", help="Where they are.")],
    at: Annotated[
        dt.datetime | None,
        Option(
            metavar="TIME",
            formats=["%Y-%m-%dT%H:%M"],
            help="When, on the city's clock, such as 2027-06-08T15:30; now if not given.",
        ),
    ] = None,
    visits: options.Visits = None,
    like: Annotated[
        str | None, Option(metavar="WORDS", help="What they like, such as 'art and quiet parks'.")
    ] = None,
    count: Annotated[int, Option(metavar="N", min=1, help="How many places to list.")] = 10,
    model: Annotated[
        Path | None, Option(metavar="DIR", help="Checkpoint folder; else the one that ships.")
    ] = None,
    server: Annotated[
        str | None, Option(metavar="URL", help="Asked first: a vLLM that serves the checkpoint.")
    ] = None,
    catalogue: options.Catalogue = None,
) -> None:
    """List where somebody would go next, likeliest first; what is shut then is left out."""
    from zoneinfo import ZoneInfo

    from agents.visited import read_visits
    from agents.whereto import likings, outlook, rungs
    from tools.catalogue import resolve_city
    from tools.next_poi.checkpoint import SHIPPED, Checkpoint

    been = [] if visits is None else read_visits(visits)
    checkpoint = Checkpoint.load(model or SHIPPED)
    with resolve_city(city, catalogue or ()) as store:
        zone = ZoneInfo(store.city.timezone)
        moment = ctx.ensure_object(Host).now() if at is None else at.replace(tzinfo=zone)
        now = moment.astimezone(zone)
        liked = {} if like is None else likings(like, now.date())
        found = outlook(store, now, been, checkpoint, rungs(checkpoint, server), liked)
    for place in found.places[:count]:
        typer.echo(f"{place.name} ({place.category.value})")
    for line in (*found.notes, f"Ranked by {found.source}."):
        console.say(line)
