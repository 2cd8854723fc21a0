"""公开: nothing becomes public by one hand, nothing personal passes, and what was public is never denied."""

from datetime import timedelta

import pytest

from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing import checks, commands, queries
from lianxin.work.publishing.models import Adoption, Consent, Disturbance, Publication, Version
from lianxin.work.publishing.terms import VIEW, VersionState
from tests.conftest import NOON
from tests.work.conftest import ASKER, at_state, registered

TODAY = NOON.date()
WORDS = {"title": "村口路灯", "asked": "村口的路灯坏了半个月。", "answered": "已换新灯。", "basis": "deidentified"}


@pytest.fixture(autouse=True)
def open_rules(town):
    """The office publishes suggestions, help and complaints that came to the counter or by the web."""
    for of, code in [
        ("kind", "help"), ("kind", "suggestion"), ("kind", "complaint"), ("channel", "counter"), ("channel", "web"),
    ]:  # fmt: skip
        commands.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)


@pytest.fixture
def closed(town):
    return at_state(town, Status.CLOSED)


def prepared(town, concern, **changes) -> Version:
    fields = {"concern": concern, **WORDS, "delay_days": 0, "by": town.officer, "at": NOON}
    return commands.prepare(**{**fields, **changes})


def published(town, concern, **changes) -> Publication:
    return commands.confirm(version=prepared(town, concern, **changes), by=town.leader, at=NOON)


def public_codes(on=TODAY) -> list[str]:
    return [one.code for one in queries.ledger(on)]


