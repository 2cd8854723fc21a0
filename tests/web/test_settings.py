"""设置总览: what is missing stands first; a limit is drafted, tried and approved on its pages; a county's settings go along."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal.models import Entry
from lianxin.base.versions import commands
from lianxin.base.versions.carrying import carried
from lianxin.base.versions.models import SettingVersion
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

pytestmark = pytest.mark.django_db
LIMIT = "/setup/settings/of/clock/help_10wd/"
WORDS = "/setup/settings/of/sms/concern.classified/"
CLOCK = {
    "label": "求助", "amount": "3", "unit": "workday", "start_day": "day_zero", "roll_forward": "none", "max_extension": "0",
    "legal_basis": "县政府常务会议纪要", "grade": "M", "enabled": "on", "valid_from": "2027-1-1", "why": "县政府定的",
}  # fmt: skip


@pytest.fixture
def enter(town, monkeypatch):
    """A browser in which one of the cast is logged in; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str = "clerk") -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


class TestTheOverview:
    def test_tells_every_kind_and_what_is_missing_first(self, enter, django_assert_max_num_queries):
        client = enter()
        client.get("/setup/settings/")
        with django_assert_max_num_queries(60):
            page = client.get("/setup/settings/")
        said = words(page)

        rows = re.findall(r"<tr><td>.*?</tr>", page.content.decode(), re.DOTALL)
        missing = ["late-text" in row for row in rows]
        assert len(rows) >= 20 and missing[0] and missing == sorted(missing, reverse=True)
        assert "还没有载入2027年的放假通知" in said and "期限规则" in said and "短信措辞" in said
        assert "设置总览" in words(client.get("/setup/"))

    @pytest.mark.thorough
    @pytest.mark.parametrize("who", ["clerk", "county_leader", "auditor", "admin"])
    def test_leads_only_where_the_post_is_let_in(self, enter, who):
        client = enter(who)
        page = client.get("/setup/settings/").content.decode()
        links = set(re.findall(r'<td><a href="([^"]+)"', page))

        assert links and {url: client.get(url).status_code for url in links} == dict.fromkeys(links, 200)

    def test_tells_what_waits(self, enter, town):
        version = commands.draft(kind="clock", key="help_10wd", value={"amount": 3}, valid_from=date(2027, 1, 1),
                                 why="县政府定的", by=town.clerk, at=NOON)  # fmt: skip
        assert f"求助：第 {version.number} 版草稿" in words(enter().get("/setup/settings/"))


