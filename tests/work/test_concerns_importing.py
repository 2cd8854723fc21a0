"""An existing ledger becomes records: what it says is kept, the same file twice brings nothing, and it can be undone."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.search import index
from lianxin.pure.ledgers import Row
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands import drafting, importing
from lianxin.work.concerns.commands.drafting import Defaults
from lianxin.work.concerns.commands.importing import LedgerFacts, LedgerLine
from lianxin.work.concerns.ledger_files import read_ledger
from lianxin.work.concerns.models import Concern, ConcernSubject, ImportBatch, ImportDraft, Rating, Reply
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import DraftState, Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

TODAY = date(2026, 11, 3)
COLUMNS = (
    "受理编号,反映时间,诉求来源,反映人,联系电话,属地,诉求性质,分类,反映内容,承办单位,办理期限,办结时间,处理结果,满意度"
)
LINES = [
    "XF-001,2026.9.1,电话,王某,13900000001,清水镇石桥村三组,求助,道路路灯,村口的路灯坏了半个月,住建局,2026-09-15,2026-09-10,已换新灯,满意",
    "XF-002,2026年9月2日,来访,李某,,石桥村,投诉,,水渠堵了没人管,县水利局,2026-11-20,,,",
    "XF-003,9月31日,来信,,,,建议,,建议增加垃圾桶,,,,,",
    "XF-004,2026-09-04,网站,,,,咨询,,,,,,,",
    "XF-005,2026-09-05,网站,,,白沙镇,咨询,,低保怎么申请,民政所,,,请到镇便民中心办理,",
    "XF-001,2026.9.1,电话,王某,13900000001,清水镇石桥村三组,求助,道路路灯,村口的路灯坏了半个月,住建局,2026-09-15,2026-09-10,已换新灯,满意",
    "合计,,,,,,,,6件,,,,,",
]  # fmt: skip


def ledger(lines=LINES) -> bytes:
    return "\r\n".join(["2026年清水镇诉求台账", COLUMNS, *lines]).encode("gb18030")


def bring_in(town, *, data=None, unit=None, by=None, at=NOON) -> ImportBatch:
    data = data or ledger()
    file = read_ledger(data, "台账.csv", latest=TODAY)
    return drafting.import_file(
        file=file,
        file_name="台账.csv",
        data=data,
        unit=unit or town.county,
        defaults=Defaults(),
        by=by or town.clerk,
        at=at,
    )


def one(number: str) -> Concern:
    return Concern.objects.get(external_number=number)


class TestImport:
    def test_enters_the_good_lines_and_keeps_the_rejected_with_their_reasons(self, town):
        batch = bring_in(town)

        assert (batch.added, batch.known, len(batch.rejected)) == (3, 1, 2)
        assert [(one["number"], one["reasons"]) for one in batch.rejected] == [
            (5, ["收到日期“9月31日”不是存在的日期"]), (6, ["没有内容"]),
        ]  # fmt: skip
        assert {concern.external_number for concern in Concern.objects.filter(batch=batch)} == {
            "XF-001",
            "XF-002",
            "XF-005",
        }

    def test_keeps_what_the_ledger_says_of_a_closed_matter(self, town):
        bring_in(town)

        lamp = one("XF-001")
        assert (lamp.status, lamp.received_on, lamp.closed_on) == (Status.CLOSED, date(2026, 9, 1), date(2026, 9, 10))
        assert (lamp.unit, lamp.handler, lamp.topic.label) == (town.shiqiao, town.building, "道路路灯")
        assert (lamp.kind, lamp.channel, lamp.first_due_on, lamp.recorded_at) == (
            "help",
            "hotline",
            date(2026, 9, 15),
            NOON,
        )
        assert (lamp.requester.name, lamp.requester.phone) == ("王某", "13900000001")
        assert Reply.objects.get(concern=lamp).text == "已换新灯"

    def test_guards_a_childs_matter_from_the_first_day(self, town):
        lines = [f"{line},{'是' if line.startswith('XF-005') else ''}" for line in LINES]
        bring_in(
            town, data="\r\n".join(["2026年清水镇诉求台账", f"{COLUMNS},是否涉及未成年人", *lines]).encode("gb18030")
        )

        assert (one("XF-005").minor, one("XF-005").is_confidential) == ("under_18", True)
        assert (one("XF-001").minor, one("XF-001").is_confidential) == ("", False)

    def test_takes_the_satisfaction_of_a_ledger_for_the_word_of_staff(self, town):
        bring_in(town)

        rating = Rating.objects.get(concern=one("XF-001"))
        assert (rating.source, rating.rating, one("XF-001").rating) == ("staff", "satisfied", "")

    def test_leaves_an_open_matter_where_it_can_be_gone_on_with(self, town):
        bring_in(town)

        canal = one("XF-002")
        assert (canal.status, canal.handler, canal.is_confidential) == (Status.ASSIGNED, town.water_bureau, True)
        commands.acknowledge(concern=canal, by=town.water, at=NOON)
        commands.reply(concern=canal, text="已清理水渠。", by=town.water, at=NOON)
        commands.close(concern=canal, outcome="solved", by=town.clerk, at=NOON)
        reopened = commands.reopen(concern=canal, reason="又堵了", by=town.clerk, at=NOON)
        assert reopened.due_on > TODAY and reopened.first_due_on == date(2026, 11, 20)

    def test_gives_the_clock_of_the_house_to_an_open_matter_without_a_date(self, town):
        bring_in(town, data=ledger(["XF-9,2026-11-02,电话,,,,咨询,,医保怎么缴费,,,,,"]))

        open_one = one("XF-9")
        assert (open_one.status, open_one.unit, open_one.due_on) == (Status.REGISTERED, town.county, date(2026, 11, 4))

    def test_refuses_an_extension_of_a_date_that_only_the_ledger_knows(self, town):
        bring_in(town)

        with pytest.raises(Unfit, match="导入的台账"):
            commands.extend(concern=one("XF-002"), by_amount=5, reason="材料未齐", by=town.clerk, at=NOON)

    def test_leaves_the_unit_open_where_the_names_do_not_tell(self, town):
        bring_in(town)

        benefit = one("XF-005")
        assert (benefit.unit, benefit.handler, benefit.status) == (town.baisha, town.baisha, Status.REPLIED)
        assert benefit.replied_on is None and benefit.first_due_on is None

    def test_is_found_by_search_and_told_in_the_journal(self, town):
        batch = bring_in(town)

        assert list(index.found(Concern.objects.all(), "concern", "水渠")) == [one("XF-002")]
        entry = book.story(one("XF-002").ref).get()
        assert (entry.event, book.sentence(entry)) == ("concern.imported", f"从台账导入（批次 {batch.pk}，第 4 行）")
        assert "新增 3 件" in book.sentence(book.story(batch.ref).get())
        book.verify()

    def test_of_the_same_file_twice_brings_nothing_new(self, town):
        bring_in(town)

        again = bring_in(town, at=NOON + timedelta(hours=1))

        assert (again.added, again.known, Concern.objects.count()) == (0, 4, 3)

    def test_of_a_file_gone_on_brings_only_what_is_new(self, town):
        bring_in(town)
        later = [
            LINES[1].replace("2026-11-20,,,", "2026-11-20,2026-10-30,已疏通,"),
            "XF-010,2026-10-08,电话,,,,求助,,井盖丢了,,,,,",
        ]

        again = bring_in(town, data=ledger(later))

        assert (again.added, again.known) == (1, 1)
        assert one("XF-002").status == Status.ASSIGNED

    @pytest.mark.parametrize("who", ["worker", "leader", "stranger", "admin", "builder"])
    def test_is_refused_to_those_who_may_not_import_there(self, town, who):
        with pytest.raises(NotAllowed):
            bring_in(town, by=getattr(town, who), unit=town.qingshui)

        assert not ImportBatch.objects.exists() and not Concern.objects.exists()

    def test_stays_whole_or_does_not_happen(self, town, monkeypatch):
        def fail(*args):
            raise RuntimeError("disk full")

        monkeypatch.setattr(importing.index, "put_many", fail)
        with pytest.raises(RuntimeError):
            bring_in(town)

        assert not ImportBatch.objects.exists() and not Concern.objects.exists()

    def test_tells_nothing_of_what_the_importing_unit_may_not_see(self, town):
        bring_in(town, data=ledger([LINES[1]]))
        ConcernSubject.objects.create(concern=one("XF-002"), unit=town.qingshui, unit_path=town.qingshui.path)

        batch = bring_in(town, data=ledger([LINES[1]]), unit=town.qingshui, by=town.officer)

        assert (batch.added, batch.known) == (1, 0)
        again = bring_in(town, data=ledger([LINES[1]]), unit=town.qingshui, by=town.officer)
        assert (again.added, again.known) == (0, 1)

    def test_of_more_than_can_be_held_in_one_go_is_refused(self, town, monkeypatch):
        monkeypatch.setattr(importing, "MOST_ROWS", 2)

        with pytest.raises(Unfit, match="按年分成几个文件"):
            bring_in(town)

    def test_fills_a_blank_nature_and_channel_as_told(self, town):
        row = Row(number=3, received_on=date(2026, 9, 1), text="路灯不亮")
        facts = LedgerFacts("a.csv", sha256="0" * 64, kind="enquiry", channel="counter")

        importing.import_rows(lines=[LedgerLine("一", row)], facts=facts, unit=town.county, by=town.clerk, at=NOON)

        concern = Concern.objects.get()
        assert (concern.kind, concern.channel, concern.title) == ("enquiry", "counter", "路灯不亮")


class TestUndo:
    def test_takes_out_the_whole_batch_and_lets_it_come_in_again(self, town):
        kept = registered(town).concern
        batch = bring_in(town)

        undone = importing.undo_import(batch=batch, by=town.clerk, at=NOON)

        assert undone.undone_at == NOON and list(Concern.objects.all()) == [kept]
        assert not index.found(Concern.objects.all(), "concern", "水渠").exists()
        assert [entry.event for entry in book.story(batch.ref)] == ["batch.imported", "batch.undone"]
        assert bring_in(town).added == 3
        book.verify()

    def test_is_refused_once_somebody_has_worked_on_one(self, town):
        batch = bring_in(town)
        commands.acknowledge(concern=one("XF-002"), by=town.water, at=NOON)

        with pytest.raises(Unfit, match="1 件导入后已经办理过"):
            importing.undo_import(batch=batch, by=town.clerk, at=NOON)

        assert Concern.objects.count() == 3

    def test_is_not_hindered_by_looking(self, town):
        batch = bring_in(town)
        commands.reveal(concern=one("XF-002"), purpose="contact", by=town.clerk, at=NOON)

        assert importing.undo_import(batch=batch, by=town.clerk, at=NOON).undone_at == NOON

    def test_is_refused_twice_and_to_others(self, town):
        batch = bring_in(town)

        with pytest.raises(NotAllowed):
            importing.undo_import(batch=batch, by=town.officer, at=NOON)
        importing.undo_import(batch=batch, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="已经撤销过了"):
            importing.undo_import(batch=batch, by=town.clerk, at=NOON)

    def test_does_not_touch_what_came_in_otherwise(self, town):
        at_state(town, Status.CLOSED)
        batch = bring_in(town)

        importing.undo_import(batch=batch, by=town.clerk, at=NOON)

        assert Concern.objects.get().status == Status.CLOSED


@pytest.fixture
def draft(town):
    return drafting.receive_file(
        data=ledger(), file_name="台账.csv", unit=town.county, posting=town.postings["clerk"], by=town.clerk, at=NOON
    )


class TestADraft:
    def test_is_read_looked_at_confirmed_and_brought_in(self, town, draft):
        draft = drafting.read_draft(draft=draft, by=town.clerk, at=NOON)
        (sheet,) = draft.preview["sheets"]
        assert (draft.state, sheet["fresh"], sheet["twice"], sheet["rejected"], sheet["skipped"]) == (
            DraftState.READY,
            3,
            1,
            2,
            1,
        )
        assert next(f for f in sheet["fields"] if f["code"] == "text")["reason"] == "列名相同"

        draft = drafting.confirm_draft(draft=draft, defaults=Defaults(), by=town.clerk, at=NOON)
        batch = drafting.import_draft(draft=draft, by=town.clerk, at=NOON)

        draft.refresh_from_db()
        assert (batch.added, draft.state, bytes(draft.data), draft.preview) == (3, DraftState.DONE, b"", {})

    def test_shows_what_is_there_already(self, town, draft):
        bring_in(town)

        (sheet,) = drafting.read_draft(draft=draft, by=town.clerk, at=NOON).preview["sheets"]

        assert (sheet["fresh"], sheet["known"], sheet["twice"]) == (0, 3, 1)

    def test_takes_other_columns_when_told(self, town, draft):
        draft = drafting.read_draft(draft=draft, by=town.clerk, at=NOON)
        choices = {
            "": {},
            draft.preview["sheets"][0]["name"]: {"included": True, "fields": {"received_on": 1, "text": 7}},
        }

        draft = drafting.choose_columns(draft=draft, choices=choices, by=town.clerk, at=NOON)
        (sheet,) = drafting.read_draft(draft=draft, by=town.clerk, at=NOON).preview["sheets"]

        assert (sheet["read"], sheet["rejected"]) == (2, 4)

    def test_that_cannot_be_read_says_why_and_can_be_dropped(self, town):
        draft = drafting.receive_file(
            data=b"PK\x03\x04" + b"x" * 100, file_name="台账.xlsx", unit=town.county, posting=town.postings["clerk"],
            by=town.clerk, at=NOON,
        )  # fmt: skip

        draft = drafting.read_draft(draft=draft, by=town.clerk, at=NOON)

        assert draft.state == DraftState.REFUSED and draft.sentence.endswith("。")
        drafting.drop_draft(draft=draft, by=town.clerk, at=NOON)
        assert not ImportDraft.objects.exists()

    def test_cannot_be_confirmed_twice_nor_before_it_is_read(self, town, draft):
        with pytest.raises(Unfit, match="正在读取"):
            drafting.confirm_draft(draft=draft, defaults=Defaults(), by=town.clerk, at=NOON)
        draft = drafting.read_draft(draft=draft, by=town.clerk, at=NOON)
        drafting.confirm_draft(draft=draft, defaults=Defaults(), by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="正在导入"):
            drafting.confirm_draft(draft=draft, defaults=Defaults(), by=town.clerk, at=NOON)

    def test_left_lying_is_deleted_with_the_next_upload(self, town, draft):
        drafting.receive_file(
            data=b"a", file_name="b.csv", unit=town.county, posting=town.postings["clerk"], by=town.clerk,
            at=NOON + timedelta(days=3),
        )  # fmt: skip

        assert not ImportDraft.objects.filter(pk=draft.pk).exists()

    @pytest.mark.parametrize(("data", "said"), [(b"", "空的"), (b"a" * (31 << 20), "30 MB")])
    def test_of_nothing_or_too_much_is_refused_at_once(self, town, data, said):
        with pytest.raises(Unfit, match=said):
            drafting.receive_file(
                data=data, file_name="a.csv", unit=town.county, posting=town.postings["clerk"], by=town.clerk, at=NOON
            )

    def test_is_not_for_others(self, town, draft):
        for deed in (
            lambda: drafting.choose_columns(draft=draft, choices={}, by=town.officer, at=NOON),
            lambda: drafting.confirm_draft(draft=draft, defaults=Defaults(), by=town.officer, at=NOON),
            lambda: drafting.drop_draft(draft=draft, by=town.officer, at=NOON),
            lambda: drafting.read_draft(draft=draft, by=town.officer, at=NOON),
            lambda: drafting.import_draft(draft=draft, by=town.officer, at=NOON),
        ):
            with pytest.raises(NotAllowed):
                deed()
