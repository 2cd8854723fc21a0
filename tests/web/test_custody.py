"""信息保管的页面: what is taken along another allowed, the resident reads of it, a leaked copy tells whose it was."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Alarm, Copy, ExportRequest, IdentityRequest
from lianxin.base.journal import book
from lianxin.work.concerns import commands
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.web.test_public_own_page import ask as follow
from tests.work.conftest import ASKER, at_state, registered
from tests.work.custody_scenes import MOTIVE

PARTICULARS = {"purpose": "call_back", "reason": "回访组集中打电话用", "days": "2"}


def text_of(answer) -> str:
    return answer.content.decode()


def _sheet(data: bytes) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def rows_of(answer) -> list[list[str]]:
    return _sheet(answer.content)


def ask(enter, who: str = "officer", **changed: str):
    return enter(who).post(reverse("concerns:ask_export") + "?tab=all", {**PARTICULARS, **changed}, follow=True)


class TestTakingAlong:
    @pytest.mark.thorough
    def test_needs_another_person_happens_once_and_is_told_to_each_resident(self, town, enter) -> None:
        receipt = registered(town)
        registered(town, kind="complaint", text="工地夜里施工。")
        registered(town, text="村里账目不清。", subject_units=[town.shiqiao], by=town.clerk)
        assert "已送请批准" in text_of(ask(enter))
        one = ExportRequest.objects.get()
        assert one.keys == [receipt.concern.code]  # neither the confidential one nor the one about somebody
        take = reverse("concerns:take_export", args=[one.code])
        assert enter("officer").post(take).status_code == 409

        assert "批准带出" in text_of(enter("leader").get(reverse("today")))
        assert "1 条" in text_of(enter("leader").get(reverse("custody:export_deed", args=[one.code, "approve"])))
        enter("leader").post(reverse("custody:export_deed", args=[one.code, "approve"]))
        assert enter("worker").post(take).status_code == 404
        assert "取文件" in text_of(enter("officer").get(reverse("today")))
        rows = rows_of(enter("officer").post(take))
        assert len(rows) == 4 and [rows[2][4], rows[2][6], rows[2][7]] == [ASKER.name, ASKER.phone, ASKER.address]
        assert Copy.objects.get().code in rows[3][0] and town.officer.name in rows[3][0]
        assert enter("officer").post(take).status_code == 409

        page = text_of(follow("follow", receipt))
        assert "随台账带出姓名、电话和住址（集中回访）" in page and town.officer.name not in page
        assert book.story(receipt.concern.ref).filter(event="concern.taken_along").count() == 1

    def test_leaves_out_what_may_no_longer_be_seen(self, town, enter) -> None:
        concern = registered(town).concern
        ask(enter)
        one = ExportRequest.objects.get()
        custody.decide_export(asked=one, accepts=True, by=town.leader, at=NOON + timedelta(hours=4))
        concern.is_confidential = True
        concern.save()

        assert len(rows_of(enter("officer").post(reverse("concerns:take_export", args=[one.code])))) == 3

    @pytest.mark.parametrize("wrong", [{"purpose": ""}, {"purpose": "x"}, {"reason": ""}, {"days": "0"}, {"days": "²"}])
    def test_says_what_is_missing_and_loses_nothing(self, town, enter, wrong) -> None:
        registered(town)

        page = text_of(ask(enter, **wrong))
        assert 'class="error' in page and not ExportRequest.objects.exists()
        assert "reason" in wrong or "回访组集中打电话用" in page

    def test_is_declined_with_a_reason_that_is_read(self, town, enter) -> None:
        registered(town)
        ask(enter)
        door = reverse("custody:export_deed", args=[ExportRequest.objects.get().code, "decline"])
        assert enter("leader").post(door, {"why_not": ""}).status_code == 200
        enter("leader").post(door, {"why_not": "用不着带电话"})

        assert "用不着带电话" in text_of(enter("officer").get(reverse("custody:index")))

    def test_without_particulars_stays_free_and_bears_its_number(self, town, enter) -> None:
        registered(town)
        answer = enter("head").post(reverse("concerns:export") + "?tab=all", {"purpose": ""})
        rows = _sheet(b"".join(answer.streaming_content))

        assert rows[2][6] == "139****0001" and Copy.objects.get().code in rows[-1][0]


class TestALeakedCopy:
    @pytest.mark.thorough
    def test_tells_whose_it_was_by_its_number_or_by_its_rows(self, town, enter) -> None:
        for n in range(30):
            registered(town, text=f"第{n}盏路灯坏了，老人晚上出门看不见路。")
        taken = {}
        for who in ("officer", "clerk"):
            answer = enter(who).post(reverse("concerns:export") + "?tab=all", {"purpose": ""})
            taken[who] = b"".join(answer.streaming_content)
        assert [row[9] for row in _sheet(taken["officer"])[2:-1]] != [row[9] for row in _sheet(taken["clerk"])[2:-1]]
        of = {one.by_name: one.code for one in Copy.objects.all()}

        auditor, door = enter("auditor"), reverse("custody:copies")
        by_file = text_of(auditor.post(door, {"file": SimpleUploadedFile("流出.xlsx", taken["officer"])}))
        by_number = text_of(auditor.post(door, {"code": of[town.clerk.name]}))
        assert f"<b>{town.officer.name}</b>" in by_file and f"<b>{town.clerk.name}</b>" not in by_file
        assert f"<b>{town.clerk.name}</b>" in by_number and "30 行暗记" in by_file
        assert "没有查到" in text_of(auditor.post(door, {"code": "ZZZZ9999"}))
        for sent in ({"code": ""}, {"file": SimpleUploadedFile("坏.xlsx", b"PK\x03\x04no")}):
            assert 'class="error' in text_of(auditor.post(door, sent))


class TestTheLimit:
    @pytest.mark.thorough
    def test_answers_429_in_words_and_tells_the_head_and_the_auditor(self, town, enter) -> None:
        custody.set_limits(per_hour=2, per_day=3, by=town.clerk, at=NOON)
        concern = registered(town).concern
        door = reverse("concerns:reveal", args=[concern.code])
        answers = [enter("officer").post(door, {"purpose": "contact"}) for _time in range(4)]

        assert [one.status_code for one in answers] == [200, 200, 429, 429]
        assert "到了限额（每小时 2 次，每天 3 次）" in text_of(answers[2]) and ASKER.phone not in text_of(answers[2])
        assert Alarm.objects.count() == 1
        shown = book.story(concern.ref).filter(event="concern.revealed").count()
        assert shown == sum(ASKER.phone in text_of(one) for one in answers) == 2
        assert "1 次查看个人信息超限" in text_of(enter("auditor").get(reverse("today")))
        assert "核实超限" in text_of(enter("leader").get(reverse("today")))
        enter("leader").post(reverse("custody:explain", args=[Alarm.objects.get().pk]), {"finding": "集中回访，属实。"})
        assert "集中回访，属实。" in text_of(enter("auditor").get(reverse("custody:alarms")))
        assert "超限" not in text_of(enter("auditor").get(reverse("today")))

    def test_is_one_for_all_rooms_and_all_posts(self, town, enter) -> None:
        """Two browsers in two posts are one person."""
        custody.set_limits(per_hour=1, per_day=1, by=town.clerk, at=NOON)
        custody.look(by=town.officer, at=NOON + timedelta(hours=4))

        answer = enter("officer").post(
            reverse("concerns:reveal", args=[registered(town).concern.code]), {"purpose": "contact"}
        )
        assert answer.status_code == 429

    def test_is_set_on_its_page(self, town, enter) -> None:
        client, door = enter("clerk"), reverse("custody:limits")
        assert 'class="error' in text_of(client.post(door, {"per_hour": "61", "per_day": "300"}))
        client.post(door, {"per_hour": "20", "per_day": "80"})

        assert "每小时最多查看 20 次" in text_of(client.get(reverse("custody:index")))


class TestWhoComplains:
    @pytest.fixture
    def receipt(self, town):
        made = registered(town, kind="complaint", text="水管修了三次还漏。")
        at_state(town, Status.IN_HAND, made.concern)
        made.concern.refresh_from_db()
        return made

    def reveal(self, enter, receipt, who: str = "builder"):
        return enter(who).post(reverse("concerns:reveal", args=[receipt.concern.code]), {"purpose": "visit"})

    @pytest.mark.thorough
    def test_is_asked_with_a_motive_granted_by_another_unit_seen_once_and_told(self, town, enter, receipt) -> None:
        code = receipt.concern.code
        assert self.reveal(enter, receipt).status_code == 403
        door = reverse("concerns:ask_identity", args=[code])
        assert "申请知道诉求人" in text_of(enter("builder").get(reverse("concerns:detail", args=[code])))
        assert "不少于 10 个字" in text_of(enter("builder").post(door, {"reason": "想知道"}))
        enter("builder").post(door, {"reason": MOTIVE})
        enter("builder").post(door, {"reason": MOTIVE})
        one = IdentityRequest.objects.get()
        assert self.reveal(enter, receipt).status_code == 403

        decide = reverse("custody:identity_deed", args=[one.pk, "approve"])
        assert [enter(who).post(decide).status_code for who in ("building_head", "clerk", "stranger")] == [
            403,
            403,
            404,
        ]
        assert "批准查看" in text_of(enter("leader").get(reverse("today")))
        assert MOTIVE in text_of(enter("leader").get(decide))
        enter("leader").post(decide)
        shown = self.reveal(enter, receipt)
        assert ASKER.phone in text_of(shown) and self.reveal(enter, receipt).status_code == 403

        page = text_of(follow("follow", receipt))
        assert MOTIVE in page and "批准承办单位看一次您的姓名和电话" in page
        assert "查看姓名、电话和住址（上门办理）" in page and town.builder.name not in page

    def test_is_kept_back_with_a_reason_that_both_read(self, town, enter, receipt) -> None:
        one = commands.ask_identity(concern=receipt.concern, reason=MOTIVE, by=town.builder, at=NOON)
        enter("leader").post(reverse("custody:identity_deed", args=[one.pk, "decline"]), {"why_not": "由总站转达即可"})

        assert self.reveal(enter, receipt).status_code == 403
        shown = text_of(enter("builder").get(reverse("concerns:detail", args=[receipt.concern.code])))
        assert "没有批准：由总站转达即可" in shown
        assert "没有批准承办单位知道您是谁，理由：由总站转达即可" in text_of(follow("follow", receipt))

    def test_lapses_after_three_days(self, town, enter, receipt) -> None:
        one = commands.ask_identity(concern=receipt.concern, reason=MOTIVE, by=town.builder, at=NOON)
        custody.decide_identity(asked=one, record=receipt.concern, accepts=True, by=town.leader, at=NOON)
        late = enter("builder", 3)

        door = reverse("concerns:reveal", args=[receipt.concern.code])
        assert late.post(door, {"purpose": "visit"}).status_code == 403
        assert enter("builder", 2).post(door, {"purpose": "visit"}).status_code == 200

    def test_is_decided_by_nobody_whom_it_is_about(self, town, enter) -> None:
        """§30: the request about a complaint against 清水镇 does not exist for its leader; the county decides."""
        made = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk)
        at_state(town, Status.IN_HAND, made.concern)
        made.concern.refresh_from_db()
        one = commands.ask_identity(concern=made.concern, reason=MOTIVE, by=town.builder, at=NOON)
        decide = reverse("custody:identity_deed", args=[one.pk, "approve"])

        assert made.concern.code not in text_of(enter("leader").get(reverse("custody:index")))
        assert enter("leader").post(decide).status_code == 404
        assert enter("county_leader").post(decide).status_code == 302

    def test_is_not_to_be_asked_by_who_may_look_anyway(self, town, enter, receipt) -> None:
        page = text_of(
            enter("officer").post(reverse("concerns:ask_identity", args=[receipt.concern.code]), {"reason": MOTIVE})
        )

        assert "不用申请" in page and not IdentityRequest.objects.exists()
