"""权力事项: the three officers, whom nobody shakes off alone, and powers that are lent for some hours."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person, Posting, PowerRequest
from lianxin.base.orgs.permissions import PERMISSIONS, SYSTEM, NotAllowed
from lianxin.base.orgs.powers import commands as powers
from lianxin.base.orgs.powers import queries, rules
from lianxin.base.orgs.queries import actor_for
from lianxin.base.orgs.roles import ROLES
from lianxin.project import health
from tests.conftest import NOON

REVEAL = "concern.reveal"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    cache.clear()

    def at(**later: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(**later))

    at()
    yield at


@pytest.fixture
def guard(town: Any) -> Any:
    """安守正, the county's first 安全保密管理员: appointed by the administrator, from then on two are needed."""
    made = orgs.create_person(username="baomi", name="安守正", password="Lianxin-2026", by=SYSTEM, at=NOON)
    posting = powers.appoint(
        person=made, unit=town.county, role="security_admin", valid_from=NOON.date(), by=town.admin, at=NOON
    )
    assert isinstance(posting, Posting)
    town.people["guard"], town.postings["guard"] = made, posting
    return actor_for(posting)


def newcomer(town: Any) -> Any:
    return orgs.create_person(username="xinren", name="新人", password="Lianxin-2026", by=town.admin, at=NOON)


def client_of(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.people[who])
    return client


