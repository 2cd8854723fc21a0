"""日历文件: what a calendar program reads."""

import doctest
from datetime import UTC, date, datetime

from lianxin.pure import ical

AT = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)


def test_its_own_examples_hold():
    assert doctest.testmod(ical).failed == 0


def test_a_text_can_neither_break_out_of_its_line_nor_grow_beyond_it():
    events = [ical.Event("p,1", date(2026, 12, 31), date(2026, 12, 31), "甲;乙,丙\\丁\r\nEND:VEVENT" + "村" * 99)]
    text = ical.write("安排", events, AT)
    lines = text.split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("END:VEVENT") == 1 and "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:甲\\;乙\\,丙\\\\丁\\nEND:VEVENT" in text and all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "")
