"""指标和请求日志: numbers and names of routes; nothing that anybody typed, and nothing at all of a vote."""

import io
import json
import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.web.ui import metering
from lianxin.web.ui.logs import Line
from tests.web import world as worlds
from tests.work.conftest import registered

CANARIES = ("王长青", "13900000001", "510107199001011234", "查无此词")


@pytest.fixture
def lines():
    """The log as the process writes it, line by line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line())
    logging.getLogger().addHandler(handler)
    yield lambda: written.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


class TestTheLog:
    @pytest.mark.thorough
    def test_of_a_walk_over_every_plain_page_names_nothing_typed(self, town, lines):
        client = Client(raise_request_exception=False)
        client.force_login(town.people["clerk"])
        typed = {
            "words": CANARIES[0],
            "name": CANARIES[0],
            "phone": CANARIES[1],
            "q": CANARIES[3],
            "state": CANARIES[2],
        }
        plain = [
            reverse(one.name) for one in worlds.addresses() if not one.arguments and not one.name.startswith("mfa")
        ]
        registered(town)
        for address in plain[::6]:
            client.get(address, typed)
        for address in (f"/concerns/{CANARIES[0]}/", f"/concerns/{CANARIES[1]}/", f"/{CANARIES[0]}/{CANARIES[2]}/"):
            client.get(address)
        client.post("/public/submit/", {"text": CANARIES[3], "name": CANARIES[0], "phone": CANARIES[1]})
        client.post("/accounts/login/", {"login": CANARIES[0], "password": CANARIES[3]})

        said = lines()
        assert len(said) > 20
        for line in said:
            assert not [one for one in CANARIES if one in line or json.dumps(one)[1:-1] in line], line
            assert set(json.loads(line)) >= {"time", "level", "from"}

    def test_has_number_role_route_status_and_milliseconds(self, town, lines):
        client = Client()
        client.force_login(town.people["officer"])
        answer = client.get("/concerns/?words=x")
        client.force_login(town.people["auditor"])
        client.get("/concerns/")

        told = [json.loads(line) for line in lines() if '"route"' in line]
        assert [(one["route"], one["role"], one["status"]) for one in told] == [
            ("concerns:list", "township_clerk", 200), ("concerns:list", "county", 200),
        ]  # fmt: skip
        assert told[0]["id"] == answer["X-Request-ID"] and told[0]["ms"] >= 0
        assert set(told[0]) == {"time", "level", "from", "id", "role", "route", "method", "status", "ms"}

    def test_of_an_error_has_its_kind_and_places_and_the_number_of_the_request(self, town, lines, monkeypatch):
        def breaks(*_args):
            raise ValueError(CANARIES[0])

        monkeypatch.setattr("lianxin.web.ui.middleware.actor_for", breaks)
        client = Client(raise_request_exception=False)
        client.force_login(town.people["clerk"])
        client.get("/today/?name=" + CANARIES[0])

        broken, answered = (json.loads(line) for line in lines()[-2:])
        assert (broken["error"], answered["status"]) == ("ValueError", 500)
        assert any("breaks" in place for place in broken["places"]) and CANARIES[0] not in str(broken)
        assert broken["id"] == answered["id"]

    def test_and_the_counts_know_nothing_of_the_voting_path(self, town, lines):
        before = metering.totals()
        client = Client()
        for address in ("/public/vote/", "/public/vote/nothing/", "/public/answer/", "/public/card/"):
            answer = client.get(address)
            assert "X-Request-ID" not in answer.headers
        client.post("/public/vote/", {"code": "ABCDEFGH"})

        assert [line for line in lines() if '"route"' in line] == [] and metering.totals() == before


class TestTheNumbers:
    def test_are_in_the_form_of_prometheus_and_numbers_alone(self, town):
        Client().get("/public/")
        text = Client().get("/health/metrics/").content.decode()

        sample = re.compile(r'lianxin_[a-z_]+(?:\{[a-z]+="[a-z0-9]+"(?:,[a-z]+="[a-z0-9]+")?\})? [0-9.e+-]+')
        rows = [line for line in text.splitlines() if not line.startswith("# ")]
        assert [line for line in rows if not sample.fullmatch(line)] == []
        names = {re.match(r"\w+", line)[0] for line in rows}
        for name in ("requests_total", "jobs", "job_oldest_seconds", "disk_free_bytes", "clock_behind_seconds",
                     "journal_entries", "workers", "up"):  # fmt: skip
            assert f"lianxin_{name}" in names and f"# TYPE lianxin_{name} " in text, name
        counted = re.search(r'requests_total\{room="public",status="2xx"\} (\d+)', text)
        assert counted and int(counted[1]) >= 1

    def test_are_for_this_machine_or_for_who_has_the_token(self, db, settings):
        assert Client().get("/health/metrics/").status_code == 200
        assert Client().get("/health/metrics/", REMOTE_ADDR="10.1.2.3").status_code == 404
        assert Client().get("/health/metrics/", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
        settings.METRICS_TOKEN = "a-token-for-the-test"
        assert Client().get("/health/metrics/").status_code == 404
        asked = {"authorization": "Bearer a-token-for-the-test"}
        assert Client().get("/health/metrics/", headers=asked, REMOTE_ADDR="10.1.2.3").status_code == 200
        assert Client().get("/health/metrics/", headers={"authorization": "Bearer x"}).status_code == 404

    def test_of_several_processes_are_added_up(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LIANXIN_METERS", str(tmp_path))
        monkeypatch.setattr(metering, "_mine", {})
        metering.count("office", 200, 0.5)
        (tmp_path / "4711").write_bytes(next(tmp_path.iterdir()).read_bytes())

        by, seconds = metering.totals()["office"]

        assert by["2xx"] == 2 and seconds == 1.0
