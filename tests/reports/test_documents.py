"""公文: one life for every kind, from the records to the archive; what a hand changed stays visible all the way."""


import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import plain_text, read_bound
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies, commands, papers, queries
from lianxin.reports.documents.findings import find_all
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import State
from tests.reports.conftest import LATE
from tests.reports.lives import TODAY

OCTOBER = Period.month(2026, 10)


def drafted(town, by="clerk", unit="county", period=OCTOBER):
    return commands.draft(
        unit=town.units[unit], kind="summary_month", period=period, by=town.actors[by], at=LATE
    )


def paper_of(document):
    return bodies.paper_of(document, queries.newest(document))


def findings_of(document, by):
    return find_all(document, bodies.read(paper_of(document)), by=by, today=TODAY)


class TestLife:
    @pytest.mark.mechanism("M292")
    def test_is_drafted_from_the_records_submitted_signed_under_a_number_and_archived(self, two_years):
        town = two_years
        document = drafted(town)

        assert document.state == State.DRAFT and "2026年10月" in document.title
        assert read_bound(papers.docx_of(document, queries.newest(document)))
        assert [one.remark.explain for one in findings_of(document, town.clerk) if one.is_open] == []
        with pytest.raises(Unfit, match="已经在起草"):
            drafted(town)
        with pytest.raises(NotAllowed):
            commands.submit(document=document, by=town.officer, at=LATE)

        document = commands.submit(document=document, by=town.clerk, at=LATE)
        assert list(queries.to_sign(town.county_leader)) == [document]
        assert list(queries.to_sign(town.clerk)) == []
        with pytest.raises(NotAllowed):
            commands.issue(document=document, by=town.clerk, at=LATE)
        document = commands.issue(document=document, by=town.county_leader, at=LATE)
        assert document.number == "报告〔2026〕1号"
        assert (document.signer, document.issued_on) == ("高远", TODAY)
        kept = document.files.get()
        assert kept.purpose == "issued" and "报告〔2026〕1号" in plain_text(kept.data)

        document = commands.archive(document=document, term="thirty", by=town.clerk, at=LATE)
        assert document.state == State.ARCHIVED
        [told] = queries.texts_of(town.county, town.clerk)
        assert (told.ref, told.kind, told.period, told.on) == (document.ref, "summary_month", OCTOBER, TODAY)
        assert "主要做法" in told.text
        assert queries.texts_of(town.county, town.clerk, before=TODAY) == []
        assert queries.texts_of(town.county, town.stranger) == []
        with pytest.raises(WrongState):
            commands.edit(document=document, base=1, title="x", addressee="", items=(), by=town.clerk, at=LATE)
