"""矛盾纠纷: about things and places; the parties are opened for a purpose; what was found adds up; the rate has its words."""

from datetime import date, timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.disputes import commands, queries
from lianxin.work.disputes.commands import Party
from lianxin.work.disputes.models import Dispute, DisputeParty, Mediation
from lianxin.work.disputes.queries import Wanted
from lianxin.work.disputes.terms import VIEW, DisputeStatus
from tests.conftest import NOON
from tests.work.conftest import ASKER, registered
from tests.work.dispute_scenes import TODAY, dispute_made, mediated
from tests.work.hazard_scenes import hazard_made


class TestRecording:
    def test_is_about_a_thing_and_names_nobody(self, town) -> None:
        slope = hazard_made(town)
        dispute = dispute_made(
            town, hazard=slope, parties=(Party("applicant", "王长青", "13900000001"), Party("respondent", "李小四"))
        )

        assert dispute.hazard == slope and dispute.parties.count() == 2
        told = Entry.objects.get(of=dispute.ref)
        assert "王长青" not in str(told.detail) and "王长青" not in book.sentence(
            told, book.private_of([told]).get(told.n)
        )
        for changes, field in (
            ({"title": "王长青家门前排水沟", "parties": (Party("applicant", "王长青"),)}, "title"),
            ({"title": "张三与李小四排水沟"}, "title"),
            ({"text": "电话 13900000001，说水沟堵了。"}, "text"),
            ({"text": "石大山处理得不公道。"}, "text"),  # the head of the station: that is a complaint
            ({"type": "watched"}, "type"), ({"found_on": TODAY + timedelta(days=1)}, "found_on"), ({"text": " "}, "text"),
        ):  # fmt: skip
            with pytest.raises(Unfit) as refusal:
                dispute_made(town, **changes)
            assert refusal.value.field == field, changes
        for who in ("stranger", "auditor", "leader"):
            with pytest.raises(NotAllowed):
                dispute_made(town, by=getattr(town, who))
        assert Dispute.objects.count() == 1


class TestWall:
    def test_no_dispute_is_made_of_a_complaint_and_one_of_a_hidden_concern_is_hidden(self, town) -> None:
        help_ = registered(town, text="邻居家的水沟堵了，水漫到我家院子里。").concern
        dispute = dispute_made(town, concern=help_, by=town.clerk)
        assert dispute.origin == "concern" and queries.of_concern(help_).get() == dispute
        complaint = registered(town, kind="complaint", subject_units=[town.building]).concern
        for wrong in (complaint, registered(town, subject_units=[town.building]).concern):
            assert not queries.may_become_dispute(wrong, town.clerk)
            with pytest.raises(Unfit):
                dispute_made(town, concern=wrong, by=town.clerk)
        with pytest.raises(Unfit):
            dispute_made(town, concern=help_, by=town.clerk, text=f"{ASKER.name}说水沟堵了。")

        help_.subjects.create(unit=town.qingshui, unit_path=town.qingshui.path)  # found later to be about the township
        assert not Dispute.objects.reachable(by=town.officer, to=VIEW).exists()
        assert not town.officer.may(VIEW, dispute)
        assert Dispute.objects.reachable(by=town.clerk, to=VIEW).get() == dispute
        year = Period.containing(TODAY, "year")
        mediated(town, dispute_made(town))
        assert get("mediation.concluded").value(year, town.qingshui, by=town.officer) == 1

    def test_a_matter_for_an_office_goes_on_as_a_concern(self, town) -> None:
        dispute = dispute_made(town)

        concern = commands.become_concern(dispute=dispute, kind="help", by=town.worker, at=NOON)

        dispute.refresh_from_db()
        assert (dispute.concern, dispute.status) == (concern, DisputeStatus.TRANSFERRED)
        assert concern.title == "三组排水沟走向" and concern.unit == town.shiqiao
        with pytest.raises(Unfit):
            commands.become_concern(dispute=dispute, kind="help", by=town.worker, at=NOON)
        assert Concern.objects.count() == 1


class TestMediation:
    @pytest.mark.mechanism("M254")
    def test_runs_by_its_clock_and_waits_for_who_mediates(self, town) -> None:
        dispute = dispute_made(town, found_on=date(2026, 10, 2))
        mediation = commands.start_mediation(
            dispute=dispute, mediators="石桥村调解委员会", on=date(2026, 10, 5), by=town.head, at=NOON
        )

        assert mediation.due_on == date(2026, 11, 4), "30 days, the first not counted"
        assert [one.dispute for one in queries.to_mediate(town.head, TODAY)] == [dispute]
        assert not queries.to_mediate(town.worker, TODAY).exists()
        with pytest.raises(WrongState):
            commands.start_mediation(dispute=dispute, mediators="另一位", by=town.head, at=NOON)
        with pytest.raises(NotAllowed):
            commands.agree(dispute=dispute, agreement="同意。", by=town.worker, at=NOON)
        commands.hold_session(dispute=dispute, on=TODAY, text="双方同意先量地界。", by=town.head, at=NOON)
        with pytest.raises(Unfit):
            commands.hold_session(dispute=dispute, on=date(2026, 10, 4), text="早于开始。", by=town.head, at=NOON)
        commands.agree(dispute=dispute, agreement="按原走向恢复。", fulfil_by=TODAY, by=town.head, at=NOON)
        assert not queries.to_mediate(town.head, TODAY).exists()
        late = [one.dispute for one in queries.to_mediate(town.head, TODAY + timedelta(days=1))]
        assert late == [dispute], "the day of fulfilment has passed and nobody has asked"
        commands.follow_up(dispute=dispute, fulfilment="fulfilled", by=town.head, at=NOON)
        assert not queries.to_mediate(town.head, TODAY + timedelta(days=1)).exists()

    @pytest.mark.mechanism("M251")
    def test_of_fourteen_all_agreed_is_a_hundred_percent_and_one_unfinished_does_not_count(self, town) -> None:
        for _n in range(14):
            mediated(town, dispute_made(town, origin="applied"))
        mediated(town, dispute_made(town, origin="applied"), "run")
        year, rate = Period.containing(TODAY, "year"), get("mediation.success_rate")

        figure = rate.figure(year, town.qingshui, by=town.officer)
        assert (figure.text, figure.fraction) == ("100%", "14/14") or (figure.text, figure.fraction) == (
            "100.0%",
            "14/14",
        )
        assert get("mediation.unfinished").value(year, town.qingshui, by=town.officer) == 1
        assert get("mediation.concluded").opened(year, town.qingshui, by=town.officer).count() == 14
        assert "÷" in str(rate.basis) and str(rate.denominator) and str(rate.numerator)

        handed_on = mediated(town, dispute_made(town), "run")  # what does not succeed is not handed on out of the rate
        commands.report_up(dispute=handed_on, to="镇党委、政府", note="双方拒绝再谈。", by=town.worker, at=NOON)
        mediated(town, dispute_made(town), "fail")
        assert rate.figure(year, town.qingshui, by=town.officer).fraction == "14/16"
        assert Mediation.objects.get(dispute=handed_on).why_failed == "双方拒绝再谈。"


