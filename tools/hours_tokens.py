"""The words and numbers in which people write opening hours, as tokens."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

#: OSM spelling -> how people write it, in lower case without accents.
_DAYS: Final = {
    "Mo": "mo mon monday mondays montag montags lundi lunedi lunes",
    "Tu": "tu tue tues tuesday tuesdays dienstag dienstags mardi martedi martes",
    "We": "we wed weds wednesday wednesdays mittwoch mittwochs mercredi mercoledi miercoles",
    "Th": "th thu thur thurs thursday thursdays donnerstag donnerstags jeudi giovedi jueves",
    "Fr": "fr fri friday fridays freitag freitags vendredi venerdi viernes",
    "Sa": "sa sat saturday saturdays samstag samstags samedi sabato sabado",
    "Su": "su sun sunday sundays sonntag sonntags dimanche domenica domingo",
    "Mo-Su": "daily everyday taglich quotidien",
    "Mo-Fr": "weekdays weekday",
    "Sa-Su": "weekends weekend wochenende",
    "PH": "ph holidays holiday feiertags feiertage",
}
_MONTHS: Final = {
    "Jan": "jan january januar",
    "Feb": "feb february februar",
    "Mar": "mar march marz",
    "Apr": "apr april",
    "May": "may mai",
    "Jun": "jun june juni",
    "Jul": "jul july juli",
    "Aug": "aug august",
    "Sep": "sep sept september",
    "Oct": "oct october oktober",
    "Nov": "nov november",
    "Dec": "dec december dezember",
}
_OTHERS: Final = {
    "off": "off closed geschlossen ferme chiuso cerrado",
    "except": "except ausser sauf excepto",
    "dash": "to till til until through thru bis",
    "comma": "and und et y",
    "skip": "open opens from on the hours uhr hrs von",
}
_MARKS: Final = {"-": "dash", ",": "comma", "&": "comma", "/": "comma"}


class Token(NamedTuple):
    """One piece of the text: what it is, and its OSM spelling."""

    kind: str
    text: str


class Clock(NamedTuple):
    """A time as written.

    Attributes:
        half: "am", "pm" or "" where the text does not say.
        exact: whether it has minutes, an "h" or a half; a bare 9 could be a date.
        padded: whether the hour has a leading zero, which tells of a 24-hour clock.
    """

    hour: int
    minute: int
    half: str
    exact: bool
    padded: bool


def _vocabulary() -> dict[str, Token]:
    words = {
        word: Token(kind, osm)
        for kind, table in (("day", _DAYS), ("month", _MONTHS))
        for osm, spellings in table.items()
        for word in spellings.split()
    }
    signs = {"dash": "-", "comma": ","}
    for kind, spellings in _OTHERS.items():
        words |= {word: Token(kind, signs.get(kind, "")) for word in spellings.split()}
    return words


_WORDS: Final = _vocabulary()
_PHRASES: Final = (
    (re.compile(r"\b24\s*/\s*7"), " allday "),
    (
        re.compile(r"\b(?:open |always )?24\s*(?:hours|hrs|h|stunden)\b(?: (?:a|per) day)?"),
        " allday ",
    ),
    (re.compile(r"\b(?:every day|all week|each day|7 days a week|tous les jours)\b"), " daily "),
    (re.compile(r"\b(?:public|bank|legal|national) holidays?\b"), " ph "),
    (re.compile(r"\b(?:12 )?noon\b"), " 12:00 "),
    (re.compile(r"\b(?:12 )?midnight\b"), " 24:00 "),
)
_TOKEN: Final = re.compile(
    r"""
    (?P<allday>allday)
    | (?P<hour>\d{1,2}) (?:\s?[:.h]\s? (?P<minute>\d{2})(?!\d) | (?P<h>h)\b)?
      (?:\s*(?P<half>[ap])\.?\s?m\b\.?)? (?!\d)
    | (?P<packed>\d{4})(?!\d)
    | (?P<word>[a-z]+)\.?
    | (?P<mark>[-,&/])
    | (?P<end>[;|\n])
    | [\s:()]+
    """,
    re.VERBOSE,
)


def tokens_of(text: str) -> list[Token | Clock] | None:
    """The text in tokens; None at the first piece that is not understood."""
    plain = _plain(text)
    tokens: list[Token | Clock] = []
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        token = _token(match) if match else None
        if match is None or token is None:
            return None
        if not is_kind(token, "skip"):
            tokens.append(token)
        at = match.end()
    return tokens


def is_kind(token: Token | Clock, kind: str) -> bool:
    """Whether it is a token of that kind."""
    return isinstance(token, Token) and token.kind == kind


def _plain(text: str) -> str:
    """Lower case without accents, with one kind of dash, colon and space."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2212~":
        bare = bare.replace(dash, "-")
    for pattern, word in _PHRASES:
        bare = pattern.sub(word, bare)
    return bare


def _token(match: re.Match[str]) -> Token | Clock | None:
    part = match.groupdict()
    if part["allday"]:
        return Token("times", "00:00-24:00")
    if part["hour"]:
        exact = bool(part["minute"] or part["h"] or part["half"])
        half = f"{part['half']}m" if part["half"] else ""
        padded = part["hour"].startswith("0")
        return Clock(int(part["hour"]), int(part["minute"] or 0), half, exact, padded)
    if part["packed"]:
        return Clock(int(part["packed"][:2]), int(part["packed"][2:]), "", True, True)
    if part["word"]:
        return _WORDS.get(part["word"])
    if part["mark"]:
        kind = _MARKS[part["mark"]]
        return Token(kind, "-" if kind == "dash" else ",")
    return Token("end" if part["end"] else "skip", "")
