"""发文登记: numbers run by unit, kind and year and are never given twice; a voided one is kept; the count opens."""

import os
import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from lianxin.base.indicators import get
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import Paper, write_docx
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches import commands, queries
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.dispatches.queries import Wanted
from lianxin.work.dispatches.terms import DispatchKind
from tests.conftest import NOON, Town

TODAY = NOON.date()
AT_ONCE = int(os.environ.get("LIANXIN_AT_ONCE", "4"))  # .ci/run takes 24


def sent(town: Town, **changes: object) -> Dispatch:
    given = {
        "kind": "notice",
        "title": "关于做好秋收走访的通知",
        "unit": town.county,
        "on": TODAY,
        "by": town.clerk,
        "at": NOON,
    }
    return commands.register(**{**given, **changes})  # type: ignore[arg-type]


class TestNumbers:
    @pytest.mark.mechanism("M227")
    def test_run_by_unit_kind_and_year_and_a_voided_one_is_kept(self, town) -> None:
        commands.set_sign(unit=town.county, kind="circular", sign="群通", by=town.clerk, at=NOON)
        first, second = sent(town), sent(town)
        circular = sent(town, kind="circular")
        last_year = sent(town, on=date(2025, 12, 30))
        township = sent(town, unit=town.qingshui, by=town.officer)
        commands.void(dispatch=second, reason="重复编号。", by=town.clerk, at=NOON)
        on_paper = sent(town, number="〔2026〕9号")
        third = sent(town)

        numbers = [one.number for one in (first, circular, last_year, township, on_paper, third)]
        assert numbers == [
            "通知〔2026〕1号", "群通〔2026〕1号", "通知〔2025〕1号", "通知〔2026〕1号", "通知〔2026〕9号", "通知〔2026〕10号",
        ]  # fmt: skip
        kept = queries.dispatches(town.clerk, Wanted(year=2026, kind="notice", own=True))
        assert [one.serial for one in kept] == [10, 9, 2, 1], "the voided number stays in the register"
        for number, field in (("2", "number"), ("9", "number"), ("〔2025〕3号", "number"), ("第五号", "number")):
            with pytest.raises(Unfit) as refusal:
                sent(town, number=number)
            assert refusal.value.field == field
        with pytest.raises(Unfit):
            commands.void(dispatch=second, reason="再作废一次。", by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.void(dispatch=first, reason="不归他管。", by=town.officer, at=NOON)

    def test_are_refused_to_strangers_and_to_what_is_not_yet(self, town) -> None:
        for changes, wrong in (
            ({"by": town.stranger}, NotAllowed), ({"by": town.auditor}, NotAllowed), ({"title": " "}, Unfit),
            ({"on": TODAY + timedelta(days=1)}, Unfit), ({"pages": 0}, Unfit),
        ):  # fmt: skip
            with pytest.raises(wrong):
                sent(town, **changes)
        assert not Dispatch.objects.exists()

    def test_a_deed_that_issues_needs_no_second_right(self, town) -> None:
        issued = sent(town, by=town.county_leader, kind="circular", source="circular:AAAA0001")

        assert queries.of_source("circular:AAAA0001") == issued
        with pytest.raises(NotAllowed):
            sent(town, by=town.stranger, source="circular:AAAA0002")


class TestAtOnce:
    @pytest.mark.django_db(transaction=True)
    def test_nobody_gets_the_number_of_another(self, town) -> None:
        if connection.vendor == "sqlite":
            pytest.skip("a database in memory is one connection; writers of a file queue up (IMMEDIATE)")
        failed: list[BaseException] = []

        def one() -> None:
            try:
                sent(town)
            except BaseException as problem:
                failed.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=one) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert not failed
        serials = Dispatch.objects.order_by("serial").values_list("serial", flat=True)
        assert list(serials) == list(range(1, AT_ONCE + 1))


class TestCount:
    @pytest.mark.mechanism("M228")
    def test_is_a_query_that_opens(self, town) -> None:
        for kind, n in (("notice", 7), ("circular", 5), ("report", 4), ("briefing", 6)):
            for _number in range(n):
                sent(town, kind=kind)
        commands.void(dispatch=sent(town, kind="report"), reason="写错标题。", by=town.clerk, at=NOON)
        sent(town, unit=town.baisha, by=town.stranger)

        half = Period.containing(TODAY, "half_year")
        issued = get("dispatch.issued")
        assert issued.value(half, town.county, by=town.clerk) == 23
        opened = issued.opened(half, town.county, by=town.clerk)
        assert opened.count() == 23
        counted = dict(queries.by_kind(town.clerk, Wanted(year=2026, own=True)))
        assert counted == {
            DispatchKind.NOTICE: 7, DispatchKind.CIRCULAR: 5, DispatchKind.REPORT: 4, DispatchKind.BRIEFING: 6,
        }  # fmt: skip


class TestFile:
    def test_is_a_docx_and_a_later_one_takes_its_place(self, town) -> None:
        dispatch = sent(town)
        data = write_docx(Paper(title="通知", body=()))
        for _turn in range(2):
            commands.keep_file(dispatch=dispatch, name="通知.docx", data=data, by=town.clerk, at=NOON)

        assert bytes(Dispatch.objects.get().file.data) == data
        for wrong in (b"no docx", data[:200], b"x" * (commands.MOST_BYTES + 1)):
            with pytest.raises(Unfit):
                commands.keep_file(dispatch=dispatch, name="x.docx", data=wrong, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.keep_file(dispatch=dispatch, name="x.docx", data=data, by=town.auditor, at=NOON)