class TestScreening:
    @pytest.mark.mechanism("M252", "M253")
    def test_nine_found_are_seven_settled_and_two_reported_and_three_of_the_season_are_among_them(self, town) -> None:
        sweep = commands.open_sweep(
            unit=town.qingshui, title="春耕大忙期纠纷排查", season="spring_ploughing", starts_on=TODAY - timedelta(days=30),
            ends_on=TODAY, by=town.officer, at=NOON,
        )  # fmt: skip
        found = [dispute_made(town, sweep=sweep if n < 3 else None) for n in range(9)]
        for dispute in found[:4]:
            mediated(town, dispute)
        for dispute in found[4:7]:
            commands.settle(dispute=dispute, result="当场清沟，双方没有意见。", by=town.worker, at=NOON)
        for dispute in found[7:]:
            commands.report_up(dispute=dispute, to="镇党委、政府", note="涉及两个镇。", by=town.worker, at=NOON)
        dispute_made(town, origin="applied")

        year = Period.containing(TODAY, "year")
        parts = ("settled", "reported", "open", "other")
        values = [get(f"dispute.screened_{part}").value(year, town.qingshui, by=town.officer) for part in parts]
        assert values == [7, 2, 0, 0]
        assert sum(values) == get("dispute.screened").value(year, town.qingshui, by=town.officer) == 9
        assert get("dispute.swept").value(year, town.qingshui, by=town.officer) == 3
        shown = queries.sweeps(town.officer, TODAY).get()
        assert (shown.n, shown.n_settled, shown.n_reported) == (3, 3, 0)
        assert queries.disputes(town.officer, Wanted(status="settled_all")).count() == 7
        with pytest.raises(Unfit):
            dispute_made(town, sweep=sweep, found_on=TODAY - timedelta(days=31))
        with pytest.raises(Unfit):
            dispute_made(town, sweep=sweep, unit=town.baisha, by=town.stranger)
        with pytest.raises(WrongState):
            commands.settle(dispute=found[0], result="再处置一次。", by=town.worker, at=NOON)

        back = commands.take_back(dispute=found[8], reason="镇里退回，先在村里谈。", by=town.worker, at=NOON)
        assert back.status == DisputeStatus.FOUND
        values = [get(f"dispute.screened_{part}").value(year, town.qingshui, by=town.officer) for part in parts]
        assert values == [7, 1, 1, 0]


class TestParties:
    def test_are_opened_for_a_purpose_and_emptied_when_their_time_is_over(self, town) -> None:
        dispute = mediated(town, dispute_made(town))
        for who, wrong in (("worker", NotAllowed), ("auditor", NotAllowed), ("stranger", NotAllowed), ("head", Unfit)):
            with pytest.raises(wrong):
                commands.open_dispute(dispute=dispute, purpose="curious" if who == "head" else "paper",
                                      by=getattr(town, who), at=NOON)  # fmt: skip
        assert not Entry.objects.filter(event="dispute.opened").exists()
        commands.open_dispute(dispute=dispute, purpose="paper", by=town.head, at=NOON)
        assert book.sentence(Entry.objects.get(event="dispute.opened")) == "查看当事人和调解文书，用途：制作调解文书"
        commands.add_party(dispute=dispute, side="applicant", name="王长青", phone="13900000001", by=town.head, at=NOON)

        later = NOON + timedelta(days=365 * 3 + 5)
        assert commands.erase_expired(unit=town.qingshui, by=town.officer, at=NOON) == 0
        assert commands.erase_expired(unit=town.qingshui, by=town.officer, at=later) == 1
        party, mediation = DisputeParty.objects.get(), Mediation.objects.get()
        assert (party.name, party.phone, mediation.agreement) == ("", "", "")
        assert not any("水沟恢复" in one.text for one in PrivateDetail.objects.all())
        year = Period.containing(TODAY, "year")
        assert get("mediation.agreed").value(year, town.qingshui, by=town.officer) == 1, "the counts of the past hold"
        assert book.verify()
        with pytest.raises(NotAllowed):
            commands.erase_expired(unit=town.qingshui, by=town.stranger, at=later)
