"""``wayplan export``: plans on file, in other formats; refusals, standard streams, alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents.console import Exit
from planner.errors import UnknownNameError
from tests.agents.harness import infeasible, refused, wayplan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.agents.harness import FakeApp

BEGINS = {
    "ics": "BEGIN:VCALENDAR\r\n",
    "gpx": "<?xml",
    "kml": "<?xml",
    "geojson": "{",
    "html": "<!DOCTYPE html>",
    "md": "# Lumen",
    "json": "{",
}


@pytest.mark.parametrize("suffix", BEGINS)
def test_the_name_of_the_file_says_the_format(
    suffix: str, fake: FakeApp, plan_file: Path, tmp_path: Path
) -> None:
    """Each format is written to a file of its kind, and standard output stays empty."""
    out = tmp_path / f"trip.{suffix}"
    done = wayplan("export", plan_file, "--out", out)
    assert (done.exit_code, done.stdout) == (Exit.DONE, "")
    assert out.read_bytes().decode().startswith(BEGINS[suffix])


def test_a_dash_is_standard_output(fake: FakeApp, plan_file: Path) -> None:
    """``--out -`` and none at all are the same; text is the usual format."""
    assert wayplan("export", plan_file, "--out", "-").stdout.startswith("Lumen: 4 to 5 June 2026\n")
    assert wayplan("export", plan_file).stdout == wayplan("export", plan_file, "--out", "-").stdout
    page = wayplan("export", "-", "--format", "html", stdin=plan_file.read_text()).stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "open 0" in page or "open 1" in page


def test_alarms_are_asked_for(fake: FakeApp, plan_file: Path) -> None:
    """A calendar rings the minutes before that were asked for, else not at all."""
    assert "VALARM" not in wayplan("export", plan_file, "--format", "ics").stdout
    assert "TRIGGER:-PT20M" in wayplan("export", plan_file, "--format", "ics", "--alarm", 20).stdout


def test_without_its_catalogue_a_plan_is_still_written(fake: FakeApp, plan_file: Path) -> None:
    """It lacks opening hours, and standard error says why."""
    fake.error = UnknownNameError("city", "lumen")
    done = wayplan("export", plan_file, "--format", "html")
    assert done.exit_code == Exit.DONE
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stderr == "Without opening hours: Unknown city 'lumen'.\n"


@pytest.mark.parametrize("format", ["ics", "gpx", "kml", "geojson"])
def test_a_refusal_is_told_beside_the_nearest_plan(
    format: str, fake: FakeApp, tmp_path: Path
) -> None:
    """A format for plans alone holds the nearest plan; why it is not the plan, stderr says."""
    source = tmp_path / "refusal.json"
    source.write_text(infeasible().model_dump_json(), encoding="utf-8")
    done = wayplan("export", source, "--format", format)
    assert done.exit_code == Exit.INFEASIBLE
    assert "City Museum" in done.stdout
    assert done.stderr.splitlines() == [
        "No plan can grant every wish.",
        "This cannot be granted: at most 5 EUR. The cheapest bed costs 100 EUR.",
        "The nearest plan is written.",
    ]
    bare = infeasible().model_copy(update={"nearest": None})
    source.write_text(bare.model_dump_json(), encoding="utf-8")
    done = wayplan("export", source, "--format", format, "--out", tmp_path / "trip")
    assert done.exit_code == Exit.INFEASIBLE
    assert done.stderr.endswith("Nothing is written.\n")
    assert not (tmp_path / "trip").exists()


def test_a_new_plan_goes_straight_into_a_calendar(fake: FakeApp, tmp_path: Path) -> None:
    """``plan`` writes every format that ``export`` does."""
    out = tmp_path / "trip.ics"
    done = wayplan("plan", "--city", "lumen", "--start", "2026-06-04", "--out", out)
    assert done.exit_code == Exit.DONE
    assert "SUMMARY:City Museum" in out.read_text(encoding="utf-8")


def test_what_cannot_be_exported_is_refused(fake: FakeApp, plan_file: Path, tmp_path: Path) -> None:
    """An unknown format and a file that is no plan end with a line that says so."""
    refused(wayplan("export", plan_file, "--format", "docx"), "--format", "geojson", "'docx'")
    other = tmp_path / "other.json"
    other.write_text('{"days": 3}', encoding="utf-8")
    refused(wayplan("export", other), "days")
