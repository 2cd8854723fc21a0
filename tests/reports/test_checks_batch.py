"""成批核对: whose each text is, what it says of itself, of the records and of the unit's other texts; waived; deleted."""

from datetime import timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.project.cli import main
from lianxin.pure.paper import Paper, Para, runs, write_docx
from lianxin.pure.periods import Period
from lianxin.pure.texts.bundle import bundle
from lianxin.reports.checks import commands, queries
from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.checks.models import Batch
from lianxin.reports.checks.problems import Unfit
from lianxin.reports.checks.terms import BATCH
from tests.conftest import NOON
from tests.reports.in_process import in_process  # noqa: F401
from tests.work.conftest import registered

NOVEMBER = Period.parse("2026-11")
CRIME = "发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"
LONG = "村里组织党员和志愿者分片包干清理沟渠，把积水引到下游的水塘里，又请施工队把塌了的护坡重新砌好。村民说今年雨季放心多了。"

pytestmark = pytest.mark.usefixtures("in_process")


def sent(town, *files, who="officer", period=None):
    return commands.receive(
        unit=town.qingshui, title="十一月总结", files=files, posting=town.postings[who], by=getattr(town, who), at=NOON,
        period=period,
    )  # fmt: skip


def checked(town, batch) -> dict:
    """What the job does; the texts by the first characters of their names."""
    for text in queries.waiting(batch, 100):
        commands.check_one(text=text, by=town.officer, at=NOON)
    commands.finish(batch=batch, by=town.officer, at=NOON)
    return {one.name.rsplit("/", 1)[-1][:2]: one for one in batch.texts.select_related("unit")}


@pytest.fixture
def batch(town):
    """A zip of four texts: 石桥村's docx, two of 柳湾村, one that cannot be read."""
    registered(town)
    paper = write_docx(Paper("总结", (Para(runs(f"本月共收到诉求8件。{CRIME}")),)))
    files = [
        ("石桥村2026年11月总结.docx", paper), ("~$石桥村.docx", b"x"), ("某地/坏.pdf", b"%PDF-1.7 nothing"),
        ("某地/总结.txt", f"2026年11月工作总结\n{LONG}走访困难户30户。\n清水镇柳湾村".encode("gb18030")),
        ("柳湾村2026年11月汇报.txt", f"{LONG}走访困难户36户。".encode()),
    ]  # fmt: skip
    return sent(town, ("十一月.zip", bundle(files)), period=NOVEMBER)


def test_texts_are_told_apart_by_unit_and_held_against_all_that_is_known(town, batch):
    texts = checked(town, batch)

    paper, broken, long, other = texts["石桥"], texts["坏."], texts["总结"], texts["柳湾"]
    assert (paper.unit, paper.period, paper.kind) == (town.shiqiao, "2026-11", "docx")
    verdicts = {(one.kind, one.verdict) for one in queries.standing(paper)}
    assert {("rate", "fails:truncated"), ("stated", "fails:records")} <= verdicts and paper.wrong == 2
    assert (long.unit, other.unit) == (town.liuwan, town.liuwan)
    assert "cross-text" in {one.kind for one in queries.standing(long)} and "36户" in str(long.of_others)
    assert [row[0] for row in long.alike] == [other.number] and long.alike[0][2] > 80
    assert (broken.status, broken.wrong) == ("unread", 0) and broken.sentence.endswith("。")
    assert bytes(paper.data) and not bytes(long.data)  # what can be marked is kept, nothing else
    counts = queries.counts(batch)
    assert (counts["all"], counts["unread"], counts["wrong"], counts["waiting"], counts["nowhere"]) == (4, 1, 1, 0, 1)
    rows = queries.table(batch, order="findings", rows=2)
    assert rows.rows[0] == paper and rows.older and not rows.newer
    assert queries.table(batch, order="findings", rows=2, begin=rows.older).newer == paper.number


