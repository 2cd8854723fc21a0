"""走访任务的页面: everybody's own duties with the records behind them; what offices ask, in words; what leaders see."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.models import QuotaSet, TermCheck
from lianxin.work.visits.commands import record_stay
from tests.conftest import NOON
from tests.work.household_scenes import household_made
from tests.work.quota_scenes import doors, drafted, in_force, linked, of_preset, terms_set, went
from tests.work.visit_scenes import visit_made

TODAY, LATE = NOON.date(), NOON + timedelta(hours=4)


def page(client, address: str) -> str:
    """The words of a page, without its tags."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def mine(client) -> str:
    return page(client, reverse("quotas:index"))


def behind(client, quota_set: QuotaSet, code: str) -> str:
    """The page of one duty of one's own."""
    return page(client, reverse("quotas:duty", args=[quota_set.code, code]))


class TestDaysInTheYear:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M086", "M101")
    def test_are_different_days_for_who_was_in_post_all_year_or_half_of_it(self, enter, town):
        heads = of_preset(town, "leaders", roles=["township_clerk"], unit_kinds=["township"])
        clerks = of_preset(town, "section_heads", "officer", from_day=date(2026, 7, 1))
        went(town, date(2026, 3, 2), date(2026, 3, 6))
        went(town, date(2026, 3, 4), date(2026, 3, 8), kind="policy")
        visit = went(town, date(2026, 3, 5))

        client = enter("officer")
        words = mine(client)

        assert "2026年应有 100 天，已有 7 天，还差 93 天。" in words, "eleven days on paper, seven in the calendar"
        assert "2026年应有 25 天，已有 0 天" in words and "50 × 184 ÷ 365 = 25.21 ≈ 25" in words
        opened = behind(client, heads, "r1")
        assert "2026-03-02 至 2026-03-06 入户走访 石桥村 计 5 天" in opened and "计 2 天" in opened
        assert opened.count("同一天、同一户或同一个单位已经算过") == 1
        assert reverse("visits:visit", args=[visit.code]) in client.get(
            reverse("quotas:duty", args=[heads.code, "r1"])).content.decode()  # fmt: skip
        assert behind(client, clerks, "r1").count("那时还没有、或已不担任这项职务") == 3

    @pytest.mark.thorough
    @pytest.mark.mechanism("M087", "M127")
    def test_of_squatting_lie_within_them_or_beside_them_as_the_office_chooses(self, enter, town):
        both = of_preset(town, "leaders", roles=["township_clerk"])
        went(town, date(2026, 5, 11), date(2026, 5, 14), kind="squat")
        went(town, date(2026, 6, 1))
        client = enter("officer")
        assert "已有 5 天" in behind(client, both, "r1") and "同时算在：其中蹲点 4 天" in behind(client, both, "r1")
        squat = behind(client, both, "r2")
        assert "应有 4 天，已有 4 天。" in squat and "这里的记录同时也算在：“下访 100 天”1 条" in squat
        assert "算在“下访 100 天”之内，同一次两条都算。" in squat

        clerk = enter("clerk")
        draft = clerk.post(reverse("quotas:again", args=[both.code])).url.split("/")[-2]
        for code, label, minimum, kinds, number in (
            ("r2", "蹲点 4 天", 4, ["squat"], 1),
            ("r1", "下访 100 天", 100, [], 2),
        ):
            answer = clerk.post(reverse("quotas:rewrite", args=[draft, code]), {
                "label": label, "unit": "days", "period": "year", "minimum": minimum, "kinds": kinds, "part": "days",
                "sharing": "first", "number": number})  # fmt: skip
            assert answer.status_code == 302, code
        clerk.post(reverse("quotas:approve", args=[draft]), {"valid_from": "2026-11-03"})

        apart = QuotaSet.objects.get(code=draft)
        down = behind(enter("officer"), apart, "r1")
        assert "已有 1 天" in down and "已经算在“蹲点 4 天”里，同一次只算一条" in down
        assert "一次几条：同一次走访只算列在最前的一条。" in down


