"""Identifiers and dates for features whose source states none."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

from tools.names import fold

if TYPE_CHECKING:
    from pathlib import Path


def made_up_ref(name: str, kind: str, lat: float, lon: float) -> str:
    """An identifier that stays the same as long as name, kind and position (to a metre) do."""
    digest = hashlib.sha256(f"{name}|{kind}|{lat:.5f}|{lon:.5f}".encode()).hexdigest()[:8]
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60]
    return f"{plain or 'place'}-{digest}"


def safe_ref(text: str) -> str:
    """A source's own identifier in the letters that place ids allow."""
    return re.sub(r"[^a-z0-9._:/-]+", "-", text.strip().lower())[:100].strip("-")


def file_date(path: Path) -> dt.date:
    """The day on which the file was last written, in UTC."""
    return dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date()
