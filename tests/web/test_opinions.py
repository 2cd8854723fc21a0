"""意见的页面: the desk with topics and fates, proposals with reasons, the report, the giver's page, what is published."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.pure.paper import plain_text
from lianxin.work.opinions import commands
from lianxin.work.opinions.models import Collection, Remark, RemarkTopic
from lianxin.work.rectification import commands as rectifications
from lianxin.work.rectification.models import Rectification
from tests.conftest import NOON
from tests.work import opinion_scenes as scenes
from tests.work.appraisal_scenes import TODAY

ENDS = TODAY + timedelta(days=17)


@pytest.fixture(autouse=True)
def _at_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))


@pytest.fixture
def client(town: Any) -> Client:
    return browser(town, "clerk")


def browser(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.people[who])
    return client


@pytest.fixture
def meeting(town: Any) -> Collection:
    return scenes.of_a_meeting(town)


def page(client: Client, name: str, *args: str, **query: str) -> str:
    return client.get(reverse(name, args=args, query=query)).content.decode()


def press(client: Client, meeting: Collection, do: str, rows: Any, **more: str) -> Any:
    data = {"do": do, "code": [one.code for one in rows], **more}
    return client.post(reverse("opinions:chosen", args=[meeting.code]), data)


class TestTheDesk:
    @pytest.mark.mechanism("M164")
    def test_takes_in_what_was_written_at_the_vote_and_counts_it(self, town: Any, client: Client) -> None:
        campaign = scenes.closed(town)
        assert campaign.title in page(client, "opinions:index")

        client.post(reverse("opinions:begin"), {"campaign": campaign.code})
        collection = Collection.objects.get()
        assert reverse("opinions:collection", args=[collection.code]) in page(
            client, "appraisals:campaign", campaign.code
        )
        client.post(reverse("opinions:take_in", args=[collection.code]))

        shown = page(client, "opinions:collection", collection.code)
        assert scenes.SAID[0] in shown and f"<b>{len(scenes.SAID)}</b>" in shown and "收回答卷" in shown

    @pytest.mark.mechanism("M187")
    def test_proposes_topics_with_reasons_and_sorts_when_a_person_says_so(
        self, town: Any, client: Client, meeting: Collection
    ) -> None:
        client.post(reverse("opinions:topics", args=[meeting.code]), {"label": "食堂伙食", "keywords": "打饭、饭菜"})
        client.post(reverse("opinions:topics", args=[meeting.code]), {"label": "学校安全管理", "keywords": "校门口"})
        shown = page(client, "opinions:collection", meeting.code)
        assert "建议：食堂伙食" in shown and "因为写到" in shown and "仅供参考" in shown
        assert not Remark.objects.exclude(topic=None).exists()

        press(client, meeting, "accept", Remark.objects.all())
        assert {t.label: t.remarks.count() for t in RemarkTopic.objects.all()} == {"食堂伙食": 4, "学校安全管理": 4}

        rest = Remark.objects.filter(topic=None)
        press(client, meeting, "sort", rest, topic=RemarkTopic.objects.get(label="食堂伙食").code)
        food = RemarkTopic.objects.get(label="食堂伙食")
        url = press(client, meeting, "split", food.remarks.filter(text__contains="心理")).url
        client.post(url, {"label": "学生心理教育"})
        client.post(
            reverse("opinions:topic", args=[food.code]),
            {"do": "merge", "into": RemarkTopic.objects.get(label="学校安全管理").pk},
        )
        assert {t.label: t.remarks.count() for t in RemarkTopic.objects.all()} == {
            "学校安全管理": 10,
            "学生心理教育": 2,
        }

    @pytest.mark.mechanism("M187")
    def test_offers_bundles_of_like_words_to_tick(self, client: Client, meeting: Collection) -> None:
        shown = page(client, "opinions:collection", meeting.code)
        pick = "-".join(one.code for one in Remark.objects.filter(text__contains="食堂"))

        assert "用词相近的" in shown and "食堂" in shown
        ticked = page(client, "opinions:collection", meeting.code, pick=pick)
        assert ticked.count(" checked") == 4

    @pytest.mark.mechanism("M185")
    def test_makes_a_rectification_of_what_is_ticked(self, town: Any, client: Client, meeting: Collection) -> None:
        ticked = Remark.objects.filter(text__contains="保温")
        url = press(client, meeting, "rectify", ticked).url
        given = {"problem": "饭菜保温不够。", "owner": "县第一中学", "measure": "11月20日前给8个售饭窗口各配1台保温台。",
                 "starts_on": TODAY.isoformat(), "ends_on": ENDS.isoformat(), "person": "孟校", "supervisor": "周敏"}  # fmt: skip

        assert scenes.SAID[0][:8] in client.get(url).content.decode()
        assert client.post(url, {**given, "person": ""}).status_code == 200 and not Rectification.objects.exists()
        client.post(url, given)

        item = Rectification.objects.get()
        assert item.remarks.count() == 2 and item.owner == town.school
        assert "列入整改" in page(client, "opinions:collection", meeting.code, fate="rectify")

    @pytest.mark.mechanism("M164")
    def test_settles_several_at_once_with_a_reason(self, client: Client, meeting: Collection) -> None:
        url = press(client, meeting, "decline", Remark.objects.filter(text__contains="实验室")).url

        client.post(url, {"text": "今年预算已定，明年春季再研究。"})

        assert Remark.objects.filter(fate="declined").count() == 2

    @pytest.mark.thorough
    def test_costs_the_same_for_three_and_for_thirty(self, town: Any, client: Client) -> None:
        few, many = scenes.of_a_meeting(town, scenes.SAID[:3]), scenes.of_a_meeting(town, scenes.SAID * 5)
        commands.add_topic(collection=many, label="食堂", by=town.clerk, at=NOON)
        commands.add_topic(collection=few, label="食堂", by=town.clerk, at=NOON)
        cost(client, few)  # what a first page asks once

        assert cost(client, few) == cost(client, many)

    def test_is_empty_for_the_unit_complained_of(self, town: Any, meeting: Collection) -> None:
        one = scenes.one(meeting, "保温")
        commands.clear(remark=one, text="食堂要保温。", by=town.clerk, at=NOON)
        commands.show(remarks=[Remark.objects.get(pk=one.pk)], to=town.school, by=town.clerk, at=NOON)
        teacher = browser(town, "teacher")
        assert "食堂要保温。" in page(teacher, "opinions:shown") and one.text not in page(
            teacher, "opinions:remark", one.code
        )

        commands.wall_off(remark=one, unit=town.school, by=town.clerk, at=NOON)
        assert "食堂要保温。" not in page(teacher, "opinions:shown")
        assert teacher.get(reverse("opinions:remark", args=[one.code])).status_code == 404


def cost(client: Client, collection: Collection) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, "opinions:collection", collection.code)
    return len(asked)


class TestOneOpinion:
    def test_is_blacked_out_by_the_machine_first_and_read_by_a_person(
        self, town: Any, client: Client, meeting: Collection
    ) -> None:
        commands.enter(
            collection=meeting, source="talk", texts=["孟校的电话13900000001打不通。"], on=TODAY, by=town.clerk, at=NOON
        )
        one = scenes.one(meeting, "打不通")
        url = reverse("opinions:deed", args=[one.code, "clear"])

        assert "孟某的电话［电话］打不通。" in client.get(url).content.decode()
        assert "能认出人的内容" in client.post(url, {"text": "孟校的电话打不通。"}).content.decode()
        client.post(url, {"text": "学校的电话打不通。"})
        assert Remark.objects.get(pk=one.pk).cleared_text == "学校的电话打不通。"

    @pytest.mark.parametrize(("verb", "data", "fate"), [
        ("raise", {"unit": "县第一中学", "text": "校门口放学时车辆多。"}, "concern"),
        ("wall", {"unit": "县第一中学", "person": "孟校"}, "open"),
    ])  # fmt: skip
    def test_goes_its_own_way(self, client: Client, meeting: Collection, verb: str, data: dict, fate: str) -> None:
        one = scenes.one(meeting, "校门口放学")

        client.post(reverse("opinions:deed", args=[one.code, verb]), data)

        one.refresh_from_db()
        assert (one.fate, one.is_complaint) == (fate, verb == "wall")


class TestTheReport:
    @pytest.mark.mechanism("M203")
    @pytest.mark.mechanism("M193")
    def test_says_exactly_how_many_and_has_the_five_headings_as_headings_alone(
        self, town: Any, client: Client, meeting: Collection
    ) -> None:
        topic = commands.add_topic(collection=meeting, label="食堂伙食", by=town.clerk, at=NOON)
        rows = list(Remark.objects.filter(text__contains="食堂"))
        commands.sort(collection=meeting, remarks=rows, topic=topic, by=town.clerk, at=NOON)
        commands.settle(remarks=rows[:1], verb="adopt", text="写进食堂供餐办法。", by=town.clerk, at=NOON)
        url = reverse("opinions:report", args=[meeting.code])

        plain, combined = plain_text(client.get(url).content), plain_text(client.get(url + "?combined=1").content)

        assert "共征求到意见12条，其中会议座谈上的12条。已定去向1条：采纳入措施1条、待定去向11条。" in plain
        assert "食堂伙食（4条）" in plain and "尚未归类（8条）" in plain and "近" not in plain.split("其中")[0]
        assert "把群众评议与年度考核结合起来" in combined and "年度考核" not in plain
        assert combined.count("（由单位填写）") == 5
        assert rows[0].text not in plain  # nothing is quoted that nobody blacked out


class TestTheGiversPage:
    @pytest.fixture
    def remark(self, town: Any) -> Remark:
        return Remark.objects.get(
            collection=scenes.collected(town, by_key=scenes.KEY), dialogue=scenes.dialogue_of(scenes.KEY)
        )

    def ask(self, **more: str) -> str:
        return Client().post(reverse("public:answer"), {"key": "abcd 1234 efgh 5678", **more}).content.decode()

    @pytest.mark.mechanism("M185")
    def test_tells_the_measure_and_its_progress_and_takes_the_givers_word(self, town: Any, remark: Remark) -> None:
        item = commands.rectify(
            remarks=[remark], problem="保温不够。", owner=town.school, measure="11月20日前给8个窗口各配1台保温台。",
            starts_on=TODAY, ends_on=ENDS, person="孟校", supervisor="周敏", by=town.clerk, at=NOON,
        )  # fmt: skip
        shown = self.ask()
        assert (
            "已经列入整改" in shown and "8个窗口各配1台保温台" in shown and "整改中" in shown and remark.text in shown
        )
        assert "孟校" not in shown and 'name="verdict"' not in shown

        rectifications.report(item=item, text="都装好了。", by=town.teacher, at=NOON)
        rectifications.sign_off(item=item, note="看过，都在用。", by=town.clerk, at=NOON)
        assert "都装好了" in self.ask() and "看过，都在用" in self.ask()
        self.ask(step="say", verdict="dissatisfied", text="二楼还是凉的。")
        item.refresh_from_db()
        assert item.status == "dissatisfied" and "二楼还是凉的" in self.ask()

    def test_knows_nobody_and_sets_no_cookie(self, town: Any, remark: Remark) -> None:
        """An official who looks in the browser in which he is logged in is nobody there."""
        client = browser(town, "clerk")

        response = client.post(reverse("public:answer"), {"key": scenes.KEY})

        assert response.status_code == 200 and settings.SESSION_COOKIE_NAME not in response.cookies
        assert "周敏" not in response.content.decode()

    def test_tells_nothing_without_the_key(self, town: Any, remark: Remark) -> None:
        for key in ("", "ABCD1234EFGH5679", "短"):
            text = Client().post(reverse("public:answer"), {"key": key}).content.decode()
            assert remark.text not in text and 'role="alert"' in text

    def test_shows_everybody_what_was_published(self, town: Any, client: Client, remark: Remark) -> None:
        commands.settle(remarks=[remark], verb="adopt", text="写进食堂供餐办法。", by=town.clerk, at=NOON)
        url = reverse("opinions:deed", args=[remark.code, "publish"])
        client.post(url, {"text": "冬天饭菜偏凉", "answer": "写进了供餐办法，窗口配保温台。"})

        assert "窗口配保温台" in Client().get(reverse("public:told")).content.decode()
        client.post(reverse("opinions:deed", args=[remark.code, "take_down"]), {"reason": "措辞要改"})
        assert "窗口配保温台" not in Client().get(reverse("public:told")).content.decode()
