"""评议活动的页面: a campaign planned, opened and carried out by pages alone; what each may see; the papers."""

import io
import zipfile

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.pure.paper import plain_text
from lianxin.web.office.appraisals.shown import everyday
from lianxin.work.appraisals import commands, queries
from lianxin.work.appraisals.models import Campaign, NamedRating, SelfReview
from lianxin.work.ballots import box as voting
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from lianxin.work.rectification.models import Rectification
from tests.conftest import NOON
from tests.web.world import read
from tests.work import appraisal_scenes as scenes
from tests.work.conftest import at_state, registered

PLAN = {
    "title": "县第一中学评议", "opens_on": "2026-11-3", "closes_on": "2026-11-20", "mode": "slips", "sector": "school_hospital",
    "stages": ["self_check", "rating", "comment", "rectify", "feedback"],
}  # fmt: skip


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in at noon and returns the client."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def planned(enter, town) -> tuple[Campaign, str]:
    """A campaign planned through its forms up to the matrix; its address."""
    client, version = enter("clerk"), scenes.approved(town)
    here = client.post("/appraisals/new/", PLAN).url
    campaign = Campaign.objects.get()
    client.post(f"{here}do/role/", {"role": "leader", "name": "高远", "post": "副县长"})
    client.post(f"{here}do/subject/", {"kind": "unit", "owner": "县第一中学"})
    for label, kind, size in (("家长", "parents", 40), ("教职工", "staff", 20), ("校务", "upper", 1)):
        client.post(f"{here}do/audience/", {"label": label, "kind": kind, "size": size, "quota": 1, "weight": "0.5"})
    subject = campaign.subjects.get()
    for audience, direction in zip(campaign.audiences.all(), ("public", "public", "self"), strict=True):
        given = {"audience": audience.pk, "direction": direction, "version": version.pk, "subjects": [subject.pk]}
        assert client.post(f"{here}do/line/", given).status_code == 302
    return campaign, here


class TestACampaign:
    @pytest.mark.mechanism("M138", "M139", "M140", "M159", "F058", "F059")
    @pytest.mark.thorough
    def test_is_planned_and_opened_by_its_one_next_step(self, enter, town):
        campaign, here = planned(enter, town)
        client = enter("clerk")
        page = read(client, here)
        assert "已告知评议对象" in page and "离投票开始不足十日" in page and "第三十六条" in page
        assert "由被评议单位以外的单位组织" in page and "系统不知道谁拿到哪一张" in page
        client.post(f"{here}press/notify/")
        assert "进入“自查自纠”" in read(client, here)
        refused = client.post(f"{here}press/open/", follow=True).content.decode()
        assert "“自查自纠”还没有完成" in refused and not Campaign.objects.get().is_fixed
        client.post(f"{here}stage/{campaign.stages.get(kind='self_check').pk}/press/begin/")
        enter("teacher").post(
            f"{here}subject/{campaign.subjects.get().pk}/do/review/",
            {"purpose": "答复不及时", "discipline": "未发现", "skill": "未发现", "service": "食堂凉"},
        )
        client = enter("clerk")
        client.post(f"{here}stage/{campaign.stages.get(kind='self_check').pk}/press/finish/")
        client.post(f"{here}press/open/")
        campaign = Campaign.objects.select_related("box").get()
        page = read(client, here)

        assert campaign.fingerprint[:16] in page and "开启投票箱" in page
        assert (
            client.post(f"{here}do/audience/", {"label": "迟到", "kind": "other", "size": 9, "weight": "1"}).status_code
            == 409
        )
        setup = read(client, f"{here}setup/")
        assert "方案已经定案" in setup and "设评议主体</a>" not in setup

    def test_offers_to_merge_a_layer_that_is_too_small(self, enter, town):
        campaign = scenes.campaign_planned(town)
        commands.edit_audience(
            audience=campaign.audiences.get(label="教职工"),
            label="教职工",
            kind="staff",
            size=4,
            by=town.clerk,
            at=NOON,
        )
        page = read(enter("clerk"), f"/appraisals/of/{campaign.code}/")

        assert "只有 4 人，会认出是谁评的" in page and f"/appraisals/of/{campaign.code}/do/merge/" in page

    def test_shows_the_appraised_unit_its_own_and_strangers_nothing(self, enter, town):
        campaign = commands.notify(campaign=scenes.campaign_planned(town), by=town.clerk, at=NOON)
        here = f"/appraisals/of/{campaign.code}/"

        assert enter("principal").get(here).status_code == 200 and "下一步" not in read(enter("principal"), here)
        for who in ("stranger", "builder", "admin"):
            assert enter(who).get(here).status_code == 404
        assert campaign.title not in read(enter("builder"), "/appraisals/")

    @pytest.mark.mechanism("M160")
    def test_shows_the_years_ordinary_ratings_beside_it_and_never_mixed_in(self, enter, town):
        campaign = scenes.planned(town)
        commands.add_subject(campaign=campaign, label="", owner=town.shiqiao, by=town.clerk, at=NOON)
        before = queries.poll_of(campaign).fingerprint
        here = f"/appraisals/of/{campaign.code}/"
        assert "评价了的诉求 0 件" in read(enter("clerk"), here)
        receipt = registered(town)
        concern = at_state(town, Status.CLOSED, receipt.concern)
        concerns.rate(concern=concern, secret=receipt.secret, rating="satisfied", contacted=True, solved=True, at=NOON)
        shown = everyday(campaign, town.clerk, scenes.TODAY)

        assert [(one.unit, one.whole) for one in shown] == [(town.shiqiao, 1)]
        assert queries.poll_of(campaign).fingerprint == before and queries.facts_of(campaign).attendances.number == 0
        assert "评价了的诉求 1 件" in read(enter("clerk"), here)

    @pytest.mark.thorough
    @pytest.mark.mechanism("M138")
    def test_is_listed_with_its_stage_and_what_it_waits_for_at_a_constant_cost(self, enter, town):
        def cost():
            with CaptureQueriesContext(connection) as asked:
                page = read(client, "/appraisals/")
            return len(asked), page

        client = enter("clerk")
        read(client, "/appraisals/")

        version = scenes.approved(town)
        for n in range(3):
            scenes.campaign_planned(town, version, title=f"评议{n}")
        few, page = cost()
        for n in range(3, 10):
            scenes.campaign_planned(town, version, title=f"评议{n}")

        assert cost()[0] == few and "评议2" in page


