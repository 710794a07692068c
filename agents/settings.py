"""Settings: from one TOML file and the environment, which nothing else in the project reads.

The file is the one that ``WAYPLAN_CONFIG`` names, else ``~/.config/wayplan/config.toml``
(``XDG_CONFIG_HOME`` counts). Every setting is also a variable, which goes before the file:
``llm.base_url`` is ``WAYPLAN_LLM_BASE_URL``; an empty one counts as not set. ``docs/settings.md``
lists them all, ``wayplan doctor`` tells which hold and from where.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, Field, SecretStr, ValidationError

from planner.errors import SettingsError
from planner.model import CurrencyCode, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX = "WAYPLAN_"
#: Names the file; no setting of its own.
CONFIG = f"{PREFIX}CONFIG"
Url = Annotated[str, Field(pattern=r"^https?://[^/\s]+")]
RouterUrl = Annotated[
    str,
    Field(pattern=r"^(osrm|valhalla)\+https?://[^/\s]+", description="osrm+URL or valhalla+URL"),
]
Seconds = Annotated[float, Field(gt=0, le=600)]
Colours = Literal["auto", "always", "never"]


class LlmSettings(Record):
    """A language model behind an OpenAI-compatible address.

    Attributes:
        base_url: usually ends in ``/v1``.
        model: as the server calls it.
        api_key: never shown.
        temperature: 0 answers alike each time; some hosted models take none but 1.
        timeout: seconds to wait for the server to begin, or to go on, answering.
        deadline: seconds that a turn may wait for the model, all attempts together.
        calls: most requests of one turn.
        tokens: most tokens of all answers of one turn.
        retries: further attempts of a request that failed for want of the server.
        answer_kb: most kilobytes of one answer.
        reword: whether it also words what changed in a plan; that costs a request each turn.
    """

    base_url: Url
    model: str = Field(min_length=1)
    api_key: SecretStr | None = None
    temperature: float = Field(default=0.0, ge=0, le=2)
    timeout: Seconds = 20.0
    deadline: Seconds = 45.0
    calls: int = Field(default=4, ge=1, le=100)
    tokens: int = Field(default=4_000, ge=100, le=1_000_000)
    retries: int = Field(default=1, ge=0, le=5)
    answer_kb: int = Field(default=128, ge=1, le=10_000)
    reword: bool = False


class Settings(Record):
    """What Wayplan is set to.

    Attributes:
        data: folder of what is kept: conversations and memory.
        user: whose profile and memory count.
        catalogues: imported cities, files or folders of them.
        currency: in which prices are told, and of a budget that names none.
        seed: same request and seed, same plan.
        colours: on a terminal; ``auto`` leaves it to the terminal and ``NO_COLOR``.
        router: ``osrm+URL`` or ``valhalla+URL``; without it travel is estimated.
        postgres: address of a PostgreSQL database that keeps conversations instead of ``data``;
            never shown.
        vllm_python: interpreter of the environment that vLLM is installed in.
        next_poi: folder of a model of where people go next: it tells the taste of who gives visits,
            and where one goes on to at the end of a day.
        next_poi_server: address of a vLLM that serves that model; it is asked first.
    """

    data: Path
    user: str = Field(default="me", min_length=1, max_length=100)
    catalogues: tuple[Path, ...] = ()
    currency: CurrencyCode | None = None
    seed: int = Field(default=0, ge=0)
    colours: Colours = "auto"
    router: RouterUrl | None = None
    postgres: SecretStr | None = None
    vllm_python: Path | None = None
    next_poi: Path | None = None
    next_poi_server: Url | None = None
    llm: LlmSettings | None = None

    @property
    def threads(self) -> Path | SecretStr:
        """Where conversations are kept: a file, or the address of a database."""
        return self.data / "threads.db" if self.postgres is None else self.postgres

    @property
    def memory(self) -> Path:
        """Where it is kept what is known of travellers."""
        return self.data / "memory.db"

    def interpreter(self, given: Path | None) -> Path:
        """The interpreter that runs vLLM: that of ``--vllm-python``, else as it is set.

        Raises:
            SettingsError: there is neither.
        """
        python = given or self.vllm_python
        if python is None:
            raise SettingsError("Expected --vllm-python, or the setting vllm_python, got neither.")
        return python


class Key(NamedTuple):
    """One setting: where it stands in a file, and what it is."""

    path: tuple[str, ...]
    type: Any

    @property
    def name(self) -> str:
        """As in messages: ``llm.base_url``."""
        return ".".join(self.path)

    @property
    def variable(self) -> str:
        """The environment variable that goes before the file."""
        return PREFIX + "_".join(self.path).upper()

    @property
    def secret(self) -> bool:
        """Whether its value is never shown."""
        return SecretStr in _parts(self.type)

    @property
    def is_path(self) -> bool:
        """Whether it names files or folders."""
        return Path in _parts(self.type)

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return get_origin(self.type) is tuple


@dataclass(frozen=True)
class Loaded:
    """Settings and where they come from.

    Attributes:
        file: the settings file, which need not exist unless it was named.
        origins: dotted name of each setting that was set -> the file or variable that did.
    """

    settings: Settings
    file: Path
    origins: Mapping[str, str]


class _Given(NamedTuple):
    value: Any
    origin: str


def environment() -> dict[str, str]:
    """What a process that is started from here is handed on."""
    return dict(os.environ)


def load(environ: Mapping[str, str] | None = None, home: Path | None = None) -> Loaded:
    """Read the settings of this machine, or of the environment and home given.

    Raises:
        SettingsError: a line for each setting that is unknown or wrong: file or variable, key,
            what was expected, what was given.
    """
    environ, home = os.environ if environ is None else environ, home or Path.home()
    folders = (("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share"))
    config, data = (Path(environ.get(name) or home / usual) / "wayplan" for name, usual in folders)
    named = environ.get(CONFIG)
    file = _at(named, Path.cwd(), home) if named else config / "config.toml"
    faults: list[str] = []
    given = _of_file(file, home, faults, must=bool(named)) | _of_environment(environ, home, faults)
    if faults:
        raise SettingsError("\n".join(faults))
    settings = _validated({("data",): _Given(data, "default")} | given)
    return Loaded(settings, file, {".".join(path): g.origin for path, g in given.items()})


def keys(model: type[BaseModel] = Settings, above: tuple[str, ...] = ()) -> Iterator[Key]:
    """Every setting there is, in order."""
    for name, field in model.model_fields.items():
        table = next((part for part in _parts(field.annotation) if _is_table(part)), None)
        if table is None:
            yield Key((*above, name), field.annotation)
        else:
            yield from keys(table, (*above, name))


def _parts(annotation: Any) -> tuple[Any, ...]:
    """An annotation and everything it is put together from."""
    return (annotation, *(part for inner in get_args(annotation) for part in _parts(inner)))


def _is_table(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Record)


def _of_file(
    file: Path, home: Path, faults: list[str], *, must: bool
) -> dict[tuple[str, ...], _Given]:
    try:
        tree = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if must:
            faults.append(f"{CONFIG}: there is no file {file}.")
        return {}
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}.")
        return {}
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{file}: expected TOML: {error}.")
        return {}
    known = {key.path: key for key in keys()}
    tables = {path[:-1] for path in known}
    given: dict[tuple[str, ...], _Given] = {}
    for path, value in _leaves(tree, tables):
        name = ".".join(path)
        if path in known:
            given[path] = _Given(_placed(known[path], value, file.parent, home), str(file))
        elif path in tables:
            faults.append(f"{file}: {name}: expected a table, [{name}], got {value!r}.")
        else:
            faults.append(f"{file}: {_unknown(name, [key.name for key in known.values()])}")
    return given


def _leaves(
    tree: Mapping[str, Any], tables: set[tuple[str, ...]], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Paths and values; only the tables that there are settings in are gone into."""
    for name, value in tree.items():
        path = (*above, name)
        if path in tables and isinstance(value, dict):
            yield from _leaves(value, tables, path)
        else:
            yield path, value


