"""日子的叫法: the festivals of the law and why a day does not count, in the language of the page; what a county named, as it did."""

from django.utils.translation import gettext, gettext_noop

FESTIVALS = (
    gettext_noop("元旦"), gettext_noop("春节"), gettext_noop("清明节"), gettext_noop("劳动节"), gettext_noop("端午节"),
    gettext_noop("中秋节"), gettext_noop("国庆节"), gettext_noop("抗战胜利纪念日"),
)  # fmt: skip
#: as the reckoning of time limits says it (pure/workdays)
CAUSES = (
    gettext_noop("元旦放假"), gettext_noop("春节放假"), gettext_noop("清明节放假"), gettext_noop("劳动节放假"),
    gettext_noop("端午节放假"), gettext_noop("中秋节放假"), gettext_noop("国庆节放假"), gettext_noop("抗战胜利纪念日放假"),
    gettext_noop("调休上班"), gettext_noop("周六"), gettext_noop("周日"),
)  # fmt: skip


def called(word: str) -> str:
    """A festival, a weekday or a cause as it is read here.

    >>> called(""), called("县庆")
    ('', '县庆')
    """
    return gettext(word) if word else ""
