"""开始设置: an empty place is begun once, by whoever holds the code that stood in the server's window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import Unfit
from lianxin.base.orgs.founding import commands, slip
from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.project import begin_cli, demo_cli, prepare
from lianxin.work.guide import queries as guide
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
OURS = "Shanqing-2026-shui"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    cache.clear()
    settings.DATA = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    yield tmp_path


def answers(slip_code: str, **other: str) -> dict[str, str]:
    return {
        "slip": slip_code, "county": "定安县", "code": "990001", "phone": "0000-12", "name": "钱程",
        "username": "qiancheng", "password": OURS, "again": OURS, **other,
    }  # fmt: skip


def begun(client: Client, **other: str) -> Any:
    return client.post(reverse("begin"), answers(slip.make(), **other))


class TestAnEmptyPlace:
    def test_leads_from_the_first_address_and_the_log_in_to_the_beginning(self, client: Client) -> None:
        for page in ("root", "account_login"):
            assert client.get(reverse(page))["Location"] == reverse("begin")
        assert "开始设置码" in client.get(reverse("begin")).content.decode()

    def test_of_several_bears_the_name_it_was_added_by(self, client: Client, settings: Any) -> None:
        settings.BEGIN_AS = "469022 临江县"

        page = client.get(reverse("begin")).content.decode()
        assert 'value="临江县"' in page and 'value="469022"' in page

    def test_is_begun_at_the_residents_address_by_nobody(self, client: Client, settings: Any) -> None:
        settings.PUBLIC_HOSTS = ["testserver"]

        assert client.get("/")["Location"] == reverse("public:home")
        assert client.get(reverse("begin")).status_code == 404

    def test_becomes_a_county_with_its_first_administrator(self, client: Client) -> None:
        response = begun(client)

        assert response["Location"] == reverse("account_login")
        county, person, posting = Unit.objects.get(), Person.objects.get(), Posting.objects.get()
        assert (county.name, county.kind, county.code, county.phone) == ("定安县", "county", "990001", "0000-12")
        assert (posting.unit, posting.person, posting.role) == (county, person, "system_admin")
        assert person.handed_out_on is None and person.check_password(OURS)
        told = Entry.objects.get(event="county.begun")
        assert book.sentence(told) == "开始设置：设立定安县，qiancheng 任第一位系统管理员"
        client.post(reverse("account_login"), {"login": "qiancheng", "password": OURS})
        assert client.get(reverse("setup:units")).status_code == 200
        assert reverse("guide:index") in client.get(reverse("today")).content.decode()

    def test_is_told_from_the_window_once_and_never_after(self, client: Client, place: Path, capsys: Any) -> None:
        prepare.beginning()
        code = next(line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("    "))
        prepare.beginning()

        assert code not in capsys.readouterr().out
        assert code.replace("-", "") not in (place / slip.NAME).read_text()
        assert client.post(reverse("begin"), answers(code.lower())).status_code == 302
        prepare.beginning()
        assert capsys.readouterr().out == "" and not (place / slip.NAME).exists()

    def test_gives_another_code_to_whoever_has_the_server_and_none_once_begun(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        monkeypatch.setattr(prepare, "migrate", lambda: None)
        first = slip.make()

        assert begin_cli.run(None) == 0  # type: ignore[arg-type]
        assert not slip.fits(first)
        begun(client)
        assert begin_cli.run(None) == 1  # type: ignore[arg-type]
        assert "不能再开始" in capsys.readouterr().err


class TestABeginning:
    def test_is_refused_without_the_right_code_and_nothing_typed_is_lost(self, client: Client) -> None:
        slip.make()

        shown = client.post(reverse("begin"), answers("AAAA-BBBB-CCCC")).content.decode()

        assert "开始设置码不对" in shown and 'value="定安县"' in shown and 'value="qiancheng"' in shown
        assert not Unit.objects.exists() and not Entry.objects.exists()

    def test_is_refused_where_no_code_was_made(self, client: Client) -> None:
        assert "lianxin begin" in client.post(reverse("begin"), answers("AAAA-BBBB-CCCC")).content.decode()

    def test_ends_the_code_after_ten_tries_even_for_the_right_one(self, client: Client) -> None:
        code = slip.make()
        for _n in range(slip.TRIES):
            with pytest.raises(Unfit, match="不对"):
                commands.holder_of("AAAA-BBBB-CCCC", at=NOON)

        assert "已经作废" in client.post(reverse("begin"), answers(code)).content.decode()
        assert begun(client).status_code == 302  # with a new one

    def test_costs_no_try_where_something_else_is_to_be_mended(self, client: Client) -> None:
        cases: list[tuple[dict[str, str], str]] = [
            ({"again": "Shanqing-2027"}, "两次输入的密码不一样"),
            ({"password": "12345678", "again": "12345678"}, 'href="#id_password"'),
            ({"password": "定安县2026", "again": "定安县2026"}, "名称加数字"),
            ({"code": "99"}, "行政区划代码是 6 位数字（也可以"),
            ({"county": "  "}, 'href="#id_county"'),
            ({"guard_name": "安守正"}, "要一起填"),
            ({"guard_name": "安守正", "guard_username": "qiancheng"}, "三个不同的登录名"),
        ]
        code = slip.make()
        for other, sentence in cases * 2:
            response = client.post(reverse("begin"), answers(code, **other))
            assert response.status_code == 200 and sentence in response.content.decode(), sentence
        assert not Unit.objects.exists()

        assert client.post(reverse("begin"), answers(code)).status_code == 302

    def test_happens_once_and_the_page_is_gone_for_ever(self, client: Client) -> None:
        begun(client)

        assert begun(client, county="平安县").status_code == 404
        assert client.get(reverse("begin")).status_code == 404
        assert client.get("/")["Location"] == reverse("public:home")
        holder = commands.holder_of(slip.make(), at=NOON)
        admin = commands.Named("system_admin", "赵一", "zhaoyi", OURS)
        with pytest.raises(Unfit, match="已经开始"):
            commands.begin(name="平安县", code="", admin=admin, officers=(), by=holder, at=NOON)
        assert Unit.objects.count() == 1

    def test_is_refused_to_whoever_begins_in_the_same_moment(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On PostgreSQL both find the place empty; the path of the county is unique."""
        holder = commands.holder_of(slip.make(), at=NOON)
        admin = commands.Named("system_admin", "赵一", "zhaoyi", OURS)

        def taken(**given: Any) -> None:
            raise IntegrityError("path")

        asked = iter([True, False])
        monkeypatch.setattr("lianxin.web.office.founding.views.is_empty", lambda: next(asked))
        monkeypatch.setattr("lianxin.base.orgs.commands.create_unit", taken)
        assert "已经开始了" in begun(client, county="平安县").wsgi_request._messages._queued_messages[0].message
        with pytest.raises(Unfit, match="已经开始"):
            commands.begin(name="平安县", code="", admin=admin, officers=(), by=holder, at=NOON)
        assert not Person.objects.exists()

    def test_is_nobodys_who_does_not_hold_the_code(self) -> None:
        admin = commands.Named("system_admin", "赵一", "zhaoyi", OURS)

        with pytest.raises(NotAllowed):
            commands.begin(name="平安县", code="", admin=admin, officers=(), by=SYSTEM, at=NOON)


