"""分类与挂账的页面: what the clerk reads and fills in, and that every number opens into what it counts."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, Tag, Topic, TopicMap
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, EXPLAIN, LIMIT, at_state, lamp_topic, registered


def page(client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def upload(text: str, name: str = "表.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


class TestTheClasses:
    @pytest.mark.mechanism("M046", "M048", "M049")
    def test_are_asked_for_with_their_words_before_anything_is_accepted(self, enter, town):
        code = registered(town).concern.code
        client, typed = enter("clerk"), {"topic": lamp_topic().pk, "kind": "help", "clock": ""}
        for handling, field in (("time_limit", "stance"), ("explain", "policy"), ("objective", "objective")):
            answer = client.post(f"/concerns/{code}/classify/", {**typed, "handling": handling, "responsible": "张建"})
            assert f'id="id_{field}_error"' in answer.content.decode(), handling
        assert client.post(f"/concerns/{code}/classify/", typed).status_code == 200
        assert Concern.objects.get().accepted_on is None

        client.post(f"/concerns/{code}/classify/", {**typed, "handling": "time_limit", **LIMIT})

        record = page(client, f"/concerns/{code}/")
        assert LIMIT["stance"] in record and LIMIT["responsible"] in record and "下次复核" in record

    @pytest.mark.mechanism("M072", "M049")
    def test_keep_the_record_of_an_explanation_beside_the_answer(self, enter, town):
        other, code = at_state(town, Status.IN_HAND).code, registered(town).concern.code
        typed = {"topic": lamp_topic().pk, "kind": "help", "handling": "objective", "objective": "山体不稳，架不了线。"}
        enter("worker").post(f"/concerns/{code}/classify/", typed)
        client = enter("worker")
        refused = client.post(f"/concerns/{code}/answer-now/", {"text": "现在架不了线。", "explained": ""})
        assert 'id="id_explained_error"' in refused.content.decode()

        client.post(f"/concerns/{code}/answer-now/", {"text": "现在架不了线。", "explained": "当面看了地勘图。"})

        record = page(client, f"/concerns/{code}/")
        assert "当面看了地勘图。" in record and "受客观条件限制" in record
        assert "explained" not in page(client, f"/concerns/{other}/reply/")

    def test_suggest_a_topic_with_a_reason_and_take_it_only_by_a_click(self, enter, town, monkeypatch):
        from lianxin.work.issues.queries import TopicAdvice

        monkeypatch.setattr(
            "lianxin.web.office.concerns.classes.suggest_topic", lambda **asked: [TopicAdvice(lamp_topic(), ("路灯",))]
        )
        code, client = registered(town).concern.code, enter("clerk")
        shown = page(client, f"/concerns/{code}/classify/")
        assert "内容里有：路灯" in shown and f'value="{lamp_topic().pk}" selected' not in shown

        taken = client.post(f"/concerns/{code}/classify/", {"take_topic": lamp_topic().pk, "stance": "打算修"})

        assert f'value="{lamp_topic().pk}" selected' in taken.content.decode() and "打算修" in taken.content.decode()
        assert "_error" not in taken.content.decode() and Concern.objects.get().topic is None

    def test_suggest_at_the_handing_over_who_did_such_things_before(self, enter, town):
        for _each in range(3):
            at_state(town, Status.REPLIED)
        concern = at_state(town, Status.RETURNED)
        client = enter("clerk")
        address = f"/concerns/{concern.code}/assign/"
        shown = page(client, address)
        taken = re.search(rf'href="(\?take=u{town.building.pk})"', shown)
        assert taken and "由该单位办理 3 件" in shown and 'value="县住建局"' not in shown.split("<datalist")[0]

        assert 'value="县住建局"' in page(client, address + taken[1]).split("<datalist")[0]
        assert Concern.objects.get(pk=concern.pk).handler is None

    def test_are_changed_on_the_next_day_by_the_level_above_with_its_history(self, enter, town):
        concern = registered(town).concern
        commands.classify(
            concern=concern, topic=lamp_topic(), kind="help", handling="time_limit", by=town.worker, at=NOON, **LIMIT
        )
        address = f"/sorting/{concern.code}/reclassify/"
        assert enter("worker").get(address).status_code == 403
        client = enter("officer")
        assert "改定分类" in page(client, f"/concerns/{concern.code}/")

        client.post(
            address,
            {"topic": lamp_topic().pk, "kind": "help", "handling": "explain", "reason": "属政策解释。", **EXPLAIN},
        )

        record = page(client, f"/concerns/{concern.code}/")
        assert "属政策解释。" in record and "改过 1 次" in record and EXPLAIN["policy"] in record


class TestTheShelf:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M048")
    def test_lists_what_is_due_asks_on_the_first_page_and_takes_the_finding(self, enter, town):
        concern = at_state(town, Status.IN_HAND)
        Concern.objects.filter(pk=concern.pk).update(review_on=NOON.date())
        client = enter("builder")
        assert f"/sorting/{concern.code}/review/" in page(client, "/today/")
        assert concern.code in page(client, "/sorting/?part=due") and LIMIT["stance"] in page(
            client, "/sorting/?part=due"
        )

        client.post(f"/sorting/{concern.code}/review/", {"found": "not_yet", "note": "等配件。", "next_on": "11.20"})

        assert concern.code not in page(client, "/sorting/?part=due")
        assert concern.code in page(client, "/sorting/?part=all")
        assert f"/sorting/{concern.code}/review/" not in page(client, "/today/")
        assert concern.code not in page(enter("stranger"), "/sorting/?part=all")

    @pytest.mark.thorough
    def test_costs_the_same_statements_however_long_it_is(self, enter, town, django_assert_max_num_queries):
        client, counts = enter("clerk"), []
        for number in (2, 5):
            for _each in range(number):
                at_state(town, Status.IN_HAND)
            client.get("/sorting/?part=all")
            with django_assert_max_num_queries(60) as asked:
                client.get("/sorting/?part=all")
            counts.append(len(asked.captured_queries))

        assert counts[0] == counts[1]


class TestTheNumbers:
    @pytest.mark.mechanism("M057", "M058")
    def test_of_states_add_up_and_open_into_as_many(self, enter, town):
        for state in (Status.CLOSED, Status.IN_HAND, Status.REGISTERED):
            at_state(town, state)
        client = enter("clerk")
        table = page(client, "/sorting/states/").split("<tbody>")[1].split("</tbody>")[0]
        rows = [
            re.findall(r'<td class="number">(?:<a href="([^"]+)">)?(\d+)', row) for row in table.split("</tr>")[:-1]
        ]
        numbers = [[int(number) for _url, number in row] for row in rows]

        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1] == [3, 1, 2, 0, 0]
        assert all(total == closed + running + declined for total, closed, running, declined, _settled in numbers)
        for url, number in (cell for row in rows for cell in row if cell[0]):
            assert f"共 {number} 件" in page(client, url), url

    @pytest.mark.mechanism("M068", "M069", "M070")
    @pytest.mark.thorough
    def test_of_causes_open_and_the_upward_ones_are_laid_before_their_owner(self, enter, town):
        concern = at_state(town, Status.IN_HAND)
        client = enter("builder")
        client.post(f"/sorting/{concern.code}/cause/", {
            "line": "up", "fault": "ability", "level": "county", "owner": "县水利局", "rule": "没有维护标准",
            "evidence": "县里的办法没有写。"})  # fmt: skip
        client.post(f"/sorting/{concern.code}/cause/", {
            "line": "down", "fault": "style", "level": "township", "evidence": "李青没有去看。"})  # fmt: skip
        assert concern.causes.get().rule == "没有维护标准"

        client = enter("clerk")
        causes = page(client, "/sorting/causes/")
        url = re.search(r'href="([^"]+line=up&level=county)">1<', causes)
        assert url and "共 1 件" in page(client, url[1]) and concern.code in page(client, url[1])
        assert "没有维护标准" in page(client, f"/sorting/{concern.code}/cause/{concern.causes.get().pk}/push/")
        assert ">1<" not in page(enter("stranger"), "/sorting/causes/").split("<tbody>")[1]

        client = enter("water")  # owns the rule, has nothing to do with the matter
        assert "/sorting/rules/" in page(client, "/today/") and "没有维护标准" in page(client, "/sorting/rules/")
        assert client.get(f"/concerns/{concern.code}/").status_code == 404
        client.post("/sorting/rules/", {"cause": concern.causes.get().pk, "text": "县里印发了维护办法。"})
        assert concern.causes.get().settled_note == "县里印发了维护办法。"
        assert "没有维护标准" not in page(client, "/sorting/rules/")

    @pytest.mark.mechanism("M071")
    @pytest.mark.thorough
    def test_of_a_teachers_matter_ask_for_the_report_upward(self, enter, town):
        client = enter("teacher")
        client.post("/concerns/register/", {
            "text": "教师宿舍没有热水。", "kind": "help", "unit": "县第一中学", "name": "", "phone": "", "channel": "counter",
            "people_count": "1", "category": "staff", "entry_key": "k9"})  # fmt: skip
        code = Concern.objects.get().code
        client.post(
            f"/concerns/{code}/classify/", {"topic": lamp_topic().pk, "kind": "help", "handling": "time_limit", **LIMIT}
        )
        assert "还没有汇报" in page(client, f"/concerns/{code}/")

        client.post(f"/sorting/{code}/report/", {"to": town.county.pk, "text": "请批经费。"})

        assert "还没有汇报" not in page(client, f"/concerns/{code}/")
        assert "答复汇报" in page(enter("clerk"), "/today/")


class TestTheTopics:
    def test_are_renewed_from_a_table_after_a_look(self, enter, town):
        client = enter("clerk")
        table = "一级,二级,三级\n城乡建设,道路路灯,\n城乡建设,供热取暖,\n,,\n农业,,水渠\n"
        looked = client.post("/sorting/topics/import/", {"file": upload(table)}).content.decode()
        assert "第 5 行" in looked and Topic.objects.filter(label="供热取暖").count() == 0
        sealed = re.search(r'name="table" value="([^"]+)"', looked)
        old = Topic.objects.get(label="供暖")
        assert sealed and f'value="{old.code}"' in looked

        client.post("/sorting/topics/import/", {"table": sealed[1], "version": "2027", "renamed": [old.code]})

        assert Topic.objects.get(label="供热取暖").version == "2027" and TopicMap.objects.get().old == old
        assert {one.label for one in Topic.objects.filter(valid_to=None)} == {"城乡建设", "道路路灯", "供热取暖"}
        broken = client.post("/sorting/topics/import/", {"table": sealed[1][:-2] + "xx", "version": "2028"})
        assert broken.status_code == 302 and not Topic.objects.filter(version="2028").exists()

    def test_are_mapped_by_hand_and_from_a_table(self, enter, town):
        client = enter("clerk")
        codes = {one.label: one.code for one in Topic.objects.all()}
        for label in ("供暖", "停车"):
            client.post(f"/sorting/topics/{codes[label]}/retire/", {"into": ""})
        client.post("/sorting/mapping/", {"old": codes["供暖"], "new": codes["物业服务"], "is_chosen": "on"})
        shown = client.post("/sorting/mapping/import/", {"file": upload("旧,新,归入\n停车,农村公路,是\n没有,停车,\n")})

        assert {(row.old.label, row.new.label) for row in TopicMap.objects.all()} == {
            ("供暖", "物业服务"),
            ("停车", "农村公路"),
        }
        assert "第 3 行" in shown.content.decode()
        client.post(f"/sorting/mapping/{TopicMap.objects.first().pk}/drop/")
        assert TopicMap.objects.count() == 1

    @pytest.mark.mechanism("F009")
    def test_ask_a_few_questions_and_carry_tags(self, enter, town):
        concern, client = at_state(town, Status.IN_HAND), enter("clerk")
        client.post(
            f"/sorting/topics/{lamp_topic().code}/ask/", {"text": "几盏不亮", "answer_type": "number", "options": ""}
        )
        client.post("/sorting/tags/", {"label": "入冬前"})
        question = lamp_topic().questions.get()
        wrong = client.post(f"/sorting/{concern.code}/extra/", {f"q{question.pk}": "三盏"})
        assert "请写数字" in wrong.content.decode()

        client.post(f"/sorting/{concern.code}/extra/", {f"q{question.pk}": "3"})
        client.post(f"/sorting/{concern.code}/tag/", {"tags": [Tag.objects.get().pk]})

        record = page(client, f"/concerns/{concern.code}/")
        assert "几盏不亮" in record and "入冬前" in record
        used = re.search(r'href="([^"]+tag=\d+)">1<', page(client, "/sorting/tags/"))
        assert used and concern.code in page(client, used[1])


class TestLikeOnes:
    """F011: what is like it already, while it is entered; from what this person may see alone."""

    def test_are_shown_without_a_script_with_the_reason_and_nothing_is_lost(self, enter, town):
        first = registered(town).concern
        typed = {
            "text": "石桥村村口的路灯坏了半个月，晚上看不见路。",
            "unit": "石桥村",
            "name": ASKER.name,
            "look": "1",
        }

        shown = unescape(enter("worker").post("/concerns/register/", typed).content.decode())

        assert f"/concerns/{first.code}/" in shown and "相同的词" in shown and ASKER.name in shown
        assert "_error" not in shown and Concern.objects.count() == 1

    def test_come_while_typing_and_never_from_behind_the_wall(self, enter, town):
        registered(town, kind="complaint", subject_units=[town.shiqiao], by=town.clerk)
        typed = {"text": "石桥村村口的路灯坏了半个月，晚上看不见路。", "unit": "石桥村"}

        assert "/concerns/" not in enter("worker").post("/concerns/similar/", typed).content.decode()
        assert "/concerns/" in enter("clerk").post("/concerns/similar/", typed).content.decode()
        assert enter("leader").post("/concerns/similar/", typed).status_code == 403
