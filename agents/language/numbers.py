"""Numbers as people write them: 2, two, twenty-one, a couple of, 1.2k, fifteen hundred."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
WORDS = {word: i for i, word in enumerate(_UNITS)} | {
    word: 10 * i for i, word in enumerate(_TENS, 2)
}
ORDINALS = {word: i for i, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
_VAGUE = {
    "a couple of": 2, "couple of": 2, "a couple": 2, "a pair of": 2, "both": 2, "a few": 3,
    "several": 3, "half a dozen": 6, "a dozen": 12, "a": 1, "an": 1, "single": 1,
}  # fmt: skip
_SCALE = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}

_UNIT = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:{_TEN})(?:[-\x20](?:{_UNIT}))?|{_UNIT}"
#: A small whole number, in digits or words.
COUNT = (
    rf"\d{{1,3}}(?![\d.,]*\d)|{_SMALL}|a couple of|couple of|a pair of|a few|several"
    r"|half a dozen|a dozen"
)
#: As ``COUNT``, or an article that counts for one.
ONE = rf"{COUNT}|an?|single"
#: A number of any size.
AMOUNT = (
    r"\d{1,3}(?:[,.'\u2009]\d{3})+(?:\.\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
    rf"|(?:(?:{_SMALL}|a|half a) (?:hundred|thousand|grand|million)(?: and)?)"
    rf"(?: (?:{_SMALL})(?: hundred(?: and)?)?)*|{_SMALL}"
)
#: The number of a day of the month, or of a trip.
ORDINAL = (
    rf"\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[-\x20](?:{'|'.join(_ORDINALS[:9])})"
    rf"|{'|'.join(sorted(ORDINALS, key=len, reverse=True))}"
)


def count(text: str) -> int:
    """The value of a text that ``ONE`` matches."""
    text = " ".join(text.split())
    return _VAGUE[text] if text in _VAGUE else round(amount(text))


def amount(text: str) -> float:
    """The value of a text that ``AMOUNT`` matches."""
    text = " ".join(text.split())
    if text[0].isdigit():
        return _digits(text)
    total, part = 0.0, 0.0
    for word in re.findall(r"[a-z]+", text):
        if word in _SCALE:
            part = (part or 1) * _SCALE[word]
            total, part = (total + part, 0.0) if _SCALE[word] >= 1000 else (total, part)
        elif word == "half":
            part = 0.5
        elif word in WORDS:
            part += WORDS[word]
        elif word == "a":
            part = part or 1
    return total + part


def _digits(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.'\u2009]\d{3})+(?:\.\d{1,2})?", text):
        whole, point, cents = text.partition(".") if text.count(".") == 1 and "," in text else (
            text, "", "")  # fmt: skip
        return float(re.sub(r"\D", "", whole) + (f".{cents}" if point else ""))
    return float(text.replace(",", "."))


def ordinal(text: str) -> int:
    """The value of a text that ``ORDINAL`` matches."""
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    *tens, last = re.split(r"[-\x20]", text)
    return sum(WORDS[word] for word in tens) + ORDINALS[last]
