"""Rows of a long measurement, kept as they come, so that what was interrupted goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eval.tour.task import Row


class Journal:
    """Rows by what identifies them, in a file of one JSON object a line; or only in memory."""

    def __init__(self, path: Path | None) -> None:
        """Take up the rows of an interrupted measurement, if the file has any."""
        self._path = path
        self._rows: dict[str, Row] = {}
        if path is None or not path.exists():
            return
        whole, _, torn = path.read_text(encoding="utf-8").rpartition("\n")
        if torn:  # the writer was ended in the middle of a row
            path.write_text(f"{whole}\n" if whole else "", encoding="utf-8")
        for line in whole.splitlines():
            kept = json.loads(line)
            self._rows[_key(kept["names"])] = kept["row"]

    def get(self, names: Mapping[str, Any]) -> Row | None:
        """The row of a run that was done."""
        return self._rows.get(_key(names))

    def add(self, names: Mapping[str, Any], row: Row) -> None:
        """Keep a row, on the disk at once."""
        self._rows[_key(names)] = row
        if self._path is not None:
            text = json.dumps({"names": dict(names), "row": row})
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")

    def finish(self) -> None:
        """Remove the file: the report has it all."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _key(names: Mapping[str, Any]) -> str:
    return json.dumps(names, sort_keys=True)