class TestALimit:
    @pytest.mark.mechanism("F140")
    def test_is_drafted_tried_and_approved_by_another_person_on_its_pages(self, enter, town):
        clerk, leader = enter(), enter("county_leader")
        assert "10个工作日" in words(clerk.get(LIMIT))

        page = clerk.post(LIMIT + "change/", CLOCK, follow=True)
        assert "已存成草稿" in words(page) and "还没有试算" in words(page)
        assert "请先试算" in words(clerk.post(LIMIT + "do/submit/", follow=True))
        tried = words(clerk.post(LIMIT + "do/try/", follow=True))
        assert "已试算，什么也没有改" in tried and "没有按这条期限办的诉求" in tried
        clerk.post(LIMIT + "do/submit/")
        assert "批准设置的修改" in words(leader.get("/today/")) and "批准设置的修改" not in words(clerk.get("/today/"))
        assert "批准" not in re.findall(r"<button[^>]*>([^<]+)", clerk.get(LIMIT).content.decode())  # his own
        assert "自己拟的" in words(clerk.post(LIMIT + "do/approve/", follow=True))
        assert "请写明理由" in words(leader.post(LIMIT + "do/send_back/", {"why": "改"}))
        done = words(leader.post(LIMIT + "do/approve/", follow=True))

        assert "第 2 版 2027-01-01 启用" in done and "高远 2026-11-03 批准：县政府定的" in done
        assert clocks.rule("help_10wd", on=date(2027, 1, 1)).rule.amount == 3
        back = clerk.post(LIMIT + "do/withdraw/", {"why": "会上又改了"}, follow=True)
        assert "已撤回" in words(back) and "启用前撤回：会上又改了" in words(back)
        assert clocks.rule("help_10wd", on=date(2027, 1, 1)).rule.amount == 10
        assert 'value="3"' in clerk.get(LIMIT + "change/?back=2").content.decode()  # 改回这一版 begins with its values

    def test_that_cannot_be_keeps_what_was_typed(self, enter):
        page = enter().post(LIMIT + "change/", {**CLOCK, "amount": "9999", "valid_from": "2026-10-1"})

        assert page.status_code == 200 and "从今天起" in words(page) or "太长" in words(page)
        assert 'value="9999"' in page.content.decode() and not SettingVersion.objects.exists()

    def test_shows_the_matters_of_a_try_out_only_to_whom_they_are_open(self, enter, town, monkeypatch):
        slow = at_state(town, Status.IN_HAND, registered(town, subject_persons=[town.people["county_leader"]]).concern)
        december = NOON + timedelta(days=35)
        value = {"amount": 3}
        version = commands.draft(kind="clock", key=slow.clock, value=value, valid_from=date(2027, 1, 1), why="县政府定的",
                                 by=town.clerk, at=december)  # fmt: skip
        version = commands.try_out(version=version, by=town.clerk, at=december)
        SettingVersion.objects.filter(pk=version.pk).update(
            tried={**version.tried, "lines": [{"words": "会变成超期的 1 件：", "codes": [slow.code]}]}
        )

        assert not Concern.objects.reachable(by=town.county_leader, to=VIEW_CONCERN).exists()
        page = words(enter("county_leader").get(f"/setup/settings/of/clock/{slow.clock}/"))
        assert "会变成超期的 1 件" in page and slow.code not in page


class TestALimitOfTheCountysOwn:
    ADDED = {key: told for key, told in CLOCK.items() if key != "grade"}

    def test_is_added_on_its_page_with_its_basis_and_then_like_any_other(self, enter):
        client = enter()
        assert "新增本县的一项" in words(client.get("/setup/settings/of/clock/"))
        assert "依据可靠程度" not in words(client.get("/setup/settings/add/clock/"))
        long = client.post("/setup/settings/add/clock/", self.ADDED | {"amount": "70", "label": "农田水利"})
        assert "这是最长的" in words(long) and 'value="70"' in long.content.decode()

        page = words(client.post("/setup/settings/add/clock/", self.ADDED | {"label": "农田水利"}, follow=True))

        assert "已存成草稿" in page and "本县自定的文件" in page and "还没有启用" in page
        assert "农田水利" in words(client.get("/setup/settings/of/clock/"))
        assert "依据可靠程度" not in words(client.get("/setup/settings/of/clock/own_1/change/"))
        gone = client.post("/setup/settings/of/clock/own_1/do/drop/", follow=True)
        assert gone.status_code == 200 and "农田水利" not in words(gone)

    def test_stays_in_its_county(self, enter, town):
        client = enter()
        client.post("/setup/settings/add/clock/", self.ADDED | {"label": "农田水利"})
        version = commands.try_out(version=SettingVersion.objects.get(), by=town.clerk, at=NOON)
        version = commands.submit(version=version, by=town.clerk, at=NOON)
        commands.approve(version=version, by=town.county_leader, at=NOON)
        told = json.loads(client.get("/setup/settings/take-out/").content)
        assert version.key not in told["settings"]["clock"]

        told["settings"]["clock"][version.key] = version.value | {"amount": 1}  # another county's, under the same code
        said = words(upload(client, told))
        assert "这里没有这一项" in said and "1个工作日" not in said

    def test_cannot_be_added_where_nothing_is_added(self, enter):
        assert enter().get("/setup/settings/add/sms/").status_code == 404