class TestTheThree:
    def test_hold_nothing_of_each_other(self) -> None:
        held = {role: set(ROLES[role].grants) for role in rules.THREE}

        assert held["system_admin"].isdisjoint({"power.approve", "audit.view"})
        assert held["security_admin"] == {"power.view", "power.approve", "program_key.view"}
        assert {code.partition(".")[2] for code in held["auditor"]} <= {"view", "use"}

    @pytest.mark.parametrize("second", ["security_admin", "auditor"])
    def test_are_never_one_person(self, town: Any, second: str) -> None:
        for by in (town.admin, SYSTEM):
            with pytest.raises(orgs.Unfit):
                orgs.post(
                    person=town.people["admin"], unit=town.county, role=second, valid_from=NOON.date(), by=by, at=NOON
                )
        with pytest.raises(orgs.Unfit):
            powers.appoint(
                person=town.people["admin"],
                unit=town.county,
                role=second,
                valid_from=NOON.date(),
                by=town.admin,
                at=NOON,
            )
        assert town.people["admin"].postings.count() == 1

    def test_of_old_data_are_told_by_the_doctor(self, town: Any) -> None:
        assert {one.code: one.state for one in health._accounts(NOON)}["officers"] == "warning", "none of security"

        Posting.objects.create(person=town.people["admin"], unit=town.county, role="auditor", valid_from=NOON.date())

        told = {one.code: one for one in health._accounts(NOON)}
        assert told["officers"].state == "bad" and told["factors"].state == "warning"
        assert "钱程" not in told["officers"].told, "no name: it goes to logs"

    def test_one_alone_gives_no_power(self, town: Any, guard: Any) -> None:
        person = newcomer(town)
        day = NOON.date()
        plain = powers.appoint(
            person=person, unit=town.qingshui, role="liaison_officer", valid_from=day, by=town.admin, at=NOON
        )
        with pytest.raises(orgs.Unfit):
            orgs.post(person=person, unit=town.county, role="county_clerk", valid_from=day, by=town.admin, at=NOON)
        asked = powers.appoint(
            person=person, unit=town.county, role="county_clerk", valid_from=day, by=town.admin, at=NOON
        )
        assert isinstance(plain, Posting) and isinstance(asked, PowerRequest)
        with pytest.raises(orgs.Unfit):
            powers.appoint(person=person, unit=town.county, role="county_clerk", valid_from=day, by=town.admin, at=NOON)
        for nobody in (town.admin, town.auditor, town.clerk, SYSTEM):
            with pytest.raises(NotAllowed):
                powers.allow(matter=asked, by=nobody, at=NOON)
        assert person.postings.count() == 1

        powers.allow(matter=asked, by=guard, at=NOON)

        assert person.postings.filter(role="county_clerk").exists()
        with pytest.raises(NotAllowed):
            powers.appoint(person=person, unit=town.county, role="county_clerk", valid_from=day, by=guard, at=NOON)

    def test_are_not_shaken_off_by_the_administrator_alone(self, town: Any, guard: Any) -> None:
        posting, person, day = town.postings["guard"], town.people["guard"], NOON.date()
        assert orgs.reset_password(person=person, by=town.admin, at=NOON), "his first one somebody must hand him"
        Person.objects.filter(pk=person.pk).update(last_login=NOON)
        with pytest.raises(orgs.Unfit):
            orgs.end_posting(posting=posting, valid_to=day, by=town.admin, at=NOON)
        with pytest.raises(orgs.Unfit):
            orgs.disable_person(person=person, by=town.admin, at=NOON)
        with pytest.raises(orgs.Unfit):
            orgs.reset_password(person=person, by=town.admin, at=NOON)
        orgs.reset_password(person=town.people["worker"], by=town.admin, at=NOON)
        asked = powers.dismiss(posting=posting, valid_to=day, by=town.admin, at=NOON)
        with pytest.raises(NotAllowed):
            powers.allow(matter=asked, by=guard, at=NOON)

        powers.allow(matter=asked, by=town.county_leader, at=NOON)

        posting.refresh_from_db()
        assert posting.valid_to == day and queries.is_split(), "the old way does not come back"

    @pytest.mark.thorough
    def test_pages_show_each_his_own(self, town: Any, guard: Any) -> None:
        opened = {
            who: [client_of(town, who).get(reverse(page)).status_code for page in
                  ("powers:index", "powers:audit", "powers:set_grace", "setup:people", "concerns:list")]
            for who in ("admin", "guard", "auditor")
        }  # fmt: skip

        assert opened == {
            "admin": [200, 403, 403, 200, 403], "guard": [200, 403, 200, 403, 403], "auditor": [200, 200, 403, 403, 200],
        }  # fmt: skip

    def test_meet_on_the_page(self, town: Any, guard: Any) -> None:
        person, admin, page = newcomer(town), client_of(town, "admin"), reverse("powers:index")
        typed = {"unit": "定安县", "role": "county_clerk", "valid_from": "2026-11-3"}
        answer = admin.post(reverse("setup:person", args=[person.pk]), typed, follow=True)
        assert "等安全保密管理员" in answer.content.decode() and not person.postings.exists()
        one = PowerRequest.objects.get()
        assert f'name="one" value="{one.pk}"' not in admin.get(page).content.decode()

        security = client_of(town, "guard")
        assert (
            "新人" in security.get("/today/").content.decode()
            and f'name="one" value="{one.pk}"' in security.get(page).content.decode()
        )
        security.post(reverse("powers:allow"), {"one": [one.pk, "²", "9" * 30]})

        assert person.postings.get().role == "county_clerk"
        audit = client_of(town, "auditor").get(reverse("powers:audit")).content.decode()
        assert "同意任命有权的职务：xinren" in audit and "申请任命有权的职务：xinren" in audit
        assert client_of(town, "auditor").get(reverse("powers:audit") + "?before=²").status_code == 200


