"""同时: the same form ten times at once becomes one record (R3); LIANXIN_AT_ONCE different ones are all accepted (R4)."""

import os
import threading
import time

import pytest

from tests.durability import people, places
from tests.durability.databases import hurt_place
from tests.durability.server import Server
from tests.measured import measured

DOUBLES, TIMES = int(os.environ.get("LIANXIN_DOUBLES", "4")), 10
AT_ONCE = int(os.environ.get("LIANXIN_AT_ONCE", "40"))
DISPUTE = {"unit": "石桥村", "origin": "screened", "type": "water", "text": "水往低处的院子里灌。", "place": "三组",
           "found_on": "2026-10-02", "applicant": "王长青", "applicant_phone": "13900000001", "respondent": "李小四"}  # fmt: skip
COUNTED = """
from lianxin.project.starting import start_django
start_django()
from lianxin.base.journal.models import Entry
from lianxin.work.disputes.models import Dispute
print(Dispute.objects.count(), Entry.objects.filter(event="dispute.recorded").count())
"""
pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def hurt(county, tmp_path_factory):
    place, more = hurt_place(county, tmp_path_factory.mktemp("at-once"))
    with Server(place, **more) as server:
        yield server, place, more


def all_at_once(number: int, deed) -> list[people.Answer]:
    """So many people press the button in the same moment."""
    gate, answers = threading.Barrier(number), [people.Answer(-1)] * number

    def press(who: int) -> None:
        gate.wait()
        answers[who] = deed(who)

    threads = [threading.Thread(target=press, args=(who,)) for who in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_same_form_sent_ten_times_at_once_becomes_one_record_and_one_receipt(hurt):
    server, place, more = hurt
    seen = people.Seen()
    for turn in range(DOUBLES):
        person = people.Person(server.port, seen, f"10.2.{turn}.1")
        person.ask("GET", "/public/submit/")
        body = people.urlencode({**people.matter(f"d{turn}"), "csrfmiddlewaretoken": person.token})
        alike = [people.Person(server.port, seen, f"10.2.{turn}.{n}") for n in range(TIMES)]
        for one in alike:
            one.cookies = dict(person.cookies)

        answers = all_at_once(
            TIMES, lambda who, alike=alike, body=body: alike[who].ask("POST", "/public/submit/", body)
        )

        assert [one.status for one in answers] == [302] * TIMES
        shown = {receipt_of(one) for one in alike}
        assert len(shown) == 1 and "" not in shown, "whichever answer the browser takes, it shows the one receipt"

    found = places.found_in(place, **more)
    assert {f"d{turn}" for turn in range(DOUBLES)} <= set(found["concerns"])
    assert found["half"] == [] and found["codes"] and seen.unclear == []


def test_an_office_form_without_a_key_of_its_own_sent_ten_times_at_once_becomes_one_record(hurt):
    server, place, more = hurt
    seen, soon = people.Seen(), time.monotonic() + 120
    person = people.Person(server.port, seen, "10.5.0.1")
    person.come_in("shiqiao", "Lianxin-2026", soon)
    for turn in range(DOUBLES):
        person.ask("GET", "/disputes/new/")
        body = people.urlencode({**DISPUTE, "title": f"排水沟走向{turn}", "csrfmiddlewaretoken": person.token})
        alike = [people.Person(server.port, seen, f"10.5.{turn}.{n}") for n in range(TIMES)]
        for one in alike:
            one.cookies = dict(person.cookies)

        answers = all_at_once(TIMES, lambda who, alike=alike, body=body: alike[who].ask("POST", "/disputes/new/", body))

        assert [one.status for one in answers] == [302] * TIMES
        assert len({one.where for one in answers}) == 1 and answers[0].where.startswith("/disputes/of/")
    assert places.python(COUNTED, env=places.environment(place, **more)).split() == [str(DOUBLES), str(DOUBLES)]


def receipt_of(person: people.Person) -> str:
    """The code and the secret as the page of the receipt shows them."""
    text = person.ask("GET", "/public/receipt/").text
    return " ".join(part.split("<")[0] for part in text.split('class="slip-code">')[1:])


def test_people_who_all_press_the_button_in_one_moment_are_all_answered(hurt):
    server, place, more = hurt
    seen = people.Seen()
    crowd = [people.Person(server.port, seen, f"10.3.{n // 10}.{n % 10}") for n in range(AT_ONCE)]
    first = people.Person(server.port, seen, "10.3.255.1")
    first.ask("GET", "/public/submit/")
    for one in crowd:
        one.cookies, one.token = dict(first.cookies), first.token
    seen.seconds.clear()
    began = time.monotonic()

    answers = all_at_once(AT_ONCE, lambda who: crowd[who].until_answered(
        "/public/submit/", people.matter(f"c{who}"), time.monotonic() + 120))  # fmt: skip

    took = time.monotonic() - began
    assert [one.status for one in answers] == [302] * AT_ONCE
    assert not [status for status in seen.statuses if status >= 500]
    found = places.found_in(place, **more)
    assert {f"c{who}" for who in range(AT_ONCE)} <= set(found["concerns"])
    assert found["half"] == [] and found["codes"] and found["sound"] == "ok"
    waits = sorted(seen.seconds)
    measured(f"{AT_ONCE} in {took:.1f} s, p95 {waits[int(len(waits) * 0.95) - 1]:.1f} s, {dict(seen.statuses)}")
