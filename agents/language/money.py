"""Atoms of money (m): a sum, or two between which it lies, with its currency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agents.language.numbers import AMOUNT, amount
from agents.language.text import Atom

if TYPE_CHECKING:
    from agents.language.text import Text


class Money(NamedTuple):
    """A sum of money; ``low`` is below ``high`` where a range was named, ``last`` said last."""

    low: float
    high: float
    currency: str
    last: float


_SIGNS = {
    r"us ?\$": "USD", r"a\$|au\$": "AUD", r"c\$|ca\$": "CAD", r"\$": "USD", "€": "EUR", "£": "GBP",
    "¥|￥": "JPY", "₩": "KRW", "₹": "INR",
}  # fmt: skip
_NAMES = {
    "euros?|eur|€": "EUR", "us dollars?|dollars?|usd|bucks|\\$": "USD",
    "pounds?(?: sterling)?|gbp|quid|£": "GBP", "yen|jpy|¥": "JPY",
    "yuan|rmb|cny|renminbi|kuai": "CNY", "danish (?:kroner|crowns)|kroner|dkk|kr": "DKK",
    "swedish (?:kronor|crowns)|kronor|sek": "SEK", "norwegian (?:kroner|crowns)|nok": "NOK",
    "swiss francs?|francs?|chf": "CHF", "australian dollars?|aud": "AUD",
    "canadian dollars?|cad": "CAD", "won|krw": "KRW", "rupees?|inr": "INR",
    "zlotys?|pln": "PLN",
}  # fmt: skip
#: What a sign or word that several countries share is taken for, said when it is.
_SHARED = {"$": "US dollars", "¥": "Japanese yen", "kr": "Danish kroner"}
_SIGN = "|".join(_SIGNS)
_NAME = "|".join(_NAMES)
_TO = r" ?(?:-|to|and(?= ?[\d€$£])|or) ?"
_BEFORE = re.compile(
    rf"(?<![\w.])(?P<sign>{_SIGN}) ?(?P<low>{AMOUNT})(?P<k1> ?k\b)?"
    rf"(?:{_TO}(?:{_SIGN})? ?(?P<high>{AMOUNT})(?P<k2> ?k\b)?)?"
    rf"(?: (?P<word>thousand|million|grand)\b)?(?: (?:{_NAME})(?!\w))?"
)
_AFTER = re.compile(
    rf"(?<![\w.])(?:(?P<low>{AMOUNT})(?P<k1> ?k\b)?(?: ?(?:{_NAME}))?{_TO})?"
    rf"(?P<high>{AMOUNT})(?P<k2> ?k\b| thousand\b| grand\b)?-? ?(?P<name>{_NAME})(?!\w)"
)
_CODE = re.compile(
    r"(?<!\w)(?P<name>eur|usd|gbp|dkk|jpy|cny|rmb|chf|sek|nok|aud|cad) "
    rf"(?P<high>{AMOUNT})(?P<k2> ?k\b)?"
)
_SCALE = {"thousand": 1e3, "grand": 1e3, "million": 1e6}


def mark_money(text: Text) -> None:
    """Every sum with a currency becomes an atom."""
    text.replace(_BEFORE, lambda match: _signed(match, text))
    text.replace(_AFTER, lambda match: _named(match, text))
    text.replace(_CODE, lambda match: _named(match, text))


def _signed(match: re.Match[str], text: Text) -> Atom:
    scale = _SCALE.get(match["word"] or "", 1)
    low, high = _range(match["low"], match["k1"], match["high"], match["k2"])
    return _money(low * scale, high * scale, _code(match["sign"], _SIGNS), match["sign"], text)


def _named(match: re.Match[str], text: Text) -> Atom:
    groups = match.groupdict()
    low, high = _range(groups.get("low"), groups.get("k1"), match["high"], match["k2"])
    return _money(low, high, _code(match["name"], _NAMES), match["name"], text)


def _range(one: str | None, k1: str | None, two: str | None, k2: str | None) -> tuple[float, float]:
    """Two sums, or one twice; ``2-3k`` are thousands both."""
    values = [amount(n) * (1000 if k else 1) for n, k in ((one, k1), (two, k2)) if n]
    if len(values) == 2 and k2 and not k1 and values[0] < values[1] / 500:
        values[0] *= 1000
    return values[0], values[-1]


def _money(low: float, high: float, code: str, written: str, text: Text) -> Atom:
    if written in _SHARED:
        text.assume(f"{written!r} is taken to be {_SHARED[written]}.")
    return Atom("m", Money(min(low, high), max(low, high), code, high))


def _code(written: str, table: dict[str, str]) -> str:
    return next(code for regex, code in table.items() if re.fullmatch(regex, written))
