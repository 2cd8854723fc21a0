"""保管期限: first restricted, then erased; figures stay; what is held stays; what was erased does not come back (ADR 0056)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from lianxin.base.indicators import registry
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.retention import commands, queries, tables
from lianxin.base.retention.models import Hold, Kept, Period, Restriction
from lianxin.base.retention.terms import RESTRICTED_DAYS, VIEW, State
from lianxin.base.search import index
from lianxin.pure import retention
from lianxin.pure.periods import Period as Span
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern, Reply, Requester
from lianxin.work.concerns.terms import Status
from lianxin.work.disputes import commands as disputes
from lianxin.work.disputes.models import Dispute, DisputeParty
from lianxin.work.households import commands as households
from lianxin.work.households.models import Household, Need
from tests.conftest import NOON
from tests.work.conftest import at_state, registered
from tests.work.dispute_scenes import dispute_made
from tests.work.household_scenes import household_made, need_noted

TODAY = localdate(NOON)
REASON = "督查组正在调阅。"


def after(months: int, days: int = 0) -> Any:
    """Noon of so many months, and days, after the day of the stories."""
    return NOON + (retention.ends_on(TODAY, months) - TODAY) + timedelta(days=days)


def night(at: Any, **given: Any) -> Any:
    return commands.tidy_nightly(by=SYSTEM, at=at, **given)


def asker(concern: Concern) -> tuple[str, str, str]:
    found = Requester.objects.get(concern=concern)
    return found.name, found.phone, found.address


def found(words: str) -> list[str]:
    return [one.code for one in index.found(Concern.objects.all(), "concern", words)]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that the file of retention empties, opened; and the journal's private texts."""
    models = {line.part.model for line in tables.lines() if not line.table.startswith("retention.")}
    told = {}
    for model in sorted(models, key=lambda one: one._meta.label):
        names = [
            field.attname for field in model._meta.concrete_fields if model is not PrivateDetail or field.name != "id"
        ]
        held = [{name: getattr(row, name) for name in names} for row in model._base_manager.order_by("pk")]
        told[model._meta.label] = sorted(held, key=str) if model is PrivateDetail else held
    return told


def figures(town: Any) -> dict[str, Any]:
    """The figures of the year about concerns, as the county counts them."""
    year = Span.containing(TODAY, "year")
    return {
        one.code: one.value(year, town.county, by=town.clerk)
        for one in registry.known()
        if one.code.startswith("concern.")
    }


@pytest.fixture
def closed(town: Any) -> Concern:
    return at_state(town, Status.CLOSED)


