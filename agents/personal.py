"""The commands ``wayplan profile`` and ``wayplan memory``: what is known of you is yours."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer import Argument, Option

from agents import console, options
from agents.host import Host
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agents.entries import Entry
    from agents.memory import Memory
    from agents.profiler.profile import Writer
    from planner.profile import Claim, UserProfile

#: Letters of a key that are shown and that suffice to name it.
SHOWN = 8

User = Annotated[
    str | None, Option("--user", metavar="NAME", help="Whose; else as the settings have it.")
]
Store = Annotated[
    Path | None,
    Option("--store", metavar="FILE", help="The file of memory; else as the settings have it."),
]
_app = {"no_args_is_help": True, "add_completion": False, "rich_markup_mode": None}
profile = typer.Typer(help="What is held of you, and from where; change it, delete it.", **_app)  # type: ignore[arg-type]
memory = typer.Typer(help="What you said and did that is remembered; forget it.", **_app)  # type: ignore[arg-type]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.add_typer(profile, name="profile")
    app.add_typer(memory, name="memory")


@dataclass(frozen=True)
class Owner:
    """One traveller's part of memory."""

    memory: Memory
    name: str

    @property
    def profile(self) -> UserProfile:
        """What is held of them."""
        return self.written()

    def written(self, writer: Writer | None = None) -> UserProfile:
        """The same, its paragraph by a writer."""
        return self.memory.profile(self.name, writer)

    @property
    def entries(self) -> list[tuple[str, Entry]]:
        """What is kept of them, with its keys."""
        return self.memory.entries(self.name)

    def keep(self, *entries: Entry) -> None:
        """Keep more."""
        self.memory.add(self.name, *entries)

    def forget(self, *keys: str) -> str:
        """Forget the entries whose keys begin so, and say how many they were.

        Raises:
            SettingsError: nothing is remembered under one of the keys.
        """
        held = [key for key, _ in self.entries]
        unknown = [key for key in keys if key and not any(k.startswith(key) for k in held)]
        if unknown:
            raise SettingsError(f"Nothing is remembered under {', '.join(unknown)}.")
        count = self.memory.forget(self.name, *keys)
        return f"Forgotten: {count} {'entry' if count == 1 else 'entries'}."


@contextmanager
def _opened(ctx: typer.Context, user: str | None, store: Path | None) -> Iterator[Owner]:
    from agents.memory import Memory
    from agents.memory.storage import open_store

    if user is None or store is None:
        settings = ctx.ensure_object(Host).settings
        user, store = user or settings.user, store or settings.memory
    with open_store(store) as opened:
        yield Owner(Memory(opened), user)


@profile.command()
def show(
    ctx: typer.Context,
    user: User = None,
    store: Store = None,
    format: Annotated[Literal["text", "json"], Option(help="For people or for programs.")] = "text",
) -> None:
    """Show the profile: every claim with its name, what it rests on, and since when."""
    from agents.llm import speaker_of

    with _opened(ctx, user, store) as owner:
        found = owner.written(speaker_of(ctx.ensure_object(Host).settings))
    if format == "json":
        typer.echo(found.model_dump_json(indent=1))
    else:
        typer.echo("\n".join(profile_lines(found)))


def profile_lines(found: UserProfile) -> Iterator[str]:
    """A profile, line by line: what it says all in all, then each claim and what it rests on."""
    if not found.claims:
        yield "Nothing is known yet."
        return
    yield from (found.paragraph, "")
    told = [trait.claim for trait in found.traits if trait.claim is not None]
    for head, claims in (
        ("Told", found.attributes),
        ("Traits", told),
        ("Preferences", found.preferences),
        ("Routines", found.routines),
    ):
        if claims:
            yield head
            yield from (line for claim in claims for line in _claim_lines(claim))
    unknown = [trait.name for trait in found.traits if trait.claim is None]
    if unknown:
        yield f"Nothing tells: {', '.join(unknown)}."


def _claim_lines(claim: Claim) -> Iterator[str]:
    yield f"  {claim.text}  [{claim.id}]"
    yield f"      {claim.source}, {claim.date}: {claim.evidence}"


@profile.command()
def edit(
    ctx: typer.Context,
    claim: Annotated[str, Argument(help="Name of the claim, as `profile show` has it.")],
    words: Annotated[str, Argument(metavar="TEXT", help="What is true instead.")],
    user: User = None,
    store: Store = None,
) -> None:
    """Put one claim of the profile in your own words; a taste in them counts."""
    from agents.language import Context, read

    host = ctx.ensure_object(Host)
    items = read(words, Context(host.today())).items
    _put(ctx, user, store, claim, words, items)
    typer.echo(f"{claim} now reads: {words}")


@profile.command()
def delete(
    ctx: typer.Context,
    claim: Annotated[str | None, Argument(help="Name of a claim.")] = None,
    everything: Annotated[bool, Option("--all", help="All that is kept of you.")] = False,
    user: User = None,
    store: Store = None,
) -> None:
    """Strike one claim, so that it is held of you no more, or delete all that is kept."""
    if (claim is None) == (not everything):
        raise SettingsError("Expected either the name of a claim or --all.")
    if claim is not None:
        _put(ctx, user, store, claim, None)
        typer.echo(f"{claim} is no longer held of you.")
        return
    with _opened(ctx, user, store) as owner:
        typer.echo(owner.forget(""))


