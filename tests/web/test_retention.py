"""到期清理的页面: what is shut shows nowhere, is opened with a reason, brought back, held; the list is there to be filed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.retention import commands
from lianxin.base.retention.models import Hold, Period, Restriction
from lianxin.pure import retention
from lianxin.web.office.retention import panels
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.web.test_public_own_page import ask as follow
from tests.work.conftest import at_state, registered

INDEX, RESTRICT = reverse("retention:index"), reverse("retention:restrict")


def text_of(answer) -> str:
    return answer.content.decode()


class TestWhatIsRestricted:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F138")
    def test_shows_nowhere_until_who_leads_opens_it_with_a_reason_or_brings_it_back(self, town, enter) -> None:
        receipt = registered(town)
        closed = at_state(town, Status.CLOSED, receipt.concern)
        detail = reverse("concerns:detail", args=[closed.code])
        asked = {"kind": "concern_content", "key": "NOSUCH22", "reason": "本人来申请，核过身份证。"}
        refused = text_of(enter("leader").post(RESTRICT, asked))
        assert "没有找到这一件" in refused and "核过身份证" in refused, "nothing typed is lost"
        assert enter("leader").post(RESTRICT, {**asked, "key": closed.code}).status_code == 302

        for page in (detail, reverse("concerns:list") + "?tab=all"):
            shown = text_of(enter("officer").get(page))
            assert "（已限制）" in shown and "路灯坏了" not in shown and "已换新灯" not in shown
        assert closed.code not in text_of(
            enter("officer").get(reverse("concerns:list"), {"tab": "all", "words": "路灯"})
        )
        told = text_of(follow("follow", receipt))
        assert "（已限制）" in told and "路灯坏了" not in told

        shut = Restriction.objects.get()
        assert closed.code in text_of(enter("officer").get(INDEX)) and closed.code not in text_of(
            enter("stranger").get(INDEX)
        )
        door = reverse("retention:open", args=[shut.pk])
        assert "路灯坏了" not in text_of(enter("leader").get(door)) + text_of(
            enter("leader").post(door, {"reason": "看"})
        )
        opened = enter("leader").post(door, {"reason": "群众又来反映，核对。"})
        assert "村口的路灯坏了半个月" in text_of(opened) and "已换新灯" in text_of(opened)
        assert "no-store" in opened["Cache-Control"]
        assert Entry.objects.filter(event="retention.opened", of=closed.ref).count() == 1

        enter("leader").post(reverse("retention:back", args=[shut.pk]), {"months": "3", "reason": "群众又来反映。"})
        assert "村口的路灯坏了半个月" in text_of(enter("officer").get(detail))


class TestThePages:
    def test_set_a_period_and_tell_what_the_law_allows(self, town, enter) -> None:
        door = reverse("retention:period", args=["concern_content"])
        assert "最短 120 个月" in text_of(enter("clerk").post(door, {"months_kept": "60", "reason": "想早点清掉。"}))
        enter("clerk").post(door, {"months_kept": "120", "reason": "县档案局同意。"})

        assert Period.objects.get().months == 120
        assert "办结后 120 个月" in text_of(enter("clerk").get(reverse("public:privacy"))), (
            "what residents are told is what holds"
        )
        shown = text_of(enter("auditor").get(reverse("retention:periods")))
        assert "120 个月" in shown and "县档案局同意。" in shown and "诉求人：联系电话、住址" in shown
        assert door not in shown and enter("clerk").get(reverse("retention:period", args=["need"])).status_code == 404

    def test_tell_what_a_shorter_period_would_do_before_it_is_set(self, town, enter, monkeypatch) -> None:
        at_state(town, Status.CLOSED)
        clerk, door = enter("clerk"), reverse("retention:period", args=["concern_contact"])
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=300))
        clerk.force_login(town.people["clerk"])
        shorter = {"months_kept": "6", "reason": "县档案局同意。"}

        told = clerk.post(door, shorter)

        assert "今夜会限制 1 件，其中 0 件暂停销毁" in text_of(told) and not Period.objects.exists()
        assert 'name="looked_at" value="6"' in told.content.decode() and "县档案局同意。" in told.content.decode()
        assert "今夜会限制 1 件" in text_of(clerk.post(door, {**shorter, "months_kept": "7", "looked_at": "6"}))
        clerk.post(door, {**shorter, "looked_at": "6"})
        assert Period.objects.get().months == 6 and not Restriction.objects.exists()  # the night does it, not the deed

    def test_hold_and_let_go(self, town, enter) -> None:
        new = reverse("retention:hold")
        assert "请选择种类" in text_of(
            enter("leader").post(new, {"key": "ABCD2345", "unit": "清水镇", "reason": "督查调阅。"})
        )
        enter("leader").post(new, {"unit": "清水镇", "first": "2026-01-01", "reason": "督查调阅。"})
        hold = Hold.objects.get()

        assert "督查调阅。" in text_of(enter("officer").get(reverse("retention:holds")))
        enter("leader").post(reverse("retention:let_go", args=[hold.code]), {"reason": "调阅完了。"})
        assert "已解除" in text_of(enter("officer").get(reverse("retention:holds")))

    @pytest.mark.thorough
    def test_warn_a_week_before_and_list_what_was_destroyed(self, town, enter) -> None:
        closed = at_state(town, Status.CLOSED)
        over = NOON + (retention.ends_on(NOON.date(), 36) - NOON.date()) + timedelta(days=1)
        coming = over + timedelta(days=23)
        commands.tidy_nightly(by=SYSTEM, at=over)
        for who, at, found in (("officer", over, 0), ("officer", coming, 1), ("leader", coming, 1), ("stranger", coming, 0),
                               ("worker", coming, 0)):  # fmt: skip
            assert len(list(panels.waits(getattr(town, who), at.date(), None, 9))) == found, who

        commands.tidy_nightly(by=SYSTEM, at=over + timedelta(days=30))
        given = {"first": "2029-01-01", "last": "2030-12-31"}
        listed = text_of(enter("officer").get(reverse("retention:destroyed"), given))
        assert "共清除 1 件" in listed and closed.code in listed and "王长青" not in listed
        assert "这段时间没有清除" in text_of(enter("stranger").get(reverse("retention:destroyed"), given))

    def test_cost_the_same_statements_however_much_there_is(self, town, enter, django_assert_max_num_queries) -> None:
        def shut(text: str) -> None:
            one = at_state(town, Status.CLOSED, registered(town, text=text).concern)
            commands.restrict_asked(kind="concern_contact", key=one.code, reason="本人申请。", by=town.leader, at=NOON)

        shut("水渠堵了，田里进不了水。")
        client = enter("leader")
        with django_assert_max_num_queries(90) as first:
            client.get(INDEX)
        for text in ("桥栏杆断了一截。", "垃圾堆在学校门口。"):
            shut(text)
        with django_assert_max_num_queries(len(first)):
            client.get(INDEX)
