"""走访抽查的页面: drawn, asked, put right by the level above; the checked unit learns how it was drawn and nothing else."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.work.rectification.models import Rectification
from lianxin.work.spotchecks.models import SpotCheck, SpotFinding
from tests.conftest import NOON
from tests.work.card_scenes import homes_made


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


@pytest.fixture
def enter(client, town):
    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def get(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"spotchecks:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def words_of(shown: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def send(client, name, *args, **typed):
    return client.post(reverse(f"spotchecks:{name}", args=args), typed)


def drawn(client, town, **changes) -> SpotCheck:
    typed = {
        "checked": town.shiqiao.pk,
        "mode": "by_phone",
        "first": "10.1",
        "last": "今天",
        "size": 6,
        "script": "您好。",
    }
    answer = send(client, "draw", **{**typed, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return SpotCheck.objects.latest("pk")


class TestACheck:
    @pytest.mark.mechanism("M084")
    def test_is_drawn_in_every_mode_with_its_seed_on_the_page_and_the_draw_done_again(self, enter, town) -> None:
        homes_made(town, 8)
        officer = enter("officer")
        form = get(officer, "draw")
        assert all(word in form for word in ("明察", "暗访", "随机检查", "电话抽查", "石桥村（今年 0 次）"))

        spotcheck = drawn(officer, town)

        shown = words_of(get(officer, "check", spotcheck.code))
        assert spotcheck.seed in shown and "重算 一致" in shown and "问话 您好。" in shown
        assert all(item.visit.code in shown for item in spotcheck.items.all())
        assert "石桥村 1" in words_of(get(officer, "index"))
        refused = send(
            officer, "draw", checked=town.shiqiao.pk, mode="by_phone", first="10.1", last="10.2", size=3, script="问"
        )
        assert "没有可以抽查的入户走访" in refused.content.decode()

    @pytest.mark.mechanism("F054")
    def test_asks_whether_somebody_came_and_gives_an_interval_with_the_unreached_apart(self, enter, town) -> None:
        homes_made(town, 8)
        officer = enter("officer")
        spotcheck = drawn(officer, town, size=7)
        assert "13900000001" not in get(officer, "check", spotcheck.code)
        assert "13900000001" in send(officer, "phones", spotcheck.code).content.decode()

        for number, said in enumerate(["came"] * 4 + ["not_reached"], 1):
            assert send(officer, "result", spotcheck.code, number, result=said).status_code == 302
        assert "不公布" in words_of(get(officer, "check", spotcheck.code))  # four answers
        send(officer, "result", spotcheck.code, 6, result="did_not_come")

        shown = words_of(get(officer, "check", spotcheck.code))
        assert "有人来过 4 户" in shown and "没有联系上 1 户" in shown and "38%–96%" in shown
        assert "38%–96%" in words_of(get(enter("clerk"), "index"))

    @pytest.mark.mechanism("M085")
    def test_ends_in_findings_that_are_put_right_and_the_village_reads_no_household(self, enter, town) -> None:
        homes = homes_made(town, 3)
        officer = enter("officer")
        spotcheck = drawn(officer, town)
        named = send(
            officer, "finding", spotcheck.code, kind="out_of_touch", text=f"{homes[0].household.head_name}说没人来。"
        )
        assert "请不要写出是哪一户" in named.content.decode()
        send(officer, "finding", spotcheck.code, kind="not_at_post", text="下派干部两次去都不在岗。")
        finding = SpotFinding.objects.get()
        typed = {
            "owner": town.shiqiao.pk, "measure": "11月20日前把值班表贴到村部，下派干部每周在村5天。", "person": "石大山",
            "supervisor": "李青", "starts_on": "今天", "ends_on": "11.20",
        }  # fmt: skip

        assert send(officer, "correct", finding.pk, **typed).status_code == 302
        send(officer, "close", spotcheck.code)

        item = Rectification.objects.get()
        assert item.code in get(officer, "check", spotcheck.code)
        head = enter("head")
        assert "下派干部两次去都不在岗" in head.get(reverse("rectification:item", args=[item.code])).content.decode()
        told = get(head, "of_us")
        assert spotcheck.seed in told and not [
            one for one in homes if one.household.code in told or one.visit.code in told
        ]

    def test_of_a_doubted_visit_stands_in_no_list_of_the_checked(self, enter, town) -> None:
        homes = homes_made(town, 4)
        officer = enter("officer")
        answer = send(officer, "look_into", homes[0].visit.code, mode="by_phone", script="您好。")
        spotcheck = SpotCheck.objects.get()
        assert answer["Location"] == reverse("spotchecks:check", args=[spotcheck.code])
        shown = get(officer, "check", spotcheck.code)
        assert "为核实做的抽查" in shown and "回答的里面" not in shown
        send(officer, "close", spotcheck.code)

        assert spotcheck.seed not in get(enter("head"), "of_us")

    @pytest.mark.thorough
    def test_costs_the_same_for_three_and_for_eight(self, enter, town) -> None:
        homes_made(town, 10)
        officer, counts = enter("officer"), []
        for size in (2, 8):
            spotcheck = drawn(officer, town, size=size)
            get(officer, "check", spotcheck.code)
            with CaptureQueriesContext(connection) as asked:
                get(officer, "check", spotcheck.code)
            counts.append(len(asked))
        assert counts[0] == counts[1]
