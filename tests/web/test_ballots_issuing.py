"""领凭据的页面: the roll, the letters, the window; a browser takes a credential and votes with it weeks later."""

import base64
import re
import secrets
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.pure import blind
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, credentials
from lianxin.work.ballots.models import CallBack, PollBox, Roll, RollEntry
from tests.conftest import NOON
from tests.web.more_doors import ballots_blind as halls
from tests.work import ballot_scenes as plain
from tests.work import blind_scenes as scenes

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """`clock(days)`: what the day is; three days after the town was set up to begin with."""
    settings.SERVED_SECURELY, settings.SESSION_COOKIE_NAME = True, "__Host-lx_session"  # as LIANXIN_HTTPS=1 has them
    cache.clear()
    now = [LATER]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])

    def set_to(at):
        now[0] = at

    return set_to


@pytest.fixture
def officer(client, town):
    client.force_login(town.people["officer"])
    return client


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def words(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def take(client, box, **who):
    """What the script of the page does."""
    page = words(post(client, "public:credential", box.code, **who)) if "letter" in who else words(
        client.get(reverse("public:credential", args=[box.code]))
    )  # fmt: skip
    key = blind.public_of(base64.b64decode(re.search(r'data-key="([^"]+)"', page)[1]))
    message = blind.prepare(secrets.token_bytes(32))
    hidden, inverse = blind.blind(key, message)
    told = post(client, "public:issue", box.code, blinded=credentials.packed(hidden), **who).json()
    if "refused" in told:
        return told["refused"]
    return credentials.text_of(message, blind.finalize(key, message, credentials.unpacked(told["signature"]), inverse))


class TestTheWholeWay:
    @pytest.mark.thorough
    def test_goes_from_the_roll_over_the_letter_to_the_vote(self, town, officer, clock):
        box = scenes.prepared(town)
        lines = "姓名\t单位\n" + "\n".join(f"{n}\t评议人{n}\t石桥村" for n in range(1, 7))
        assert post(officer, "ballots:roll", box.code, 0, lines=lines).status_code == 302
        table = SimpleUploadedFile(
            "名册.csv", "姓名,单位\n".encode() + b"".join(f"基层{n},柳湾村\n".encode() for n in range(5))
        )
        assert post(officer, "ballots:roll", box.code, 1, table=table).status_code == 302
        for place in (0, 1):
            assert post(officer, "ballots:fix_roll", box.code, place).status_code == 302
        assert post(officer, "ballots:window", box.code, opens_on="11.4", closes_on="11.6").status_code == 302
        assert post(officer, "ballots:publish_keys", box.code).status_code == 302
        letters = words(post(officer, "ballots:letters", box.code, 1))
        codes = re.findall(r'class="code">([0-9A-Z ]{14})<', letters)
        assert len(codes) == 5 and "基层0" in letters

        clock(scenes.IN_WINDOW)
        cache.clear()
        assert f"/public/credential/{box.code}/" in words(Client().get(reverse("public:vote")))
        token = take(Client(), box, letter=codes[0])
        assert "已经领过" in take(Client(), box, letter=codes[0])
        assert "已领" in words(post(Client(), "public:credential", box.code, letter=codes[0]))
        assert "未领" in words(post(Client(), "public:credential", box.code, letter=codes[1]))

        clock(scenes.AFTER_WINDOW)
        officer.force_login(town.people["officer"])
        assert "领凭据的时间是" in take(Client(), box, letter=codes[2])
        assert post(officer, "ballots:end_issuing", box.code).status_code == 302
        clock(scenes.VOTING)
        commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.VOTING)
        sheet = words(post(Client(), "public:ballot", box.code, token=token))

        assert "服务态度" in sheet and "基层单位" in sheet
        done = words(post(Client(), "public:ballot", box.code, token=token, step="send", **{"a-q1": "satisfied"}))
        assert "回执" in done
        box.refresh_from_db()
        assert boxes.turnout(box) == {"g1": {"screen": 1}}

    def test_lets_an_official_take_his_by_his_account(self, town, officer, clock):
        box = scenes.issuing(town)
        entry = RollEntry.objects.get(person=town.people["officer"])
        clock(scenes.IN_WINDOW)
        officer.force_login(town.people["officer"])

        assert credentials.check(box, "g0", take(officer, box, entry=entry.pk))
        stranger = Client()
        stranger.force_login(town.people["stranger"])
        answer = post(stranger, "public:issue", box.code, entry=entry.pk, blinded="AAAA")
        assert answer.status_code == 400 and "signature" not in answer.json()

    def test_shows_no_office_who_took_one_and_no_count_before_the_end(self, town, officer, clock):
        box = scenes.issuing(town)
        before = words(officer.get(reverse("ballots:roll", args=[box.code, 0])))
        clock(scenes.IN_WINDOW)
        officer.force_login(town.people["officer"])
        scenes.credential(box, scenes.roll_of(box).entries.last())
        commands.issue  # noqa: B018  (the deed that was done)

        after = words(officer.get(reverse("ballots:roll", args=[box.code, 0])))

        strip = re.compile(r'打印时间[^<]*|csrfmiddlewaretoken" value="[^"]*"')
        assert strip.sub("", before) == strip.sub("", after)


