"""我要反映: without an account, on one page or one question per screen; the receipt is shown once."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.models import Unit
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Channel
from tests.conftest import NOON

PLAIN = {"screen": "5", "kind": "help", "text": "村口的路灯坏了，老人晚上看不见路。", "entry_key": "key-1"}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands; nobody has sent anything yet this hour."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


@pytest.fixture
def resident() -> Client:
    return Client()


def send(client: Client, **changes: str):
    return client.post(reverse("public:submit"), {**PLAIN, **changes})


def text_of(response) -> str:
    return response.content.decode()


def secret_on(page: str) -> str:
    return re.search(r"查询密码</p><p class=\"slip-code\">([\d ]{14})<", page)[1]


class TestSubmitting:
    @pytest.mark.mechanism("M033")
    def test_enters_the_concern_and_leads_to_the_receipt(self, town, resident) -> None:
        response = send(
            resident, unit=str(town.shiqiao.pk), place="桥头", name="王长青", phone="１３９０００００００１"
        )

        assert response.status_code == 302 and response["Location"] == reverse("public:receipt")
        concern = Concern.objects.get()
        assert (concern.channel, concern.unit, concern.place) == (Channel.WEB, town.shiqiao, "桥头")
        assert concern.requester.name == "王长青"
        assert Entry.objects.order_by("-n").first().by == "resident"

    def test_goes_to_the_county_office_when_the_village_is_not_known(self, town, resident) -> None:
        send(resident)

        assert Concern.objects.get().unit == town.county

    def test_needs_nothing_but_the_matter(self, town, resident) -> None:
        send(resident)

        assert (Concern.objects.get().requester.name, Concern.objects.get().requester.phone) == ("", "")

    def test_says_what_is_missing_and_keeps_what_was_typed(self, town, resident) -> None:
        response = send(resident, text=" \n", place="桥头第三盏")

        page = text_of(response)
        assert response.status_code == 200
        assert "请写一写是什么事" in page and "桥头第三盏" in page
        assert not Concern.objects.exists()

    def test_comes_once_from_a_double_submit(self, town, resident) -> None:
        send(resident)
        send(resident)

        assert Concern.objects.count() == 1

    @pytest.mark.parametrize("kind", ["complaint", "tip_off"])
    def test_asks_about_whom_one_complains_and_hides_it_from_them(self, town, resident, kind: str) -> None:
        refused = send(resident, kind=kind)
        assert "请选择被投诉、举报的单位" in text_of(refused) and not Concern.objects.exists()

        send(resident, kind=kind, unit=str(town.shiqiao.pk), about_unit="here")

        concern = Concern.objects.get()
        assert concern.is_confidential and concern.subjects.get().unit == town.shiqiao
        assert not Concern.objects.reachable(by=town.worker, to=VIEW).exists()
        assert Concern.objects.reachable(by=town.officer, to=VIEW).exists()

    def test_hides_it_from_a_bureau_that_is_named(self, town, resident) -> None:
        send(resident, kind="complaint", about_unit=str(town.building.pk))

        assert Concern.objects.get().subjects.get().unit == town.building

    def test_asks_which_village_when_it_is_the_one_above(self, town, resident) -> None:
        assert "请选择是哪个村" in text_of(send(resident, kind="complaint", about_unit="here"))
        assert not Concern.objects.exists()

    def test_takes_a_complaint_about_nobody_in_particular(self, town, resident) -> None:
        send(resident, kind="complaint", about_unit="none")

        assert not Concern.objects.get().subjects.exists()

    def test_offers_no_unit_that_was_closed(self, town, resident) -> None:
        from lianxin.base.orgs import commands as orgs
        from lianxin.base.orgs.permissions import SYSTEM

        orgs.close_unit(unit=town.liuwan, valid_to=(NOON - timedelta(days=1)).date(), by=SYSTEM, at=NOON)

        assert "柳湾村" not in text_of(resident.get(reverse("public:submit")))
        assert send(resident, unit=str(town.liuwan.pk)).status_code == 200
        assert not Concern.objects.exists()

    def test_refuses_what_only_a_machine_fills_in(self, town, resident) -> None:
        response = send(resident, website="http://example.invalid")

        assert "防机器" in text_of(response) and PLAIN["text"] in text_of(response)
        assert not Concern.objects.exists()

    def test_stops_an_address_that_sends_too_often_and_keeps_what_was_typed(self, town, resident) -> None:
        for n in range(20):
            assert send(resident, entry_key=f"k{n}").status_code == 302
        response = send(resident, entry_key="k20")

        assert response.status_code == 429
        assert "太多" in text_of(response) and PLAIN["text"] in text_of(response)
        assert Concern.objects.count() == 20
        other = Client(REMOTE_ADDR="10.0.0.9").post(reverse("public:submit"), {**PLAIN, "entry_key": "k21"})
        assert other.status_code == 302

    def test_keeps_no_address_anywhere(self, town) -> None:
        Client(REMOTE_ADDR="10.66.77.88").post(reverse("public:submit"), PLAIN)

        rows = str([Concern.objects.values().get(), *Entry.objects.values()])
        assert "10.66.77.88" not in rows
        assert not [key for key in cache._cache if "10.66.77.88" in key]

    def test_drops_what_cannot_be_seen_in_a_name(self, town, resident) -> None:
        send(resident, name="王\u202e长\u200b青\x07")

        assert Concern.objects.get().requester.name == "王长青"

    def test_drops_a_nul_from_the_text(self, town, resident) -> None:
        send(resident, text="路灯\x00坏了")

        assert Concern.objects.get().text == "路灯坏了"


class TestOneQuestionPerScreen:
    @pytest.fixture
    def elder(self) -> Client:
        client = Client()
        client.cookies["lx_elder"] = "1"
        return client

    def carried(self, page: str) -> dict[str, str]:
        found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        assert found.pop("csrfmiddlewaretoken", None) is not None or True
        return found

    def test_asks_one_thing_at_a_time_and_loses_nothing_on_the_way(self, town, elder) -> None:
        page = text_of(elder.get(reverse("public:submit")))
        assert "第 1 问" in page and 'name="text"' in page and "<select" not in page

        answers = [{"text": "水管漏了。\n请来看看。"}, {"kind": "help"}, {"unit": str(town.liuwan.pk), "place": "井边"}]
        for answer in answers:
            page = text_of(elder.post(reverse("public:submit"), {**self.carried(page), **answer}))
        page = text_of(elder.post(reverse("public:submit"), {**self.carried(page), "name": "刘三", "phone": ""}))
        assert not Concern.objects.exists()
        response = elder.post(reverse("public:submit"), self.carried(page))

        assert response.status_code == 302
        concern = Concern.objects.get()
        assert (concern.text, concern.unit, concern.place, concern.requester.name) == (
            "水管漏了。\n请来看看。", town.liuwan, "井边", "刘三",
        )  # fmt: skip

    def test_stays_on_the_question_that_was_not_answered(self, town, elder) -> None:
        page = text_of(elder.post(reverse("public:submit"), {"screen": "0", "text": "", "kind": "help"}))

        assert "第 1 问" in page and "请写一写是什么事" in page

    def test_goes_back_with_what_was_answered(self, town, elder) -> None:
        page = text_of(
            elder.post(reverse("public:submit"), {"screen": "2", "to": "0", "text": "水管漏了", "kind": "help"})
        )

        assert "第 1 问" in page and "水管漏了</textarea>" in page

    def test_asks_about_the_unit_of_those_alone_who_complain(self, town, elder) -> None:
        asked = elder.post(reverse("public:submit"), {"screen": "2", "text": "态度不好", "kind": "complaint"})
        not_asked = elder.post(reverse("public:submit"), {"screen": "2", "text": "水管漏了", "kind": "help"})

        assert 'name="about_unit" class' in text_of(asked) or '<select name="about_unit"' in text_of(asked)
        assert '<select name="about_unit"' not in text_of(not_asked)

    def test_shows_a_telephone_on_every_screen(self, town, elder) -> None:
        for index in range(5):
            page = elder.post(reverse("public:submit"), {"screen": str(index), "text": "水管漏了", "kind": "help"})
            if page.status_code == 200:
                assert "12345" in text_of(page)


class TestTheReceipt:
    def test_shows_code_and_secret_and_why_that_date_once(self, town, resident) -> None:
        send(resident, unit=str(town.shiqiao.pk))
        page = text_of(resident.get(reverse("public:receipt")))

        concern = Concern.objects.get()
        secret = secret_on(page)
        assert f"{concern.code[:4]} {concern.code[4:]}" in page
        assert "11月17日前答复您" in page and "10个工作日" in page
        assert commands.open_with_secret(code=concern.code, secret=secret, at=NOON) == concern

        again = text_of(resident.get(reverse("public:receipt")))
        assert secret not in again and "只显示一次" in again

    def test_names_the_station_to_ring_and_other_offices_by_their_own_name(self, town, resident) -> None:
        def office_on(unit, again=""):
            send(resident, unit=str(unit.pk), entry_key=f"office-{unit.pk}{again}")
            return re.search(r"<span>([^<]+)</span> <b>([^<]+)</b>", text_of(resident.get(reverse("public:receipt"))))

        Unit.objects.update(phone="")
        assert office_on(town.shiqiao).groups() == ("石桥村群众工作站", "12345")
        Unit.objects.filter(pk=town.qingshui.pk).update(phone="0000-0000001")
        assert office_on(town.shiqiao, "again").groups() == ("清水镇群众工作总站", "0000-0000001")
        assert office_on(town.school).groups() == ("县第一中学", "12345")

    def test_is_shown_to_nobody_else(self, town, resident) -> None:
        send(resident)

        assert "只显示一次" in text_of(Client().get(reverse("public:receipt")))

    def test_cannot_be_forged(self, town, resident) -> None:
        send(resident)
        stranger = Client()
        stranger.cookies["lx_receipt"] = f'["{Concern.objects.get().code}","123456789012"]:x:y'

        assert "只显示一次" in text_of(stranger.get(reverse("public:receipt")))

    def test_survives_a_second_click(self, town, resident) -> None:
        send(resident)
        send(resident)

        assert secret_on(text_of(resident.get(reverse("public:receipt"))))

    def test_has_a_picture_that_holds_the_address_and_the_code_but_not_the_secret(self, town, resident) -> None:
        from lianxin.web.public import receipts
        from lianxin.web.ui import qr

        send(resident)
        response = resident.get(reverse("public:receipt"))
        concern = Concern.objects.get()
        address = receipts.query_address(response.wsgi_request, concern.code)

        assert address == f"http://testserver/public/follow/?code={concern.code}"
        assert qr.picture(address).path in text_of(response)
        assert "<script>" not in text_of(response) and " style=" not in text_of(response)

    @pytest.mark.mechanism("M017")
    def test_marks_a_date_past_the_published_year_as_provisional(self, town, resident, monkeypatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON.replace(month=12, day=28))
        send(resident)

        page = text_of(resident.get(reverse("public:receipt")))
        assert "暂定" in page and "放假安排尚未公布" in page
