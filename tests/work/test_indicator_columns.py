"""数字的列: the month columns follow their dates, and every figure of concerns is read from an index alone."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count as Counted

from lianxin.base.indicators import INDICATORS, Rate
from lianxin.base.indicators.essentials import ESSENTIALS
from lianxin.work.concerns.models import Concern
from lianxin.work.visits.models import Visit
from tests.work.history import TODAY
from tests.work.test_indicators import NOVEMBER, OF_CONCERNS


class TestTheMonthColumns:
    def test_follow_the_dates_when_only_some_fields_are_saved(self, concern):
        concern.replied_on = date(2026, 12, 1)
        concern.save(update_fields=["replied_on"])

        concern.refresh_from_db()
        assert concern.replied_month == 2026 * 12 + 11

    def test_cannot_be_made_to_differ(self, concern):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(replied_on=date(2026, 12, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(received_month=5)


# What is missing in a record is looked up place by place in 数据质量; those few read the rows.
MANY = [one for one in OF_CONCERNS if not isinstance(one, Rate) and one.code not in ESSENTIALS]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
class TestEveryStatement:
    @pytest.mark.parametrize("one", MANY, ids=lambda one: one.code)
    def test_is_answered_by_an_index_alone(self, town, one):
        """A condition on a column that its index lacks would read every row of half a million."""
        count = one.counts[0]
        rows = count.records(NOVEMBER, town.county, by=town.clerk, today=TODAY)

        plan = rows.order_by().values_list(f"{count.placed}_path").annotate(n=Counted("pk")).explain()

        assert "USING COVERING INDEX concern_fig_" in plan

    def test_of_visits_too(self, town):
        """A million visits: what is counted of them is read from two indexes, never from the rows."""
        counts = {one.code: one for found in INDICATORS.values() for one in found.counts if one.of().model is Visit}

        for count in counts.values():
            rows = count.records(NOVEMBER, town.county, by=town.clerk, today=TODAY)
            plan = rows.order_by().values_list(f"{count.placed}_path").annotate(n=Counted("pk")).explain()
            assert "USING COVERING INDEX visit_fig_" in plan, count.code
        assert len(counts) >= 5
