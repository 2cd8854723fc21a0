"""纸质答卷: printed, read, looked at, keyed, put in; what is kept and what is destroyed."""

from collections import Counter
from contextlib import nullcontext

import pytest
from PIL import Image

from lianxin.base.counting import once
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import polling
from lianxin.pure.flow import WrongState
from lianxin.pure.marks.codes import PageCode
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance, released
from lianxin.work.ballots import commands as ballots
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets import commands, queries, readers
from lianxin.work.sheets.models import PaperPage, PaperSheet, ScanFile, SheetBatch
from tests.conftest import NOON
from tests.work.appraisal_scenes import PHRASES, campaign_open
from tests.work.sheet_scenes import drawn, printed, read, scan, second_clerk, ticked


@pytest.fixture
def campaign(town):
    return campaign_open(town)


def papers(campaign) -> int:
    return sum(counts.get(polling.PAPER, 0) for counts in boxes.turnout(campaign.box).values())


class TestPrinting:
    @pytest.mark.mechanism("M154", "M186")
    def test_gives_each_audience_one_sheet_from_the_approved_form_all_copies_alike(self, town, campaign):
        parents, staff = (printed(town, campaign, group.code) for group in campaign.box.poll.groups)
        again = printed(town, campaign, parents.group)

        assert parents.number != staff.number and again.pk == parents.pk
        assert {page.code.number for page in parents.layouts} == {parents.number}
        assert {box.item for page in parents.layouts for box in page.boxes} == {"q1", "q2", "q3"}
        assert [one.printed for one in queries.accounts_of(campaign.box)] == [40, 20]
        assert Entry.objects.filter(event="sheet.printed").count() == 3

    def test_is_refused_to_strangers_for_nothing_and_after_the_close(self, town, campaign):
        group = campaign.box.poll.groups[0].code
        with pytest.raises(NotAllowed):
            commands.print_sheets(box=campaign.box, group=group, copies=5, by=town.stranger, at=NOON)
        for copies, code in ((0, group), (5001, group), (5, "nobody")):
            with pytest.raises(Unfit):
                commands.print_sheets(box=campaign.box, group=code, copies=copies, by=town.clerk, at=NOON)
        ballots.close_box(box=campaign.box, passphrases=PHRASES, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="截止"):
            printed(town, campaign)


