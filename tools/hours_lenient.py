"""A small grammar for opening hours as people write them, rewritten in OSM syntax.

The text becomes tokens; one that is not understood ends the attempt. Between ``;`` and line
breaks, selectors (days, months, public holidays: S), times (B) and closings (``closed``: X or C,
``except``: E) must alternate in a way that has one reading only, as ``S B S B X S`` or ``B S B S``.
Nothing is guessed: ``10-11pm`` or a lone ``9-5`` is refused.
"""

from __future__ import annotations

import re
from typing import Final

from tools.hours_tokens import Clock, Token, is_kind, tokens_of

#: What has one reading. C is a "closed" with a comma or the end after it, and looks back at its
#: days; X looks ahead.
_DAYS_FIRST: Final = re.compile(r"B?(?:S[BC])*([XE]S)?")
_TIMES_FIRST: Final = re.compile(r"(?:BS)+([XE]S)?")
_EXCEPT_INSIDE: Final = "SESB"
_NAME_LIST: Final = re.compile(r"[A-Z]\w+(?:-[A-Z]\w+)?(?:,[A-Z]\w+(?:-[A-Z]\w+)?)*")


def read_lenient(text: str) -> str | None:
    """The text in OSM syntax; None where a word is unknown or it has two readings."""
    tokens = tokens_of(text)
    if tokens is None:
        return None
    rules: list[str] = []
    for segment in _segments(tokens):
        found = _rules(segment)
        if found is None:
            return None
        rules += found
    closings = [rule for rule in rules if rule.endswith(" off")]
    openings = [rule for rule in rules if not rule.endswith(" off")]
    if not openings or any(rule[0].isdigit() for rule in openings[1:]):
        return None
    return "; ".join(openings + closings)


def _segments(tokens: list[Token | Clock]) -> list[list[Token | Clock]]:
    """The tokens between ends of rules, without empty stretches."""
    segments: list[list[Token | Clock]] = [[]]
    for token in tokens:
        if isinstance(token, Token) and token.kind == "end":
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _rules(segment: list[Token | Clock]) -> list[str] | None:
    """The OSM rules of one segment; None where it reads in two ways or none."""
    chunks = _chunks(segment)
    kinds = "".join(kind for kind, _ in chunks)
    texts = [_chunk_text(kind, part) for kind, part in chunks]
    if not kinds or None in texts:
        return None
    if kinds == _EXCEPT_INSIDE:
        return [f"{texts[0]} {texts[3]}", f"{texts[2]} off"]
    days_first = _DAYS_FIRST.fullmatch(kinds)
    shape = days_first or _TIMES_FIRST.fullmatch(kinds)
    if shape is None:
        return None
    alone = 1 if days_first and kinds[0] == "B" else 0
    paired = len(kinds) - (2 if shape[1] else 0)
    if any(_may_be_dates(chunks[i][1], chunks[i + 1][1]) for i in range(alone, paired, 2)):
        return None
    pairs = [(texts[i], texts[i + 1]) for i in range(alone, paired, 2)]
    rules = [f"{a} {b}" if days_first else f"{b} {a}" for a, b in pairs]
    closing = [f"{texts[-1]} off"] if shape[1] else []
    return [str(text) for text in texts[:alone]] + rules + closing


def _may_be_dates(left: list[Token | Clock], right: list[Token | Clock]) -> bool:
    """``December 10-18``: bare numbers beside months alone are as likely days of the month."""
    both = [*left, *right]
    months = any(is_kind(token, "month") for token in both)
    bare = any(isinstance(token, Clock) and not token.exact for token in both)
    return months and bare and not any(is_kind(token, "day") for token in both)


def _chunk_text(kind: str, part: list[Token | Clock]) -> str | None:
    if kind == "S":
        return _selector(part)
    return _times(part) if kind == "B" else "off"


def _chunks(segment: list[Token | Clock]) -> list[tuple[str, list[Token | Clock]]]:
    """Runs of selectors (S) and times (B), and closings; a comma stays with the run before."""
    chunks: list[tuple[str, list[Token | Clock]]] = []
    for token in segment:
        kind = _chunk_kind(token)
        if kind is None:
            if not chunks:
                return []
            chunks[-1][1].append(token)
        elif kind in "SB" and chunks and chunks[-1][0] == kind:
            chunks[-1][1].append(token)
        else:
            chunks.append((kind, [token]))
    last = len(chunks) - 1
    return [
        (
            "C" if kind == "X" and (i == last or len(part) > 1) else kind,
            _without_trailing_comma(part),
        )
        for i, (kind, part) in enumerate(chunks)
    ]


