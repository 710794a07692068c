"""Times of day as the benchmark writes them: ``HH:MM``, up to 24:00 and beyond."""

from __future__ import annotations

import re

DAY = 24 * 60
_FORM = re.compile(r"\d{2}:\d{2}", re.ASCII)


def minutes(text: object) -> int | None:
    """Minutes after midnight; None where it is not a time."""
    if not isinstance(text, str) or _FORM.fullmatch(text) is None:
        return None
    return int(text[:2]) * 60 + int(text[3:])


def clock(after_midnight: int) -> str:
    """``HH:MM`` of minutes after midnight."""
    return f"{after_midnight // 60:02d}:{after_midnight % 60:02d}"
