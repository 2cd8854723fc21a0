"""照片和录音 on the pages: added without a script, sent out with a fixed type, shown to whoever may see the concern."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence import commands
from lianxin.work.evidence.models import Evidence
from lianxin.work.publishing.models import Opening
from tests.conftest import NOON, Town
from tests.web.world import LATER
from tests.work.conftest import at_state, registered
from tests.work.evidence_scenes import SOUND, lamp, opened, patches

Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    cache.clear()


@pytest.fixture
def enter(town: Town) -> Enter:
    def entered(who: str) -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return entered


@pytest.fixture
def handled(town: Town) -> Concern:
    return at_state(town, Status.IN_HAND)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def text_of(response: Any) -> str:
    return str(response.content.decode())


def record(client: Client, concern: Concern) -> str:
    return text_of(client.get(reverse("concerns:detail", args=[concern.code])))


class TestPhotographs:
    @pytest.mark.mechanism("F007")
    def test_are_added_several_at_once_and_go_out_clean(self, enter: Enter, handled: Concern) -> None:
        files = [upload("IMG_20261103_王长青家.jpg", lamp()), upload("b.html", lamp((200, 100)))]

        answer = enter("worker").post(
            reverse("evidence:add_photos", args=[handled.code]), {"file": files, "caption": "坏了的灯"}
        )

        assert answer.status_code == 302
        first, second = Evidence.objects.all()
        assert (first.width, second.width) == (320, 200)
        assert "坏了的灯" in record(enter("builder"), handled)
        for door in ("file", "small"):
            sent = enter("builder").get(reverse(f"evidence:{door}", args=[first.pk]))
            assert dict(opened(sent.content).getexif()) == {} and b"LIANXIN-CANARY" not in sent.content
            assert sent["Content-Type"] == "image/jpeg" and sent["X-Content-Type-Options"] == "nosniff"
            assert sent["Content-Disposition"] == f'inline; filename="{first.pk}.jpg"'
            assert "no-store" in sent["Cache-Control"] and "private" in sent["Cache-Control"]

    def test_that_cannot_be_read_are_named_and_the_others_kept(self, enter: Enter, handled: Concern) -> None:
        files = [upload("a.jpg", lamp()), upload("b.jpg", b"no picture at all")]

        answer = enter("worker").post(reverse("evidence:add_photos", args=[handled.code]), {"file": files})

        assert (
            answer.status_code == 200 and "不是能打开的照片" in text_of(answer) and "已附上 1 张照片" in text_of(answer)
        )
        assert Evidence.objects.count() == 1
        nothing = enter("worker").post(reverse("evidence:add_photos", args=[handled.code]), {})
        assert nothing.status_code == 200 and "请选择照片" in text_of(nothing)

    @pytest.mark.thorough
    @pytest.mark.mechanism("F007")
    def test_are_blacked_out_by_numbers_as_by_drawing(self, town: Town, enter: Enter, handled: Concern) -> None:
        kept = commands.add_photo(concern=handled, data=lamp(), by=town.worker, at=NOON)
        page, client = reverse("evidence:blacken", args=[kept.pk]), enter("worker")
        rows = {"left": ["40", ""], "top": ["0", ""], "width": ["20", ""], "height": ["100", ""]}
        assert "data-lx-canvas" in text_of(client.get(page))
        for wrong in ("abc", "nan", "1e400"):
            assert "都是百分数" in text_of(client.post(page, {**rows, "left": [wrong, ""]}))
        assert "请先在照片上画出" in text_of(client.post(page, {}))

        assert client.post(page, rows).status_code == 302

        sent = client.get(reverse("evidence:file", args=[kept.pk])).content
        black = opened(sent).convert("L").crop((128, 0, 192, 240))
        assert black.point(lambda value: 255 * (value > 3)).getbbox() is None

    @pytest.mark.thorough
    def test_that_were_withdrawn_are_gone_and_their_line_stays(
        self, town: Town, enter: Enter, handled: Concern
    ) -> None:
        kept = commands.add_photo(concern=handled, data=lamp(), by=town.worker, at=NOON)
        client = enter("worker")

        client.post(reverse("evidence:withdraw", args=[kept.pk]), {"reason": "拍到了邻居"})

        assert "已撤回，内容已清空" in record(client, handled) and "拍到了邻居" in record(client, handled)
        assert client.get(reverse("evidence:file", args=[kept.pk])).status_code == 404

    @pytest.mark.thorough
    def test_used_before_are_pointed_out_to_whoever_added_them_and_to_nobody_else(
        self, town: Town, enter: Enter, handled: Concern
    ) -> None:
        """F116: the same picture, sent again smaller, coarser and brighter; it is told once and counted nowhere."""
        other = at_state(town, Status.IN_HAND)
        client = enter("builder")
        address = "evidence:add_photos"
        client.post(reverse(address, args=[handled.code]), {"file": upload("甲.jpg", patches(1))})
        again = {"file": upload("乙.jpg", patches(1, (500, 375), 60, 20))}

        shown = text_of(client.post(reverse(address, args=[other.code]), again, follow=True))

        assert "像是同一张" in shown and handled.code in shown
        found = Evidence.objects.get(concern=other)
        page = reverse("evidence:item", args=[found.pk])
        assert "只有您看得到" in text_of(client.get(page))
        for who in ("officer", "leader", "building_head", "clerk"):
            assert "像是同一张" not in text_of(enter(who).get(page)), who
        fresh = {"file": upload("丙.jpg", patches(2))}
        assert "像是同一张" not in text_of(client.post(reverse(address, args=[other.code]), fresh, follow=True))
        commands.withdraw(evidence=found, reason="选错了", by=town.builder, at=LATER)
        assert Evidence.objects.get(pk=found.pk).look == "" and "像是同一张" not in text_of(client.get(page))

    def test_of_a_confidential_concern_leave_a_line_for_each_look(self, town: Town, enter: Enter) -> None:
        """security.md T7: the resident reads who looked at his photographs."""
        receipt = registered(town, kind="complaint", text="水管修了三次还漏。")
        concern = at_state(town, Status.IN_HAND, receipt.concern)
        kept = commands.add_photo(concern=concern, data=lamp(), by=commands.RESIDENT, at=NOON)
        builder, clerk = enter("builder"), enter("clerk")
        picture = reverse("evidence:file", args=[kept.pk])
        assert builder.get(picture).status_code == 404 and "佐证材料" not in record(builder, concern)
        assert "evidence/item" in record(clerk, concern) and "/small/" not in record(clerk, concern)

        clerk.post(reverse("evidence:check", args=[kept.pk]))

        assert builder.get(picture).status_code == 200
        assert builder.get(picture, headers={"range": "bytes=0-"}).status_code == 206
        assert Opening.objects.filter(concern=concern, purpose="看照片、录音").count() == 2

    @pytest.mark.thorough
    def test_cost_the_record_no_more_when_there_are_many(
        self, town: Town, enter: Enter, handled: Concern, django_assert_max_num_queries
    ) -> None:
        for _each in range(3):
            kept = commands.add_photo(concern=handled, data=lamp(), by=town.worker, at=NOON)
        client = enter("worker")
        record(client, handled)
        with django_assert_max_num_queries(200) as many:
            record(client, handled)
        Evidence.objects.exclude(pk=kept.pk).delete()
        with django_assert_max_num_queries(200) as few:
            record(client, handled)

        assert len(many) == len(few)


class TestAnAudioNote:
    @pytest.mark.mechanism("F006")
    def test_is_heard_and_read(self, enter: Enter, handled: Concern) -> None:
        page, client = reverse("evidence:add_audio", args=[handled.code]), enter("worker")
        untold = client.post(page, {"file": upload("a.wav", SOUND), "caption": ""})
        assert untold.status_code == 200 and not Evidence.objects.exists()

        client.post(page, {"file": upload("a.wav", SOUND), "caption": "灯坏了半个月。"})

        kept = Evidence.objects.get()
        answer = enter("builder").get(reverse("evidence:item", args=[kept.pk]))
        assert "<audio controls" in text_of(answer) and "灯坏了半个月。" in text_of(answer)
        assert "media-src 'self'" in answer["Content-Security-Policy"]
        sent = enter("builder").get(reverse("evidence:file", args=[kept.pk]))
        assert (sent.content, sent["Content-Type"]) == (SOUND, "audio/wav")
        part = enter("builder").get(reverse("evidence:file", args=[kept.pk]), headers={"range": "bytes=4-7"})
        assert (part.status_code, part.content) == (206, SOUND[4:8])
        assert part["Content-Range"] == f"bytes 4-7/{len(SOUND)}"
        assert "不是能播放的录音" in text_of(client.post(page, {"file": upload("a.wav", b"<html>"), "caption": "灯"}))


class TestTheResident:
    @pytest.mark.mechanism("F007")
    @pytest.mark.thorough
    def test_adds_up_to_three_by_his_receipt(self, town: Town) -> None:
        receipt = registered(town)
        held = {"code": receipt.concern.code, "secret": receipt.secret}
        client = Client()
        assert "拍摄地点、时间、手机型号会自动去掉" in text_of(client.post(reverse("public:follow"), held))

        answer = client.post(
            reverse("public:attach"), {**held, "photos": [upload("a.jpg", lamp()), upload("b.jpg", lamp((300, 200)))]}
        )

        assert "照片附上了" in text_of(answer) and "您附了 2 张照片" in text_of(answer)
        more = client.post(
            reverse("public:attach"), {**held, "photos": [upload("c.jpg", lamp((200 + n, 200))) for n in (1, 2)]}
        )
        assert "最多附 3 张照片" in text_of(more) and Evidence.objects.count() == 3
        assert all(dict(opened(bytes(one.data)).getexif()) == {} for one in Evidence.objects.all())

    def test_is_refused_without_the_right_secret(self, town: Town) -> None:
        receipt, other = registered(town), registered(town)
        wrong = {"code": receipt.concern.code, "secret": other.secret, "photos": [upload("a.jpg", lamp())]}

        answer = Client().post(reverse("public:attach"), wrong)

        assert "编号或密码不对" in text_of(answer) and not Evidence.objects.exists()

    def test_is_told_what_to_do_about_what_is_no_picture(self, town: Town) -> None:
        receipt = registered(town)
        held = {"code": receipt.concern.code, "secret": receipt.secret}

        torn = Client().post(reverse("public:attach"), {**held, "photos": [upload("a.jpg", b"torn")]})

        assert "不是能打开的照片" in text_of(torn) and not Evidence.objects.exists()
        assert "请先选择照片" in text_of(Client().post(reverse("public:attach"), held))
