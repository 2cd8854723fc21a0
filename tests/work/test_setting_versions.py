"""设置的版次: a time limit is drafted, tried on last month's matters, approved by another person, in force from its day on."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.base.clocks import changing
from lianxin.base.clocks import queries as clocks
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.versions import commands
from lianxin.base.versions.kinds import KINDS
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.queries import in_force, standing
from lianxin.pure.flow import WrongState
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.sms import wording
from lianxin.work.sms.words import text_of, texts
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)
WHY = "县政府常务会议定的"
DECEMBER = NOON + timedelta(days=35)


def shorter(**more):
    return {"amount": 3, "legal_basis": "定安县政府常务会议纪要〔2026〕11号", "grade": "P", **more}


def drafted(town, key="help_10wd", value=None, kind=changing.KIND, **more):
    told = {"valid_from": NEW_YEAR, "why": WHY, "by": town.clerk, "at": NOON, **more}
    return commands.draft(kind=kind, key=key, value=shorter() if value is None else value, **told)


def approved(town, **more):
    version = commands.try_out(version=drafted(town, **more), by=town.clerk, at=NOON)
    version = commands.submit(version=version, by=town.clerk, at=NOON)
    return commands.approve(version=version, by=town.county_leader, at=NOON)


class TestALimit:
    def test_holds_from_its_day_on_and_the_past_keeps_its_own(self, town):
        version = approved(town)

        assert (version.number, version.state, version.decided_by) == (2, "approved", "高远")
        assert clocks.rule("help_10wd", on=date(2026, 12, 31)).rule.amount == 10
        assert clocks.rule("help_10wd", on=NEW_YEAR).rule.amount == 3
        assert clocks.rule("help_10wd", on=date(2020, 1, 1)).version == 1
        before = registered(town).concern
        after = registered(town, at=datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)).concern
        assert (before.clock_version, after.clock_version) == (1, 2)
        events = list(Entry.objects.filter(of=version.ref).order_by("n").values_list("event", "by_name"))
        assert events == [("setting.drafted", "周敏"), ("setting.tried", "周敏"), ("setting.submitted", "周敏"),
                          ("setting.approved", "高远")]  # fmt: skip

    def test_is_tried_on_the_matters_of_last_month_and_changes_nothing_by_it(self, town):
        at_state(town, Status.CLOSED)  # answered within the day
        registered(town)  # never answered
        slow = at_state(town, Status.IN_HAND)
        gone = datetime(2026, 11, 13, 17, 0, tzinfo=SHANGHAI)  # in time by the old rule, late by the new one
        concerns.reply(concern=slow, text="已换新灯。", by=town.builder, at=gone)
        dates = set(Concern.objects.values_list("pk", "first_due_on", "due_on", "clock_version"))

        version = commands.try_out(version=drafted(town, at=DECEMBER), by=town.clerk, at=DECEMBER)

        first, more = version.tried["lines"]
        assert "2026年11月按这条期限办的诉求共 3 件：按原来的期限超期 1 件，按改后的超期 2 件" in first["words"]
        assert more["codes"] == [slow.code] and "会变成超期的 1 件" in more["words"]
        assert dates == set(Concern.objects.values_list("pk", "first_due_on", "due_on", "clock_version"))
        longer = drafted(town, value=shorter(amount=30), at=DECEMBER)
        first, fewer = commands.try_out(version=longer, by=town.county_leader, at=DECEMBER).tried["lines"]
        assert "按改后的超期 0 件" in first["words"] and "不再算超期的 1 件" in fewer["words"]

    def test_is_approved_by_another_person_after_it_was_tried_as_it_is(self, town):
        version = drafted(town)
        with pytest.raises(Unfit, match="请先试算"):
            commands.submit(version=version, by=town.clerk, at=NOON)
        with pytest.raises(WrongState):
            commands.approve(version=version, by=town.county_leader, at=NOON)
        version = commands.try_out(version=version, by=town.clerk, at=NOON)
        version = drafted(town, value=shorter(amount=4))  # changed after it was tried
        with pytest.raises(Unfit, match="请先试算"):
            commands.submit(version=version, by=town.clerk, at=NOON)
        version = commands.submit(
            version=commands.try_out(version=version, by=town.clerk, at=NOON), by=town.clerk, at=NOON
        )
        with pytest.raises(Unfit, match="正等批准"):
            drafted(town, value=shorter(amount=5))
        with pytest.raises(Unfit, match="另一个人"):
            commands.approve(version=version, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve(version=version, by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            drafted(town, by=town.county_leader)

        back = commands.send_back(version=version, why="先问住建局", by=town.county_leader, at=NOON)
        assert (back.state, back.sent_back_why) == ("draft", "先问住建局")
        assert commands.drop(version=back, by=town.clerk, at=NOON).state == "dropped"
        assert clocks.rule("help_10wd").version == 1

    def test_that_waits_is_taken_back_and_one_that_began_is_not(self, town):
        version = approved(town)
        second = commands.try_out(version=drafted(town, value=shorter(amount=4)), by=town.clerk, at=NOON)
        second = commands.submit(version=second, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="请先撤回那一版"):
            commands.approve(version=second, by=town.county_leader, at=NOON)
        gone = commands.withdraw(version=version, why="会议改了主意", by=town.clerk, at=NOON)
        assert (gone.state, clocks.rule("help_10wd").version) == ("withdrawn", 1)

        late = datetime(2027, 2, 1, 9, 0, tzinfo=SHANGHAI)
        begun = commands.approve(version=second, by=town.county_leader, at=late)

        assert (begun.number, begun.valid_from) == (3, date(2027, 2, 1))  # approved late: from that day, never earlier
        assert clocks.rule("help_10wd", 3).rule.amount == 4
        with pytest.raises(Unfit, match="已经启用"):
            commands.withdraw(version=begun, why="会议改了主意", by=town.clerk, at=late)

    @pytest.mark.parametrize(
        ("key", "value", "sentence"),
        [
            ("help_10wd", {"amount": 10}, "没有改动"),
            ("help_10wd", {"amount": 9999}, "太长"),
            ("help_10wd", {"amount": -1}, "不能小于0"),
            ("help_10wd", {"unit": "week"}, "没有“week”"),
            ("help_10wd", {"amount": 3, "legal_basis": " "}, "写明依据"),
            ("petition_60d", {"amount": 90}, "这是最长的"),
            ("petition_60d", {"max_extension": 60}, "延期不能再加长"),
            ("petition_60d", {"unit": "workday", "amount": 60}, "算法不能改"),
            ("petition_60d", {"tell_resident": False}, "告知群众"),
            ("petition_60d", {"enabled": False}, "不能停用"),
            ("gone", {"amount": 3}, "没有期限规则"),
        ],
    )
    def test_that_cannot_be_is_refused_with_what_to_do(self, town, key, value, sentence):
        with pytest.raises(Unfit, match=sentence):
            drafted(town, key, value)

        assert not SettingVersion.objects.exists()

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"valid_from": date(2026, 11, 2)}, "从今天起"),
            ({"valid_from": date(2031, 1, 1)}, "两年之内"),
            ({"why": "改"}, "为什么改"),
            ({"kind": "belief"}, "没有这类设置"),
        ],
    )
    def test_needs_a_day_to_come_and_a_reason(self, town, more, sentence):
        with pytest.raises(Unfit, match=sentence):
            drafted(town, **more)

    def test_of_a_law_may_be_shorter(self, town):
        assert approved(town, key="petition_60d", value={"amount": 45}).value["amount"] == 45


class TestWords:
    TEXT = "{单位}：您反映的事（编号 {编号}）已收下，最晚{日期}答复。查进度用回执，或打 {电话}。"

    def test_of_a_message_go_out_from_their_day_on(self, town):
        near = {town.shiqiao.pk: type("Desk", (), {"name": "石桥村", "phone": "0000-123"})()}
        concern = registered(town).concern
        sms = type("Sms", (), {"concern": concern, "about": "concern.classified"})()
        version = approved(town, kind=wording.KIND, key="concern.classified", value={"text": self.TEXT})

        before, after = text_of(sms, near, texts(date(2026, 12, 31))), text_of(sms, near, texts(NEW_YEAR))

        assert "已受理，最晚" in before and "已收下，最晚" in after and "{" not in before + after
        concern.due_on = None
        assert "最晚" not in text_of(sms, near, texts(NEW_YEAR)) and "已受理。" in text_of(sms, near, texts(NEW_YEAR))
        assert "读起来：清水镇群众工作站：您反映的事" in version.tried["lines"][0]["words"]

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (TEXT + "密码 {密码}", "密码只在回执上给本人"),
            (TEXT + "{标题}", "手机放在桌上"),
            (TEXT + "{天气}", "没有{天气}这个位置"),
            (TEXT.replace("{电话}", "我们"), "缺{电话}"),
            (TEXT + "请点 www.a.cn", "不能有网址"),
            ("{编号}{单位}{电话}", "20 到 200 个字"),
            (TEXT.replace("{日期}", "{日期"), "大括号要成对"),
        ],
    )
    def test_that_tell_too_much_or_too_little_are_refused(self, town, text, sentence):
        with pytest.raises(Unfit, match=sentence):
            drafted(town, "concern.classified", {"text": text}, kind=wording.KIND)

    def test_that_ask_for_a_day_where_none_is_are_refused(self, town):
        with pytest.raises(Unfit, match="没有{日期}这个位置"):
            drafted(town, "concern.declined", {"text": self.TEXT}, kind=wording.KIND)

    @pytest.mark.parametrize("key", [one.value for one in wording.About])
    def test_that_are_given_would_pass_themselves(self, key):
        assert wording.check(key, {"text": wording.given_text(key)})["text"] == wording.given_text(key)


class TestWhatStands:
    def test_is_told_with_what_waits_and_what_is_in_hand(self, town):
        approved(town)
        drafted(town, value=shorter(amount=5))

        (one,) = standing(KINDS[changing.KIND], NOON.date(), "help_10wd")

        assert (one.version, one.number, one.since) == (None, 1, date(2026, 1, 1))
        assert (one.waiting.number, one.in_hand.number) == (2, 3)
        assert dict(one.words)["时限"] == "10个工作日" and "广东省" in one.given.source
        (later,) = standing(KINDS[changing.KIND], NEW_YEAR, "help_10wd")
        assert (later.number, later.waiting, dict(later.words)["时限"]) == (2, None, "3个工作日")
        assert in_force(changing.KIND, "help_10wd", NOON.date()) is None