def test_a_unit_that_was_guessed_wrongly_is_corrected_and_all_is_held_again(town, batch):
    long = checked(town, batch)["总结"]

    made = commands.set_unit(text=long, unit=town.shiqiao, period=NOVEMBER, by=town.officer, at=NOON)

    assert (made.unit, made.of_others) == (town.shiqiao, []) or "柳湾村" not in str(made.of_others)
    other = batch.texts.get(name__startswith="柳湾")
    assert other.of_others == [] and other.doubtful == 0
    assert Entry.objects.filter(event="check.unit_set").count() == 1
    with pytest.raises(NotAllowed):
        commands.set_unit(text=long, unit=town.baisha, period=None, by=town.officer, at=NOON)
    assert commands.set_unit(text=long, unit=None, period=None, by=town.officer, at=NOON).of_records == []


def test_a_waived_finding_stays_with_its_reason_and_counts_no_more(town, batch):
    paper = checked(town, batch)["石桥"]
    found = next(one for one in queries.standing(paper) if one.kind == "rate")
    key = fingerprint(found, paper.text)

    waived = commands.waive(text=paper, key=key, reason="rule", words=" 按上级 口径 ", by=town.officer, at=NOON)

    assert (waived.wrong, waived.waived) == (1, {key: ["rule", "按上级 口径"]})
    assert queries.words_of(waived.waived, {"rule": "另有口径"}) == {key: "另有口径：按上级 口径"}
    entry = Entry.objects.get(event="check.waived")
    assert "口径" not in str(entry.detail)
    with pytest.raises(Unfit):
        commands.waive(text=paper, key="0" * 12, reason="rule", by=town.officer, at=NOON)
    with pytest.raises(Unfit):
        commands.waive(text=paper, key=key, reason="boss", by=town.officer, at=NOON)
    assert commands.heed(text=paper, key=key, by=town.officer, at=NOON).wrong == 2
    with pytest.raises(Unfit):
        commands.heed(text=paper, key=key, by=town.officer, at=NOON)


def test_a_batch_is_its_senders_alone_and_gone_after_thirty_days(town, batch):
    text = checked(town, batch)["石桥"]

    assert list(queries.own(town.officer)) == [batch]
    for who in ("clerk", "leader", "stranger"):
        assert list(queries.own(getattr(town, who))) == []
        assert not getattr(town, who).may(BATCH, batch)
        with pytest.raises(NotAllowed):
            commands.delete(batch=batch, by=getattr(town, who), at=NOON)
        with pytest.raises(NotAllowed):
            commands.waive(text=text, key="x", reason="rule", by=getattr(town, who), at=NOON)
    assert commands.delete_due(by=SYSTEM, at=NOON + timedelta(days=29)) == 0
    assert commands.delete_due(by=SYSTEM, at=NOON + timedelta(days=30)) == 1
    assert not Batch.objects.exists() and Entry.objects.filter(event="check.batch_deleted").count() == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "没有可以核对的文件"),
        ([("空.zip", bundle([("~$a.docx", b"")]))], "没有可以核对的文件"),
        ([("坏.zip", b"PK\x03\x04nothing")], "“坏.zip”"),
        ([(f"{n}.txt", b"x") for n in range(701)], "一批最多 700 份"),
    ],
)
def test_what_cannot_be_a_batch_is_refused_in_a_sentence(town, files, words):
    with pytest.raises(Unfit, match=words) as refusal:
        sent(town, *files)

    assert refusal.value.field == "file" and not Batch.objects.exists()


def test_one_without_the_permission_sends_none_and_one_too_large_stands_in_the_table(town):
    with pytest.raises(NotAllowed):
        sent(town, ("a.txt", b"36"), who="worker")

    batch = sent(town, ("大.txt", b"x" * (5 * 1024 * 1024 + 1)), ("小.txt", "办结3件。".encode()))

    assert [(one.status, one.sentence[:8]) for one in batch.texts.all()] == [
        ("unread", "文件超过 5 MB"[:8]),
        ("waiting", ""),
    ]


def test_the_hourly_round_deletes_what_is_due(town, batch, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=31))

    assert main(["remind", "--quiet"]) == 0

    assert not Batch.objects.exists()