class TestAPlainAddress:
    def test_says_that_it_cannot_and_signs_nothing(self, town, settings, clock):
        box = scenes.issuing(town)
        code = commands.print_letters(box=box, group="g0", by=town.officer, at=NOON)[0].code
        settings.SERVED_SECURELY = False
        clock(scenes.IN_WINDOW)

        page = words(post(Client(), "public:credential", box.code, letter=code))

        assert "不是 HTTPS" in page and "data-lx-issue-form" not in page
        assert post(Client(), "public:issue", box.code, letter=code, blinded="AAAA").status_code == 400
        assert "data-lx-issue-form" in words(Client(SERVER_NAME="localhost").post(
            reverse("public:credential", args=[box.code]), {"letter": code}
        ))  # fmt: skip

    def test_cannot_prepare_either(self, town, officer, settings):
        box = scenes.prepared(town)
        settings.SERVED_SECURELY = False

        assert "HTTPS" in words(post(officer, "ballots:window", box.code, opens_on="11.4", closes_on="11.6"))
        assert "HTTPS" in words(officer.get(reverse("ballots:rolls", args=[box.code])))


class TestTheRollsPage:
    @pytest.mark.parametrize(("data", "sentence"), [
        ({}, "三种办法请选一种"), ({"lines": "甲", "unit": "清水镇"}, "三种办法请选一种"), ({"lines": "姓名 单位"}, "没有读到姓名"),
        ({"unit": "月球"}, "没有叫"),
    ])  # fmt: skip
    def test_says_what_is_wrong_with_a_list(self, town, officer, data, sentence):
        box = scenes.prepared(town)

        assert sentence in words(post(officer, "ballots:roll", box.code, 0, **data))
        assert not Roll.objects.exists()

    def test_takes_the_staff_of_a_unit(self, town, officer):
        box = scenes.prepared(town)

        post(officer, "ballots:roll", box.code, 0, unit="清水镇", is_below="on")

        assert set(RollEntry.objects.values_list("person__username", flat=True)) == {
            "qingshui",
            "qingshui_ld",
            "shiqiao",
            "shiqiao_zz",
        }

    def test_refuses_a_table_that_is_none(self, town, officer):
        box = scenes.prepared(town)
        table = SimpleUploadedFile("名册.xlsx", b"PK\x03\x04 nothing")

        assert post(officer, "ballots:roll", box.code, 0, table=table).status_code == 200
        assert not Roll.objects.exists()


class TestTheCallBack:
    def test_is_drawn_by_the_unit_above_and_tells_counts_alone(self, town, client):
        box = halls.called_back(town)
        client.force_login(town.people["clerk"])
        url = reverse("ballots:call_back", args=[box.code, 0])
        assert client.post(url).status_code == 302

        page = words(client.get(url))

        called = CallBack.objects.get()
        assert len(re.findall(r"<li>(?:评议g0|李青)", page)) == called.drawn == 5
        told = Entry.objects.get(event="call_back.drawn")
        assert (told.detail["seed"], told.detail["digest"]) == (called.seed, called.roll.digest)
        assert "合计" in words(client.post(url, {"took_part": 4, "did_not": 0, "unreached": 0, "disputed": 0}))
        client.post(url, {"took_part": 3, "did_not": 1, "unreached": 1, "disputed": 0})
        after = words(client.get(url))
        assert "回访结果" in after and "评议g0" not in after and "李青" not in after.split("<main")[1]

    def test_is_the_same_for_anyone_who_draws_again_and_cannot_be_drawn_twice(self, town):
        from lianxin.pure.draws import drawn
        from lianxin.work.ballots.commands.rolls import drawn_of
        from lianxin.work.concerns.problems import Unfit

        roll = scenes.roll_of(halls.called_back(town))
        called = commands.draw_call_back(roll=roll, by=town.clerk, at=NOON)

        lines = [entry.line for entry in roll.entries.all()]
        assert [one.line for one in drawn_of(called)] == drawn(called.seed, reversed(lines), 5)
        with pytest.raises(Unfit):
            commands.draw_call_back(roll=roll, by=town.clerk, at=NOON)

    def test_shows_no_name_to_the_unit_that_held_the_poll(self, town, officer):
        box = halls.called_back(town)
        commands.draw_call_back(roll=scenes.roll_of(box), by=town.clerk, at=NOON)

        assert "评议g0" not in words(officer.get(reverse("ballots:call_back", args=[box.code, 0])))


