"""公开承诺: 定诺, 亮诺, 践诺, 评诺; letters and who has not signed; practical help. Each refusal beside its success."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from PIL import Image

from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pledges import commands, counted, queries
from lianxin.work.pledges.commands import Promise
from lianxin.work.pledges.models import Letter, Pledge, PledgeRating, PracticalHelp, PracticalOrigin, Scan, Signing
from lianxin.work.pledges.rules import watching_words
from lianxin.work.stations import board
from tests.conftest import NOON
from tests.work.conftest import registered
from tests.work.pledge_scenes import (
    IN_TIME,
    LAMPS,
    LETTER,
    OFFICE,
    drafted,
    kept,
    letter_drafted,
    letter_open,
    practical_promised,
    shown,
)  # fmt: skip

NEXT = NOON + timedelta(days=20)
TODAY = NOON.date()
YEAR = Period.parse("2026")


class TestAPledge:
    @pytest.mark.mechanism("M207")
    def test_goes_from_draft_to_appraisal_and_every_stage_bears_its_day(self, town) -> None:
        pledge = commands.submit(pledge=drafted(town), by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve(pledge=pledge, by=town.worker, at=NOON)
        pledge = commands.approve(pledge=pledge, by=town.head, at=NOON)
        with pytest.raises(NotAllowed):
            commands.publish(pledge=pledge, by=town.worker, at=NOON)
        pledge = commands.publish(pledge=pledge, by=town.officer, at=NOON + timedelta(days=1))
        lamps, office = pledge.items.all()
        commands.note_progress(item=lamps, text="换好 8 盏", proof="村部公开栏第2格", by=town.worker, at=NEXT)
        commands.settle_item(item=lamps, result="fulfilled", words="12 盏都亮了。", by=town.worker, at=NEXT)
        with pytest.raises(Unfit):
            commands.settle_item(item=office, result="partly", words="  ", by=town.worker, at=NEXT)
        with pytest.raises(WrongState):
            commands.appraise(pledge=pledge, words="做到了。", by=town.officer, at=NEXT)
        commands.settle_item(item=office, result="partly", words="有两周没坐班，12月补上。", by=town.worker, at=NEXT)
        pledge.refresh_from_db()
        assert pledge.status == "practised"
        with pytest.raises(NotAllowed):
            commands.appraise(pledge=pledge, words="路灯换好了，坐班缺两周。", by=town.worker, at=NEXT)
        pledge = commands.appraise(pledge=pledge, words="路灯换好了，坐班缺两周。", by=town.officer, at=NEXT)

        assert [day for _stage, day in pledge.stages] == [
            TODAY, TODAY + timedelta(days=1), NEXT.date(), NEXT.date(),
        ]  # fmt: skip
        assert pledge.status == "closed"
        assert [entry.event.partition(".")[2] for entry in book.story(pledge.ref)] == [
            "drafted", "submitted", "approved", "published", "progressed", "item_settled", "item_settled", "reported",
            "appraised",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("promise", "field"),
        [
            (Promise("进一步加强管理，切实提高服务水平", date(2026, 12, 1), "群众满意就是做到"), "what_1"),
            (Promise("更换路灯 12 盏", None, "晚上路灯都亮"), "due_1"),
            (Promise("更换路灯 12 盏", date(2029, 1, 1), "晚上路灯都亮"), "due_1"),
            (Promise("更换路灯 12 盏", date(2026, 12, 1), " "), "seen_1"),
            (
                Promise("按时办结 90% 以上", date(2026, 12, 1), "看板上看得到", "concern.received", Decimal(90)),
                "indicator_1",
            ),
            (Promise("按时办结 90% 以上", date(2026, 12, 1), "看板上看得到", "concern.on_time_rate"), "target_1"),
        ],
    )
    def test_is_refused_with_a_sentence_beside_what_nobody_could_check(self, town, promise, field) -> None:
        with pytest.raises(Unfit) as refused:
            drafted(town, promises=[promise])

        assert refused.value.field == field and not Pledge.objects.exists()

    def test_is_sent_back_with_a_reason_and_written_anew(self, town) -> None:
        pledge = commands.submit(pledge=drafted(town), by=town.worker, at=NOON)
        pledge = commands.send_back(pledge=pledge, reason="把路灯的盏数核准", by=town.head, at=NOON)
        pledge = commands.edit(pledge=pledge, title="石桥村公开承诺", promises=[LAMPS], by=town.worker, at=NOON)

        assert (pledge.sent_back_why, pledge.items.count()) == ("把路灯的盏数核准", 1)
        with pytest.raises(NotAllowed):
            commands.edit(pledge=pledge, title="别人改", promises=[OFFICE], by=town.stranger, at=NOON)

    @pytest.mark.mechanism("M207")
    def test_is_changed_in_public_and_what_it_said_before_stays_to_be_read(self, town) -> None:
        pledge = shown(town)
        lamps, office = pledge.items.all()
        with pytest.raises(Unfit):
            commands.change_item(item=lamps, what=lamps.what, due_on=date(2026, 12, 31), seen_by=lamps.seen_by, reason=" ",
                                 by=town.worker, at=NOON)  # fmt: skip
        commands.change_item(item=lamps, what="更换村口路灯 8 盏", due_on=date(2026, 12, 31), seen_by=lamps.seen_by,
                             reason="三组的线路由供电所另外改造", by=town.worker, at=NOON)  # fmt: skip
        commands.withdraw_item(item=office, reason="坐班改由镇里统一安排", by=town.worker, at=NOON)

        public = queries.public_pledge(pledge.code)
        assert public is not None
        first, second = public.items.all()
        [before] = first.changes.all()
        assert (first.what, before.what, before.was_due_on) == ("更换村口路灯 8 盏", LAMPS.what, LAMPS.due_on)
        assert (second.result, second.words) == ("withdrawn", "坐班改由镇里统一安排")
        with pytest.raises(Unfit):
            commands.withdraw_item(item=first, reason="最后一项也不要了", by=town.worker, at=NOON)

        commands.withdraw(pledge=pledge, reason="村两委换届，重新承诺", by=town.worker, at=NOON)

        assert [one.withdrawn_why for one in queries.board(2026)] == ["村两委换届，重新承诺"]
        assert get("pledge.published").value(YEAR, town.shiqiao, by=town.officer) == 0

    @pytest.mark.mechanism("M208")
    def test_names_a_person_to_the_public_only_while_he_consents(self, town) -> None:
        own = drafted(town, person=town.people["head"], post="站长", title="石大山公开承诺")
        own = commands.submit(pledge=own, by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve(pledge=own, by=town.head, at=NOON)
        own = commands.approve(pledge=own, by=town.leader, at=NOON)
        own = commands.publish(pledge=own, by=town.officer, at=NOON)

        assert queries.public_name(own) == ""
        with pytest.raises(Unfit):
            commands.consent(pledge=own, by=town.worker, at=NOON, how=" ")
        own = commands.consent(pledge=own, by=town.head, at=NOON, shows_party=True)
        assert (queries.public_name(own), own.shows_party, own.consented_how) == ("站长，石大山", True, "本人")
        own = commands.unconsent(pledge=own, by=town.head, at=NOON)
        assert (queries.public_name(own), own.shows_party) == ("", False)
        with pytest.raises(Unfit):
            drafted(town, person=town.people["officer"])

    @pytest.mark.mechanism("M207")
    def test_is_rated_by_anybody_and_told_only_from_five_on_as_an_interval(self, town) -> None:
        pledge = shown(town)
        with pytest.raises(WrongState):
            commands.rate(pledge=drafted(town, title="草稿"), rating="satisfied", at=NOON)
        with pytest.raises(Unfit):
            commands.rate(pledge=pledge, rating="很好", at=NOON)
        for _time in range(4):
            commands.rate(pledge=pledge, rating="satisfied", at=NOON)
        assert queries.rated([pledge])[pledge.pk].is_told is False
        commands.rate(pledge=pledge, rating="dissatisfied", at=NOON)

        told = queries.rated([pledge])[pledge.pk]
        assert (told.total, told.is_told) == (5, True) and 0 < told.low < 80 < told.high <= 100
        assert {field.name for field in PledgeRating._meta.get_fields()} == {"id", "pledge", "rating", "number"}

    def test_counts_itself_where_a_figure_of_the_unit_can(self, town) -> None:
        registered(town)
        pledge = shown(town, promises=[IN_TIME, LAMPS])
        found = counted.counted(pledge.items.all(), pledge.unit, 2026, TODAY)

        [one] = found.values()
        assert (one.figure.indicator.code, one.target_text, one.is_reached) == ("concern.on_time_rate", "90%", False)
        assert all(get(code).better == "high" for code, _label in counted.choices())
        assert counted.counted(pledge.items.all(), pledge.unit, 2026, TODAY, by=town.stranger) == {}

    @pytest.mark.thorough
    @pytest.mark.mechanism("M208")
    def test_keeps_the_signed_paper_as_a_clean_picture_if_one_likes(self, town) -> None:
        pledge, raw = shown(town), io.BytesIO()
        Image.new("RGB", (60, 80), "white").save(raw, "PNG")
        with pytest.raises(Unfit):
            commands.attach_scan(of=pledge, data=b"no picture at all", by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.attach_scan(of=pledge, data=raw.getvalue(), by=town.stranger, at=NOON)
        scan = commands.attach_scan(of=pledge, data=raw.getvalue(), by=town.worker, at=NOON)

        assert bytes(scan.data).startswith(b"\xff\xd8")
        commands.take_off_scan(of=pledge, reason="拍到了别的文件", by=town.worker, at=NOON)
        assert not Scan.objects.exists()

    def test_waits_for_whoever_has_to_act_and_for_nobody_else(self, town) -> None:
        pledge = commands.submit(pledge=drafted(town), by=town.worker, at=NOON)
        assert list(queries.to_do(town.head, TODAY)) == [pledge] and not queries.to_do(town.worker, TODAY)
        shown(town, pledge=commands.send_back(pledge=pledge, reason="核准盏数", by=town.head, at=NOON))

        assert not queries.to_do(town.worker, TODAY) and not queries.to_do(town.officer, TODAY)
        [one] = queries.to_do(town.worker, date(2026, 11, 28))
        assert one.next_due == LAMPS.due_on
        assert not queries.to_do(town.stranger, date(2026, 11, 28))

    def test_hangs_on_its_station_s_board(self, town) -> None:
        shown(town)
        station = apps.get_model("stations", "Station")(unit=town.shiqiao, unit_path=town.shiqiao.path)

        lines = next(told for code, _label, told in board.parts(station, TODAY) if code == "pledges")

        assert lines[0] == "更换村口和三组路灯 12 盏，11月30日前"


class TestFigures:
    @pytest.mark.mechanism("M210")
    def test_say_of_each_unit_how_much_of_what_fell_due_was_kept(self, town) -> None:
        kept(town)
        shown(town, title="第二份", promises=[LAMPS, OFFICE])
        liuwan = commands.submit(pledge=drafted(town, unit=town.liuwan, by=town.officer), by=town.officer, at=NOON)
        commands.publish(pledge=commands.approve(pledge=liuwan, by=town.leader, at=NOON), by=town.officer, at=NOON)

        first, last = date(2026, 1, 1), date(2026, 11, 30)
        found = queries.completion([town.shiqiao, town.liuwan, town.shahe], first, last)

        assert (found[town.shiqiao.pk].due, found[town.shiqiao.pk].fulfilled) == (2, 1)
        assert (found[town.shiqiao.pk].still_open, found[town.shiqiao.pk].later) == (1, 2)
        assert found[town.liuwan.pk].due == 1
        assert town.shahe.pk not in found
        assert queries.items_behind(town.shiqiao, town.officer, first, last).count() == 2
        assert not queries.items_behind(town.shiqiao, town.stranger, first, last)
        figure = get("pledge.fulfilled_rate").figure(YEAR, town.shiqiao, by=town.officer, today=date(2026, 12, 1))
        assert (figure.part, figure.whole) == (1, 2)


class TestALetter:
    @pytest.mark.mechanism("M213")
    def test_speaks_of_work_and_refuses_lists_of_people(self, town) -> None:
        letter = letter_drafted(town)
        for text in ("对辖区重点人员落实一对一稳控，掌握行踪。", "信访人员名单：见附件，逐人盯防。" + LETTER):
            with pytest.raises(Unfit) as refused:
                commands.word_letter(
                    letter=letter, title="责任书", text=text, due_on=date(2026, 12, 1), by=town.clerk, at=NOON
                )
            assert refused.value.field == "text"
        with pytest.raises(Unfit):
            letter_drafted(town, title="上访人员稳控责任书")

        assert Letter.objects.get().text == LETTER
        for fine in (
            LETTER,
            "综治、维稳、信访、防邪目标责任书",
            "专人盯守山塘，监视水位，重点人群每年体检一次，诉求跟踪办理到底。",
        ):
            assert watching_words(fine) == [], fine

    @pytest.mark.mechanism("M209")
    def test_is_signed_layer_by_layer_and_says_who_has_not(self, town) -> None:
        letter = letter_open(town)
        of = {(one.unit.name, one.name): one for one in queries.tree(letter, town.clerk)}
        assert queries.party_above(of["石桥村", ""], letter) == "清水镇"
        assert queries.party_above(of["清水镇", ""], letter) == "定安县"
        assert (
            of["石桥村", "石小桥"].above == of["石桥村", ""] and of["石桥村", "石小桥"].person == town.people["worker"]
        )

        with pytest.raises(NotAllowed):
            commands.sign(signing=of["石桥村", ""], by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.sign(signing=of["石桥村", "石小桥"], by=town.head, at=NOON)
        commands.sign(signing=of["石桥村", ""], by=town.head, at=NOON)
        commands.sign(signing=of["石桥村", "石小桥"], by=town.worker, at=NOON)
        commands.record_signed(signing=of["清水镇", ""], by=town.officer, at=NOON, kept_at="文书柜第二格")
        with pytest.raises(Unfit):
            commands.record_signed(signing=of["石桥村", "石老师"], by=town.head, at=NOON, on=date(2027, 1, 1))
        with pytest.raises(NotAllowed):
            commands.record_signed(signing=of["白沙镇", ""], by=town.officer, at=NOON)

        rows = queries.tree(letter, town.clerk)
        assert [(one.signing.unit.name, one.asked, one.signed) for one in queries.branches(rows)] == [
            ("清水镇", 5, 3), ("白沙镇", 2, 0),
        ]  # fmt: skip
        assert {one.who for one in letter.signings.unsigned()} == {"柳湾村", "白沙镇", "沙河村", "护林员，石老师"}
        assert {one.unit.name for one in queries.tree(letter, town.stranger)} == {"白沙镇", "沙河村"}
        rate = get("letter.signed_rate").figure(YEAR, town.county, by=town.clerk, today=TODAY)
        assert (rate.part, rate.whole) == (3, 7)

    @pytest.mark.mechanism("M209")
    def test_reminds_whoever_has_not_signed_once_and_no_more(self, town) -> None:
        letter = letter_open(town)
        with pytest.raises(NotAllowed):
            commands.remind(letter=letter, by=town.officer, at=NOON)
        assert list(queries.to_sign(town.worker, reminded=True)) == []
        assert commands.remind(letter=letter, by=town.clerk, at=NOON) == 7
        assert {one.who for one in queries.to_sign(town.worker, reminded=True)} == {"石桥村", "网格员，石小桥"}
        with pytest.raises(Unfit):
            commands.remind(letter=letter, by=town.clerk, at=NEXT)

    def test_releases_with_a_reason_corrects_and_closes(self, town) -> None:
        letter = letter_open(town)
        forester = Signing.objects.get(name="石老师")
        signing = commands.record_signed(signing=forester, by=town.head, at=NOON)
        with pytest.raises(NotAllowed):
            commands.unsign(signing=signing, reason="记错人", by=town.head, at=NOON)
        commands.unsign(signing=signing, reason="记错人", by=town.clerk, at=NOON)
        commands.release(signing=signing, reason="已不任护林员", by=town.clerk, at=NOON)
        commands.close_letter(letter=letter, by=town.clerk, at=NEXT)

        assert get("letter.asked").value(YEAR, town.county, by=town.clerk) == 6
        with pytest.raises(WrongState):
            commands.sign(signing=Signing.objects.get(unit=town.shiqiao, name=""), by=town.head, at=NEXT)

    def test_is_not_for_strangers_before_it_is_sent_and_takes_no_unit_from_elsewhere(self, town) -> None:
        letter = letter_drafted(town, unit=town.qingshui, by=town.officer)
        with pytest.raises(Unfit):
            commands.open_letter(letter=letter, by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.add_parties(letter=letter, units=[town.shahe], by=town.officer, at=NOON)
        commands.add_parties(letter=letter, units=[town.shiqiao], by=town.officer, at=NOON)

        assert not queries.letters(town.worker).exists()
        letter = commands.open_letter(letter=letter, by=town.officer, at=NOON)
        assert queries.letters(town.worker).get() == letter and town.worker.may(queries.VIEW, letter)
        assert not queries.letters(town.stranger).exists() and not town.stranger.may(queries.VIEW, letter)


class TestPracticalHelp:
    @pytest.mark.mechanism("M211")
    def test_is_promised_followed_and_finished_and_its_figure_is_the_list(self, town) -> None:
        road = practical_promised(town)
        wells = practical_promised(town, title="打机井", goal="打机井 2 口")
        with pytest.raises(NotAllowed):
            commands.note_step(practical=road, text="路基做好", by=town.stranger, at=NOON)
        commands.note_step(practical=road, text="路基做好 800 米", by=town.worker, at=NOON)
        with pytest.raises(Unfit):
            commands.finish(practical=road, result="", by=town.worker, at=NEXT)
        road = commands.finish(
            practical=road,
            result="800 米全部硬化，车能开到地头。",
            spent_yuan=Decimal("176500"),
            by=town.worker,
            at=NEXT,
        )
        commands.give_up(practical=wells, reason="水文勘察不宜打井，改修提灌站。", by=town.worker, at=NEXT)

        opened = get("practical.done").opened(YEAR, town.qingshui, by=town.officer)
        assert list(opened) == [road] and get("practical.promised").value(YEAR, town.qingshui, by=town.officer) == 2
        assert get("practical.spent_yuan").value(YEAR, town.qingshui, by=town.officer) == 176500
        assert [one.status for one in queries.practical_public(2026)] == ["done", "not_done"]

    def test_keeps_the_concern_it_came_from_behind_its_wall(self, town) -> None:
        concern = registered(town, kind="complaint", subject_units=[town.qingshui]).concern
        with pytest.raises(NotAllowed):
            practical_promised(town, unit=town.shahe, concern=concern, source="concern", by=town.stranger)
        road = practical_promised(town, concern=concern, source="concern", source_words="村民反映路面", by=town.clerk)

        assert PracticalOrigin.objects.reachable(by=town.clerk, to=queries.VIEW).get().practical == road
        assert not PracticalOrigin.objects.reachable(by=town.officer, to=queries.VIEW)
        assert queries.practical(town.officer).get() == road
        assert PracticalHelp.objects.get().source_words == "村民反映路面"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"goal": "进一步改善出行条件"}, "goal"),
            ({"source": "rumour"}, "source"),
            ({"planned_yuan": Decimal(-1)}, "planned_yuan"),
            ({"due_on": None}, "due_on"),
        ],
    )
    def test_is_refused_with_a_sentence(self, town, changes, field) -> None:
        with pytest.raises(Unfit) as refused:
            practical_promised(town, **changes)

        assert refused.value.field == field