class TestPublishing:
    def test_needs_two_persons(self, town, closed) -> None:
        version = prepared(town, closed)
        assert public_codes() == []
        with pytest.raises(NotAllowed, match="两个人"):
            commands.confirm(version=version, by=town.officer, at=NOON)

        publication = commands.confirm(version=version, by=town.leader, at=NOON)

        assert public_codes() == [publication.code] and publication.code != closed.code
        told = Entry.objects.filter(of=publication.ref).values_list("event", flat=True)
        assert list(told) == ["publication.prepared", "publication.confirmed"]

    def test_is_off_until_the_kind_and_the_channel_are_set_open(self, town, closed) -> None:
        commands.set_rule(of="channel", code="counter", is_open=False, delay_days=0, by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="没有设为可以公开"):
            prepared(town, closed)
        with pytest.raises(NotAllowed):
            commands.set_rule(of="kind", code="help", is_open=True, delay_days=0, by=town.officer, at=NOON)
        with pytest.raises(Unfit, match="一律不公开"):
            commands.set_rule(of="kind", code="tip_off", is_open=True, delay_days=0, by=town.clerk, at=NOON)

    def test_waits_as_long_as_was_set(self, town, closed) -> None:
        publication = published(town, closed, delay_days=7)

        assert public_codes(TODAY + timedelta(days=6)) == []
        assert public_codes(TODAY + timedelta(days=7)) == [publication.code]
        assert not publication.is_public(TODAY) and publication.is_public(TODAY + timedelta(days=7))

    def test_is_sent_back_with_a_reason_and_then_written_anew(self, town, closed) -> None:
        version = prepared(town, closed)
        with pytest.raises(Unfit):
            commands.refuse(version=version, reason=" ", by=town.leader, at=NOON)
        commands.refuse(version=version, reason="地点写得太细", by=town.leader, at=NOON)

        with pytest.raises(WrongState):
            commands.confirm(version=version, by=town.leader, at=NOON)
        assert prepared(town, closed).number == 2 and public_codes() == []

    def test_waits_for_an_answer_and_for_the_draft_before_it(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        with pytest.raises(Unfit, match="答复以后"):
            prepared(town, concern)
        concern = concerns.reply(concern=concern, text="已换新灯。", by=town.builder, at=NOON)
        prepared(town, concern)

        with pytest.raises(Unfit, match="等复核"):
            prepared(town, concern)

    @pytest.mark.parametrize("who", ["stranger", "worker", "builder", "inspector", "admin"])
    def test_is_not_for_everybody(self, town, closed, who: str) -> None:
        with pytest.raises(NotAllowed):
            prepared(town, closed, by=getattr(town, who))
        version = prepared(town, closed)
        with pytest.raises(NotAllowed):
            commands.confirm(version=version, by=getattr(town, who), at=NOON)


class TestTheText:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [("电话13912345678", "手机号"), ("身份证110101199001011237", "身份证号"), ("卡6222020200000000006", "银行卡号"),
         (f"{ASKER.name}反映", "诉求人姓名"), ("王　长　青反映", "诉求人姓名")],
    )  # fmt: skip
    def test_never_holds_the_requester_nor_his_numbers(self, town, closed, text: str, sentence: str) -> None:
        with pytest.raises(Unfit, match=sentence):
            prepared(town, closed, asked=text, is_checked=True)

    def test_with_anything_marked_is_looked_at_by_both(self, town, closed) -> None:
        text = "住建局张建已来修好，值班电话0000-1234567。"
        with pytest.raises(Unfit, match="标出了 2 处"):
            prepared(town, closed, answered=text)
        version = prepared(town, closed, answered=text, is_checked=True)
        with pytest.raises(Unfit, match="标出了 2 处"):
            commands.confirm(version=version, by=town.leader, at=NOON)

        commands.confirm(version=version, by=town.leader, at=NOON, is_checked=True)
        assert [mark.kind for mark in checks.check(closed, version.texts())[2].marks] == ["name", "telephone"]

    def test_is_proposed_without_personal_data(self, town) -> None:
        text = f"{ASKER.name}（{ASKER.phone}）反映：村口路灯不亮，问过李青，住幸福路12号。"
        concern = at_state(town, Status.REPLIED, registered(town, text=text).concern)

        proposed = checks.proposed(concern, concern.title, concern.text)
        assert proposed["asked"] == "王某某（［电话］）反映：村口路灯不亮，问过李某，［住址］。"
        assert proposed["answered"] == "已换新灯。"
        assert not any(part.marks for part in checks.check(concern, list(proposed.values())))

    def test_is_kept_in_every_version_with_its_fingerprint(self, town, closed) -> None:
        first = published(town, closed)
        sealed = first.shown.fingerprint
        second = published(town, closed, answered="已换新灯，并加装两盏。")

        versions = queries.confirmed(second)
        assert [one.answered for one in versions] == ["已换新灯。", "已换新灯，并加装两盏。"]
        assert versions[1].before == sealed and second.shown == versions[1]
        assert [queries.fingerprint(second, one) for one in versions] == [one.fingerprint for one in versions]
        versions[0].answered = "从来没有坏过。"
        assert queries.fingerprint(second, versions[0]) != sealed

    def test_of_a_correction_is_public_at_once_and_the_old_one_until_then(self, town, closed) -> None:
        publication = published(town, closed)
        version = prepared(town, closed, answered="已换新灯，并加装两盏。", delay_days=30)

        assert queries.ledger(TODAY).get().shown.number == 1
        commands.confirm(version=version, by=town.leader, at=NOON)
        assert queries.ledger(TODAY).get().shown.number == 2 and public_codes() == [publication.code]


class TestTakingDown:
    def test_says_why_and_keeps_what_was_there(self, town, closed) -> None:
        publication = published(town, closed)
        with pytest.raises(Unfit, match="理由"):
            commands.take_down(publication=publication, reason=" ", by=town.officer, at=NOON)
        commands.take_down(publication=publication, reason="地点能认出是谁家", by=town.officer, at=NOON)

        publication.refresh_from_db()
        assert public_codes() == [] and publication.versions.count() == 1
        assert list(Publication.objects.was_public(TODAY)) == [publication]
        with pytest.raises(Unfit, match="没有公开着"):
            commands.take_down(publication=publication, reason="再撤", by=town.officer, at=NOON)

    def test_before_the_day_leaves_no_trace_outside(self, town, closed) -> None:
        publication = published(town, closed, delay_days=7)
        commands.take_down(publication=publication, reason="不必公开", by=town.officer, at=NOON)

        assert not Publication.objects.was_public(TODAY + timedelta(days=30)).exists()

    def test_is_refused_to_others(self, town, closed) -> None:
        publication = published(town, closed)
        with pytest.raises(NotAllowed):
            commands.take_down(publication=publication, reason="x", by=town.stranger, at=NOON)


