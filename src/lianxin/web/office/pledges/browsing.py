"""地址里写的: keys, days and years, as far as they are such."""

from datetime import date


def read_number(text: str) -> int | None:
    """A key or a number from an address; None where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_day(text: str) -> date | None:
    """A day as 2026-11-03; None where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text.isascii() else None
    except ValueError:
        return None


def read_year(text: str, offered: list[int], today: date) -> int:
    """One of the years offered; else this year, or the last one of which there is anything."""
    asked = read_number(text)
    if asked in offered:
        return asked
    return offered[0] if offered and today.year not in offered else today.year