class TestANight:
    @pytest.mark.thorough
    def test_restricts_the_telephone_three_years_after_the_close_and_erases_it_thirty_days_later(self, closed) -> None:
        """To the day: the last day of the period nothing happens, the day after it is out of sight, after thirty days gone."""
        before = asker(closed)
        assert night(after(36)).restricted == 0 and asker(closed) == before

        assert night(after(36, 1)).restricted == 1
        assert asker(closed) == ("王长青", "", "")
        assert found("13900000001") == [] and found("王长青") == [closed.code], "out of the search at once"
        assert Kept.objects.get().values == {"phone": "13900000001", "address": "石桥村三组"}
        assert night(after(36, RESTRICTED_DAYS)).erased == 0

        assert night(after(36, RESTRICTED_DAYS + 1)).erased == 1
        assert not Kept.objects.exists() and Restriction.objects.get().erased_on is not None
        assert night(after(36, RESTRICTED_DAYS + 2)) == night(after(37, 60)), "nothing is done twice"
        assert book.verify()

    @pytest.mark.thorough
    def test_leaves_nothing_of_the_content_after_thirty_years_but_every_figure(self, town, closed) -> None:
        counted, told = figures(town), PrivateDetail.objects.count()
        assert told and len(counted) > 40 and any(counted.values())

        for at in (after(361), after(362, 15)):
            night(at)
        closed.refresh_from_db()
        assert (closed.title, closed.text, closed.place) == ("（已清除）", "（已清除）", "")
        assert asker(closed) == ("", "", "") and Reply.objects.get().text == "（已清除）"
        assert not PrivateDetail.objects.filter(entry_n__in=Entry.objects.filter(of=closed.ref).values("n")).exists()
        assert found("路灯") == [] and found(closed.code) == [closed.code]
        assert figures(town) == counted
        assert book.verify()

    def test_leaves_alone_what_is_open_and_what_was_opened_anew(self, town, closed) -> None:
        open_ = at_state(town, Status.IN_HAND)
        concerns.reopen(concern=closed, reason="又坏了，群众要求重办", by=town.clerk, at=NOON)

        assert night(after(720)).restricted == 0
        assert asker(open_)[1] == asker(closed)[1] == "13900000001"

    def test_goes_through_households_needs_and_disputes_by_their_own_lists(self, town) -> None:
        household = household_made(town)
        need = need_noted(town, household)
        need = households.end_need(need=need, until=TODAY, reason="收入稳定，不再困难。", by=town.worker, at=NOON)
        households.leave_register(household=household, on=TODAY, reason="moved", by=town.worker, at=NOON)
        dispute = dispute_made(town)
        disputes.add_party(dispute=dispute, side="applicant", name="王长青", phone="13900000001", by=town.head, at=NOON)
        disputes.settle(dispute=dispute, result="当场说开了。", by=town.head, at=NOON)

        late = after(12 * 20)
        assert night(late).restricted == 3
        party, household, need = DisputeParty.objects.get(), Household.objects.get(), Need.objects.get()
        assert (party.name, party.phone, household.head_name, household.phone, need.note) == ("", "", "", "", "")
        assert household.erased_on is None and need.erased_on is None, "restricted, not yet erased"
        night(late + timedelta(days=RESTRICTED_DAYS))
        for one in (Household.objects.get(), Need.objects.get(), Dispute.objects.get()):
            assert one.erased_on == localdate(late) + timedelta(days=RESTRICTED_DAYS)
        texts = PrivateDetail.objects.values_list("text", flat=True)
        assert not any("王长青" in text for text in texts) and book.verify()