class TestTheResidentsWord:
    def test_takes_down_what_is_public_and_stops_what_waits(self, town, closed) -> None:
        publication = published(town, closed)
        prepared(town, closed, answered="另一稿。")
        commands.agree(concern=closed, agrees=False, at=NOON)

        publication.refresh_from_db()
        assert publication.taken_down_on == TODAY and publication.taken_down_why == "群众本人不同意公开"
        assert publication.versions.last().state == VersionState.REFUSED
        with pytest.raises(Unfit, match="群众不同意"):
            prepared(town, closed)
        commands.agree(concern=closed, agrees=True, at=NOON)
        assert prepared(town, closed, basis="consent").number == 3

    def test_of_the_web_page_is_a_no_where_he_left_the_tick_out(self, town) -> None:
        receipt = concerns.submit(text="路灯坏了。", kind="help", unit=town.shiqiao, at=NOON)
        other = concerns.submit(text="路灯坏了。", kind="help", unit=town.shiqiao, at=NOON, may_publish=True)

        assert checks.consent_of(receipt.concern) is False and checks.consent_of(other.concern) is True
        with pytest.raises(Unfit, match="群众不同意"):
            prepared(town, at_state(town, Status.REPLIED, receipt.concern))
        assert prepared(town, at_state(town, Status.REPLIED, other.concern), basis="consent").number == 1

    def test_is_nobodys_else(self, town, closed) -> None:
        with pytest.raises(NotAllowed):
            commands.agree(concern=closed, agrees=True, at=NOON, by=town.clerk)
        with pytest.raises(Unfit, match="没有表示同意"):
            prepared(town, closed, basis="consent")
        assert not Consent.objects.exists()


class TestAComplaint:
    @pytest.fixture
    def complaint(self, town):
        fields = {"kind": "complaint", "text": "住建局办事拖拉。", "subject_units": [town.building], "by": town.worker}
        concern = registered(town, **fields).concern
        return concerns.answer_now(concern=concern, text="已提醒。", by=town.officer, at=NOON)

    def test_is_published_only_bare_and_by_whom_it_is_not_hidden_from(self, town, complaint) -> None:
        bare = {"title": "办事慢", "asked": "某单位办事慢。", "answered": "已提醒改进。"}
        with pytest.raises(Unfit, match="看不出"):
            prepared(town, complaint, **bare)
        with pytest.raises(Unfit, match="提到被反映的"):
            prepared(town, complaint, **{**bare, "asked": "县住建局办事慢。"}, names_no_subject=True)
        with pytest.raises(Unfit, match="完全去除"):
            prepared(town, complaint, **{**bare, "asked": "李青说办事慢。"}, names_no_subject=True, is_checked=True)

        version = prepared(town, complaint, **bare, names_no_subject=True)
        with pytest.raises(Unfit, match="看不出"):
            commands.confirm(version=version, by=town.leader, at=NOON)
        publication = commands.confirm(version=version, by=town.leader, at=NOON, names_no_subject=True)
        assert (publication.place_name, publication.handled_by) == ("", "")

    def test_stays_hidden_inside_from_its_subject(self, town, complaint) -> None:
        bare = {"title": "办事慢", "asked": "某单位办事慢。", "answered": "已提醒改进。"}
        version = prepared(town, complaint, **bare, names_no_subject=True)
        seen = {who: Publication.objects.reachable(by=getattr(town, who), to=VIEW).count() for who in (
            "clerk", "officer", "builder", "building_head", "stranger")}  # fmt: skip

        assert seen == {"clerk": 1, "officer": 1, "builder": 0, "building_head": 0, "stranger": 0}
        assert list(queries.pending(town.builder)) == [] and list(queries.pending(town.clerk)) == [version]

    def test_of_the_kind_that_accuses_is_never_published(self, town) -> None:
        tip = registered(town, kind="tip_off", text="有人吃拿卡要。", by=town.worker).concern
        tip = concerns.answer_now(concern=tip, text="已转办。", by=town.officer, at=NOON)

        with pytest.raises(Unfit, match="一律不公开"):
            prepared(town, tip, names_no_subject=True)