class TestNamedRatings:
    @pytest.mark.mechanism("M143", "M174", "M199", "M200")
    def test_stand_by_name_beside_the_vote_and_lead_to_rectifications(self, enter, town):
        campaign, here = planned(enter, town)
        subject, client = campaign.subjects.get(), enter("clerk")
        client.post(f"{here}do/stages/", {"stages": ["rating", "comment", "rectify"]})
        campaign = scenes.campaign_open(town, campaign)
        line = campaign.lines.get(direction="self")
        own = enter("principal").post(
            f"{here}rate/{line.pk}/{subject.pk}/", {"a-q1--s1": "satisfied", "a-q2--s1": "fairly"}
        )
        assert own.url == f"{here}ratings/" and NamedRating.objects.get().by_name == "孔长"
        wrong = enter("principal").post(f"{here}rate/{line.pk}/{subject.pk}/", {"a-q1--s1": "splendid"})
        assert "这一题没有您选的选项" in wrong.content.decode()
        leader = enter("county_leader")
        leader.post(f"{here}subject/{subject.pk}/do/comment/", {"words": "食堂保温要在本月见效。"})
        page = read(leader, f"{here}ratings/")
        assert "满意 1，基本满意 1" in page and "食堂保温要在本月见效" in page
        comment = campaign.comments.get()
        follow = {
            "owner": "县第一中学",
            "starts_on": "2026-11-3",
            "ends_on": "2026-11-30",
            "person": "孟校",
            "supervisor": "严正",
        }
        client = enter("clerk")
        vague = client.post(f"{here}comment/{comment.pk}/do/follow/", {**follow, "items": "饭菜凉｜进一步加强管理"})
        assert "说得不够具体" in vague.content.decode() and not Rectification.objects.exists()
        client.post(f"{here}comment/{comment.pk}/do/follow/", {**follow, "items": "饭菜凉｜11月30日前装 2 台保温台"})

        assert Rectification.objects.get().source_ref == f"{campaign.ref}/{comment.ref}"
        assert "饭菜凉" in read(client, f"{here}ratings/")
        assert voting.turnout(campaign.box) == {}

    @pytest.mark.thorough
    def test_of_a_self_review_wait_on_the_page_of_today(self, enter, town):
        campaign = scenes.campaign_planned(town, stages=("self_check", "rating"))
        commands.notify(campaign=campaign, by=town.clerk, at=NOON)
        commands.begin_stage(stage=campaign.stages.get(kind="self_check"), by=town.clerk, at=NOON)

        assert "交自查情况" in read(enter("teacher"), "/today/")
        assert "交自查情况" not in read(enter("builder"), "/today/")
        form = read(enter("teacher"), f"/appraisals/of/{campaign.code}/subject/{campaign.subjects.get().pk}/do/review/")
        assert "宗旨意识" in form and "为民服务" in form and "不要求写心得体会" in form
        assert not SelfReview.objects.exists()


