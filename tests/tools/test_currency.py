"""Exchange rates from the dated table."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UnknownNameError
from tools.currency import RateTable, default_rates, rate

CODES = st.sampled_from(sorted(default_rates().per_euro))


def test_rates_are_units_of_the_target() -> None:
    """One euro is 7.46 kroner, and two kroner a quarter of what eight are."""
    table = RateTable(dt.date(2026, 1, 1), {"EUR": 1.0, "DKK": 7.5, "USD": 1.25}, estimated=True)
    assert table.rate("EUR", "DKK") == 7.5
    assert table.rate("USD", "DKK") == 6.0
    assert table.rate("DKK", "DKK") == 1.0


@given(CODES, CODES, CODES)
def test_rates_are_consistent(a: str, b: str, c: str) -> None:
    """There and back is one, and a detour through a third currency costs nothing."""
    assert rate(a, b) * rate(b, a) == pytest.approx(1)
    assert rate(a, b) * rate(b, c) == pytest.approx(rate(a, c))


def test_the_table_says_what_it_is() -> None:
    """It is dated, marked as an estimate, and holds some forty currencies."""
    table = default_rates()
    assert table.estimated
    assert table.as_of == dt.date(2026, 1, 1)
    assert len(table.per_euro) >= 40
    assert all(value > 0 for value in table.per_euro.values())


@pytest.mark.parametrize("code", ["XXX", "", "dkk"])
def test_an_unknown_currency_is_named(code: str) -> None:
    """The error names the code and suggests what is near, for either side."""
    for pair in ((code, "EUR"), ("EUR", code), (code, code)):
        with pytest.raises(UnknownNameError, match="currency") as caught:
            rate(*pair)
        assert caught.value.name == code
    with pytest.raises(UnknownNameError, match="Did you mean 'DKK'"):
        rate("EUR", "dkk")
