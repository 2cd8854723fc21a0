"""本人的页面: who looked, what was promised and why, what became public, and a way out when somebody troubles him."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing import commands
from lianxin.work.publishing.models import Disturbance, Opening, Publication
from tests.conftest import NOON
from tests.web.world import addresses, bytes_of, url
from tests.work.conftest import ASKER, at_state, registered

SOON = NOON + timedelta(minutes=30)
PAGES = ("concerns:", "publishing:")
TEXTS = {
    "title": "村口路灯",
    "asked": "村口的路灯坏了。",
    "answered": "已换新灯。",
    "basis": "deidentified",
    "delay_days": 0,
}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: SOON)
    cache.clear()


@pytest.fixture
def enter(town):
    def entered(who: str) -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return entered


def complaint(town, **changes):
    fields = {"kind": "complaint", "text": "水管修了三次还漏。", "by": town.worker}
    return registered(town, **{**fields, **changes})


def ask(door: str, receipt, client: Client | None = None, **sent: str):
    held = {"code": receipt.concern.code, "secret": receipt.secret}
    return (client or Client()).post(reverse(f"public:{door}"), {**held, **sent})


def text_of(response) -> str:
    return response.content.decode()


def times_in(page: str) -> list[str]:
    """The times in the list of who looked, one for each."""
    table = page.split('class="looks"')[1].split("</table>")[0] if 'class="looks"' in page else ""
    return re.findall(r"(\d\d:\d\d)</span>", table)


class TestWhoLooked:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M034")
    def test_is_told_for_every_single_page_of_a_confidential_file(self, town, enter, monkeypatch) -> None:
        receipt = complaint(town)
        at_state(town, Status.IN_HAND, receipt.concern)
        code, views = receipt.concern.code, 0
        assert "没有人查看过您的材料" in text_of(ask("follow", receipt))
        pages = ["concerns:detail", "concerns:print_record", "concerns:reply", "concerns:send_back", "concerns:extend"]
        for who in ("builder", "clerk", "leader", "stranger"):
            client = enter(who)
            for minute, name in enumerate(pages):
                monkeypatch.setattr(timezone, "now", lambda m=minute: SOON + timedelta(minutes=m))
                views += client.get(reverse(name, args=[code])).status_code == 200

        page = text_of(ask("follow", receipt))
        assert views > 8 and len(times_in(page)) == views == Opening.objects.count()
        assert "县住建局 部门经办员" in page and "看办理情况" in page and "打印交办单" in page
        assert town.builder.name not in page and "白沙镇" not in page

    def test_is_gathered_by_post_and_day_and_still_shows_each_time(self, town, enter) -> None:
        receipt = complaint(town)
        for _time in range(3):
            enter("clerk").get(reverse("concerns:detail", args=[receipt.concern.code]))

        page = text_of(ask("follow", receipt))
        assert page.count("定安县 县群众工作办公室经办员</td>") == 1 and "3 次" in page and len(times_in(page)) == 3

    def test_is_not_kept_of_what_is_not_confidential_nor_of_a_page_that_was_refused(self, town, enter) -> None:
        receipt, hidden = registered(town), complaint(town)
        assert enter("clerk").get(reverse("concerns:detail", args=[receipt.concern.code])).status_code == 200
        assert enter("stranger").get(reverse("concerns:detail", args=[hidden.concern.code])).status_code == 404
        assert enter("inspector").get(reverse("concerns:classify", args=[hidden.concern.code])).status_code == 403

        assert not Opening.objects.exists()

    def test_counts_the_opening_of_particulars_once_with_its_purpose(self, town, enter) -> None:
        receipt = complaint(town)
        reveal = reverse("concerns:reveal", args=[receipt.concern.code])
        assert enter("officer").post(reveal, {"purpose": "visit"}).status_code == 200
        assert enter("officer").post(reveal, {"purpose": "'; DROP"}).status_code == 302

        page = text_of(ask("follow", receipt))
        assert "查看姓名、电话和住址（上门办理）" in page and len(times_in(page)) == 1 and "DROP" not in page
        assert not Opening.objects.exists() and ASKER.phone not in page

    def test_tells_who_approved_and_who_asked_by_telephone(self, town, receipt=None) -> None:
        receipt = registered(town)
        concern = at_state(town, Status.IN_HAND, receipt.concern)
        concerns.extend(concern=concern, by_amount=5, reason="等配件到货", by=town.leader, at=NOON)
        commands.tell_status(code=concern.code, by=town.worker, at=NOON)

        page = text_of(ask("follow", receipt))
        assert "理由：等配件到货" in page and "清水镇 乡镇领导" in page
        assert "有人来电报了编号" in page and "石桥村 村站工作人员" in page


class TestTheHandler:
    @pytest.mark.thorough
    def test_finds_his_name_and_number_on_no_page_of_a_confidential_file(self, town, enter) -> None:
        """security.md T7 (S7): identity planted, every page about the concern asked as the unit that handles it."""
        asker = Asker(name="欧阳金丝雀", phone="13900007777", address="金丝雀巷七号")
        text = "我叫欧阳金丝雀，电话13900007777，水管修了三次还漏。"
        concern = at_state(town, Status.IN_HAND, complaint(town, asker=asker, text=text).concern)
        client, seen = enter("builder"), 0
        for address in addresses():
            if [key for key, _conv in address.arguments] == ["code"] and address.name.startswith(PAGES):
                answer = client.get(url(address, {"code": concern.code}))
                seen += answer.status_code == 200
                body = bytes_of(answer)
                for canary in ("金丝雀", "13900007777", "9000077"):
                    assert canary.encode() not in body, (address.name, canary)

        assert seen > 5


class TestHisWordOnPublishing:
    @pytest.fixture
    def receipt(self, town):
        for of, code in (("kind", "help"), ("channel", "counter")):
            commands.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)
        return registered(town)

    @pytest.mark.mechanism("M034")
    def test_takes_down_what_is_public(self, town, receipt) -> None:
        concern = at_state(town, Status.CLOSED, receipt.concern)
        version = commands.prepare(concern=concern, by=town.officer, at=NOON, **TEXTS)
        commands.confirm(version=version, by=town.leader, at=NOON)
        item = reverse("public:published_item", args=[Publication.objects.get().code])
        assert item in text_of(ask("follow", receipt)) and Client().get(item).status_code == 200

        page = text_of(ask("consent", receipt, agrees="no"))
        assert "已经公开的，现在已撤下" in page and "您没有同意公开" in page
        gone = Client().get(item)
        assert gone.status_code == 410 and "群众本人不同意公开" in text_of(gone) and "换新灯" not in text_of(gone)

    def test_is_given_and_taken_back(self, town, receipt) -> None:
        assert "同意公开" in text_of(ask("consent", receipt, agrees="yes"))
        assert Concern.objects.get().consent.agrees
        ask("consent", receipt, agrees="no")
        assert not Concern.objects.get().consent.agrees
        assert ask("consent", receipt, agrees="perhaps").status_code == 200

    def test_is_taken_from_nobody_else(self, town, receipt) -> None:
        wrong = receipt.secret[:-1] + ("7" if receipt.secret[-1] != "7" else "8")
        assert receipt.concern.title not in text_of(ask("consent", receipt, secret=wrong, agrees="yes"))

        assert not hasattr(Concern.objects.get(), "consent")

    def test_is_not_asked_about_what_is_never_published(self, town) -> None:
        assert "公开不公开" not in text_of(ask("follow", complaint(town, kind="tip_off")))


class TestWhatBecameOfIt:
    @pytest.mark.mechanism("M034")
    def test_says_what_was_adopted_and_why(self, town) -> None:
        receipt = registered(town, kind="suggestion", text="建议村口加装路灯。")
        commands.adopt(concern=receipt.concern, decision="partly", reason="先装三盏。", by=town.officer, at=NOON)

        page = text_of(ask("follow", receipt))
        assert (
            "部分采纳" in page
            and "先装三盏。" in page
            and "清水镇答复采纳情况" in page
            and town.officer.name not in page
        )


class TestBeingTroubled:
    def test_brings_a_complaint_one_level_up_with_a_receipt_of_its_own(self, town, enter) -> None:
        receipt = complaint(town)
        at_state(town, Status.IN_HAND, receipt.concern)
        browser = Client()
        form = text_of(ask("disturbed", receipt, browser))
        assert "哪个单位的人打扰您" in form and "请选一个单位" not in form
        sent = {"unit": str(town.building.pk), "text": "张科长上门叫我撤诉。", "entry_key": "k1"}
        answer = ask("disturbed", receipt, browser, **sent)
        slip = text_of(browser.get(answer["Location"]))

        second = Disturbance.objects.get().second
        assert second.unit == town.county and second.is_confidential
        assert f"{second.code[:4]} {second.code[4:]}" in slip and receipt.secret not in slip
        assert enter("builder").get(reverse("concerns:detail", args=[second.code])).status_code == 404
        assert second.code not in text_of(enter("builder").get(reverse("concerns:detail", args=[receipt.concern.code])))
        shown = text_of(enter("clerk").get(reverse("concerns:detail", args=[second.code])))
        assert "张科长上门叫我撤诉" in shown and receipt.concern.code in shown

    def test_sent_twice_is_one(self, town) -> None:
        receipt = complaint(town)
        for _time in range(2):
            ask("disturbed", receipt, unit=str(town.shiqiao.pk), text="有人上门。", entry_key="k2")

        assert Disturbance.objects.count() == 1

    @pytest.mark.parametrize("sent", [{"text": ""}, {"unit": "999999"}, {"unit": "x"}, {"secret": "702570257020"}])
    def test_needs_a_unit_words_and_the_secret(self, town, sent: dict[str, str]) -> None:
        receipt = complaint(town)
        whole = {"unit": str(town.shiqiao.pk), "text": "有人上门。"}

        assert ask("disturbed", receipt, **{**whole, **sent}).status_code == 200
        assert not Disturbance.objects.exists()


class TestThePage:
    def test_is_light_large_and_whole_without_a_script(self, town) -> None:
        receipt = complaint(town)
        elder = Client()
        elder.cookies["lx_elder"] = "1"

        page = ask("follow", receipt, elder)
        assert len(page.content) < 60_000 and "我被打扰了" in text_of(page)
        for address in re.findall(r'action="([^"]+)"', text_of(page)):
            assert address.startswith("/")
