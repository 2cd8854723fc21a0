"""来源: what a clerk may count is a whitelist that refuses traces, persons, free text, and what would count twice."""

from dataclasses import replace

import pytest
from django.db.models import Exists, Q
from django.db.models.expressions import OuterRef

from lianxin.base.indicators import INDICATORS, UnknownIndicator, at_version, get, known, registry
from lianxin.base.indicators.sources import (
    SOURCES,
    DateField,
    Source,
    UnsafeSource,
    choice,
    day,
    flag,
    leaves,
    number,
    register,
)
from lianxin.base.indicators.traces import TRACES, TraceCounted
from lianxin.base.orgs.models import Person
from lianxin.work.concerns.models import Concern, Rating
from lianxin.work.concerns.terms import VIEW, Kind
from lianxin.work.writings.models import Writing


def source(**changes):
    fields = {
        "code": "lamp", "label": "路灯", "of": Concern.objects.all, "to_open": VIEW,
        "dates": (DateField("received", "收到日期", "received_on"),), "fields": (),
    }  # fmt: skip
    return Source(**{**fields, **changes})


class TestASource:
    @pytest.mark.parametrize(("asked", "why"), [
        (choice("who", "反映人", "requester__name", ()), "persons or traces"),
        (choice("title", "标题", "title", ()), "free text"),
        (choice("text", "内容", "text", ()), "free text"),
        (choice("handler", "承办单位", "handler", ()), "is a record"),
        (choice("task", "协办", "tasks__unit_path", ()), "many times"),
        (number("title", "标题", "title", ""), "is no number"),
        (day("at", "登记时刻", "recorded_at"), "is no date"),
        (flag("lit", "亮", "不亮", Q(text__contains="亮")), "free text"),
        (flag("by", "人", "非", Q(subjects__person=1)), "many times"),
        (flag("no", "是", "否", Q(nothing=1)), "no field"),
    ])  # fmt: skip
    def test_may_not_look_at_persons_at_texts_or_at_what_stands_many_times_beside_a_record(self, asked, why):
        with pytest.raises(UnsafeSource, match=why):
            register(source(fields=(asked,)))

        assert "lamp" not in SOURCES

    def test_is_no_table_of_traces_and_no_person(self):
        assert Writing._meta.label in TRACES
        with pytest.raises(TraceCounted):
            register(source(of=Writing.objects.all))
        with pytest.raises(UnsafeSource, match="counts persons"):
            register(source(of=Person.objects.all))

    def test_with_closed_lists_dates_and_numbers_is_entered_once(self, monkeypatch):
        fit = source(fields=(choice("kind", "性质", "kind", Kind.choices), number("round", "轮次", "round", "轮")))
        monkeypatch.delitem(SOURCES, "lamp", raising=False)

        register(fit)
        with pytest.raises(ValueError, match="twice"):
            register(fit)
        with pytest.raises(ValueError, match="twice"):
            register(replace(fit, code="lamp2", fields=(fit.fields[0], fit.fields[0])))

        assert (fit.numbers, fit.field("kind").label, fit.field("title")) == ((fit.fields[1],), "性质", None)
        del SOURCES["lamp"]

    def test_whose_condition_cannot_be_looked_into_is_refused(self):
        hidden = Q(Exists(Rating.objects.filter(concern=OuterRef("pk"))))

        with pytest.raises(UnsafeSource, match="looked into"):
            list(leaves(hidden))

    def test_of_ten_rooms_there_are_and_visits_are_a_process(self):
        rooms = {one.of().model._meta.app_label for one in SOURCES.values()}

        assert len(rooms) >= 10
        assert [one.code for one in SOURCES.values() if one.is_process] == ["visit"]


class TestAResolver:
    def test_is_asked_for_what_the_program_does_not_know(self, monkeypatch):
        closed = INDICATORS["concern.closed"]
        mine = {"": replace(closed, code="own.x", version="2"), "1": replace(closed, code="own.x")}
        monkeypatch.setattr(registry, "RESOLVERS", [])
        registry.resolver(lambda code, version="": mine.get(version) if code == "own.x" else None, lambda: [mine[""]])

        assert (get("own.x").version, at_version("own.x", "1").version) == ("2", "1")
        assert get("own.x@township").code == "own.x@township"
        assert at_version("own.x:outcome=solved", "1").version == "1"
        assert known()[-1] is mine[""]
        for code, version in (("own.y", ""), ("own.x", "3"), ("concern.closed", "9")):
            with pytest.raises(UnknownIndicator):
                at_version(code, version)
