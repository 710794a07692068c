"""The commands of the next-place model: what they ask for, and how they refuse."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from agents.whereto import outlook
from tests.agents.harness import refused, wayplan
from tests.tools.next_poi.conftest import write_town
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.catalogue import Catalogue
from tools.next_poi.checkpoint import SHIPPED
from tools.next_poi.mask import closed_places
from tools.next_poi.predictor import NEW_CITY
from tools.next_poi.training.data import Columns, index_rows, read_rows
from tools.next_poi.visits import kilometres
from tools.world import CatalogueWorld

ROOT = Path(__file__).parents[2]
NIGHT = dt.datetime(2027, 4, 2, 22, 45)
NAMES = {"user": "who", "place": "where", "category": "kind", "time": "utc", "outing": "trip"}


def test_train_prints_and_keeps_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file with columns of its own to a checkpoint whose card names that file."""
    recipe = pytest.importorskip("tools.next_poi.training.recipe")
    pytest.importorskip("lightgbm")
    from tests.tools.next_poi.test_training import TOWN_PLAN

    monkeypatch.setattr(recipe, "Plan", lambda seed, threads, device: TOWN_PLAN)
    town, out = write_town(tmp_path / "town.csv", 0, 28), tmp_path / "model"
    columns = [f"--column={kind}={name}" for kind, name in NAMES.items()]
    columns += ["--column=lat=lat", "--column=lon=lon", "--column=local=local"]
    result = wayplan("train", "--checkins", town, "--out", out, *columns)
    assert result.exit_code == 0, result.output
    assert "all: samples" in result.stdout
    manifest = json.loads((out / "manifest.json").read_text())
    assert list(manifest["files"]) == ["town.csv"]
    assert manifest["figures"]["all"]["acc@1"] > 0.5


def test_train_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    """An absent file, and a column of no known kind, are told by name."""
    out = ("--out", tmp_path / "model")
    refused(wayplan("train", "--checkins", tmp_path / "none.csv", *out), "none.csv")
    town = write_town(tmp_path / "town.csv", 0, 2)
    refused(wayplan("train", "--checkins", town, *out, "--column", "who=x"), "'who=x'")


def test_serve_refuses_what_it_cannot_start(tmp_path: Path) -> None:
    """No checkpoint, no interpreter, and one without vLLM: each is told in a line."""
    rows = read_rows(
        write_town(tmp_path / "town.csv", 0, 3),
        Columns("who", "where", "kind", "lat", "lon", "utc", "local", "trip"),
    )
    folder = tmp_path / "model"
    folder.mkdir()
    write_checkpoint(folder, index_rows(rows))
    python = ("--vllm-python", tmp_path / "python")
    refused(wayplan("serve", tmp_path / "nowhere", *python), "nowhere")
    refused(wayplan("serve", folder, *python), "Cannot start vLLM")
    (tmp_path / "python").write_text(f"#!{sys.executable}\nraise SystemExit('no vllm here')\n")
    (tmp_path / "python").chmod(0o755)
    result = wayplan("serve", folder, *python)
    assert result.exit_code == 4
    assert "no vllm here" in result.stderr


#: Stands for an interpreter with vLLM: it is healthy at once, and leaves its process id behind.
STAND_IN = """#!{python}
import http.server, os, pathlib, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
pathlib.Path({pid!r}).write_text(str(os.getpid()))
port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer(("127.0.0.1", port), Healthy).serve_forever()
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_no_server_outlives_the_command(tmp_path: Path, end: signal.Signals) -> None:
    """Either signal ends both, even where the shell that started the command ignores SIGINT."""
    python, pid = tmp_path / "python", tmp_path / "pid"
    python.write_text(STAND_IN.format(python=sys.executable, pid=str(pid)))
    python.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code += "from eval.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(SHIPPED), "--port", str(port)]
    command += ["--vllm-python", str(python)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        assert serving.stdout.readline().strip().endswith(f"http://127.0.0.1:{port}/v1")
        serving.send_signal(end)
        assert serving.wait(30) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_next_lists_what_is_open_and_near(tmp_path: Path) -> None:
    """Nothing on the list is shut at that hour, and it begins near the place just visited."""
    with Catalogue.starter("kyoto") as store:
        places = {f"{place.name} ({place.category.value})": place for place in store.places()}
        shut = {
            name
            for name, place in places.items()
            if closed_places(CatalogueWorld({"kyoto": store}), [place.id], NIGHT)[0]
        }
    here = sorted(places.values(), key=lambda place: place.lon)[len(places) // 20]
    asked = ("next", "--city", "kyoto", "--at", f"{NIGHT:%Y-%m-%dT%H:%M}", "--count", "8")
    (tmp_path / "visits.csv").write_text(
        f"place,category,time\n{here.id},,2027-04-02T22:15+09:00\n"
    )
    plain = wayplan(*asked).stdout.splitlines()
    walked = wayplan(*asked, "--visits", tmp_path / "visits.csv").stdout.splitlines()
    assert len(plain) == len(walked) == 8
    assert not shut & {*plain, *walked}

    def away(lines: list[str]) -> float:
        found = [places[line] for line in lines]
        lats, lons = np.array([(place.lat, place.lon) for place in found]).T
        return float(kilometres(here.lat, here.lon, lats, lons).mean())

    assert away(walked) < away(plain)


def test_next_begins_from_a_few_words() -> None:
    """Of a newcomer who likes gardens gardens come sooner; words that say nothing are refused."""
    asked = ("next", "--city", "kyoto", "--at", "2027-04-02T11:00", "--count", "1000")

    def gardens(*more: str) -> float:
        lines = wayplan(*asked, *more).stdout.splitlines()
        return float(np.mean([i for i, line in enumerate(lines) if line.endswith("(garden)")]))

    assert gardens("--like", "I love gardens") < gardens()
    answer = wayplan(*asked, "--like", "whatever")
    refused(answer, "such as 'art and quiet parks', got 'whatever'")


def test_next_ranks_a_city_that_the_model_does_not_know(tmp_path: Path) -> None:
    """With a checkpoint of another town the law of attraction answers, and says so."""
    rows = read_rows(
        write_town(tmp_path / "town.csv", 0, 3),
        Columns("who", "where", "kind", "lat", "lon", "utc", "local", "trip"),
    )
    folder = tmp_path / "model"
    folder.mkdir()
    checkpoint = write_checkpoint(folder, index_rows(rows))
    with Catalogue.starter("kyoto") as store:
        found = outlook(store, NIGHT.replace(tzinfo=ZoneInfo("Asia/Tokyo")), [], checkpoint, [])
    assert len(found.places) > 20
    assert found.source == NEW_CITY