class TestTheHall:
    @pytest.mark.mechanism("M162")
    def test_shows_the_count_of_screen_and_paper_as_it_grows_and_closes_on_the_spot(self, town, officer):
        box = halls.slips(town)
        form = {"place": "清水镇三楼会议室", "chair": "李青", "tellers": "石大山、王长青", "expected_0": 6, "present_0": 4,
                "expected_1": 5, "present_1": 5}  # fmt: skip
        assert post(officer, "ballots:hold_session", box.code, **form).status_code == 302
        codes = commands.print_slips(box=box, group="g0", count=4, by=town.officer, at=LATER)
        commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=LATER)
        wall = words(officer.get(reverse("ballots:read_out", args=[box.code])))
        assert "实到超过应到的半数" in wall and "<svg" in wall
        count = reverse("ballots:session_count", args=[box.code])
        assert officer.get(count).json()["returned"] == 0

        sent = {"step": "send", "token": codes[0], "a-q1": "satisfied"}
        words(post(Client(), "public:ballot", box.code, **sent))
        box.refresh_from_db()
        boxes.cast_papers(box=box, group="g1", ballots=[({"": {"q1": ["fairly"]}}, {})] * 3)

        told = officer.get(count).json()
        assert (told["returned"], told["missing"], told["groups"]["1"]) == (
            4,
            5,
            {"screen": 0, "paper": 3, "missing": 2},
        )
        page = words(officer.get(reverse("ballots:session", args=[box.code])))
        assert "收齐了，当场截止开箱" in page
        plain.settle(box, town.officer, LATER)
        closing = {"first": plain.WORDS[0], "second": plain.WORDS[1]}
        assert post(officer, "ballots:close", box.code, **closing).status_code == 302
        record = words(officer.get(reverse("ballots:session_record", args=[box.code])))
        assert "应到 11 人，实到 9 人；发出 7 张，收回 4 份，未收回 5 份" in record and "共 4 张" in record

    @pytest.mark.parametrize(("present", "goes"), [(5, False), (6, True)])
    def test_goes_on_only_when_more_than_half_came(self, town, officer, present, goes):
        box = halls.slips(town)  # 11 were to come
        post(officer, "ballots:hold_session", box.code, place="会议室", chair="李青", tellers="王长青", expected_0=6,
             present_0=present, expected_1=5, present_1=0)  # fmt: skip

        page = words(officer.get(reverse("ballots:session", args=[box.code])))

        assert ("超过半数，可以进行" in page) is goes and ("没有超过半数" in page) is not goes

    def test_is_no_place_for_a_poll_that_opened_without_it(self, town, officer):
        box = commands.open_box(box=halls.slips(town), passphrases=plain.WORDS, by=town.officer, at=NOON)
        form = {
            "place": "会议室",
            "chair": "李青",
            "tellers": "王长青",
            "expected_0": 6,
            "present_0": 6,
            "expected_1": 5,
            "present_1": 5,
        }

        assert "没有定为现场投票" in words(post(officer, "ballots:hold_session", box.code, **form))
        assert officer.get(reverse("ballots:session_count", args=[box.code])).json()["groups"] == {}

    def test_has_no_room_for_blind_signatures(self, town, officer):
        box = scenes.issuing(town)

        assert officer.get(reverse("ballots:session", args=[box.code])).status_code == 404
        assert PollBox.objects.get(pk=box.pk).is_on_site is False


class TestGarbage:
    @pytest.mark.parametrize("value", ["²", "9" * 5000, "\0", "\u202e王　伟", "x" * 5000, "2024-02-30", "\ud800"])
    def test_is_answered_in_words_and_changes_nothing(self, town, officer, clock, value):
        new, now, hall, over = scenes.prepared(town), scenes.issuing(town), halls.held(town), halls.called_back(town)
        commands.draw_call_back(roll=scenes.roll_of(over), by=town.clerk, at=NOON)
        before = Entry.objects.count()
        pages = [
            ("ballots:roll", [new.code, 0], ("lines", "unit")), ("ballots:window", [new.code], ("opens_on", "closes_on")),
            ("ballots:hold_session", [hall.code], ("place", "chair", "tellers", "expected_0", "present_0")),
            ("ballots:call_back", [over.code, 0], ("took_part", "did_not", "unreached", "disputed")),
            ("public:credential", [now.code], ("letter",)), ("public:issue", [now.code], ("letter", "blinded", "entry")),
        ]  # fmt: skip

        for name, args, fields in pages:
            data = {field: value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for field in fields}
            assert officer.post(reverse(name, args=args), data).status_code < 500

        assert {e.event for e in Entry.objects.order_by("n")[before:]} <= {"roll.entered"}
