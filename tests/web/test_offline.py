"""手机那一边的页面: contact, receiving, stopping; what is loaded and what it may say; the papers' twins."""

import base64
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.work.offline import commands
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Handset, Parcel
from lianxin.work.visits.models import Visit
from lianxin.work.writings.models import Writing
from tests.conftest import NOON
from tests.web.world import LATER
from tests.work.offline_scenes import DIARY, VISIT, Phone, phone_of

MOST_LOADED = 100_000
SYNC = "/offline/sync/"


@pytest.fixture
def phone(town, monkeypatch: pytest.MonkeyPatch) -> Phone:
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    return phone_of(town)


@pytest.fixture
def browser(town, phone) -> Client:
    here = {"X-Handset": phone.handset.client_key, "Host": "localhost"}
    client = Client(headers=here, raise_request_exception=False)
    client.force_login(town.people["officer"])
    return client


def envelope(phone: Phone, *items: commands.Sent, **more: Any) -> dict[str, Any]:
    """What the page sends."""
    told = [{"id": one.number, "seq": one.seq, "key": one.key_code, "sealed": base64.b64encode(one.sealed).decode()}
            for one in items]  # fmt: skip
    now = int(LATER.timestamp() * 1000)
    return {"items": told, "first": 1, "waiting": len(told), "keys": [phone.key.code], "now": now, **more}


def sent(browser: Client, body: Any) -> Any:
    return browser.post(SYNC, body if isinstance(body, bytes) else json.dumps(body), content_type="application/json")


class TestSending:
    def test_answers_for_each_and_twice_alike(self, browser, phone):
        body = envelope(phone, phone.item(), phone.item("diary", DIARY), phone.item(version=9))

        first, again = sent(browser, body), sent(browser, body)

        told = first.json()
        assert [one["state"] for one in told["answers"]] == ["applied", "applied", "to_check"]
        assert told["answers"] == again.json()["answers"] and again.json()["counts"] == {"arrived": 3, "to_check": 1}
        assert Visit.objects.count() == 1 and Parcel.objects.count() == 3
        assert "sentence" not in first.content.decode() and VISIT["note"] not in first.content.decode()
        assert first["Cache-Control"] == "no-store"

    def test_says_when_the_phones_clock_is_a_year_off(self, browser, phone):
        for off in (365, -365):
            now = int((LATER + timedelta(days=off)).timestamp() * 1000)
            answer = sent(browser, envelope(phone, phone.item(), now=now))
            assert answer.json()["answers"][0]["state"] == "to_check"

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_the_index_with_three_and_with_ten(
        self, browser, phone, django_assert_max_num_queries
    ):
        sent(browser, envelope(phone, *[phone.item(version=9) for _each in range(3)]))
        browser.get("/offline/")
        with django_assert_max_num_queries(40) as few:
            browser.get("/offline/")
        sent(browser, envelope(phone, *[phone.item(version=9) for _each in range(7)]))
        with django_assert_max_num_queries(40) as many:
            assert browser.get("/offline/").content.decode().count("/offline/parcels/") == 10
        assert len(few) == len(many)


GARBAGE: dict[str, Any] = {
    "nothing": b"", "no text": b"\xff\xfe\x00", "half of it": b'{"items": [{"id": "', "a list": b"[1, 2]",
    "no items": {}, "items that are none": {"items": "x", "keys": []}, "deep": b"[" * 100_000, "a number": b"1e999",
    "an item that is none": {"items": [7], "keys": [], "first": 1, "waiting": 0, "now": 0},
    "a nul in the number": {"items": [{"id": "\0" * 32, "seq": 1, "key": "0" * 16, "sealed": "AAAA"}], "keys": []},
    "a path for a key": {"items": [{"id": "a" * 32, "seq": 1, "key": "../../secret_key", "sealed": "AAAA"}], "keys": []},
    "no place in the row": {"items": [{"id": "a" * 32, "seq": 2**40, "key": "0" * 16, "sealed": "AAAA"}], "keys": []},
    "a truth for a number": {"items": [], "keys": [], "first": True, "waiting": 0, "now": 0},
    "no base 64": {"items": [{"id": "a" * 32, "seq": 1, "key": "0" * 16, "sealed": "²²²"}], "keys": []},
    "an empty one": {"items": [{"id": "a" * 32, "seq": 1, "key": "0" * 16, "sealed": ""}], "keys": []},
    "far too long": {"items": [{"id": "a" * 32, "seq": 1, "key": "0" * 16, "sealed": "A" * 200_000}], "keys": []},
    "too many": {"items": [{}] * 21, "keys": []},
    "keys that are none": {"items": [], "keys": ["x", None], "first": 1, "waiting": 0, "now": 0},
    "the same twice": {"items": [{"id": "a" * 32, "seq": 1, "key": "0" * 16, "sealed": "AAAA"}] * 2, "keys": []},
}  # fmt: skip