def _put(
    ctx: typer.Context,
    user: str | None,
    store: Path | None,
    claim: str,
    words: str | None,
    items: Any = (),
) -> None:
    """Keep what the owner made of a claim."""
    from agents.entries import Edit

    with _opened(ctx, user, store) as owner:
        known = [held.id for held in owner.profile.claims]
        if claim not in known:
            some = ", ".join(known[:8]) or "none"
            raise SettingsError(f"Expected the name of a claim ({some}), got {claim!r}.")
        at = ctx.ensure_object(Host).now()
        text = words or f"not {claim}"
        owner.keep(Edit(at=at, text=text, claim=claim, words=words, items=items))


@profile.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, Argument(metavar="CSV", help="Check-ins; .gz too.")],
    column_map: Annotated[
        Path | None, Option(metavar="FILE", help="TOML that names columns and kinds of places.")
    ] = None,
    only: Annotated[
        str | None, Option(metavar="ID", help="Which person, where the file is of several.")
    ] = None,
    user: User = None,
    store: Store = None,
) -> None:
    """Make the profile from check-ins; the same ones again change nothing."""
    from agents.profiler.checkins import read_outings

    outings = read_outings(file, column_map, only)
    with _opened(ctx, user, store) as owner:
        owner.keep(*outings)
        claims = len(owner.profile.claims)
    visits = sum(len(outing.visits) for outing in outings)
    typer.echo(f"{visits} check-ins of {len(outings)} days; the profile holds {claims} claims.")


@profile.command()
def export(
    ctx: typer.Context, user: User = None, store: Store = None, out: options.Out = None
) -> None:
    """Write the profile and all that is kept of you as JSON."""
    console.check_writable(out)
    with _opened(ctx, user, store) as owner:
        data = {
            "profile": owner.profile.model_dump(mode="json"),
            "entries": {key: entry.model_dump(mode="json") for key, entry in owner.entries},
        }
    console.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n", out)


@memory.command("list")
def list_(ctx: typer.Context, user: User = None, store: Store = None) -> None:
    """List what is remembered, oldest first; days of check-ins are counted only."""
    with _opened(ctx, user, store) as owner:
        typer.echo("\n".join(memory_lines(owner.entries)))


def memory_lines(entries: Sequence[tuple[str, Entry]]) -> Iterator[str]:
    """What is remembered, a line an entry, with the beginning of its key."""
    days = [entry for _, entry in entries if entry.kind == "outing"]
    for key, entry in entries:
        if entry.kind != "outing":
            yield f"{key[:SHOWN]}  {entry.date}  {entry.kind:<12}{_told(entry)}"
    if days:
        yield f"Check-ins of {len(days)} days."
    if not entries:
        yield "Nothing is remembered."


def _told(entry: Entry) -> str:
    from tools.exporters.wording import clean

    text = clean(entry.text)
    if entry.kind != "instruction":
        return text
    scope = entry.scope.model_dump(exclude_defaults=True)
    held = "; ".join(f"{name}: {_listed(value)}" for name, value in scope.items())
    return f"{text}  ({held})" if held else text


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


@memory.command()
def add(
    ctx: typer.Context,
    words: Annotated[str, Argument(metavar="TEXT", help="Such as 'in Rome no taxis'.")],
    user: User = None,
    store: Store = None,
    catalogue: options.Catalogue = None,
) -> None:
    """Give a standing instruction in plain words, for every trip or for some."""
    from agents.language import Context, Gazetteer
    from agents.memory.standing import read_standing
    from tools.catalogue import city_names

    host = ctx.ensure_object(Host)
    names = Gazetteer(city_names(catalogue or host.settings.catalogues))
    heard = read_standing(words, Context(host.today(), names), host.now(), all_of_it=True)
    if not heard.instructions:
        raise SettingsError(f"Expected something that can be kept to on trips, got {words!r}.")
    with _opened(ctx, user, store) as owner:
        owner.keep(*heard.instructions)
    for instruction in heard.instructions:
        typer.echo(f"Remembered: {_told(instruction)}")
    for clause in heard.lost:
        console.say(f"Not understood: {clause!r}.")


@memory.command()
def forget(
    ctx: typer.Context,
    keys: Annotated[
        list[str] | None, Argument(metavar="KEY...", help="As `memory list` shows them.")
    ] = None,
    everything: Annotated[bool, Option("--all", help="All that is kept of you.")] = False,
    user: User = None,
    store: Store = None,
) -> None:
    """Delete for good: from the list, from every index, and what was made of it."""
    if bool(keys) == everything:
        raise SettingsError("Expected either keys or --all.")
    with _opened(ctx, user, store) as owner:
        typer.echo(owner.forget(*(keys or ("",))))