class TestTheThreeOfficers:
    OTHERS = {"guard_name": "安守正", "guard_username": "baomi", "auditor_name": "白鉴", "auditor_username": "shenji"}

    def test_named_at_once_get_passwords_that_are_told_once_and_changed_first(self, client: Client) -> None:
        shown = begun(client, **self.OTHERS).content.decode()

        assert set(Posting.objects.values_list("role", flat=True)) == {"system_admin", "security_admin", "auditor"}
        guard = Person.objects.get(username="baomi")
        assert guard.handed_out_on == NOON.date()
        password = next(word for word in shown.split(">") if guard.check_password(word.partition("<")[0]))
        client.post(reverse("account_login"), {"login": "baomi", "password": password.partition("<")[0]})
        assert client.get(reverse("today"))["Location"] == reverse("account_change_password")

    def test_from_then_on_decide_with_him_who_gets_power(self, client: Client) -> None:
        begun(client, **self.OTHERS)
        clerk = Person.objects.create(username="zhoumin", name="周敏")
        client.force_login(Person.objects.get(username="qiancheng"))

        form = {"unit": "定安县", "role": "county_clerk", "valid_from": "今天"}
        shown = client.post(reverse("setup:person", args=[clerk.pk]), form, follow=True).content.decode()
        assert "等另一个人同意：定安县县群众工作办公室经办员" in shown
        people = next(one for one in guide.steps(NOON.date()) if one.code == "people")
        assert dict(people.facts)["等另一个人同意的任命"] == 1 and not people.gaps
        asked = PowerRequest.objects.get()
        assert not Posting.objects.filter(person=clerk).exists()
        client.force_login(Person.objects.get(username="baomi"))
        Person.objects.update(handed_out_on=None)
        client.post(reverse("powers:allow"), {"one": str(asked.pk)})

        assert Posting.objects.filter(person=clerk, role="county_clerk").exists()


class TestAMistypedName:
    """What was typed at the beginning could not be put right: a county stood under a wrong name for good."""

    def test_is_put_right_and_the_journal_has_both(self, enter: Any, town: Any) -> None:
        client, page = enter("admin"), reverse("setup:correct_unit", args=[town.county.pk])
        assert 'value="定安县"' in client.get(page).content.decode()

        form = {"name": "安定县", "code": "990002", "phone": "0000-12", "place": ""}
        assert client.post(page, form)["Location"] == reverse("setup:units")
        county = Unit.objects.get(pk=town.county.pk)
        assert (county.name, county.code, county.code_system, county.phone) == ("安定县", "990002", "民政", "0000-12")
        told = book.sentence(Entry.objects.get(event="unit.corrected"))
        assert told.startswith("更正单位资料：原来 单位名称 定安县；") and "现在 单位名称 安定县；" in told
        assert "没有改动" in client.post(page, form).content.decode()
        assert "id_name" in client.post(page, {**form, "name": " "}).content.decode()
        assert Unit.objects.get(pk=county.pk).name == "安定县"

    def test_is_not_for_others_nor_of_a_unit_that_was_closed(self, enter: Any, town: Any) -> None:
        page = reverse("setup:correct_unit", args=[town.liuwan.pk])
        assert enter("clerk").get(page).status_code == 403
        orgs.close_unit(unit=town.liuwan, valid_to=NOON.date(), by=SYSTEM, at=NOON)

        shown = enter("admin").post(page, {"name": "柳湾", "code": "", "phone": "", "place": ""}).content.decode()
        assert "该单位已撤销" in shown and Unit.objects.get(pk=town.liuwan.pk).name == "柳湾村"


class TestTheDemoCounty:
    def test_is_never_made_of_a_county_that_was_begun(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        """`lianxin demo --reset` took whatever was there, without a look at whose it was."""
        monkeypatch.setattr(prepare, "migrate", lambda: None)
        begun(client)

        for reset in (True, False):
            asked = type("Args", (), {"accounts": False, "reset": reset, "yes": True})
            assert demo_cli.run(asked) == 1  # type: ignore[arg-type]
        assert Unit.objects.get().name == "定安县"
        assert "正式的县" in capsys.readouterr().out