class TestGarbage:
    def test_is_refused_with_a_sentence_and_leaves_nothing(self, browser):
        answers = {what: sent(browser, body) for what, body in GARBAGE.items()}

        assert len(answers) >= 19 and {what for what, one in answers.items() if one.status_code != 400} == set()
        assert all(re.search("[\u4e00-\u9fff]{4}", one.json()["refused"]) for one in answers.values())
        assert not Parcel.objects.exists()

    def test_that_can_be_read_but_not_opened_is_kept(self, browser, phone):
        item = {"id": "a" * 32, "seq": 1, "key": "0" * 16, "sealed": base64.b64encode(b"x" * 99).decode()}

        answer = sent(browser, envelope(phone) | {"items": [item]})

        assert answer.json()["answers"] == [{"id": "a" * 32, "state": "to_check"}]


class TestContact:
    def test_gives_the_owner_a_token_and_writes_nothing(self, browser, phone):
        before = Handset.objects.values().get()

        answer = browser.get("/offline/contact/")

        assert answer.status_code == 200 and answer.json()["csrf"] and Handset.objects.values().get() == before

    @pytest.mark.parametrize("path", ["/offline/contact/", SYNC])
    def test_turns_away_who_is_not_the_owner(self, town, phone, path):
        other = Client(headers={"X-Handset": phone.handset.client_key})
        method = other.get if path.endswith("contact/") else other.post
        assert method(path).status_code == 302  # to log in: what is sealed stays on the phone until then
        other.force_login(town.people["clerk"])

        assert method(path).status_code == 403 and "别人名下" in method(path).json()["refused"]

    def test_clears_a_phone_that_was_stopped_whoever_holds_it(self, town, browser, phone):
        commands.revoke(handset=phone.handset, by=town.officer, at=NOON)

        stolen = Client(headers={"X-Handset": phone.handset.client_key})
        for client, method, path in ((browser, "get", "/offline/contact/"), (stolen, "get", "/offline/contact/"),
                                     (browser, "post", SYNC)):  # fmt: skip
            answer = getattr(client, method)(path)
            assert (answer.status_code, answer["Clear-Site-Data"]) == (401, '"*"')

    def test_clears_the_phone_of_somebody_whose_account_was_stopped(self, town, phone):
        from lianxin.base.orgs import commands as orgs

        orgs.disable_person(person=town.people["officer"], by=town.admin, at=NOON)

        assert Client(headers={"X-Handset": phone.handset.client_key}).get("/offline/contact/").status_code == 401

    @pytest.mark.parametrize(("host", "secure", "taken"), [
        ("testserver", False, False), ("testserver", True, True), ("localhost", False, True), ("127.0.0.1", False, True),
    ])  # fmt: skip
    def test_is_taken_from_nobody_by_plain_http(self, town, browser, phone, host, secure, taken):
        there = {"headers": {"host": host}, "secure": secure}
        told = {"number": "f" * 32, "name": "备用机"}
        answers = [
            browser.post("/offline/handsets/new/", told, **there),
            browser.post(SYNC, envelope(phone, phone.item()), content_type="application/json", **there),
        ]

        assert [answer.status_code == 200 for answer in answers] == [taken] * 2
        if not taken:
            assert all("https" in answer.json()["refused"] for answer in answers) and not Parcel.objects.exists()

    def test_registers_a_phone_by_a_number_of_chance_and_a_name(self, town, browser):
        for number, name, status in (
            ("x", "我的", 400),
            ("e" * 32, " ", 409),
            ("e" * 32, "备用机", 200),
            ("e" * 32, "z", 200),
        ):
            assert browser.post("/offline/handsets/new/", {"number": number, "name": name}).status_code == status
        made = Handset.objects.get(name="备用机")
        assert (made.client_key, made.person, made.home) == ("e" * 32, town.people["officer"], town.qingshui)
        fields = {field.name for field in Handset._meta.get_fields()} - {"parcels"}
        assert not fields & {"model", "number", "agent", "ip", "imei", "place"}


