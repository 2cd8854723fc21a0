"""Open311 的格式: the specification's own shapes, with made-up matters; JSON and XML of one answer say the same."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from lianxin.pure import georeport

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 12, tzinfo=CHINA)
DEFINITION = {
    "service_code": "help",
    "attributes": [
        {
            "variable": True, "code": "unit", "datatype": "singlevaluelist", "required": False, "datatype_description": None,
            "order": 1, "description": "在哪个村", "values": [{"key": "7", "name": "石桥村"}, {"key": "8", "name": "柳湾村"}],
        }
    ],
}  # fmt: skip


def read(root: str, held: Any) -> etree._Element:
    return etree.fromstring(georeport.to_xml(root, held))


class TestAnAnswer:
    def test_of_a_definition_has_the_elements_of_the_specification(self) -> None:
        tree = read("service_definition", DEFINITION)

        assert [one.tag for one in tree] == ["service_code", "attributes"]
        assert tree.xpath("attributes/attribute/values/value/key/text()") == ["7", "8"]
        assert tree.findtext("attributes/attribute/variable") == "true"
        assert tree.find("attributes/attribute/datatype_description").text is None

    def test_of_nothing_is_an_empty_list(self) -> None:
        assert georeport.to_json([]) == b"[]" and len(read("service_requests", [])) == 0

    def test_of_discovery_lists_bare_words(self) -> None:
        tree = read("discovery", {"endpoints": [{"url": "x", "formats": ["text/xml", "application/json"]}]})

        assert tree.xpath("endpoints/endpoint/formats/format/text()") == ["text/xml", "application/json"]

    def test_declares_utf_8_and_no_namespace(self) -> None:
        assert georeport.to_xml("errors", []).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<errors/>')

    @given(some.text())
    def test_holds_whatever_was_typed_in_either_format(self, typed: str) -> None:
        held = [{"code": 400, "description": typed}]
        told = read("errors", held).findtext("error/description") or ""

        assert json.loads(georeport.to_json(held))[0]["description"] == typed
        kept = "".join(char for char in typed if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
        assert told == kept.replace("\r\n", "\n").replace("\r", "\n")


class TestAMoment:
    @pytest.mark.parametrize(
        "text", ["2010-01-01T00:00:00Z", "2010-01-01T08:00:00+08:00", "2010-01-01T08:00:00 08:00", "2010-01-01T00:00Z"]
    )
    def test_is_read_with_its_zone(self, text: str) -> None:
        assert georeport.moment(text) == datetime(2010, 1, 1, tzinfo=UTC)

    @pytest.mark.parametrize("text", [
        "2010-01-01", "2010-01-01T00:00:00", "2010-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", "昨天", "1",
        "9999-12-31T23:59:59-14:00", "２０10-01-01T00:00:00Z", "2010-01-01T00:00:00+99:99",
    ])  # fmt: skip
    def test_is_none_where_it_is_not_written_so(self, text: str) -> None:
        assert georeport.moment(text) is None

    def test_of_two_the_missing_one_is_ninety_days_away(self) -> None:
        day = datetime(2026, 3, 1, tzinfo=CHINA)

        assert georeport.span(None, None, NOW) == (NOW - georeport.LONGEST, NOW)
        assert georeport.span(day, None, NOW) == (day, day + georeport.LONGEST)
        assert georeport.span(None, day, NOW) == (day - georeport.LONGEST, day)

    @pytest.mark.parametrize("days", [-1, 91])
    def test_that_lies_too_far_away_or_before_is_refused(self, days: int) -> None:
        with pytest.raises(georeport.Beyond):
            georeport.span(NOW, NOW + timedelta(days=days), NOW)

    def test_of_a_month_is_its_first(self) -> None:
        """The first of September here is still August in Greenwich."""
        first = datetime(2026, 8, 31, 16, tzinfo=UTC)

        assert georeport.months(first, first, CHINA) == ["2026-09"]
        assert georeport.months(first + timedelta(seconds=1), first + timedelta(days=90), CHINA) == [
            "2026-10",
            "2026-11",
        ]
