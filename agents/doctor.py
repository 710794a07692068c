"""What Wayplan will work with on this machine: each part tried, and what is used for it said."""

from __future__ import annotations

import tempfile
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal

from agents.settings import keys
from planner.errors import ServiceError, SettingsError, UserError
from planner.model import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from agents.settings import Loaded, Settings

#: Seconds within which a router has to answer.
PATIENCE = 5.0
#: ``set`` works as set; ``default`` has not been set; ``broken`` has been set and does not work.
State = Literal["set", "default", "broken"]


class Check(Record):
    """One part, tried.

    Attributes:
        part: what it does for a trip.
        uses: what will be used for it.
        fault: why what was set is not used.
        service: whether the fault is an outside service's, not the settings'.
    """

    part: str
    state: State
    uses: str
    fault: str | None = None
    service: bool = False


def examine(settings: Settings) -> list[Check]:
    """Try every part; what fails is told, and does not keep the others from being tried."""
    return [
        _tried("words", "the built-in language rules", _words, settings),
        _tried("next place", "the model that ships, in this process", _next_place, settings),
        _tried("memory", "nothing: it cannot be kept", _memory, settings),
        _tried("conversations", "nothing: they cannot be kept", _conversations, settings),
        _tried("cities", "the cities that ship", _cities, settings),
        _tried("travel", "estimates with slack", _travel, settings),
        _tried("search", "", _search, settings),
    ]


def _tried(
    part: str, stand_in: str, attempt: Callable[[Settings], str | None], settings: Settings
) -> Check:
    """What an attempt says is used; None where nothing was set, and the stand-in is."""
    try:
        used = attempt(settings)
    except (UserError, ServiceError) as error:
        return Check(
            part=part,
            state="broken",
            uses=stand_in,
            fault=str(error),
            service=isinstance(error, ServiceError),
        )
    return Check(part=part, state="default" if used is None else "set", uses=used or stand_in)


def _words(settings: Settings) -> str | None:
    """The model has to be among those that its server offers."""
    if settings.llm is None:
        return None
    from agents.llm.endpoint import Endpoint

    with closing(Endpoint(settings.llm)) as endpoint:
        offered = endpoint.models()
    if settings.llm.model not in offered:
        raise ServiceError(
            f"Expected {settings.llm.base_url} to serve {settings.llm.model!r},"
            f" it serves {', '.join(offered) or 'nothing'}."
        )
    return f"the built-in language rules, and {settings.llm.model} for what they miss"


def _next_place(settings: Settings) -> str | None:
    """The server, where one is set, has to serve the model that is set, else the one that ships."""
    if settings.next_poi is None and settings.next_poi_server is None:
        return None
    from tools.next_poi.checkpoint import SHIPPED, Checkpoint
    from tools.next_poi.client import Client
    from tools.next_poi.light import LightEngine

    checkpoint = Checkpoint.load(settings.next_poi or SHIPPED)
    LightEngine(checkpoint)
    if settings.next_poi_server is None:
        return f"{checkpoint.name}, in this process"
    with closing(Client(settings.next_poi_server, checkpoint)) as server:
        server.check()
    return f"{checkpoint.name} at {settings.next_poi_server}, else in this process"


def _memory(settings: Settings) -> str:
    from agents.embedding import local_embedder
    from agents.memory.storage import open_store

    with open_store(settings.memory):
        return f"{settings.memory}, by meaning as {local_embedder().name} sees it"


def _conversations(settings: Settings) -> str:
    if settings.postgres is not None:
        from agents.threads.postgres import connected

        connected(settings.postgres.get_secret_value()).close()
        return "the PostgreSQL database that is set"
    _writable(settings.data)
    return str(settings.threads)


def _writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SettingsError(f"data: cannot write to {folder}: {error.strerror}.") from error


def _cities(settings: Settings) -> str | None:
    from tools.catalogue import Catalogue
    from tools.catalogue.cities import catalogue_files

    told = []
    for path in catalogue_files(settings.catalogues):
        with Catalogue.open(path) as store:
            told.append(f"{store.city.name} ({store.count()} places)")
    return f"{', '.join(told)}, then the cities that ship" if settings.catalogues else None


def _travel(settings: Settings) -> str | None:
    """Any answer of the router counts, for nobody knows which ways are on its map."""
    if settings.router is None:
        return None
    import httpx

    try:
        httpx.get(settings.router.partition("+")[2], timeout=PATIENCE)
    except httpx.HTTPError as error:
        raise ServiceError(f"The router {settings.router} does not answer: {error}.") from error
    return settings.router


def _search(settings: Settings) -> str:
    """The search is compiled once on each machine, and each time that it changes."""
    from planner.jit import is_compiled

    return "compiled loops" if is_compiled() else "loops that the first plan compiles, in a minute"


def lines(loaded: Loaded, checks: Sequence[Check]) -> Iterator[str]:
    """The findings for a reader: what is set and from where, then what each part uses."""
    if loaded.origins:
        yield "Settings"
        for name, (value, origin) in shown(loaded).items():
            yield f"  {name} = {value}  ({origin})"
    else:
        yield f"No settings: {loaded.file} is not there, and no variable is set."
    yield ""
    yield "What is used"
    for check in checks:
        yield f"  {check.part + ':':<15}{check.uses}"
        if check.fault is not None:
            yield from (f"  {'':<15}! {line}" for line in check.fault.splitlines())


def shown(loaded: Loaded) -> dict[str, tuple[str, str]]:
    """Name of each setting that was set -> its value, secrets hidden, and where it was set."""
    found = {}
    for key in keys():
        if key.name in loaded.origins:
            value: Any = loaded.settings
            for part in key.path:
                value = getattr(value, part)
            found[key.name] = (_told(value), loaded.origins[key.name])
    return found


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