class TestScanned:
    @pytest.mark.mechanism("M145", "M186")
    @pytest.mark.thorough
    def test_sheets_of_two_audiences_go_in_as_they_were_marked(self, town, campaign):
        forms = [printed(town, campaign, group.code) for group in campaign.box.poll.groups]
        marks = [ticked(form, seed) for seed, form in enumerate([forms[0], forms[1], forms[0], forms[0]])]
        pages = [page for form, one in zip([forms[0], forms[1], forms[0], forms[0]], marks, strict=True)
                 for page in drawn(form, one)]  # fmt: skip
        batch = read(town, campaign, scan(pages, "TIFF"))
        assert (batch.sheets_total, batch.asked_total, batch.refused) == (4, 0, [])

        commands.accept_batch(batch=batch, by=town.clerk, at=NOON)

        assert papers(campaign) == 4
        for form, out in zip(forms, (3, 1), strict=True):
            commands.account_sheets(
                box=campaign.box, group=form.group, handed_out=out, unused=20 - out, spoiled=0, by=town.clerk, at=NOON
            )
        ballots.close_box(box=campaign.box, passphrases=PHRASES, by=town.clerk, at=NOON)
        campaign.box.refresh_from_db()
        found = Counter((one.group, str(one.answers)) for one in released.ballots(campaign.box))
        given = [(form.group, {}) for form in (forms[0], forms[1], forms[0], forms[0])]
        for (_group, answers), one in zip(given, marks, strict=True):
            for (subject, item), options in one.items():
                answers.setdefault(subject, {})[item] = options
        assert found == Counter((group, str(answers)) for group, answers in given)

    @pytest.mark.thorough
    def test_pictures_readings_and_files_are_destroyed_and_only_numbers_stay(self, town, campaign):
        form = printed(town, campaign)
        batch = read(town, campaign, scan(drawn(form, ticked(form)) + drawn(form, {})))
        assert not ScanFile.objects.exists() and PaperPage.objects.count() == 2
        (task,) = queries.tasks_of(PaperSheet.objects.get(is_settled=False))
        assert task.kind == "blank"
        commands.settle_blank(sheet=task.sheet, page=1, is_blank=True, by=town.clerk, at=NOON)

        batch = commands.accept_batch(batch=batch, by=town.clerk, at=NOON)

        assert (batch.sheets_total, batch.blank_total, papers(campaign)) == (2, 1, 2)
        assert not PaperSheet.objects.exists() and not PaperPage.objects.exists()
        lines = Entry.objects.filter(event__startswith="sheet.")
        assert [one.event for one in lines.order_by("n")] == [
            "sheet.printed", "sheet.received", "sheet.read", "sheet.accepted"
        ]  # fmt: skip
        with pytest.raises(WrongState):
            commands.accept_batch(batch=batch, by=town.clerk, at=NOON)

    @pytest.mark.thorough
    def test_sheets_lie_in_an_order_of_chance(self, town, campaign, monkeypatch):
        form = printed(town, campaign)
        pages = [page for seed in range(6) for page in drawn(form, ticked(form, seed))]
        monkeypatch.setattr(chance, "SOURCE", __import__("random").Random(5))
        batch = read(town, campaign, scan(pages))

        wanted = [list(ticked(form, seed).values()) for seed in range(6)]
        stored = [[options for row in one.answers.values() for options in row.values()] for one in batch.sheets.all()]
        assert sorted(stored) == sorted(wanted) and stored != wanted

    @pytest.mark.thorough
    def test_what_is_no_sheet_of_this_campaign_is_turned_back_with_its_reason(self, town, campaign):
        other = campaign_open(town, title="另一次评议")
        ours, foreign = printed(town, campaign), printed(town, other)
        good = drawn(ours, ticked(ours))
        white = Image.new("L", good[0].size, 255)
        batch = read(town, campaign, scan([*good, *drawn(foreign, ticked(foreign)), white, *good]))

        assert batch.sheets_total == 1
        assert batch.refused == [[2, "other"], [3, "no_page"], [4, "twice"]]

    @pytest.mark.thorough
    def test_the_same_file_is_not_taken_twice_nor_files_that_are_no_scan(self, town, campaign):
        form = printed(town, campaign)
        data = scan(drawn(form, ticked(form)))
        batch = read(town, campaign, data)
        with pytest.raises(Unfit, match="已经上传过"):
            commands.receive_scan(box=campaign.box, files=[data], by=town.clerk, at=NOON)
        commands.drop_batch(batch=batch, by=town.clerk, at=NOON)
        assert not PaperSheet.objects.exists()

        assert read(town, campaign, data).sheets_total == 1
        broken = read(town, campaign, b"%PDF-1.7 broken")
        assert broken.status == "refused" and broken.sentence and not ScanFile.objects.exists()
        with pytest.raises(Unfit):
            commands.receive_scan(box=campaign.box, files=[], by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.receive_scan(box=campaign.box, files=[data], by=town.stranger, at=NOON)


class TestSeveralPages:
    def scanned(self, *codes):
        """What becomes of pages in this order; each is (number of the form, page), of two pages a sheet."""
        pages = [readers.NumberedPage(n, PageCode(*code), of=2) for n, code in enumerate(codes, 1)]
        found = readers.sorted_sheets(pages)
        return [[(one.n, one.code.page) for one in sheet] for sheet in found.sheets], found.refused

    def test_go_together_in_either_direction(self):
        ours = 48217730
        assert self.scanned((ours, 1), (ours, 2), (ours, 2), (ours, 1)) == ([[(1, 1), (2, 2)], [(4, 1), (3, 2)]], [])

    def test_are_turned_back_where_one_is_missing_rather_than_put_to_another(self):
        ours, other = 48217730, 73155020
        sheets, refused = self.scanned((ours, 1), (ours, 1), (ours, 2), (other, 2), (ours, 2))

        assert sheets == [[(2, 1), (3, 2)]]
        assert refused == [(1, "incomplete"), (4, "incomplete"), (5, "incomplete")]


class TestDesk:
    def test_a_person_decides_what_is_not_sure_and_types_what_is_written(self, town, campaign):
        form = printed(town, campaign)
        subject = campaign.box.poll.subjects[0].code
        marks = ticked(form) | {(subject, "q1"): ["satisfied", "fairly"], (subject, "q4"): "写了几个字"}
        batch = read(town, campaign, scan(drawn(form, marks)))
        with pytest.raises(Unfit, match="没有核好"):
            commands.accept_batch(batch=batch, by=town.clerk, at=NOON)

        task = queries.next_task(batch)
        assert (task.kind, task.item, task.why, set(task.options)) == ("item", "q1", "double", {"satisfied", "fairly"})
        with pytest.raises(Unfit, match="没有您选的"):
            commands.settle_item(
                sheet=task.sheet, subject=subject, item="q1", options=["great"], by=town.clerk, at=NOON
            )
        commands.settle_item(sheet=task.sheet, subject=subject, item="q1", options=["fairly"], by=town.clerk, at=NOON)
        remark = queries.next_task(batch)
        assert remark.kind == "remark" and remark.item == "q4"
        with pytest.raises(Unfit, match="太长"):
            commands.type_remark(
                sheet=remark.sheet, subject=subject, item="q4", text="长" * 1001, by=town.clerk, at=NOON
            )
        commands.type_remark(
            sheet=remark.sheet, subject=subject, item="q4", text="食堂再热一点。", by=town.clerk, at=NOON
        )

        assert queries.next_task(batch) is None and queries.waiting_in(batch) == 0
        sheet = batch.sheets.get()
        assert sheet.chosen(subject, "q1") == ["fairly"] and sheet.texts == {subject: {"q4": "食堂再热一点。"}}

    @pytest.mark.thorough
    def test_a_page_taken_for_blank_can_be_looked_at_item_by_item(self, town, campaign):
        form = printed(town, campaign)
        batch = read(town, campaign, scan(drawn(form, ticked(form), shade=245)))
        sheet = batch.sheets.get()
        commands.settle_blank(sheet=sheet, page=1, is_blank=False, by=town.clerk, at=NOON)

        assert queries.waiting_in(batch) == 3
        with pytest.raises(Unfit, match="核看过"):
            commands.settle_blank(sheet=sheet, page=1, is_blank=True, by=town.clerk, at=NOON)

    def test_the_digits_name_a_page_whose_code_cannot_be_read(self, town, campaign):
        form = printed(town, campaign)
        (page,) = drawn(form, ticked(form))
        page.paste(128, (980, 30, 1150, 165))
        batch = read(town, campaign, scan([page]))
        sheet = batch.sheets.get()
        assert queries.next_task(batch).kind == "digits"

        for wrong in ("", "123456789012", PageCode(form.number ^ 1, 1).digits):
            with pytest.raises(Unfit):
                commands.name_sheet(sheet=sheet, digits=wrong, by=town.clerk, at=NOON)
        commands.name_sheet(sheet=sheet, digits=form.layouts[0].code.spaced, by=town.clerk, at=NOON)

        sheet.refresh_from_db()
        assert sheet.is_settled and sheet.form == form
        assert [options for row in sheet.answers.values() for options in row.values()] == list(ticked(form).values())

    def test_is_closed_to_strangers_and_after_the_batch_is_in(self, town, campaign):
        form = printed(town, campaign)
        batch = read(town, campaign, scan(drawn(form, {})))
        sheet = batch.sheets.get()
        with pytest.raises(NotAllowed):
            commands.settle_blank(sheet=sheet, page=1, is_blank=True, by=town.stranger, at=NOON)
        commands.drop_batch(batch=batch, by=town.clerk, at=NOON)
        assert not PaperSheet.objects.filter(pk=sheet.pk).exists()


class TestKeyed:
    def keyed(self, town, campaign, **more):
        form = printed(town, campaign, **more)
        batch = commands.begin_keying(box=campaign.box, group=form.group, is_double=False, by=town.clerk, at=NOON)
        subject = campaign.box.poll.subjects[0].code
        answers = {subject: {"q1": ["satisfied"], "q2": ["fairly"], "q3": ["dissatisfied"]}}
        sheet = commands.key_sheet(
            batch=batch, answers=answers, texts={subject: {"q4": "多开家长会。"}}, by=town.clerk, at=NOON
        )
        return batch, sheet, subject

    def test_goes_in_without_a_scanner(self, town, campaign):
        batch, sheet, _subject = self.keyed(town, campaign)

        commands.accept_batch(batch=batch, by=town.clerk, at=NOON)

        assert papers(campaign) == 1 and not PaperSheet.objects.exists()

    def test_that_came_by_one_form_twice_is_one_paper(self, town, campaign):
        batch, sheet, _subject = self.keyed(town, campaign)
        given = {"batch": batch, "answers": sheet.answers, "texts": {}, "by": town.clerk, "at": NOON}
        forms = [once.Form(), once.Form(), once.Form()]
        for form, said in zip(forms, ("one", "one", "another"), strict=True):
            form.of(said, at=NOON)

        for form in forms:
            now = once.NOW.set(form)
            with pytest.raises(once.SentAlready) if form is forms[1] else nullcontext():
                commands.key_sheet(**given)
            once.NOW.reset(now)

        assert batch.sheets.count() == 3

    def test_twice_by_two_people_where_the_lot_was_printed_for_that(self, town, campaign):
        batch, sheet, subject = self.keyed(town, campaign, is_double=True)
        assert batch.is_double
        same = {"answers": sheet.answers, "texts": sheet.texts}
        with pytest.raises(Unfit, match="没有核好"):
            commands.accept_batch(batch=batch, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="另一位"):
            commands.key_again(sheet=sheet, **same, by=town.clerk, at=NOON)

        other = {**sheet.answers[subject], "q2": ["satisfied"]}
        sheet = commands.key_again(
            sheet=sheet, answers={subject: other}, texts=sheet.texts, by=second_clerk(town), at=NOON
        )
        assert not sheet.is_settled and queries.differences(sheet) == [(subject, "q2")]
        sheet = commands.settle_difference(
            sheet=sheet, answers={subject: other}, texts=sheet.texts, by=town.clerk, at=NOON
        )
        assert sheet.is_settled and sheet.chosen(subject, "q2") == ["satisfied"]
        with pytest.raises(Unfit):
            commands.settle_difference(sheet=sheet, **same, by=town.clerk, at=NOON)
        commands.accept_batch(batch=batch, by=town.clerk, at=NOON)
        assert papers(campaign) == 1


class TestAccount:
    def test_closes_with_what_lies_in_the_box_or_says_which_number_does_not(self, town, campaign):
        form = printed(town, campaign, copies=20)
        batch = read(town, campaign, scan(drawn(form, ticked(form))))
        commands.accept_batch(batch=batch, by=town.clerk, at=NOON)
        give = {"box": campaign.box, "group": form.group, "by": town.clerk, "at": NOON}

        with pytest.raises(Unfit, match="差 2 份"):
            commands.account_sheets(handed_out=10, unused=8, spoiled=0, **give)
        with pytest.raises(Unfit, match="发出只有 0 份"):
            commands.account_sheets(handed_out=0, unused=20, spoiled=0, **give)
        commands.account_sheets(handed_out=2, unused=17, spoiled=1, **give)
        assert [(one.missing, one.fault) for one in queries.accounts_of(campaign.box)] == [(1, ""), (None, "")]

    @pytest.mark.thorough
    def test_follows_a_later_batch_and_refuses_more_than_was_handed_out_or_printed(self, town, campaign):
        form = printed(town, campaign, copies=2)
        commands.account_sheets(
            box=campaign.box, group=form.group, handed_out=1, unused=1, spoiled=0, by=town.clerk, at=NOON
        )
        first = read(town, campaign, scan(drawn(form, ticked(form, 1))))
        commands.accept_batch(batch=first, by=town.clerk, at=NOON)
        assert queries.accounts_of(campaign.box)[0].account.returned == 1

        second = read(town, campaign, scan(drawn(form, ticked(form, 2))))
        with pytest.raises(Unfit, match="发出的 1 份"):
            commands.accept_batch(batch=second, by=town.clerk, at=NOON)
        assert papers(campaign) == 1 and SheetBatch.objects.get(pk=second.pk).is_open