def loaded(browser: Client) -> dict[str, int]:
    """Everything the first opening of the page loads, by its address, as bytes before any compression."""
    page = browser.get("/offline/app/")
    found = {"/offline/app/": len(page.content)}
    linked = set(re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js|svg|png|webmanifest))"', page.content.decode()))
    worker = browser.get("/offline/app/worker.js")
    linked |= {"/offline/app/worker.js", *re.findall(r'"(/[^"]+)"', worker.content.decode())}
    linked |= {one["src"] for one in browser.get("/offline/app/manifest.webmanifest").json()["icons"]}
    for url in linked - {"/offline/", "/offline/app/"}:
        file = finders.find(url.removeprefix("/static/")) if url.startswith("/static/") else None
        found[url] = Path(file).stat().st_size if file else len(browser.get(url).content)
    return found


class TestThePage:
    def test_loads_at_most_a_hundred_kilobytes_all_told(self, browser):
        found = loaded(browser)

        assert len(found) >= 11 and all(found.values()), found
        assert sum(found.values()) <= MOST_LOADED, found

    def test_is_the_same_for_everybody_and_says_nothing_of_anybody(self, town, browser, phone):
        other = Client()
        other.force_login(town.people["worker"])
        first, second = (client.get("/offline/app/").content.decode() for client in (browser, other))

        assert first == second
        assert not re.search("csrf|李青|石小桥|清水|石桥|sessionid", first)
        worker = browser.get("/offline/app/worker.js")
        assert worker["Content-Type"].startswith("text/javascript") and "李青" not in worker.content.decode()

    def test_lets_no_browser_remember_a_field(self, browser):
        text = browser.get("/offline/app/").content.decode()

        fields = re.findall(r"<(?:input|textarea|select|form)\b[^>]*>", text)
        assert len(fields) > 20 and all('autocomplete="off"' in one for one in fields)
        forms = re.findall(r"<form\b[^>]*>", text)
        assert len(forms) == 6 and all('method="dialog"' in one for one in forms)  # never into an address
        assert "data-lx-keep" not in text and "page.js" not in text
        for name in ("offline.js", "offline_box.js", "offline_worker.js"):
            script = Path(finders.find(name)).read_text("utf-8")
            assert not re.search(
                r"localStorage|sessionStorage|pushState|replaceState|document\.cookie|location\.hash", script
            )
            assert not re.search(
                r"\?\.|\?\?|replaceChildren|requestSubmit|\.at\(|navigator\.geolocation|userAgent", script
            )

    def test_offers_the_forms_themselves_where_there_is_no_secure_line(self, browser):
        text = browser.get("/offline/app/").content.decode()
        plain = re.search(r'data-lx-part="plain".*?</section>', text, re.DOTALL)

        assert plain and "不能离线记录" in plain[0]
        links = re.findall(r'href="([^"]+)"', plain[0])
        assert len(links) == 4 and all(browser.get(link).status_code == 200 for link in links)

    def test_is_refused_to_who_records_nothing(self, town):
        client = Client()
        client.force_login(town.people["auditor"])
        assert {client.get(f"/offline/{path}").status_code for path in ("", "app/", "app/worker.js")} == {403}