class TestALentPower:
    @pytest.fixture
    def asked(self, town: Any) -> PowerRequest:
        return powers.ask_emergency(
            posting=town.postings["leader"], permission_code=REVEAL, hours=2, reason="经办员住院，洪水要逐户通知",
            by=town.leader, at=NOON,
        )  # fmt: skip

    def actor(self, town: Any, **later: int) -> Any:
        town.people["leader"].refresh_from_db()
        return queries.with_emergency(
            town.leader, town.people["leader"], town.postings["leader"], NOON + timedelta(**later)
        )

    def test_is_given_by_another_and_ends_by_itself(self, town: Any, asked: Any) -> None:
        reveal = PERMISSIONS[REVEAL]
        assert not self.actor(town).has(reveal)
        for nobody in (town.leader, town.admin, town.clerk, town.auditor):
            with pytest.raises(NotAllowed):
                powers.allow(matter=asked, by=nobody, at=NOON)

        powers.allow(matter=asked, by=town.county_leader, at=NOON)

        lent = self.actor(town, minutes=119)
        assert lent.may_at(reveal, town.shiqiao.path) and not lent.may_at(reveal, town.shahe.path)
        assert lent.post.endswith("（应急权限）") and set(lent.grants) - set(town.leader.grants) == {REVEAL}
        assert not self.actor(town, minutes=120).has(reveal)

    @pytest.mark.parametrize(("given", "field"), [
        ({"permission_code": "power.approve"}, "permission_code"), ({"permission_code": "audit.view"}, "permission_code"),
        ({"permission_code": "concern.extend"}, "permission_code"), ({"hours": 0}, "hours"), ({"hours": 25}, "hours"),
        ({"reason": "　"}, "reason"),
    ])  # fmt: skip
    def test_is_not_asked_for_without_measure(self, town: Any, given: Any, field: str) -> None:
        asked = {"posting": town.postings["leader"], "permission_code": REVEAL, "hours": 2, "reason": "洪水", **given}

        with pytest.raises(orgs.Unfit) as refused:
            powers.ask_emergency(**asked, by=town.leader, at=NOON)

        assert refused.value.field == field and not PowerRequest.objects.exists()

    def test_is_none_of_the_three_officers_nor_of_somebody_else(self, town: Any) -> None:
        given = {"permission_code": REVEAL, "hours": 2, "reason": "洪水", "at": NOON}
        with pytest.raises(orgs.Unfit):
            powers.ask_emergency(posting=town.postings["admin"], by=town.admin, **given)
        with pytest.raises(NotAllowed):
            powers.ask_emergency(posting=town.postings["leader"], by=town.officer, **given)

    @pytest.mark.thorough
    def test_stands_on_the_day_of_leader_and_auditor_until_somebody_has_looked(
        self, town: Any, asked: Any, clock: Any
    ) -> None:
        leader, auditor = client_of(town, "county_leader"), client_of(town, "auditor")
        powers.allow(matter=asked, by=town.county_leader, at=NOON)
        for client in (leader, auditor):
            assert "应急权限正在用" in client.get("/today/").content.decode()
        assert "应急权限" not in client_of(town, "clerk").get("/today/").content.decode()
        with pytest.raises(orgs.Unfit):
            powers.review_emergency(matter=asked, review="必要", by=town.county_leader, at=NOON)

        clock(hours=3)
        for client in (leader, auditor):
            assert "应急权限待复核" in client.get("/today/").content.decode()
        for nobody in (town.leader, town.auditor):
            with pytest.raises(NotAllowed):
                powers.review_emergency(matter=asked, review="必要", by=nobody, at=timezone.now())
        page = reverse("powers:review", args=[asked.pk])
        assert "洪水" in leader.get(page).content.decode() and leader.post(page, {"review": " "}).status_code == 200
        assert leader.post(page, {"review": "确有必要，只看了三户"}).status_code == 302

        assert "应急权限待复核" not in auditor.get("/today/").content.decode()
        found = [entry.event for entry in book.story(asked.ref)]
        assert found == ["power.asked", "power.allowed", "power.reviewed"]
        assert "洪水" not in str(list(Entry.objects.values())) and "三户" not in str(list(Entry.objects.values()))

    @pytest.mark.thorough
    def test_is_asked_for_used_and_given_back_on_the_pages(self, town: Any) -> None:
        mine, page = client_of(town, "leader"), reverse("powers:ask_emergency")
        typed = {"permission_code": REVEAL, "hours": "2", "reason": "洪水"}
        assert mine.post(page, {**typed, "hours": "99"}).status_code == 200 and not PowerRequest.objects.exists()
        assert mine.post(page, typed).status_code == 302
        one = PowerRequest.objects.get()
        client_of(town, "county_leader").post(reverse("powers:allow"), {"one": [one.pk]})
        assert REVEAL in mine.get("/today/").context["actor"].grants

        assert client_of(town, "officer").post(reverse("powers:end_emergency", args=[one.pk])).status_code == 403
        assert mine.post(reverse("powers:end_emergency", args=[one.pk])).status_code == 302

        assert not mine.get("/today/").context["actor"].has(PERMISSIONS[REVEAL])

    def test_refused_gives_nothing(self, town: Any, asked: Any) -> None:
        page = reverse("powers:refuse", args=[asked.pk])
        assert client_of(town, "county_leader").post(page, {"reason": "可以等明天"}).status_code == 302

        assert not self.actor(town).has(PERMISSIONS[REVEAL])
        with pytest.raises(orgs.Unfit):
            powers.allow(matter=asked, by=town.county_leader, at=NOON)
