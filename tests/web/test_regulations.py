"""制度, 目标, 责任人, 检查频次, 对照检查 through their pages."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.compliance import RULES
from lianxin.base.journal.models import Entry
from lianxin.work.regulations import queries
from lianxin.work.regulations.models import Cadence, Exemption, Regulation, Target
from tests.conftest import NOON
from tests.web.world import read
from tests.work.drive_scenes import drive_made
from tests.work.regulation_scenes import in_force

TEXT = "第一条 请假一天以内的，由站长批准。\n第二条 请假三天以内的，由总站批准，写明谁代班。"


class TestTheLibrary:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M215")
    def test_keeps_every_version_readable_on_its_days_and_prints_the_one_in_force(self, enter):
        typed = {"title": "请销假制度", "kind": "leave", "unit": "定安县", "opening": "", "articles": TEXT}
        here = enter("clerk").post("/regulations/new/", typed).url
        assert "草稿，待批准" in read(enter("clerk"), here) and "第一条" in read(enter("clerk"), here)
        assert enter("clerk").get(f"{here}do/approve/").status_code == 403
        assert "请销假制度" in read(enter("county_leader"), "/today/")
        assert enter("county_leader").post(f"{here}do/approve/", {"valid_from": "2026-11-05"}).url == here

        again = TEXT.replace("写明谁代班", "写明谁代班、代哪几天")
        enter("clerk", 3).post(f"{here}do/revise/", {"note": "写明代班", "articles": again})
        enter("county_leader", 3).post(f"{here}do/approve/", {"valid_from": "2026-11-20"})
        client = enter("worker", 3)
        assert "第 1 版" in read(client, here) and "代哪几天" not in read(client, here)
        assert "代哪几天" in read(client, here, on="2026-11-20") and "代哪几天" not in read(
            client, here, on="2026-11-19"
        )
        assert client.get(here, {"on": "2026-11-01"}).status_code == 404
        page = read(client, f"{here}compare/", version=2)
        assert "改动 1 处" in page and "写明代班" in page
        wall = read(client, "/regulations/wall/")
        assert "自2026年11月5日起施行" in wall and "高远 2026年11月3日批准" in wall
        body = zipfile.ZipFile(io.BytesIO(client.get(f"{here}docx/", {"version": 2}).content)).read("word/document.xml")
        assert "代哪几天" in body.decode() and "第2版，自2026年11月20日起施行" in body.decode()

    def test_is_shown_with_as_many_statements_for_ten_as_for_three(self, enter, town):
        def statements(n):
            for one in range(n):
                in_force(town, title=f"制度{n}之{one}")
            with CaptureQueriesContext(connection) as found:
                read(client, "/regulations/")
            return len(found)

        client = enter("worker")
        read(client, "/regulations/")
        assert statements(7) == statements(3)


class TestAccountability:
    @pytest.mark.mechanism("M244")
    @pytest.mark.thorough
    def test_is_a_rule_to_refer_to_article_by_article_and_decides_nothing_here(self, enter, town):
        rule = in_force(town, kind="accountability", title="责任追究制度").regulation
        page = read(enter("clerk"), f"/regulations/of/{rule.code}/")

        assert 'id="a2"' in page and "按规定在系统外决定" in page
        assert "《责任追究制度》（第 1 版）第 2 条" in [str(one) for one in queries.articles(NOON.date(), town.shiqiao)]
        assert [
            field.name for field in Regulation._meta.get_fields() if "penal" in field.name or "sanction" in field.name
        ] == []


class TestTargets:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M269")
    def test_count_ticked_things_and_figures_that_open(self, enter):
        typed = {"unit": "清水镇", "year": 2026, "title": "打造党建示范点", "aim": 3, "measure": "个", "due_on": "2026-12-20",
                 "counted_by": "", "items": "石桥村党支部\n柳湾村党支部\n敬老院党支部"}  # fmt: skip
        client = enter("clerk")
        assert "自动" in read(client, "/regulations/targets/new/")
        here = client.post("/regulations/targets/new/", typed).url
        refused = client.post(f"{here}1/tick/", {"on": "2026-11-02", "evidence": ""}).content.decode()
        assert "这个字段" in refused or "必填" in refused or "请" in refused
        client.post(f"{here}1/tick/", {"on": "2026-11-02", "evidence": "组织部验收文件"})
        figure = {
            **typed,
            "title": "受理诉求",
            "aim": 2,
            "measure": "件",
            "counted_by": "concern.received",
            "items": "",
        }
        client.post("/regulations/targets/new/", figure)

        page = read(client, "/regulations/targets/")
        assert "1/3 个" in page and "0/2 件" in page and "/figures/open/" in page
        assert "组织部验收文件" in read(client, here) and "1/3 个" in read(enter("officer"), here)
        assert enter("stranger").get(here).status_code == 404
        assert enter("officer").post(f"{here}2/tick/", {"on": "2026-11-02", "evidence": "有"}).status_code == 403
        assert {field.name for field in Target._meta.get_fields()}.isdisjoint({"person", "person_id"})

    @pytest.mark.mechanism("M247")
    def test_and_regulations_name_who_answers_first_and_directly(self, enter, town):
        of = in_force(town).regulation
        client = enter("clerk")
        here, form = f"/regulations/of/{of.code}/", f"/regulations/responsible/new/?of={of.ref}"
        client.post(form, {"role": "first", "person": "高远", "post": "办主任", "since": "2026-11-01"})
        client.post(form, {"role": "direct", "name": "周敏", "post": "副主任", "since": "2026-11-01"})

        page = read(client, here)
        assert (
            page.index("第一责任人") < page.index("办主任 高远") < page.index("直接责任人") < page.index("副主任 周敏")
        )
        assert "办主任 高远" in read(client, "/regulations/responsible/")
        assert client.get("/regulations/responsible/new/?of=concern:ABC").status_code == 404
        assert enter("officer").get(form).status_code == 404


class TestAProgrammeOfAnotherRoom:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M247")
    def test_shows_on_its_own_page_who_answers_for_it(self, enter, town):
        drive = drive_made(town)
        client, here = enter("clerk"), f"/drives/of/{drive.code}/"
        assert "还没有确定责任人" in read(client, here) and "责任人" not in read(enter("worker"), here)
        form = f"/regulations/responsible/new/?of={drive.ref}"
        enter("clerk").post(form, {"role": "first", "name": "唐山河", "post": "镇长", "since": "2026-11-01"})

        assert "镇长 唐山河" in read(enter("worker"), here)
        assert "冬季大走访" in read(enter("clerk"), "/regulations/responsible/")


class TestCompliance:
    @pytest.mark.mechanism("M243", "F142")
    @pytest.mark.thorough
    def test_a_weekly_duty_of_villages_stands_in_red_with_the_leader_who_allowed_it(self, enter, town):
        rule = in_force(town, kind="inspection", title="检查制度").regulation
        typed = {"title": "周周记载", "every": "week", "who": "village", "counted_by": "", "regulation": rule.pk}
        client = enter("clerk")
        client.post("/regulations/cadences/new/", typed)
        cadence = Cadence.objects.get()
        answer = client.post(f"/regulations/cadences/of/{cadence.code}/on/", follow=True).content.decode()
        assert "先不能启用" in answer and "禁令四" in answer
        cadence.refresh_from_db()
        assert cadence.status == "draft"
        assert "现在施行的设置都符合" in read(client, "/regulations/compliance/")

        ask = f"/regulations/exemptions/new/?setting=regulations.cadence&key={cadence.code}"
        assert "不得随意或重复要求基层" in read(client, ask)
        client.post(ask, {"reason": "汛期三个月"})
        one = Exemption.objects.get()
        assert client.get(f"/regulations/exemptions/of/{one.code}/approve/").status_code == 403
        leader = enter("county_leader")
        assert "决定例外" in read(leader, "/today/")
        leader.post(
            f"/regulations/exemptions/of/{one.code}/approve/", {"until": "2027-01-31", "reason": "同意，汛期用"}
        )
        client = enter("clerk", 1)
        client.post(f"/regulations/cadences/of/{cadence.code}/on/")

        for page in (read(client, "/regulations/compliance/"), read(client, "/regulations/compliance/print/")):
            assert "不符合规定的" in page and "周周记载" in page and "高远批准，到 2027-01-31：同意，汛期用" in page
        assert "例外正在施行" in read(enter("county_leader", 1), "/today/")
        assert Entry.objects.filter(event="exemption.used").count() == 1

    @pytest.mark.mechanism("F142")
    def test_prints_each_rule_with_what_keeps_it_and_every_setting_with_its_value(self, enter):
        page = read(enter("county_leader"), "/regulations/compliance/print/")

        assert all(str(rule.sentence) in page for rule in RULES.values())
        assert "TestNobodyIsWatched" in page and "谁也不能批准例外" in page


class TestEverybodyMaySpeakUp:
    """JF-7: the way to a suggestion or a complaint about the system stands on every page of every role."""

    @pytest.mark.parametrize("who", ["worker", "teacher", "admin"])
    @pytest.mark.mechanism("F143")
    def test_on_the_first_page_and_with_success(self, enter, who):
        client = enter(who)

        assert 'href="/feedback/' in read(client, "/today/") and "意见建议" in read(client, "/feedback/")