class TestMending:
    @pytest.mark.thorough
    def test_shows_the_writer_what_he_wrote_and_enters_it_as_mended(self, browser, phone):
        sent(browser, envelope(phone, phone.item(values={**VISIT, "on": "2027-11-02"})))
        url = reverse("offline:parcel", args=[Parcel.objects.get().code])
        page = browser.get(url).content.decode()
        assert VISIT["note"] in page and "2027-11-02" in page and "今天之后" in page
        assert "今天之后" in browser.get("/today/").content.decode()

        assert "不能晚于今天" in browser.post(url, {**VISIT, "on": "2027-11-02"}).content.decode()
        assert browser.post(url, {**VISIT, "on": "11.2"}).status_code == 302

        assert Visit.objects.get().on.isoformat() == "2026-11-02" and Parcel.objects.get().state == "applied"
        assert browser.get(url).status_code == 200 and browser.post(url, VISIT).status_code == 200
        assert Visit.objects.count() == 1

    def test_shows_and_takes_whatever_a_phone_may_have_sealed(self, browser, phone):
        odd = {"note": "\ud800\0\u202e王", "on": ["x"], "kind": {}, "household": 7, "group": "二组\x07"}
        items = [phone.item(values=odd), phone.item("diary", {**DIARY, "text": "\0"}, after="\0" * 32)]

        assert [one["state"] for one in sent(browser, envelope(phone, *items)).json()["answers"]] == ["to_check"] * 2

        for parcel in Parcel.objects.all():
            page = browser.get(reverse("offline:parcel", args=[parcel.code]))
            assert page.status_code == 200 and "\0" not in page.content.decode()
        assert "二组" in browser.get(reverse("offline:parcel", args=[Parcel.objects.get(seq=1).code])).content.decode()

    def test_hides_a_diary_from_who_manages_phones_who_may_set_it_aside(self, town, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: LATER)
        phone = phone_of(town, "worker")
        [parcel] = phone.sends(phone.item("diary", DIARY, version=9))
        manager = Client()
        manager.force_login(town.people["officer"])
        url = reverse("offline:parcel", args=[parcel.code])

        page = manager.get(url).content.decode()
        assert "只有记录人自己能看" in page and DIARY["text"] not in page
        assert manager.post(reverse("offline:set_aside", args=[parcel.code]), {"reason": "重复"}).status_code == 302
        stranger = Client()
        stranger.force_login(town.people["stranger"])
        assert stranger.get(url).status_code == 404


class TestPaper:
    @pytest.mark.parametrize("form", [code for code, kind in KINDS.items() if not kind.refers])
    def test_has_a_twin_of_every_form_with_a_way_back_to_the_screen(self, browser, form):
        page = browser.get(f"/offline/paper/{form}/?household=AB12CD34&size=a5")

        text, kind = page.content.decode(), KINDS[form]
        assert all(str(box.label) in text for box in kind.boxes) and "AB12CD34" in text
        assert page.context["url"] == f"http://localhost/offline/enter/{form}/?v={kind.version}&household=AB12CD34"
        assert f'd="{page.context["qr"].path}"' in text and "李青" not in page.context["url"]
        assert browser.get(page.context["url"]).status_code == 200

    def test_typed_in_by_a_clerk_counts_for_who_went(self, town, browser):
        url = "/offline/enter/visit/?v=0"
        page = browser.get(url)
        assert "旧版" in page.content.decode()
        key = page.context["form"].initial["entry_key"]
        given = {**VISIT, "people": "唐山河", "entry_key": key}

        assert "没有叫" in browser.post(url, {**given, "people": "沙中金"}).content.decode()
        assert [browser.post(url, given).status_code for _each in range(2)] == [302, 302]

        made = Visit.objects.get()
        assert [one.person for one in made.people.all()] == [town.people["leader"]]
        assert made.recorded_by == town.people["officer"]

    def test_of_a_diary_is_typed_in_by_its_writer_alone(self, browser):
        page = browser.get("/offline/enter/diary/")

        assert "people" not in page.context["form"].fields
        assert browser.post("/offline/enter/diary/", {**DIARY, "people": "唐山河"}).status_code == 302
        assert Writing.objects.get().person.name == "李青"
