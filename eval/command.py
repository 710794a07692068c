"""What every measurement has alike on the command line: its name, ``--out``, and the report."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents import console

if TYPE_CHECKING:
    from collections.abc import Mapping


def parser_of(name: str, description: str | None) -> argparse.ArgumentParser:
    """A parser of ``wayplan eval NAME`` that has ``--out``."""
    parser = argparse.ArgumentParser(
        prog=f"wayplan eval {name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=writable, metavar="FILE", help="write the report, as JSON")
    return parser


def writable(text: str) -> Path:
    """A path that a report can be written to, told before the measuring begins.

    Raises:
        SettingsError: it is a folder, or lies in none.
    """
    path = Path(text)
    console.check_writable(path)
    return path


def positive(text: str) -> int:
    """A whole number above 0."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, got {text!r}")
    return number


def write(report: Mapping[str, Any], out: Path | None) -> None:
    """Write a report as JSON to a file, if there is one to write to.

    Raises:
        SettingsError: the file cannot be written.
    """
    if out is not None:
        console.write(json.dumps(report, indent=1, ensure_ascii=False) + "\n", out)
