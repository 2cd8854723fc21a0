"""回访的页面: what an office sees and does, what it is refused, and what the resident reads of it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.journal import book
from lianxin.pure.codes import grouped
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.callbacks.models import CallBack, Delivery, Objection, ReviewExit, Sample
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.callback_scenes import RULE, answered, call, rated, say
from tests.work.conftest import ASKER, at_state, registered

SOON = NOON + timedelta(minutes=30)


@pytest.fixture
def enter(client, town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: SOON)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def page(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"callbacks:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client, name, *args, **typed):
    return client.post(reverse(f"callbacks:{name}", args=args), typed)


def resident(receipt, door="follow", secret="", **typed) -> str:
    held = {"code": receipt.concern.code, "secret": secret or receipt.secret}
    return str(Client().post(reverse(f"public:{door}"), {**held, **typed}).content.decode())


class TestAsking:
    @pytest.mark.mechanism("F039")
    def test_gives_a_text_with_the_code_and_never_the_secret_nor_the_matter(self, enter, town) -> None:
        receipt = answered(town)

        text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page(enter("clerk"), "ask", receipt.concern.code), re.S)[1]

        assert grouped(receipt.concern.code) in text and "/rate/" in text and len(text) < 140
        assert receipt.secret not in text.replace(" ", "") and "路灯" not in text and ASKER.name not in text

    @pytest.mark.mechanism("F039")
    @pytest.mark.parametrize("more", [{}, {"card": "1"}])
    def test_prints_slips_and_cards_without_anything_of_the_person(self, enter, town, more) -> None:
        codes = [answered(town).concern.code for _n in range(3)]
        answered(town)

        shown = page(enter("clerk"), "slips", code=codes, **more)

        assert all(grouped(code) in shown for code in codes) and shown.count('slip-paper cut-slip"') == 3
        for personal in (ASKER.name, ASKER.phone, ASKER.address, "路灯"):
            assert personal not in shown

    @pytest.mark.mechanism("F039")
    def test_lists_for_the_caller_only_what_others_did_with_telephones_masked(self, enter, town) -> None:
        other = answered(town).concern
        own = answered(town, to=town.qingshui, by=town.officer).concern

        shown = page(enter("officer"), "calls")

        assert other.code in shown and own.code not in shown
        assert "139****0001" in shown and ASKER.phone not in shown
        assert reverse("concerns:reveal", args=[other.code]) in shown

    @pytest.mark.mechanism("F045")
    def test_takes_down_a_call_and_refuses_one_of_the_handlers_own(self, enter, town) -> None:
        typed = {"reach": "reached", "contacted": "yes", "solved": "no", "step": "five:非常不满意"}
        own = answered(town, to=town.qingshui, by=town.officer).concern
        assert send(enter("officer"), "call_back", own.code, **typed).status_code == 403

        assert send(enter("clerk"), "call_back", own.code, **typed).status_code == 302

        kept = CallBack.objects.get()
        assert (kept.step, kept.rating, kept.solved) == ("非常不满意", "dissatisfied", False)
        record = enter("clerk").get(f"/concerns/{own.code}/").content.decode()
        assert "不计入满意率" in record and Concern.objects.get().rating == ""

    @pytest.mark.mechanism("F041")
    def test_says_beside_the_question_what_is_missing(self, enter, town) -> None:
        concern = answered(town).concern

        answer = send(enter("clerk"), "call_back", concern.code, reach="reached", solved="yes")

        assert answer.status_code == 200 and "打通了的，三个问题都要记。" in answer.content.decode()
        assert not CallBack.objects.exists()

    @pytest.mark.thorough
    def test_costs_the_same_for_three_and_for_ten(self, enter, town) -> None:
        client, counts = enter("clerk"), []
        page(client, "index")  # a session is written once
        for more in (3, 7):
            for _n in range(more):
                answered(town)
            for name in ("asking", "calls", "slips", "complete"):
                with CaptureQueriesContext(connection) as seen:
                    page(client, name)
                counts.append(len(seen))
        assert counts[:4] == counts[4:]


class TestAReissuedSlip:
    @pytest.mark.mechanism("F039", "F040")
    def test_is_shown_once_told_to_the_resident_and_counted_apart(self, enter, town) -> None:
        receipt = answered(town)
        client, typed = enter("worker"), {"reason": "核对了身份证", "entry_key": "k1"}
        assert "单独统计，不计入满意率" in page(client, "reissue", receipt.concern.code)

        first, again = (send(client, "reissue", receipt.concern.code, **typed).content.decode() for _n in "ab")

        secret = re.search(r"\d{4} \d{4} \d{4}", first)[0]
        assert not re.search(r"\d{4} \d{4} \d{4}", again) and "身份证" not in first
        answer = resident(receipt, "rate", secret, screen="3", rating="satisfied", solved="1", contacted="1")
        assert "这是凭补发的凭证评的" in answer
        assert "石桥村补发了查询密码（第 1 次）" in answer and "（单独统计）" in answer
        assert Concern.objects.get().rating == "", "what is said with it stands in no rate"
        assert "第 1 次" in resident(receipt), "the first slip still opens the page, and tells of the other"

    def test_is_refused_at_the_window_that_did_the_work(self, enter, town) -> None:
        concern = answered(town, to=town.qingshui, by=town.officer).concern

        assert send(enter("officer"), "reissue", concern.code, reason="身份证").status_code == 403
        assert "concern.reissued" not in [e.event for e in book.story(concern.ref)]


class TestFeedback:
    @pytest.mark.mechanism("M062", "M055")
    def test_that_came_home_is_noted_told_and_off_the_list(self, enter, town) -> None:
        receipt = answered(town)
        client, code = enter("builder"), receipt.concern.code
        assert code in page(client, "complete") and "没有反馈记录 1" in page(client, "complete")

        assert send(client, "deliver", code, way="phone", on="今天").status_code == 302

        assert Delivery.objects.get().way == "phone" and code not in page(client, "complete")
        assert "答复已送到您手里（电话，2026年11月3日）" in resident(receipt)
        assert "电话" in client.get(f"/concerns/{code}/").content.decode()

    @pytest.mark.mechanism("M062")
    def test_is_noted_by_itself_when_the_resident_reads_the_answer(self, enter, town) -> None:
        waiting = registered(town)
        resident(waiting)
        assert not Delivery.objects.exists(), "there is no answer yet"
        receipt = answered(town)

        first, _second = resident(receipt), resident(receipt)

        assert "答复已送到您手里（网上，2026年11月3日）" in first
        assert (Delivery.objects.get().way, Delivery.objects.get().by_name) == ("web", "群众本人")
        assert receipt.concern.code not in page(enter("builder"), "complete")

    @pytest.mark.mechanism("M055")
    def test_lists_what_has_no_outcome(self, enter, town) -> None:
        concern = at_state(town, Status.CLOSED)
        assert concern.code not in page(enter("clerk"), "complete", list="outcome")

        Concern.objects.filter(pk=concern.pk).update(outcome="")  # as ledgers of former years are

        assert concern.code in page(enter("clerk"), "complete", list="outcome")

    @pytest.mark.mechanism("M056", "F042")
    @pytest.mark.thorough
    def test_that_is_bad_waits_until_a_unit_above_decides_and_the_resident_reads_it(self, enter, town) -> None:
        receipt = answered(town)
        concern = say(receipt.concern, receipt.secret, "dissatisfied")
        for who in ("clerk", "builder"):
            assert concern.code in page(enter(who), "dissatisfied")
        assert "复核不满意" in enter("clerk").get(reverse("today")).content.decode()
        typed = {"reason": "政策不允许", "rule": RULE, "way": "oral", "told_on": "今天"}
        assert send(enter("builder"), "decide_exit", concern.code, **typed).status_code == 403

        assert send(enter("clerk"), "decide_exit", concern.code, **typed).status_code == 302

        assert ReviewExit.objects.count() == 1 and concern.code not in page(enter("clerk"), "dissatisfied")
        assert f"定安县复核认定，不再重办，依据：{RULE}" in resident(receipt)
        assert RULE in enter("builder").get(f"/concerns/{concern.code}/").content.decode()

    @pytest.mark.mechanism("M057")
    def test_of_a_settled_matter_stands_on_its_page(self, enter, town) -> None:
        concern = at_state(town, Status.CLOSED)
        client = enter("clerk")
        assert send(client, "settle", concern.code, agreement="").status_code == 200

        assert send(client, "settle", concern.code, agreement="11月3日签承诺书").status_code == 302

        assert Concern.objects.get().settled_on and "息访" in client.get(f"/concerns/{concern.code}/").content.decode()


class TestASample:
    @pytest.mark.mechanism("F045")
    def test_is_drawn_called_and_compared_on_its_page(self, enter, town) -> None:
        for _n in range(3):
            at_state(town, Status.CLOSED, registered(town).concern)
        client = enter("clerk")
        answer = send(client, "draw", first="11.3", last="今天", size="2", script="请问解决了吗？", entry_key="d1")
        sample = Sample.objects.get()
        assert answer.url == reverse("callbacks:sample", args=[sample.pk])

        shown = page(client, "sample", sample.pk)
        assert sample.seed in shown and sample.digest in shown and "一致" in shown and "流水第" in shown
        code = sample.items.first().concern.code
        assert "请问解决了吗？" in page(client, "call_back", code)
        answer = send(client, "call_back", code, reach="reached", contacted="yes", solved="no", step="three:不满意")

        assert answer.url == reverse("callbacks:sample", args=[sample.pk])
        shown = page(client, "sample", sample.pk)
        assert re.search(r"办结写已解决，群众说没有.*?<b>1</b>", shown, re.S) and "139****0001" in shown
        assert enter("officer").get(reverse("callbacks:sample", args=[sample.pk])).status_code == 404

    @pytest.mark.mechanism("F045")
    def test_that_was_tampered_with_does_not_come_out_again(self, enter, town) -> None:
        for _n in range(4):
            at_state(town, Status.CLOSED, registered(town).concern)
        day = NOON.date()
        sample = callbacks.draw(first=day, last=day, size=2, script="您好。", by=town.clerk, at=NOON)
        other = Concern.objects.exclude(pk__in=sample.items.values("concern")).first()

        item = sample.items.first()
        item.concern = other
        item.save()

        assert "不一致" in page(enter("clerk"), "sample", sample.pk)


class TestTheRates:
    @pytest.mark.mechanism("F040", "F041", "F044")
    def test_stand_apart_by_source_with_what_they_are_of_and_who_was_silent(self, enter, town) -> None:
        rated(town, "satisfied")
        silent = answered(town).concern
        commands.close(concern=silent, outcome="solved", by=town.clerk, at=NOON)
        call(silent, town.clerk, solved=False, step="不满意")

        shown = page(enter("clerk"), "rates")

        row = re.search(r"满意率（含基本满意）</td>(.*?)</tr>", shown, re.S)[1]
        assert "100.0%" in row and "0.0%" in row and "分母只是评价了的群众" in row
        assert "1 件，不当作满意，也不当作不满意" in shown and "拨打 1 件，有效 1 件，没打通 0 件" in shown
        assert "办结写已解决而群众说没有的 1/1 件" in shown and "非常不满意 → 不满意" in shown and "好差评" in shown

    @pytest.mark.mechanism("M065")
    def test_keep_what_was_closed_apart_from_what_is_solved(self, enter, town) -> None:
        concern = rated(town, "dissatisfied")
        commands.close(concern=concern, outcome="solved", by=town.clerk, at=NOON)

        shown = page(enter("clerk"), "rates")

        assert re.search(r"工作人员写已解决</dt><dd>100.0% <small>1/1", shown)
        assert "<b>0.0%</b>" in re.search(r"解决率</td>(.*?)</tr>", shown, re.S)[1]

    @pytest.mark.mechanism("F043")
    def test_are_shown_raw_and_adjusted_and_the_objections_openly(self, enter, town) -> None:
        rated(town, "satisfied")
        concern = rated(town, handling="explain")
        typed = {"rule": RULE, "reason": "政策不允许"}
        assert send(enter("builder"), "object_to_rating", concern.code, **typed).status_code == 302
        objection = Objection.objects.get()
        decided = send(enter("clerk"), "decide_objection", objection.pk, decision="set_apart", reason="属实")
        assert decided.status_code == 302

        shown = page(enter("clerk"), "rates")
        assert "50.0%" in shown and re.search(r"除单列后的</dt><dd>100.0%", shown)
        neighbour = page(enter("stranger"), "objections")
        assert RULE in neighbour and "单列" in neighbour
        assert f"/concerns/{concern.code}/" not in neighbour and concern.title not in neighbour

    @pytest.mark.mechanism("F047")
    @pytest.mark.thorough
    def test_are_compared_in_bands_without_an_order_of_merit(self, enter, town) -> None:
        for n in range(12):
            rated(town, "satisfied" if n else "dissatisfied")
        for _n in range(12):
            rated(town, "dissatisfied", to=town.water_bureau, by=town.water)
        rated(town, "satisfied", to=town.qingshui, by=town.officer)

        shown = page(enter("clerk"), "compare")

        building, water = (re.search(rf"<td>{name}</td>.*?</tr>", shown, re.S)[0] for name in ("县住建局", "县水利局"))
        assert "好于同组" in building and "低于同组" in water and "11/12" in building
        assert "件数太少，不比" in re.search(r"<td>清水镇</td>.*?</tr>", shown, re.S)[0]
        assert "第1名" not in shown and shown.index("县住建局</td>") < shown.index("县水利局</td>")

    @pytest.mark.mechanism("M075")
    def test_have_the_service_of_the_place_beside_them(self, enter, town) -> None:
        answered(town)

        shown = page(enter("worker"), "service")

        assert re.search(r"有人听：及时受理率.*?100.0%", shown, re.S) and re.search(
            r"有回应：按期答复率.*?100.0%", shown, re.S
        )
        assert "有处说：有群众来过的渠道" in shown


class TestTheHints:
    @pytest.mark.mechanism("F046")
    def test_are_for_the_unit_first_and_for_those_above_only_a_number(self, enter, town) -> None:
        for n in range(5):
            rated(town, "satisfied", asker=commands.intake.Asker(name=f"居民{n}", phone="13900000009"))
        query = {"unit": town.building.pk, "period": "2026-11"}
        own = page(enter("building_head"), "hints")
        assert "139****0009 登记为 5 位群众的电话" in own and "不是结论，更不是指控" in own and "全凭巧合的概率" in own
        assert "还没有公开" in page(enter("clerk"), "hints", **query)

        release = enter("building_head").post(reverse("callbacks:release_hints") + "?period=2026-11")

        assert release.status_code == 302
        above = page(enter("clerk"), "hints", **query)
        assert "评价 5 件，提示 1 条" in above and "139****0009" not in above
        assert enter("water").get(reverse("callbacks:hints"), query).status_code == 404
