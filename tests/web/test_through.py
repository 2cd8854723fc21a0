"""办理中的事的页面: the clerk merges and undoes it, the builder writes to the power company, the resident is shown no notes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, Merge, OutsideRequest
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, Town
from tests.web import world as worlds
from tests.work.conftest import at_state, registered


@pytest.fixture
def clients(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)

    def client(who: str) -> Client:
        found = Client()
        found.force_login(town.people[who])
        return found

    return client


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def post(client: Client, name: str, code: Any, **typed: str) -> Any:
    return client.post(reverse(f"through:{name}", args=[code]), typed)


class TestMerging:
    def test_is_done_and_undone_on_the_page(self, town: Town, clients: Any) -> None:
        main, copy = at_state(town, Status.IN_HAND), registered(town).concern

        answer = post(clients("clerk"), "merge", copy.code, into=main.code.lower(), reason="同一盏路灯")

        assert answer.status_code == 302 and Merge.objects.get().main == main
        shown = page(clients("clerk"), "concerns:detail", main.code)
        assert copy.code in shown and "并入的诉求" in shown
        assert copy.code in page(clients("clerk"), "through:index")
        post(clients("clerk"), "unmerge", copy.code, reason="是另一盏")
        assert Concern.objects.get(pk=copy.pk).status == Status.REGISTERED

    def test_says_which_code_was_not_found_and_keeps_what_was_typed(self, town: Town, clients: Any) -> None:
        copy = registered(town).concern

        shown = post(clients("clerk"), "merge", copy.code, into="ZZZZ9999", reason="同一盏路灯").content.decode()

        assert "没有找到这个编号的诉求" in shown and "同一盏路灯" in shown

    def test_finds_no_concern_behind_the_wall(self, town: Town, clients: Any) -> None:
        hidden = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk).concern
        copy = registered(town).concern

        shown = post(clients("officer"), "merge", copy.code, into=hidden.code, reason="同一盏路灯").content.decode()

        assert "没有找到这个编号的诉求" in shown


@pytest.mark.mechanism("M074")
def test_a_letter_to_another_body_and_its_answer_stand_in_the_matter(town: Town, clients: Any) -> None:
    concern = at_state(town, Status.IN_HAND)
    post(clients("builder"), "outside", concern.code, whom="市供电公司", number="函〔2026〕3号", question="何时检修线路？",
         sent_on="2026-11-03")  # fmt: skip
    letter = OutsideRequest.objects.get()
    assert "市供电公司" in page(clients("clerk"), "through:index")

    post(clients("builder"), "heard", letter.pk, answer="11月10日检修", on="2026-11-03")

    shown = page(clients("clerk"), "concerns:detail", concern.code)
    assert all(word in shown for word in ("函〔2026〕3号", "何时检修线路？", "11月10日检修"))
    assert "市供电公司" not in page(clients("clerk"), "through:index")


@pytest.mark.mechanism("M061")
def test_what_was_handed_to_the_resident_is_noted_for_him_and_for_all_who_help(town: Town, clients: Any) -> None:
    receipt = registered(town)
    concern = at_state(town, Status.IN_HAND, receipt.concern)

    post(clients("builder"), "paper", concern.code, what="《收养登记指南》一份", on="2026-11-03")

    assert "《收养登记指南》一份" in page(clients("clerk"), "concerns:detail", concern.code)
    own = Client().post(reverse("public:follow"), {"code": concern.code, "secret": receipt.secret}, follow=True)
    assert "《收养登记指南》一份" in own.content.decode()


class TestTheResidentsView:
    def test_shows_reasons_and_dates_and_no_note(self, town: Town, clients: Any) -> None:
        concern = at_state(town, Status.IN_HAND)
        post(clients("builder"), "note", concern.code, text="配件要从市里调")
        post(clients("leader"), "pause", concern.code, ground="expertise", last="2026-11-06", reason="等线路检测")

        inside = page(clients("clerk"), "concerns:detail", concern.code)
        seen = page(clients("clerk"), "through:seen", concern.code)

        assert "配件要从市里调" in inside and "配件要从市里调" not in seen
        assert "等线路检测" in seen and "鉴定检测" in seen


class TestAnswering:
    def test_takes_a_reference_answer_into_the_box(self, town: Town, clients: Any) -> None:
        concern = at_state(town, Status.IN_HAND)
        template = commands.write_template(
            unit=town.county, title="路灯归谁管", text="主干道的灯由住建局管。", by=town.clerk, at=NOON
        )
        address = reverse("concerns:reply", args=[concern.code])

        shown = clients("builder").get(address, {"template": template.pk})

        assert "主干道的灯由住建局管。</textarea>" in shown.content.decode()

    def test_asks_once_where_others_were_told_word_for_word_the_same(self, town: Town, clients: Any) -> None:
        text = "您好，您反映的问题我们已经安排人员核实处理，感谢您的关心。"
        first = at_state(town, Status.IN_HAND)
        commands.reply(concern=first, text=text, by=town.builder, at=NOON)
        concern = at_state(town, Status.IN_HAND)
        address = reverse("concerns:reply", args=[concern.code])

        asked = clients("builder").post(address, {"text": text})

        assert "几乎一字不差" in asked.content.decode()
        assert clients("builder").post(address, {"text": text, "asked": "same"}).status_code == 302


class TestAsking:
    def test_reaches_who_decides_and_is_carried_out(self, town: Town, clients: Any) -> None:
        concern = at_state(town, Status.IN_HAND)
        was = concern.first_due_on
        post(clients("builder"), "ask", concern.code, what="extension", days="3", reason="等配件")
        asked = concern.asks.get()
        assert reverse("through:decide", args=[asked.pk]) in page(clients("leader"), "today")

        post(clients("leader"), "decide", asked.pk, grant="yes")

        concern.refresh_from_db()
        assert concern.first_due_on > was


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["through:index", "concerns:detail"])
def test_costs_the_same_for_more(town: Town, clients: Any, django_assert_max_num_queries: Any, name: str) -> None:
    main = at_state(town, Status.IN_HAND)
    counts = []
    for more in (2, 6):
        for _one in range(more):
            commands.merge(concern=registered(town).concern, into=main, reason="同一盏路灯", by=town.clerk, at=NOON)
            commands.note(concern=main, text="看过", by=town.builder, at=NOON)
        client = clients("clerk")
        address = reverse(name, args=[main.code] if name == "concerns:detail" else [])
        client.get(address)
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 45


def test_a_channel_is_put_under_another_set_of_clocks(town: Town, clients: Any) -> None:
    typed = {"channel": "letter", "regime": "petition", "valid_from": "2026-11-04"}

    answer = clients("clerk").post(reverse("through:regimes"), typed)

    assert answer.status_code == 302
    assert "来信自 11月4日 起改用另一套" in page(clients("clerk"), "through:regimes")
