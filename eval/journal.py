"""Rows of a long measurement, kept as they come, so that what was interrupted goes on.

Rows of other code are of no use: the file begins with a stamp of the code that wrote it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]


class Journal:
    """Rows by what identifies them, in a file of one JSON object a line; or only in memory."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """Take up the rows of an interrupted measurement, if the file has any of this stamp."""
        self._path = path
        self._rows: dict[str, Row] = {}
        if path is None:
            return
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        head, *lines = text.splitlines(keepends=True) or [""]
        first = json.dumps({"stamp": stamp}) + "\n"
        # The last line may be torn where the writer was ended in the middle of it.
        kept = [line for line in lines if line.endswith("\n")] if head == first else []
        path.write_text("".join([first, *kept]), encoding="utf-8")
        for line in kept:
            entry = json.loads(line)
            self._rows[_key(entry["names"])] = entry["row"]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def get(self, names: Mapping[str, Any]) -> Row | None:
        """The row of a run that was done."""
        return self._rows.get(_key(names))

    def add(self, names: Mapping[str, Any], row: Row) -> None:
        """Keep a row, on the disk at once."""
        self._rows[_key(names)] = row
        if self._path is not None:
            text = json.dumps({"names": dict(names), "row": row}, ensure_ascii=False)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")

    def finish(self, kept: Path | None = None) -> None:
        """Remove the file, as the report has it all; or give it the name ``kept``."""
        if self._path is None:
            return
        if kept is not None:
            os.replace(self._path, kept)
        else:
            self._path.unlink(missing_ok=True)


def code_stamp(*packages: str) -> str:
    """A digest of the code of some packages, each a folder such as ``planner`` or ``eval/tour``."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in packages:
        for file in sorted((root / package).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _key(names: Mapping[str, Any]) -> str:
    return json.dumps(names, sort_keys=True)