def _of_environment(
    environ: Mapping[str, str], home: Path, faults: list[str]
) -> dict[tuple[str, ...], _Given]:
    known = {key.variable: key for key in keys()}
    given: dict[tuple[str, ...], _Given] = {}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name == CONFIG or not environ[name]:
            continue
        if name not in known:
            faults.append(_unknown(name, [*known, CONFIG]))
            continue
        key, value = known[name], environ[name]
        parts = value.split(os.pathsep) if key.is_list else value
        given[key.path] = _Given(_placed(key, parts, Path.cwd(), home), name)
    return given


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return f"{name}: there is no such setting; the nearest is {near[0]}."


def _placed(key: Key, value: Any, base: Path, home: Path) -> Any:
    """Paths made whole: ``~`` is the home, what is relative lies beside its file."""
    if not key.is_path:
        return value
    if isinstance(value, list):
        return [_at(part, base, home) if isinstance(part, str) else part for part in value]
    return _at(value, base, home) if isinstance(value, str) else value


def _at(text: str, base: Path, home: Path) -> Path:
    path = Path(text)
    return home.joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else base / path


def _validated(given: Mapping[tuple[str, ...], _Given]) -> Settings:
    tree: dict[str, Any] = {}
    for path, one in given.items():
        inner = tree
        for part in path[:-1]:
            inner = inner.setdefault(part, {})
        inner[path[-1]] = one.value
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise SettingsError("\n".join(_fault(fault, given) for fault in faults)) from None


def _fault(fault: Any, given: Mapping[tuple[str, ...], _Given]) -> str:
    """One line: where it was set, which setting, what was expected, what was given."""
    secret = {key.path for key in keys() if key.secret}
    path = tuple(part for part in fault["loc"] if isinstance(part, str))
    name = ".".join(map(str, fault["loc"]))
    expected = fault["msg"].removeprefix("Value error, ")
    if path not in given:
        beside = next((g.origin for p, g in given.items() if p[:1] == path[:1]), "settings")
        return f"{beside}: {name}: {expected}."
    value = "what was given" if path in secret else f"{given[path].value!r}"
    return f"{given[path].origin}: {name}: {expected}, got {value}."
