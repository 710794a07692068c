"""From what was said of money to the budget and the most a room may cost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tools.currency import rate
from tools.exporters.wording import money

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: Share of what a plan costs that one which is too dear may cost.
CHEAPER = 0.8


def settle_money(out: Outcome) -> None:
    """Set ``budget`` and ``lodging.max_nightly``; what is per person or day is multiplied out."""
    said = out.all("budget")
    if "new" in out.all("let_go"):
        _let_go(out, said)
        return
    if out.last("cheaper") and not said:
        _cheaper(out)
    if not said:
        return
    before = out.before("budget") or {}
    named = next(
        (v["currency"] for v in reversed(said) if v["currency"] and v["for"] == "total"), None
    )
    currency: str | None = named or next(
        (v["currency"] for v in said if v["currency"]), before.get("currency")
    )
    budget: dict[str, Any] = {}
    for value in said:
        amount = value["amount"]
        if currency is not None and value["currency"] not in (None, currency):
            amount = round(amount * rate(value["currency"], currency), 2)
            out.assumptions.append(
                f"{money(value['amount'], value['currency'])} is counted as "
                f"{money(amount, currency)}."
            )
        if value["for"] == "lodging" and "night" in value["per"]:
            _nightly(out, amount, value.get("low"))
            continue
        if "low" in value:
            out.assumptions.append(
                f"Of {value['low']:g} to {value['amount']:g} the higher counts as the limit."
            )
        amount = _multiplied(out, amount, value, currency)
        if "more" in value:
            amount = max(0.0, (before.get("total") or 0.0) + value["more"] * amount)
        budget[value["for"]] = amount
        if value["for"] == "total" and "low" in value and not value["per"]:
            budget["least"] = value["low"]
    told = {"least"} if "total" in budget else set[str]()
    kept = {key: v for key, v in before.items() if v is not None and key not in told}
    merged = {**kept, **budget} | ({"currency": currency} if currency else {})
    if budget or (currency and currency != before.get("currency")):
        out.request["budget"] = merged


def _cheaper(out: Outcome) -> None:
    """Cap the total below what the plan costs now."""
    costs = out.context.costs
    if costs is None:
        out.beyond.append("What the plan costs is not known: say how much it may cost.")
        return
    total = float(round(CHEAPER * costs.total))
    out.assumptions.append(
        f"{out.said('cheaper')!r} is taken as at most {money(total, costs.currency)} in all."
    )
    kept = {key: v for key, v in (out.before("budget") or {}).items() if v is not None}
    if kept.get("currency", costs.currency) != costs.currency:
        kept = {}
    out.request["budget"] = {**kept, "currency": costs.currency, "total": total}


def _nightly(out: Outcome, most: float, least: float | None) -> None:
    """Set what a room may cost a night; a new limit goes before an older and higher least."""
    wish = out.request.setdefault("lodging", {})
    wish["max_nightly"], wish["min_nightly"] = most, least


def _let_go(out: Outcome, said: list[dict[str, Any]]) -> None:
    """Take no account of the limit just set; of one set before, where none was."""
    out.assumptions.append(f"{out.said('let_go')!r}: what was asked for before stands.")
    standing = out.standing
    if said or standing is None or not re.search(r"forget|drop|ignore|lift", out.said("let_go")):
        return
    if re.search(r"night|hotel|room", out.said("let_go")):
        out.request["lodging"] = {"max_nightly": None, "min_nightly": None}
    elif standing.budget is not None and standing.budget.total is not None:
        out.request["budget"] = {**out.before("budget"), "total": None, "least": None}


def _multiplied(out: Outcome, amount: float, value: dict[str, Any], currency: str | None) -> float:
    """A sum per person or day as one for the whole party and trip, the arithmetic said."""
    factors = []
    if "person" in value["per"]:
        party = out.request.get("party") or out.before("party")
        factors.append((party["adults"] + party["seniors"] + len(party["children"]), "people"))
    if {"day", "night", "meal"} & set(value["per"]):
        nights = "night" in value["per"]
        stops = out.request.get("destinations") or (
            out.before("destinations") if out.standing else []
        )
        known = bool(stops) and all("nights" in stop for stop in stops)
        count = sum(stop["nights"] for stop in stops) if known else 2
        factors.append((count if nights else count + 1, "nights" if nights else "days"))
    if "meal" in value["per"]:
        factors.append((len(out.request.get("meals") or out.before("meals")), "meals a day"))
    if not factors:
        return float(amount)
    total = float(amount)
    for number, _ in factors:
        total *= number
    steps = " x ".join(f"{number} {what}" for number, what in factors)
    code = currency or ""
    out.assumptions.append(
        f"{amount:g} {code} x {steps} = {total:g} {code}.".replace(" .", ".").replace("  ", " ")
    )
    return total
