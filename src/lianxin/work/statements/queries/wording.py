"""数字的写法 as an office writes them: 300余, 28万元. Papers are in Chinese whatever the language of the page."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils.translation import override


def in_chinese() -> AbstractContextManager[None]:
    """The language of papers."""
    return override(settings.LANGUAGE_CODE)


def about(number: int) -> str:
    """Below a hundred exact; above it the hundreds, 余 where something is left over.

    >>> [about(n) for n in (58, 270, 300, 306, 1250)]
    ['58', '270', '300', '300余', '1200余']
    """
    whole = number - number % 100
    return f"{whole}余" if number > 300 and whole != number else str(number)


def yuan(number: int) -> str:
    """万元 where nothing is lost by it, else to the yuan.

    >>> [yuan(n) for n in (280000, 285000, 280400, 900)]
    ['28万元', '28.5万元', '280400元', '900元']
    """
    if number < 10_000 or number % 1000:
        return f"{number}元"
    return f"{number / 10_000:g}万元"