class TestARestriction:
    @pytest.fixture
    def shut(self, closed) -> Restriction:
        night(after(361))
        return Restriction.objects.get(kind="concern_content")

    def test_is_opened_and_brought_back_by_who_leads_there_with_a_reason(self, town, closed, shut) -> None:
        at = after(361)
        for who in ("officer", "worker", "stranger", "auditor", "admin", "clerk", "building_head"):
            with pytest.raises(NotAllowed):
                commands.open_kept(restriction=shut, reason=REASON, by=getattr(town, who), at=at)
            with pytest.raises(NotAllowed):
                commands.bring_back(restriction=shut, months=6, reason=REASON, by=getattr(town, who), at=at)
        for reason, months, field in (("", 6, "reason"), (REASON, 0, "months"), (REASON, 25, "months")):
            with pytest.raises(Unfit) as refused:
                commands.bring_back(restriction=shut, months=months, reason=reason, by=town.leader, at=at)
            assert refused.value.field == field

        opened = dict(commands.open_kept(restriction=shut, reason=REASON, by=town.leader, at=at))
        assert opened["concerns.Requester"] == {"name": "王长青"} and "路灯" in opened["concerns.Concern"]["text"]
        assert Entry.objects.filter(event="retention.opened", of=closed.ref, by=town.leader.ref).count() == 1
        commands.bring_back(restriction=shut, months=6, reason=REASON, by=town.leader, at=at)
        closed.refresh_from_db()
        assert closed.text.startswith("村口的路灯") and found("路灯") == [closed.code]
        assert night(at + timedelta(days=100)).restricted == 0, "it stays for as long as was said"
        assert night(at + timedelta(days=190)).restricted == 1
        with pytest.raises(Unfit, match="已经恢复或清除"):
            commands.bring_back(restriction=shut, months=6, reason=REASON, by=town.leader, at=at)

    def test_that_is_brought_back_leaves_every_row_as_it_was(self, town, closed) -> None:
        before = rows()
        night(after(361))
        assert rows() != before

        for shut in Restriction.objects.order_by("-pk"):
            commands.bring_back(restriction=shut, months=6, reason=REASON, by=town.leader, at=after(361))
        now = rows()
        theirs = {row["entry_n"] for row in before["journal.PrivateDetail"]}
        now["journal.PrivateDetail"] = [row for row in now["journal.PrivateDetail"] if row["entry_n"] in theirs]
        assert now == before and not Kept.objects.exists()
        assert book.verify()

    def test_is_nothing_that_somebody_it_complains_about_may_know_of(self, town) -> None:
        about = registered(town, kind="complaint", text="镇里拖着不办。", subject_units=[town.qingshui]).concern
        concerns.decline(concern=about, reason="已进入诉讼，请向法院反映。", by=town.clerk, at=NOON)
        night(after(121))

        shut = Restriction.objects.get(kind="concern_undone")
        hold = commands.place_hold(
            unit=town.county, kind=shut.kind, key=shut.key, reason=REASON, by=town.clerk, at=after(121)
        )
        for one in (shut, hold):
            seen = type(one).objects.reachable
            assert one in seen(by=town.clerk, to=VIEW) and town.clerk.may(VIEW, one)
            assert one not in seen(by=town.leader, to=VIEW) and not town.leader.may(VIEW, one)
        assert queries.nights(town.leader, TODAY) == [] and len(queries.nights(town.clerk, TODAY)) == 1
        with pytest.raises(Unfit, match="没有找到"):
            commands.place_hold(
                unit=town.qingshui, kind=shut.kind, key=shut.key, reason=REASON, by=town.leader, at=after(121)
            )

    def test_is_asked_for_after_the_close_and_erased_when_the_law_lets_it_be(self, town, closed) -> None:
        """个人信息保护法 §47: before the retention of the law is over it is only restricted."""
        given = {"kind": "concern_content", "reason": "本人来申请，核过身份证。", "at": NOON}
        for who in ("officer", "stranger", "worker"):
            with pytest.raises(Unfit, match="没有找到"):
                commands.restrict_asked(key=closed.code, by=getattr(town, who), **given)
        with pytest.raises(Unfit, match="没有办完"):
            commands.restrict_asked(key=at_state(town, Status.IN_HAND).code, by=town.leader, **given)

        shut = commands.restrict_asked(key=closed.code, by=town.leader, **given)
        assert shut.erase_on == retention.ends_on(TODAY, 120) + timedelta(days=1)
        assert Concern.objects.get(pk=closed.pk).text == "（已限制）"
        with pytest.raises(Unfit, match="已经限制"):
            commands.restrict_asked(key=closed.code, by=town.leader, **given)
        phone = commands.restrict_asked(key=closed.code, by=town.leader, **{**given, "kind": "concern_contact"})
        assert phone.erase_on == retention.ends_on(TODAY, 6) + timedelta(days=1)