class TestAdopting:
    @pytest.mark.mechanism("M034")
    def test_says_what_became_of_a_suggestion_and_counts_it(self, town) -> None:
        idea = registered(town, kind="suggestion", text="建议加装太阳能路灯。").concern
        registered(town, kind="suggestion", text="建议改公交站。")
        with pytest.raises(Unfit, match="理由"):
            commands.adopt(concern=idea, decision="partly", reason="", by=town.officer, at=NOON)
        commands.adopt(concern=idea, decision="partly", reason="先装三盏。", by=town.officer, at=NOON)
        commands.adopt(concern=idea, decision="adopted", reason="全部加装。", by=town.officer, at=NOON)

        assert Adoption.objects.get().decision == "adopted"
        november = Period.month(2026, 11)
        values = {code: INDICATORS[f"adoption.{code}"].value(november, town.county, by=town.clerk) for code in (
            "opinions", "adopted", "decided", "decided_rate")}  # fmt: skip
        assert (values["opinions"], values["adopted"], values["decided"]) == (2, 1, 1)
        assert str(values["decided_rate"]) == "50.0"

    def test_is_for_opinions_alone_and_for_who_has_it(self, town, concern) -> None:
        with pytest.raises(Unfit, match="只有建议"):
            commands.adopt(concern=concern, decision="adopted", reason="好", by=town.officer, at=NOON)
        idea = registered(town, kind="suggestion", text="建议加装路灯。").concern
        for who in ("stranger", "leader", "inspector"):
            with pytest.raises(NotAllowed):
                commands.adopt(concern=idea, decision="adopted", reason="好", by=getattr(town, who), at=NOON)


class TestBeingTroubled:
    def test_is_a_complaint_one_level_above_that_the_handler_cannot_see(self, town, closed) -> None:
        receipt = commands.report_disturbance(concern=closed, unit=town.building, text="有人到家里问。", at=NOON)

        second = receipt.concern
        assert receipt.secret and second.unit == town.county and second.kind == "complaint" and second.is_confidential
        assert second.is_hidden_from(town.builder) and not second.is_hidden_from(town.clerk)
        assert Disturbance.objects.get().first == closed
        assert queries.disturbances(closed, town.builder) == [] and len(queries.disturbances(closed, town.clerk)) == 1

    def test_by_the_station_goes_to_the_township(self, town, concern) -> None:
        receipt = commands.report_disturbance(concern=concern, unit=town.shiqiao, text="站长来骂人。", at=NOON)

        assert receipt.concern.unit == town.qingshui
        assert receipt.concern.is_hidden_from(town.head) and not receipt.concern.is_hidden_from(town.officer)

    def test_about_a_complaint_stays_hidden_from_its_subject_as_well(self, town) -> None:
        first = registered(
            town, kind="complaint", text="清水镇拖着不办。", unit=town.shiqiao, by=town.worker, subject_units=[town.qingshui]
        ).concern  # fmt: skip

        receipt = commands.report_disturbance(concern=first, unit=town.shiqiao, text="有人上门。", at=NOON)
        assert receipt.concern.unit == town.county
        assert receipt.concern.is_hidden_from(town.officer) and receipt.concern.is_hidden_from(town.worker)

    def test_by_a_unit_that_has_nothing_to_do_with_it_or_by_the_county_is_refused(self, town, concern) -> None:
        for unit in (town.school, town.county):
            with pytest.raises(Unfit, match="12388"):
                commands.report_disturbance(concern=concern, unit=unit, text="打扰。", at=NOON)
        with pytest.raises(Unfit, match="写一写"):
            commands.report_disturbance(concern=concern, unit=town.shiqiao, text=" ", at=NOON)
        assert not Disturbance.objects.exists()


class TestTellingByTelephone:
    def test_is_journalled_and_finds_nothing_for_whom_it_is_about(self, town, concern) -> None:
        typed = f"{concern.code[:4]} {concern.code[4:].lower()}"
        assert commands.tell_status(code=typed, by=town.worker, at=NOON) == concern
        assert Entry.objects.filter(of=concern.ref, event="status.told").count() == 1
        assert commands.tell_status(code="ZZZZ2222", by=town.worker, at=NOON) is None
        hidden = registered(
            town, kind="complaint", text="站里不办。", subject_units=[town.shiqiao], by=town.officer
        ).concern

        assert commands.tell_status(code=hidden.code, by=town.worker, at=NOON) is None
        assert commands.tell_status(code=hidden.code, by=town.officer, at=NOON) == hidden
        with pytest.raises(NotAllowed):
            commands.tell_status(code=concern.code, by=town.builder, at=NOON)
