"""日记与报告的页面: kept to oneself, handed in, answered, backed by a record; publicity about real work."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import plain_text
from lianxin.work.concerns.problems import Unfit
from lianxin.work.quotas.measures import MEASURES
from lianxin.work.writings import commands, queries
from lianxin.work.writings.models import Publicity, Writing
from lianxin.work.writings.terms import VIEW
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import registered
from tests.work.drive_scenes import drive_made
from tests.work.visit_scenes import visit_made
from tests.work.writing_scenes import TEXT, draft_made, handed_in, publicity_made

LATER = NOON + timedelta(hours=4)
COPIED = "主要是支管老化、接头漏水，老人挑水要走半里路"


class TestADiary:
    @pytest.mark.thorough
    def test_is_its_writers_alone_and_can_be_bound_by_the_month(self, enter, town):
        client = enter("officer")
        typed = {"on": "2026-11-02", "title": "三组的水", "text": "老人拉着我的手说了半天。"}
        here = client.post("/writings/new/diary/", typed).url
        draft_made(town, kind="diary", on=date(2026, 10, 9), title="十月的事", at=LATER)

        assert "三组的水" in read(client, "/writings/diary/") and "十月的事" not in read(client, "/writings/diary/")
        booklet = read(client, "/writings/diary/booklet/", month="2026-11")
        assert "老人拉着我的手" in booklet and "李青" in booklet and "2026年11月" in booklet
        assert "十月的事" in read(client, "/writings/diary/", month="2026-10")
        for other in ("leader", "clerk", "county_leader", "inspector"):
            assert enter(other).get(here).status_code == 404
            assert "三组的水" not in read(client, "/writings/handed/")
        kept = Entry.objects.filter(event="writing.kept")
        assert len(kept) == 2 and not any("三组" in str((one.detail, one.digests)) for one in kept)

    def test_is_never_counted_for_a_duty(self, town):
        """JF-3: the volume of diaries is no source of any figure of a unit."""
        assert "diary" not in MEASURES["reports"].kinds
        handed_in(town, kind="diary")

        assert list(MEASURES["reports"].find([town.people["officer"].pk], date(2026, 1, 1), date(2026, 12, 31))) == []


class TestAResearchReport:
    @pytest.mark.mechanism("M088")
    def test_tells_its_writer_alone_which_passages_others_share_and_comes_as_docx(self, enter, town):
        seen = handed_in(town, title="村里的水", by=town.worker, to=town.shiqiao)
        unseen = handed_in(town, title="沙河的水", by=town.stranger, to=town.baisha)
        diary = handed_in(town, kind="diary", title="日记里的水", by=town.worker, to=town.shiqiao)
        client = enter("officer")
        typed = {
            "on": "2026-11-03",
            "title": "全镇饮水调研",
            "text": f"一、做法\n走访了三个村。{COPIED}。\n换管要花八万元。",
        }
        here = client.post("/writings/new/research/", typed).url

        page = read(client, here)
        assert "与别的报告相同的段落" in page and COPIED in page and seen.title in page
        assert unseen.title not in page and diary.title not in page
        assert client.post(f"{here}submit/", {"to": "定安县"}).url == here
        assert "与别的报告相同的段落" not in read(enter("clerk"), here)
        text = plain_text(client.get(f"{here}docx/").content)
        assert "全镇饮水调研" in text and "一、做法" in text and "换管要花八万元。" in text and "李青" in text

        own = Writing.objects.get(title="全镇饮水调研")
        commands.take_back(writing=own, by=town.officer, at=LATER)
        changed = {**typed, "text": "走访了三个村，四户的水管冻裂，换管要花八万元。"}
        assert enter("officer").post(f"{here}edit/", changed).url == here
        assert "与别的报告相同的段落" not in read(client, here)

    def test_stays_a_draft_until_handed_in_and_is_changed_by_nobody_else(self, enter, town):
        draft = draft_made(town, kind="research", title="还没写完")
        assert enter("leader").get(f"/writings/of/{draft.code}/").status_code == 404

        handed = handed_in(town, kind="research", title="写完了")
        client = enter("leader")
        assert "写完了" in read(client, "/writings/handed/") and "还没写完" not in read(client, "/writings/handed/")
        for url in (f"/writings/of/{handed.code}/{deed}/" for deed in ("edit", "submit", "discard")):
            assert client.get(url).status_code == 403
        with pytest.raises(NotAllowed):
            commands.take_back(writing=handed, by=town.leader, at=NOON)
        with pytest.raises(Unfit, match="已经交出"):
            draft_made(town, writing=handed, kind="research")
        with pytest.raises(Unfit, match="还没有写正文"):
            handed_in(town, text=" ")

        assert enter("officer").post(f"/writings/of/{draft.code}/discard/").url == "/writings/"
        assert not Writing.objects.filter(pk=draft.pk).exists()

    def test_may_and_reachable_agree(self, town):
        rows = [
            draft_made(town),
            handed_in(town),
            handed_in(town, by=town.worker, to=town.county),
            draft_made(town, by=town.clerk),
        ]
        for who in (town.officer, town.worker, town.leader, town.clerk, town.stranger, town.admin):
            assert set(Writing.objects.reachable(by=who, to=VIEW)) == {one for one in rows if who.may(VIEW, one)}


class TestASuggestion:
    @pytest.mark.thorough
    def test_is_answered_by_those_whom_it_went_to_and_its_writer_is_told(self, enter, town):
        suggestion = handed_in(town, kind="suggestion", title="换支管", to=town.county)
        here, client = f"/writings/of/{suggestion.code}/", enter("clerk")
        assert "换支管" in read(client, "/today/") and "待答复的建议" in read(client, "/writings/handed/")
        client.post(f"{here}answer/", {"adopted": "no", "why": " "})
        assert Writing.objects.get(pk=suggestion.pk).status == "submitted"

        assert client.post(f"{here}answer/", {"adopted": "yes", "why": "列入明年小型水利。"}).url == here
        assert client.post(f"{here}answer/", {"adopted": "no", "why": "不办"}).status_code == 409
        told = read(enter("officer"), "/today/")
        assert "您的建议“换支管”有了答复：建议已采纳。" in told and "列入明年小型水利。" in read(client, here)
        assert queries.counted(town.people["officer"], date(2026, 1, 1), date(2026, 12, 31)) == {"suggestion": 1}

    def test_is_answered_by_nobody_else(self, enter, town):
        suggestion = handed_in(town, kind="suggestion", to=town.county)

        with pytest.raises(NotAllowed):
            commands.answer_suggestion(writing=suggestion, adopted=True, why="好", by=town.leader, at=NOON)
        with pytest.raises(Unfit, match="只有工作建议"):
            commands.answer_suggestion(writing=handed_in(town), adopted=True, why="好", by=town.clerk, at=NOON)
        own = handed_in(town, kind="suggestion", by=town.clerk, to=town.county)
        with pytest.raises(Unfit, match="请别人答复"):
            commands.answer_suggestion(writing=own, adopted=True, why="好", by=town.clerk, at=NOON)


class TestExperienceThatWasSpread:
    @pytest.mark.mechanism("M106")
    def test_says_from_where_to_where_with_what_result_and_is_backed_by_a_record(self, enter, town):
        client, concern = enter("officer"), registered(town).concern
        typed = {"on": "2026-11-03", "title": "一线工作法", "text": "先走访，再开会。", "from_where": "石桥村", "to_where": "柳湾村",
                 "result": "取水问题一周办成", "concern": ""}  # fmt: skip
        here = client.post("/writings/new/experience/", typed).url
        assert "请选一条佐证的记录" in client.post(f"{here}submit/", {"to": "清水镇"}).content.decode()
        assert (
            "没有找到这个编号的诉求" in client.post(f"{here}edit/", {**typed, "concern": "ZZZZ0000"}).content.decode()
        )

        client.post(f"{here}edit/", {**typed, "concern": concern.code})
        assert client.post(f"{here}submit/", {"to": "清水镇"}).url == here
        page = read(client, here)
        assert (
            "石桥村" in page
            and "柳湾村" in page
            and "取水问题一周办成" in page
            and f"/concerns/{concern.code}/" in page
        )
        assert queries.counted(town.people["officer"], date(2026, 1, 1), date(2026, 12, 31)) == {"experience": 1}


class TestPublicity:
    @pytest.mark.mechanism("M137")
    @pytest.mark.thorough
    def test_is_linked_to_the_real_record_and_the_link_is_there_for_whoever_may_see_it(self, enter, town):
        client, concern = enter("officer"), registered(town).concern
        visit, drive = visit_made(town), drive_made(town)
        typed = {
            "unit": "清水镇",
            "kind": "article",
            "title": "路灯亮了",
            "outlet": "定安报",
            "published_on": "2026-11-03",
        }
        refused = client.post("/writings/publicity/new/", typed).content.decode()
        assert "宣传要有真实的记录" in refused and not Publicity.objects.exists()

        client.post("/writings/publicity/new/", {**typed, "concern": concern.code})
        publicity_made(town, title="走村串户", visit=visit, at=LATER)
        publicity_made(town, title="冬季走访", drive=drive, at=LATER)
        page = read(client, "/writings/publicity/")
        assert (
            f"/concerns/{concern.code}/" in page
            and f"/visits/of/{visit.code}/" in page
            and f"/drives/of/{drive.code}/" in page
        )
        assert "路灯亮了" in read(client, f"/concerns/{concern.code}/") and "冬季走访" in read(
            client, f"/drives/of/{drive.code}/"
        )
        of_visit = read(client, f"/visits/of/{visit.code}/")
        assert "走村串户" in of_visit and f"/writings/new/diary/?visit={visit.code}" in of_visit
        assert "2026-11-02 石桥村" in read(client, f"/writings/new/diary/?visit={visit.code}")
        assert f"concern={concern.code}" in read(client, f"/concerns/{concern.code}/")

        code = Publicity.objects.get(title="路灯亮了").code
        assert (
            client.post(f"/writings/publicity/{code}/withdraw/", {"reason": "标题写错"}).url == "/writings/publicity/"
        )
        assert "已撤下" in read(client, "/writings/publicity/") and "路灯亮了" not in read(
            client, f"/concerns/{concern.code}/"
        )

    @pytest.mark.mechanism("M137")
    def test_loses_its_link_out_of_reach_and_vanishes_behind_the_wall(self, enter, town):
        about_leader = registered(town, by=town.clerk, subject_persons=[town.people["leader"]]).concern
        publicity_made(town, title="接受监督", concern=about_leader, by=town.clerk, unit=town.county)
        publicity_made(town, title="路灯亮了", concern=registered(town).concern, by=town.clerk, unit=town.qingshui)
        assert "接受监督" in read(enter("clerk"), "/writings/publicity/")
        page = read(enter("leader"), "/writings/publicity/")
        assert "接受监督" not in page and "路灯亮了" in page

        out_of_reach = {one.title: one for one in Publicity.objects.all()}
        rows = [out_of_reach["路灯亮了"]]
        assert queries.backings(rows, town.leader)[rows[0].pk] and not queries.backings(rows, town.stranger)[rows[0].pk]
        with pytest.raises(NotAllowed):
            publicity_made(town, concern=about_leader, by=town.leader)
        secret = registered(town, is_confidential=True).concern
        with pytest.raises(Unfit, match="保密"):
            publicity_made(town, concern=secret)

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_three_as_for_ten(self, enter, town):
        client, counted, made = enter("officer"), [], 0
        for number in (3, 10):
            while made < number:
                made += 1
                publicity_made(town, concern=registered(town).concern)
                handed_in(town, title=f"第{made}篇", by=town.worker, text=TEXT + f"另有{made}户。")
            report = draft_made(town, kind="research")
            counted.append([])
            for page in ("/writings/publicity/", "/writings/handed/", "/writings/", f"/writings/of/{report.code}/"):
                read(client, page)
                with CaptureQueriesContext(connection) as caught:
                    read(client, page)
                counted[-1].append(len(caught))
        assert counted[0] == counted[1]