class TestAHold:
    def test_on_a_record_keeps_all_of_it_until_somebody_lets_it_go(self, town, closed) -> None:
        hold = commands.place_hold(
            unit=town.qingshui, kind="concern_contact", key=closed.code, reason=REASON, by=town.leader, at=NOON
        )

        assert (night(after(400)).restricted, night(after(400)).held) == (0, 2)
        with pytest.raises(NotAllowed):
            commands.let_go(hold=hold, reason="调阅已经结束。", by=town.officer, at=after(400))
        commands.let_go(hold=hold, reason="调阅已经结束。", by=town.leader, at=after(400))
        assert night(after(400)).restricted == 2
        assert [one.event for one in Entry.objects.filter(of=hold.ref).order_by("n")] == [
            "retention.held",
            "retention.let_go",
        ]

    def test_on_a_span_stops_what_is_restricted_already(self, town, closed) -> None:
        night(after(37))
        commands.place_hold(unit=town.qingshui, reason=REASON, first=TODAY, last=TODAY, by=town.leader, at=after(37))

        assert night(after(60)).held == 1 and Kept.objects.exists()
        hold = Hold.objects.get()
        commands.let_go(hold=hold, reason="调阅已经结束。", by=town.leader, at=after(60))
        for given in ({"unit": town.qingshui, "first": TODAY + timedelta(days=1)}, {"unit": town.liuwan}):
            commands.place_hold(reason=REASON, by=town.leader, at=after(60), **given)
        assert night(after(60)).erased == 1

    def test_is_left_alone_by_a_clerk_who_erases_by_hand(self, town) -> None:
        dispute = dispute_made(town)
        disputes.add_party(dispute=dispute, side="applicant", name="王长青", phone="13900000001", by=town.head, at=NOON)
        disputes.settle(dispute=dispute, result="当场说开了。", by=town.head, at=NOON)
        hold = commands.place_hold(
            unit=town.qingshui, kind="dispute", key=dispute.code, reason=REASON, by=town.leader, at=NOON
        )

        assert disputes.erase_expired(unit=town.qingshui, by=town.officer, at=after(100)) == 0
        commands.let_go(hold=hold, reason="调阅已经结束。", by=town.leader, at=after(100))
        assert disputes.erase_expired(unit=town.qingshui, by=town.officer, at=after(100)) == 1
        assert [one.kind for one in queries.erased(town.officer, TODAY, localdate(after(100)))] == ["dispute"]

    def test_needs_a_reason_the_right_and_a_record_that_is_there(self, town, closed) -> None:
        given = {"unit": town.qingshui, "reason": REASON, "by": town.leader, "at": NOON}
        for changed, field in (
            ({"reason": " "}, "reason"), ({"key": closed.code}, "kind"), ({"kind": "joining"}, "kind"),
            ({"kind": "visit", "key": "ABCD2345"}, "key"), ({"first": TODAY, "last": date(2020, 1, 1)}, "last"),
        ):  # fmt: skip
            with pytest.raises(Unfit) as refused:
                commands.place_hold(**{**given, **changed})
            assert refused.value.field == field
        for who in ("officer", "stranger", "auditor", "admin"):
            with pytest.raises(NotAllowed):
                commands.place_hold(**{**given, "by": getattr(town, who)})


class TestAPeriod:
    def test_is_set_by_the_county_between_the_law_and_the_longest(self, town, closed) -> None:
        given = {"kind": "concern_contact", "reason": "县里定为一年。", "at": NOON}
        commands.set_period(months_kept=12, by=town.clerk, **given)

        assert night(after(12)).restricted == 0 and night(after(12, 1)).restricted == 1
        for kind, months, field in (
            ("concern_contact", 5, "months_kept"), ("concern_contact", 121, "months_kept"), ("concern_contact", 12, "months_kept"),
            ("concern_content", 119, "months_kept"), ("export", 35, "months_kept"), ("need", 12, "kind"), ("nothing", 12, "kind"),
        ):  # fmt: skip
            with pytest.raises(Unfit) as refused:
                commands.set_period(**{**given, "kind": kind, "months_kept": months, "by": town.clerk})
            assert refused.value.field == field
        for who in ("officer", "leader", "admin", "county_leader"):
            with pytest.raises(NotAllowed):
                commands.set_period(**{**given, "months_kept": 24, "by": getattr(town, who)})
        assert [one.months for one in Period.objects.all()] == [12]


class TestAfterARestore:
    def test_what_had_been_erased_goes_again_at_once_and_nothing_else(self, town, closed) -> None:
        """As after a restore: the rows are there as they were, no line says that they were erased; the list does."""
        other = at_state(town, Status.CLOSED, registered(town, text="水管漏水，修了三次。").concern)

        done = night(
            after(36, 1), gone_before=[("concern_contact", closed.code), ("gone_kind", "1"), ("visit", "NOSUCH22")]
        )
        assert (done.again, done.restricted) == (1, 1)
        assert asker(closed)[1:] == ("", "") and Restriction.objects.get(key=closed.code).state == State.ERASED
        assert Restriction.objects.get(key=other.code).state == State.RESTRICTED
        assert night(after(36, 1), gone_before=[("concern_contact", closed.code)]).again == 0