class TestLinks:
    @pytest.mark.mechanism("M089", "M090")
    def test_of_a_leader_are_four_of_different_kinds_each_seen_six_times_and_kept_a_year(self, enter, town):
        asked = of_preset(town, "leaders", roles=["township_clerk"])
        first, second = doors(town, 2)
        linked(town, "officer", "unit", unit=town.building)
        linked(town, "officer", "unit", unit=town.baisha)
        linked(town, "officer", "village", since=date(2026, 7, 1), unit=town.shiqiao)
        linked(
            town,
            "officer",
            "unit",
            since=date(2026, 1, 1),
            until=date(2026, 6, 30),
            unit=town.water_bureau,
            over_why="上半年多联系一个",
        )
        for household in (first, second):
            linked(town, "officer", "care", household=household)
        for month in (7, 8, 9):
            went(town, date(2026, month, 9))
        client = enter("officer")

        words = mine(client)

        for label, done in (
            ("联系 1 个县区、园区", 1),
            ("联系 1 个乡镇", 1),
            ("联系 1 个村、社区", 1),
            ("联系 1 至 2 户困难户", 2),
        ):
            assert f"{label} 应有 1 个，正在联系 {done} 个。" in words, label
        six = behind(client, asked, "r3")
        assert "2026年应对 4 个联系点，已做到 1 个。" in six
        assert "挂钩村（社区） 石桥村 应 3 次，已有 3 次 已做到" in six and "应 6 次，已有 0 次" in six, (
            "from July on it is half"
        )
        lasting = behind(client, asked, "r4")
        assert "4 个联系点里，3 个够时间或仍在联系" in lasting and "联系时间不够长就结束了" in lasting

    @pytest.mark.thorough
    @pytest.mark.mechanism("M095")
    def test_of_a_board_are_two_and_five_with_three_days_in_a_row(self, enter, town):
        asked = of_preset(town, "committee", "officer")
        for unit in (town.shiqiao, town.liuwan):
            linked(town, "officer", "village", unit=unit, over_why="班子成员联系两个村")
        for household in doors(town, 4):
            linked(town, "officer", "household", household=household, over_why="班子成员联系五户")
        for on in (2, 3):
            went(town, date(2026, 11, on))
        client = enter("officer")
        words = mine(client)
        assert "应有 2 个，正在联系 2 个。" in words and "应有 5 个，正在联系 4 个，还差 1 个。 待安排" in words
        assert "2026年11月应有 3 天，已有 2 天，还差 1 天。" in words

        went(town, date(2026, 10, 31), kind="policy")  # a Saturday before Monday: not in a row
        assert "已有 2 天" in behind(client, asked, "r3")
        record_stay(person=town.people["officer"], unit=town.shiqiao, on=date(2026, 10, 31), until=date(2026, 11, 2), nights=2,
                    by=town.officer, at=NOON)  # fmt: skip

        run = behind(client, asked, "r3")
        assert "2026年11月应有 3 天，已有 3 天。" in run and "同一天" in run, (
            "1 to 3 November; October has but its last day"
        )

    @pytest.mark.mechanism("M096", "M097")
    def test_of_the_others_are_one_and_one_and_three_with_a_day_a_month(self, enter, town):
        of_preset(town, "staff", "officer")
        linked(town, "officer", "village", unit=town.shiqiao)
        linked(town, "officer", "household", household=household_made(town))
        for n in range(2):
            linked(town, "officer", "resident", unit=town.shiqiao, label=f"服务对象{n}")
        visit_made(town, kind="errand", on=date(2026, 10, 30))

        words = mine(enter("officer"))

        for label in ("联系 1 个村、社区", "联系 1 户困难家庭"):
            assert "已做到" in words.split(label)[1][:80], label
        assert "联系 3 个服务对象 应有 3 个，正在联系 2 个，还差 1 个。" in words
        assert "2026年11月应有 1 天，已有 0 天，还差 1 天。" in words, "October's errand is October's"

    @pytest.mark.thorough
    @pytest.mark.mechanism("M098", "M099")
    def test_of_heads_are_five_households_each_seen_every_month(self, enter, town):
        asked = of_preset(town, "station_heads")
        one = of_preset(town, "one_household", "head")
        houses = doors(town, 5)
        for household in houses:
            linked(town, "head", "household", household=household, over_why="书记主任联系五户")
        for household in houses[:3]:
            visit_made(town, kind="errand", household=household, on=date(2026, 11, 2), by=town.head)
        client = enter("head")

        words = mine(client)

        assert "应有 5 个，正在联系 5 个。" in words
        assert "2026年11月应对 5 个联系点，已做到 3 个。" in words
        assert "包户 石桥村 三组 21号 应 1 天，已有 1 天 已做到" in behind(client, asked, "r2")
        assert "包 1 户困难户" in words and "每月看望一次" in behind(client, one, "r2")


