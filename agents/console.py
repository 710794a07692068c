"""Where the command line meets the machine: files, standard streams, progress, exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperGroup

from planner.errors import RequestError, ServiceError, SettingsError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agents.settings import Colours
    from tools.importers import Progress

#: Name that stands for standard input.
STDIN = "-"


class Exit(IntEnum):
    """What the exit code of ``wayplan`` says."""

    DONE = 0
    VIOLATIONS = 1
    USAGE = 2
    INFEASIBLE = 3
    SERVICE = 4
    INTERRUPTED = 130


class Commands(TyperGroup):
    """Turns what a user can mend into a message and an exit code; all else goes on as it is."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command of ``ctx``."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise _ended(str(error), Exit.USAGE) from error
        except ServiceError as error:
            raise _ended(str(error), Exit.SERVICE) from error
        except KeyboardInterrupt as error:
            raise _ended("interrupted", Exit.INTERRUPTED) from error


def _ended(message: str, code: Exit) -> typer.Exit:
    say(f"wayplan: {message}")
    return typer.Exit(code)


class Screen(NamedTuple):
    """How text is to be laid out on standard output."""

    width: int
    colour: bool


#: How text is laid out where no terminal shows it.
PAPER = Screen(80, False)


def screen(colours: Colours) -> Screen:
    """Width of standard output, 80 columns in a pipe, and whether it is written to in colours.

    Args:
        colours: ``auto`` has them on a terminal, unless ``NO_COLOR`` is set.
    """
    from rich.console import Console

    console = Console()
    seen = console.is_terminal and not console.no_color
    return Screen(console.width, seen if colours == "auto" else colours == "always")


def say(text: str) -> None:
    """Write a line to standard error, which leaves standard output to the answer."""
    print(text, file=sys.stderr)


def read_text(source: str) -> str:
    """Read a text file, or standard input where ``source`` is ``-``.

    Raises:
        RequestError: there is no such file, it cannot be read, or it is not UTF-8.
    """
    name = "standard input" if source == STDIN else source
    try:
        raw = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(
            f"{name} is not a text file: expected UTF-8, got byte {error.start} wrong."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RequestError(f"Cannot read {name}: {reason}.") from error


def read_object(source: str) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        RequestError: as ``read_text``, or it is not JSON, or not an object.
    """
    name = "standard input" if source == STDIN else source
    text = read_text(source)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RequestError(f"{name} is not JSON: {where}: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{name} is not JSON that can be read: {error}.") from error
    if not isinstance(data, dict):
        raise RequestError(f"{name}: expected a JSON object, got {type(data).__name__}.")
    return data


def check_writable(out: Path | None) -> None:
    """Refuse a path nothing can be written to, before any work is done for it.

    Raises:
        SettingsError: it is a folder, or lies in none.
    """
    if out is None:
        return
    if out.is_dir():
        raise SettingsError(f"--out: expected a file, got the folder {out}.")
    if not out.parent.is_dir():
        raise SettingsError(f"--out: there is no folder {out.parent}.")


def folder(path: Path) -> Path:
    """The folder, made where there is none.

    Raises:
        SettingsError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"Cannot keep anything in {path}: {error.strerror}.") from error
    return path


def write(text: str, out: Path | None) -> None:
    """Write an answer to standard output, or to a file, all of it or nothing.

    Raises:
        SettingsError: the file cannot be written.
    """
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        os.replace(draft, out)
    except OSError as error:
        raise SettingsError(f"--out: cannot write {out}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def planning(doing: str) -> Iterator[Callable[[int, float], None] | None]:
    """Show on a terminal that planning goes on; yields ``on_progress`` of ``plan``."""
    from planner.jit import is_compiled

    if not is_compiled():
        say("First run: compiling the search, once; this takes about a minute.")
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} ...") as status:
        yield lambda rounds, points: status.update(
            f"{doing} ... round {rounds}, {points:.1f} points"
        )


@contextmanager
def waiting(doing: str) -> Iterator[None]:
    """Show on a terminal that something goes on."""
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} ..."):
        yield


@contextmanager
def importing() -> Iterator[Progress | None]:
    """Show a bar for each stage of an import on a terminal; yields its ``progress``."""
    if not sys.stderr.isatty():
        yield None
        return
    from tools.importers.progress import progress_bar

    with progress_bar() as progress:
        yield progress


def never_fail_to_print() -> None:
    """Print a question mark for a letter that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def version() -> str:
    """Version of the distribution that is installed."""
    from importlib import metadata

    try:
        return metadata.version("wayplan")
    except metadata.PackageNotFoundError:
        return "(run from its sources, not installed)"