class TestTelephone:
    @pytest.mark.mechanism("M158")
    def test_reads_the_words_out_and_keys_one_answer_after_the_other(self, enter, town):
        campaign = scenes.campaign_planned(town)
        commands.revise(campaign=campaign, script="您好，这里是县群工办。", by=town.clerk, at=NOON)
        campaign = scenes.campaign_open(town, campaign)
        url = f"/appraisals/of/{campaign.code}/telephone/{campaign.lines.get(number=1).pk}/"
        client = enter("clerk")
        page = read(client, url)
        assert "您好，这里是县群工办。" in page and "您的姓名和电话号码都不记" in page and "教学质量" in page
        assert client.post(url, {"a-q1--s1": "satisfied", "a-q4--s1": "多开家长会"}).url == url
        assert client.post(url, {}).status_code == 200

        assert voting.turnout(campaign.box) == {"g1": {"telephone": 1}}
        assert "已投" not in read(client, f"/appraisals/of/{campaign.code}/")


class TestMethods:
    @pytest.mark.mechanism("M145", "M155", "M156", "M178", "M196")
    def test_are_recorded_and_every_number_says_how_it_was_counted(self, enter, town):
        campaign = scenes.campaign_closed(town)
        here, client = f"/appraisals/of/{campaign.code}/", enter("clerk")
        for given in (
            {
                "kind": "staff_reps",
                "held_on": "今天",
                "quantity": 2,
                "attendances": 22,
                "residents": 20,
                "introduced": 9,
            },
            {"kind": "opinion_sheet", "held_on": "昨天", "quantity": 30, "returned": 15},
        ):
            assert client.post(f"{here}do/method/", given).url == f"{here}methods/"
        refused = client.post(f"{here}do/method/", {"kind": "visit", "held_on": "今天", "quantity": 1, "introduced": 2})
        assert "自我介绍是会议上的事" in refused.content.decode()
        client.post(f"{here}do/help/", {"kind": "hard", "text": "开了晚托", "on": "今天"})
        page = read(client, f"{here}methods/")

        assert "教职工代表座谈会" in page and "2个" in page and "15张" in page and "开了晚托" in page
        assert "36 份" in page and "应评 60 人" in page and "满意率看结果页" in page


class TestPapers:
    @pytest.mark.thorough
    def test_say_the_plan_and_tell_the_subject(self, enter, town):
        campaign, here = planned(enter, town)
        client = enter("clerk")
        texts = {}
        for name in ("plan", "notice"):
            data = client.get(f"{here}{name}.docx").content
            assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
            texts[name] = plain_text(data)

        assert (
            "组长：高远（副县长）" in texts["plan"]
            and "家长：应评40人" in texts["plan"]
            and "自查自纠" in texts["plan"]
        )
        assert "家长评县第一中学" in texts["notice"] and queries.poll_of(campaign).fingerprint[:16] in texts["notice"]
        assert "不需要准备汇报" in texts["notice"]
        assert "打印" in read(client, f"{here}paper/")


class TestWider:
    @pytest.mark.mechanism("M165", "M167", "M192", "M201", "M206")
    @pytest.mark.thorough
    def test_pages_show_lower_units_the_calendar_the_series_and_a_second_round(self, enter, town):
        campaign = scenes.campaign_closed(town)
        here, client = f"/appraisals/of/{campaign.code}/", enter("clerk")
        client.post(f"{here}press/call/")
        own = enter("officer").post(f"{here}press/adopt/").url
        assert own != here and "上级部署" in read(enter("officer"), own)
        client = enter("clerk")
        assert "还没有承接" in read(client, f"{here}progress/") and "清水镇" in read(client, f"{here}progress/")
        client.post(f"{here}do/draw/", {"size": 1})
        drawn = campaign.observations.get()
        client.post(f"{here}observation/{drawn.pk}/do/observe/", {"seen_on": "今天", "found": "正在设评议主体"})
        assert "正在设评议主体" in read(client, f"{here}progress/")
        day = {"title": "党日活动", "on": "2026-11-3", "nth": 2, "weekday": 4, "until": "2027-3-31"}
        client.post(f"{here}do/day/", day)
        assert "11月13日" in read(client, f"{here}calendar/") and "12月11日" in read(
            client, f"{here}calendar/", month="2026-12"
        )
        assert "四到位" in read(client, here) and "领导到位" in read(client, here)
        again = {"subjects": [campaign.subjects.get().pk], "opens_on": "2026-12-20", "closes_on": "2026-12-30"}
        client.post(f"{here}do/round/", again)
        second = Campaign.objects.get(round_of=campaign)
        assert "（补课）" in read(client, f"/appraisals/of/{second.code}/")
        series = client.post("/appraisals/series/new/", {"title": "一季一评议", "year": 2026}).url
        client.post(f"/appraisals/of/{second.code}/do/join/", {"series": series.split("/")[-2], "quarter": "4"})
        assert "下半年小结" in read(client, series) and "还没有开箱，不计" in read(client, series)