class TestTheCheckOnceATerm:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M109")
    def test_is_owed_by_the_unit_and_looks_at_records_that_are_there(self, enter, town):
        of_preset(town, "school_checks")
        visit_made(
            town, kind="home_school", unit=town.qingshui, on=date(2026, 10, 20), whom="高一（3）班", by=town.teacher
        )
        client = enter("principal")
        assert "学期检查" not in page(client, reverse("today")), "without a calendar no term is known"
        terms_set(town)
        assert "学校每学期检查" in page(client, reverse("today")) and "2027-01-22前" in page(client, reverse("today"))
        assert "学校家访 清水镇 高一（3）班" in page(client, reverse("quotas:check"))

        drawn = re.search(r'name="drawn" value="([^"]+)"', client.get(reverse("quotas:check")).content.decode())[1]
        typed = {"on": "11-3", "looked_at": "走访记录", "found": "家访做了，有记录。"}
        client.post(reverse("quotas:check"), {**typed, "drawn": "visit:AAAA1111"})
        assert not TermCheck.objects.exists(), "only what the page drew"
        visit_made(town, kind="home_school", unit=town.qingshui, on=date(2026, 10, 21), by=town.teacher, at=LATE)
        client.post(reverse("quotas:check"), {**typed, "drawn": drawn})

        check = TermCheck.objects.get()
        assert len(check.sample) == 1
        assert "高一（3）班" in page(client, reverse("quotas:check_record", args=[check.code]))
        assert "2026—2027学年第一学期应有 1 次，已有 1 次。" in page(client, reverse("quotas:checks"))
        assert "学校每学期检查" not in page(client, reverse("today"))
        assert enter("head").get(reverse("quotas:check_record", args=[check.code])).status_code == 404


class TestToday:
    @pytest.mark.thorough
    def test_says_one_quiet_sentence_to_the_person_himself_and_to_nobody_else(self, enter, town):
        in_force(town, *(Clause(f"任务{n}", "field_days", "days", "month", n) for n in (1, 2, 3, 4, 5)))
        went(town, date(2026, 11, 2))

        words = page(enter("officer"), reverse("today"))

        assert words.count("最近一次 11月2日。") == 3 and "任务1" not in words, (
            "what is done is not spoken of, nor everything"
        )
        assert "任务2" not in page(enter("leader"), reverse("today"))


class TestTheTeam:
    @pytest.mark.thorough
    def test_stands_in_the_order_of_names_with_what_is_open_and_no_number(self, enter, town):
        in_force(
            town, Clause("每月下村", "field_days", "days", "month", 3), roles=["township_clerk", "township_leader"]
        )
        went(town, date(2026, 11, 1), date(2026, 11, 3))
        client = enter("leader")

        words = page(client, reverse("quotas:team"))

        team = words.split("清水镇", 3)[-1]
        assert team.index("唐山河") < team.index("李青") and "都做到了" in team and "每月下村" in team
        assert not re.search(r"\d", team.split("都做到了")[0]), "nothing there to compare by"
        who = town.people["officer"].pk
        assert "已有 3 天" in page(client, reverse("quotas:person", args=[who]))
        opened = page(client, reverse("quotas:person_duty", args=[who, QuotaSet.objects.get().code, "r1"]))
        assert "2026-11-01 至 2026-11-03 入户走访 石桥村" in opened
        for other in ("stranger", "worker"):
            assert enter(other).get(reverse("quotas:person", args=[who])).status_code == 404

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_more_people(self, enter, town, django_assert_max_num_queries):
        of_preset(town, "leaders", roles=["station_head", "station_worker"])
        went(town, date(2026, 11, 2), people=[town.people[who] for who in ("head", "worker")])
        client, counts = enter("officer"), []
        for more in (0, 0, 6):
            for n in range(more):
                one = orgs.create_person(username=f"new{n}", name=f"新{n}", password=None, by=SYSTEM, at=LATE)
                orgs.post(person=one, unit=town.shiqiao, role="station_worker", valid_from=TODAY, by=SYSTEM, at=LATE)
            with django_assert_max_num_queries(60) as asked:
                words = page(client, f"{reverse('quotas:team')}?unit=石桥村")
            counts.append((len(asked), words.count("下访 100 天")))

        assert counts[1][0] == counts[2][0] and (counts[1][1], counts[2][1]) == (2, 8)