class TestWords:
    def test_that_would_tell_the_secret_are_refused_and_kept_in_the_box(self, enter):
        typed = "{单位}：您的事（{编号}）已受理，密码 {密码}，请打 {电话}。"
        page = enter().post(WORDS + "change/", {"text": typed, "valid_from": "今天", "why": "简短一些"})

        assert "密码只在回执上给本人" in words(page) and typed in unescape(page.content.decode())
        assert not SettingVersion.objects.exists()

    def test_are_read_aloud_before_they_go_out(self, enter):
        text = "{单位}：您的事（{编号}）已受理，最晚{日期}答复，请打 {电话}。"
        client = enter()
        client.post(WORDS + "change/", {"text": text, "valid_from": "今天", "why": "简短一些"})
        page = words(client.post(WORDS + "do/try/", follow=True))

        assert (
            "读起来：清水镇群众工作站：您的事（8KQ2-M4TX）已受理，最晚11月20日答复" in page
            and "每发一次算 1 条短信" in page
        )


def upload(client, told, **more):
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return client.post("/setup/settings/bring-in/", {"file": SimpleUploadedFile("设置.json", data), **more})


class TestACountysSettings:
    def test_go_out_without_persons_and_come_in_as_drafts_after_a_look(self, enter, town):
        client = enter()
        registered(town)
        out = client.get("/setup/settings/take-out/").content
        told = json.loads(out)
        assert not [name for name in ("周敏", "高远", "王长青", "13900000001") if name in out.decode()]
        assert "这里一样" in words(upload(client, out)) and "带入勾选的" not in words(upload(client, out))

        told["settings"]["clock"]["help_10wd"]["amount"] = 5
        told["settings"]["clock"]["petition_60d"]["amount"] = 90
        told["settings"]["topics"].append(["外县大类"])
        told["settings"]["weather"] = {}
        page = upload(client, told)
        said = words(page)
        assert "10个工作日 5个工作日" in said and "带不进来" in said and "这是最长的" in said
        assert "新增：外县大类" in said and "没有读：weather" in said
        sealed = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())[1]
        assert not SettingVersion.objects.exists()  # a look changes nothing

        done = client.post("/setup/settings/bring-in/", {"sealed": sealed, "kind": ["clock", "topics"]}, follow=True)

        assert "期限规则：带入 1 项，存成草稿" in words(done) and "诉求分类：带入 1 项，即时启用" in words(done)
        assert SettingVersion.objects.get().key == "help_10wd" and clocks.rule("help_10wd").rule.amount == 10
        assert Topic.objects.filter(label="外县大类", valid_to=None).exists()
        assert Entry.objects.filter(event="setting.drafted").count() == 1

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            (b"\xff\xfe\x00", "读不出来"), (b"[]", "不是全县设置"), ({"mark": "lianxin.settings"}, "不是全县设置"),
            ({"mark": "lianxin.settings", "format": 9, "settings": {}}, "另一版程序"), (b"[" * 5000, "读不出来"),
        ],
    )  # fmt: skip
    def test_from_another_file_are_refused(self, enter, told, sentence):
        assert sentence in words(upload(enter(), told))

    def test_that_make_no_sense_are_said_one_by_one(self, town):
        for value in (
            3,
            [],
            {"a": []},
            {"unit": 7},
            {"amount": "x"},
            {"amount": True},
            {"pause_reasons": 3},
            {"label": 3},
        ):
            told = {
                "clock": {"help_10wd": value},
                "sms": {"concern.replied": value},
                "topics": value,
                "notices": {"web": value},
                "codes": {"national": value},
                "quiet": {"residents": value},
                "document": {"circular": value},
                "mask": {"name": value},
            }
            for one in (one for one in carried() if one.code in told):  # the others: test_settings_carried
                found = one.compare(told[one.code], NOON.date())
                assert found and all(each.problem for each in found), (one.code, value)

    def test_that_were_changed_on_the_way_or_not_ticked_change_nothing(self, enter):
        client = enter()
        for given in ({"sealed": "x", "kind": "clock"}, {}):
            client.post("/setup/settings/bring-in/", given, follow=True)
        assert not SettingVersion.objects.exists()
