"""三会、政策宣讲的页面: who was there in numbers, what was decided, what was asked and who answers until when."""

import pytest

from lianxin.base import indicators
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import plain_text
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.gatherings import commands
from lianxin.work.gatherings.models import Gathering, Opinion, Resolution
from lianxin.work.gatherings.terms import THREE_MEETINGS, OpinionOutcome
from tests.conftest import NOON
from tests.web.world import read

HELD = {"kind": "council", "title": "修渠的会", "held_on": "昨天", "people": "24"}
DECIDED = {
    "text": "东渠先清淤",
    "handler": "县水利局",
    "owner": "江流",
    "due_on": "2026-11-08",
    "decided_by": "到会村民代表",
}


def value(code, town):
    figure = indicators.get(code).figure(Period.month(2026, 11), town.qingshui, by=town.officer, today=NOON.date())
    return figure.value


class TestWhoWasThere:
    @pytest.mark.mechanism("M122")
    def test_is_counted_with_of_which_and_never_named(self, enter):
        client = enter("worker")
        refused = client.post("/gatherings/new/", {**HELD, "of_needy": "25"}).content.decode()
        assert "其中的人数不能多于参加的 24 人" in refused and not Gathering.objects.exists()
        here = client.post("/gatherings/new/", {**HELD, "of_needy": "11", "of_delegates": "24"}).url

        found = Gathering.objects.get()
        assert found.of_which == {"needy": 11, "delegates": 24} and found.people == 24
        assert "24，其中困难户 11、村民代表 24" in read(client, here)
        assert "其中：困难户11人，村民代表24人" in plain_text(client.get(f"{here}docx/").content)
        fields = {one.name for one in Gathering._meta.get_fields()}
        assert fields.isdisjoint({"names", "persons", "participants", "attendees"})


class TestTheThreeMeetings:
    @pytest.mark.mechanism("M132")
    @pytest.mark.thorough
    def test_say_what_was_decided_by_whom_and_until_when(self, enter, town):
        client = enter("worker")
        for kind in THREE_MEETINGS:
            client.post("/gatherings/new/", {**HELD, "kind": kind, "title": f"{kind}会"})
        page = read(client, "/gatherings/?kind=three")
        assert all(f"{kind}会" in page for kind in THREE_MEETINGS) and "forum会" not in read(
            client, "/gatherings/?kind=explaining"
        )
        here = f"/gatherings/of/{Gathering.objects.get(kind='council').code}/"
        assert "还没有记议定了什么" in read(client, here)
        assert client.post(f"{here}agree/", {**DECIDED, "due_on": "2026-10-01"}).status_code == 200
        assert client.post(f"{here}agree/", DECIDED).url == here
        page = read(client, here)
        assert "东渠先清淤" in page and "到会村民代表议定，县水利局（江流）负责，11月8日前" in page

        water = enter("water")
        assert "东渠先清淤" in read(water, "/today/")
        done = f"/gatherings/resolutions/{Resolution.objects.get().code}/"
        water.post(done, {"text": "清了三百米"})
        assert "东渠先清淤" not in read(water, "/today/") and water.get(here).status_code == 404
        assert "清了三百米" in read(enter("worker"), here) and "东渠先清淤" in read(client, f"{here}minutes/")
        text = plain_text(client.get(f"{here}docx/").content)
        assert "东渠先清淤。到会村民代表议定，由县水利局（江流）负责，11月8日前完成" in text
        assert (value("gathering.three_meetings", town), value("gathering.held", town)) == (3, 1)
        assert (value("gathering.resolutions", town), value("gathering.resolutions_done", town)) == (1, 1)

    def test_are_refused_what_makes_no_sense(self, town):
        by = {"by": town.worker, "at": NOON}
        meeting = commands.hold(unit=town.shiqiao, kind="help", title="帮扶会", held_on=NOON.date(), people=3, **by)
        given = {"gathering": meeting, "handler": town.water_bureau, "due_on": NOON.date()}
        with pytest.raises(Unfit):
            commands.agree(text=" ", **given, **by)
        with pytest.raises(NotAllowed):
            commands.agree(text="修渠", **given, by=town.water, at=NOON)
        decided = commands.agree(text="修渠", **given, **by)
        assert decided.decided_by == "帮扶会"
        with pytest.raises(NotAllowed):
            commands.finish_resolution(resolution=decided, text="好了", by=town.builder, at=NOON)
        with pytest.raises(Unfit):
            commands.finish_resolution(resolution=decided, text="", by=town.water, at=NOON)
        commands.finish_resolution(resolution=decided, text="好了", by=town.water, at=NOON)
        with pytest.raises(Unfit):
            commands.finish_resolution(resolution=decided, text="又好了", by=town.water, at=NOON)


class TestAPolicyMeeting:
    @pytest.mark.mechanism("M133")
    def test_records_what_was_asked_and_answered_and_who_answers_the_rest_until_when(self, enter, town):
        client = enter("worker")
        here = client.post("/gatherings/new/", {**HELD, "kind": "briefing", "title": "新区拆迁动员会"}).url
        assert client.post(here, {"text": "补偿什么时候发", "answer": "签约后三十天内"}).url == here
        refused = client.post(here, {"text": "过渡房在哪里", "answer": ""}).content.decode()
        assert "没有当场答复的，请写明由哪个单位、哪天前答复" in refused and Opinion.objects.count() == 1
        open_one = {"text": "过渡房在哪里", "handler": "县住建局", "owner": "张建", "due_on": "2026-11-06"}
        assert client.post(here, open_one).url == here
        page = read(client, here)
        assert "签约后三十天内" in page and "县住建局 张建" in page and "提问和解答" in page
        builder = enter("builder")
        question = Opinion.objects.get(text="过渡房在哪里")
        assert question.is_question and "过渡房在哪里" in read(builder, "/today/")

        worker = enter("worker")
        filed = {"text": "过渡房在哪里", "kind": "help", "unit": "石桥村", "people_count": "1", "entry_key": "q9"}
        worker.post(f"/gatherings/opinions/{question.code}/raise/", filed)
        question.refresh_from_db()
        assert question.outcome == OpinionOutcome.CONCERN and question.concern == Concern.objects.get()
        assert question.concern.code in read(worker, here)
        assert (value("gathering.questions", town), value("gathering.questions_answered", town)) == (2, 1)
        assert (value("gathering.opinions", town), value("gathering.explaining", town)) == (0, 1)
        assert "群众问：补偿什么时候发" in plain_text(worker.get(f"{here}docx/").content)