class TestTheRules:
    @pytest.mark.thorough
    def test_are_drafted_from_a_sample_tried_and_approved_in_words(self, enter, town):
        client = enter("clerk")
        assert "书记主任联系重点户" in page(client, reverse("quotas:rules"))
        sample = f"{reverse('quotas:start')}?preset=station_heads"
        assert "书记、主任选 5 户重点户" in page(client, sample)
        code = client.post(sample, {"unit": "定安县", "title": "书记主任五户", "subject": "people",
                                    "roles": ["station_head"]}).url.split("/")[-2]  # fmt: skip
        write = reverse("quotas:write", args=[code])
        assert "住村" in page(client, write) and "民情日记" not in page(client, write)
        typed = {
            "label": "每月连续驻村 3 天",
            "unit": "run",
            "period": "month",
            "minimum": 3,
            "part": "days",
            "sharing": "shared",
        }
        refused = client.post(f"{write}?measure=field_days", typed)
        assert "不能按天折算" in refused.content.decode()
        client.post(f"{write}?measure=field_days", {**typed, "part": "half", "where": ["village"], "number": 1})

        words = page(client, reverse("quotas:rule_set", args=[code]))

        assert (
            "每月下村（走访和住村）至少 3 天。" in words
            and "取最长的一段" in words
            and "只算在这些单位的：村。" in words
        )
        assert "定安县及下级，各类单位的村站站长。" in words
        assert enter("head").get(reverse("quotas:rule_set", args=[code])).status_code == 404, "a draft is its writers'"
        tried = page(enter("clerk"), reverse("quotas:approve", args=[code]))
        assert "2026年10月：要求 1 个，已做到 0 个，还没有 1 个" in tried and "石大山" not in tried
        client.post(reverse("quotas:approve", args=[code]), {"valid_from": "2026-11-01"})
        assert "每月连续驻村 3 天" in mine(enter("head"))

    @pytest.mark.thorough
    def test_name_people_whom_no_role_names(self, enter, town):
        draft = drafted(town, roles=())
        client, people = enter("clerk"), reverse("quotas:people", args=[draft.code])
        assert "没有职务" in client.post(people, {"person": "沙中金", "since": "2020-01-01"}).content.decode()
        client.post(people, {"person": "李青", "since": "2026-11-01"})
        assert "李青" in page(client, people)
        client.post(reverse("quotas:approve", args=[draft.code]), {"valid_from": "2026-11-03"})
        assert "每月下村 3 天" in mine(enter("officer"))

        end = re.search(r'href="(\S+/end/)"', enter("clerk").get(people).content.decode())[1]
        client.post(end, {"until": "2026-11-02"})

        assert "没有给您定的任务" in mine(enter("officer"))
        client = enter("clerk")
        client.post(reverse("quotas:withdraw", args=[draft.code]), {"until": "2026-11-03", "why": "重新制定"})
        assert "重新制定" in page(client, reverse("quotas:rule_set", args=[draft.code]))

    def test_of_wider_clauses_stay_while_another_counts_within_them(self, enter, town):
        draft = drafted(town, Clause("下村", "field_days", "days", "year", 9),
                        Clause("蹲点", "field_days", "days", "year", 2, kinds=("squat",), sharing="within", wider="r1"))  # fmt: skip
        client = enter("clerk")

        client.post(reverse("quotas:remove", args=[draft.code, "r1"]))
        assert draft.rules.count() == 2
        client.post(reverse("quotas:remove", args=[draft.code, "r2"]))
        assert [one.label for one in draft.rules.all()] == ["下村"]
        client.post(
            reverse("quotas:edit", args=[draft.code]),
            {"title": "新名称", "subject": "people", "roles": ["station_head"]},
        )
        assert "新名称" in page(client, reverse("quotas:rule_set", args=[draft.code]))
        client.post(reverse("quotas:drop", args=[draft.code]))
        assert not QuotaSet.objects.exists()

    def test_of_the_calendar_are_set_and_corrected_by_who_may(self, enter, town):
        client, address = enter("clerk"), reverse("quotas:terms")
        typed = {"year": "2026—2027学年", "number": 1, "first": "2026-09-01", "last": "2027-01-22"}
        client.post(address, typed)
        client.post(address, {**typed, "last": "2027-01-20"})

        assert "2026—2027学年第一学期 2026-09-01 – 2027-01-20" in page(client, address)
        assert enter("officer").get(address).status_code == 403