def _chunk_kind(token: Token | Clock) -> str | None:
    if isinstance(token, Clock) or token.kind == "times":
        return "B"
    return {"day": "S", "month": "S", "off": "X", "except": "E"}.get(token.kind)


def _without_trailing_comma(part: list[Token | Clock]) -> list[Token | Clock]:
    last = part[-1]
    return part[:-1] if isinstance(last, Token) and last.kind == "comma" else part


def _selector(part: list[Token | Clock]) -> str | None:
    """Months, then days, as OSM writes them (``Apr-Oct Mo-Fr,PH``); None where they do not fit."""
    kinds = [
        "month" if is_kind(t, "month") else "day"
        for t in part
        if not (is_kind(t, "dash") or is_kind(t, "comma"))
    ]
    months = kinds.count("month")
    if kinds != ["month"] * months + ["day"] * (len(kinds) - months):
        return None
    first_day = next((i for i, t in enumerate(part) if is_kind(t, "day")), len(part))
    runs = [_without_trailing_comma(run) for run in (part[:first_day], part[first_day:]) if run]
    names = [_names(run) for run in runs]
    return None if None in names else " ".join(str(name) for name in names)


def _names(part: list[Token | Clock]) -> str | None:
    """``name[-name][,]...`` joined; a missing comma between two names counts as one."""
    out = ""
    for token in part:
        if not isinstance(token, Token):
            return None
        joined = token.kind in ("dash", "comma") or not out or out[-1] in ",-"
        out += token.text if joined else f",{token.text}"
    return out if _NAME_LIST.fullmatch(out) else None


def _times(part: list[Token | Clock]) -> str | None:
    """``HH:MM-HH:MM,...``; None where a time is alone, or its half of the day cannot be told."""
    if len(part) == 1 and isinstance(part[0], Token):
        return part[0].text
    spans: list[str] = []
    for at in range(0, len(part), 4):
        piece = part[at : at + 4]
        if (
            len(piece) < 3
            or not is_kind(piece[1], "dash")
            or (len(piece) == 4 and not is_kind(piece[3], "comma"))
        ):
            return None
        start, end = piece[0], piece[2]
        span = _span(start, end) if isinstance(start, Clock) and isinstance(end, Clock) else None
        if span is None:
            return None
        spans.append(span)
    return ",".join(spans)


def _span(start: Clock, end: Clock) -> str | None:
    """One span on the 24-hour clock; None where the half of the day is open to doubt."""
    if end.half and not start.half:
        start = _first_half(start, end)
    if bool(start.half) != bool(end.half) and not {(c.hour, c.minute) for c in (start, end)} & {
        (12, 0),
        (24, 0),
    }:
        return None
    opens, closes = _minutes(start), _minutes(end)
    if opens is None or closes is None:
        return None
    if start.half == "am" and start.hour == 12:
        return None  # "12am" as an opening time nearly always means noon
    if not end.half and closes <= opens and opens <= 12 * 60 and not end.padded:
        return None  # "9-5" may be nine to five or nine at night
    return f"{opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"


def _first_half(start: Clock, end: Clock) -> Clock:
    """``9-5pm`` begins in the morning and ``1-5pm`` after noon; ``10-11pm`` is left open."""
    if start.hour > 12 or start.hour == 0:
        return start
    if end.half == "pm" and start.hour != 12 and start.hour >= end.hour and end.hour != 12:
        return start._replace(half="am")
    if end.half == "pm" and (start.hour == 12 or start.hour < 7) and end.hour != 12:
        return start._replace(half="pm")
    return start


def _minutes(clock: Clock) -> int | None:
    """Minutes after midnight; an ending "12am" is 24:00."""
    if clock.minute > 59 or clock.hour > 24 or (clock.half and not 1 <= clock.hour <= 12):
        return None
    if not clock.half:
        return clock.hour * 60 + clock.minute
    hour = clock.hour % 12 + (12 if clock.half == "pm" else 0)
    return (
        (hour or 24) * 60 + clock.minute
        if clock.half == "am" and clock.hour == 12
        else hour * 60 + clock.minute
    )
