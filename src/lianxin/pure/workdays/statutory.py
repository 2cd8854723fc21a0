"""法定节日: the public holidays by law, for years whose notice is not out yet.

《全国年节及纪念日放假办法》 (2024-11-10): 元旦 1, 春节 4 (除夕 to 初三), 清明 1, 劳动节 2, 端午 1, 中秋 1,
国庆节 3 days. Which days are moved to make longer holidays (调休) is said only in the yearly notice, so what
comes from here is a guess and every user of it must say so. The lunar days are known up to 2030; for later
years only the fixed ones are given.
"""

from datetime import date, timedelta

FIXED = (
    (1, 1, "元旦"),
    (5, 1, "劳动节"),
    (5, 2, "劳动节"),
    (10, 1, "国庆节"),
    (10, 2, "国庆节"),
    (10, 3, "国庆节"),
)

# Beijing time; the new moons of these days were recomputed from the mean lunation with its main periodic terms.
MOVING = {
    2027: {"春节": (2, 6), "清明节": (4, 5), "端午节": (6, 9), "中秋节": (9, 15)},
    2028: {"春节": (1, 26), "清明节": (4, 4), "端午节": (5, 28), "中秋节": (10, 3)},
    2029: {"春节": (2, 13), "清明节": (4, 4), "端午节": (6, 16), "中秋节": (9, 22)},
    2030: {"春节": (2, 3), "清明节": (4, 5), "端午节": (6, 5), "中秋节": (9, 12)},
}


def statutory_days(year: int) -> dict[date, str]:
    """The statutory holidays of a year with their names; from 2031 on only those of the solar calendar.

    >>> sorted(on.isoformat() for on, name in statutory_days(2027).items() if name == "春节")
    ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']
    """
    days = {date(year, month, day): name for month, day, name in FIXED}
    for name, (month, day) in MOVING.get(year, {}).items():
        on = date(year, month, day)
        days.setdefault(on, name)
        if name == "春节":
            days.update({on + timedelta(days=step): name for step in (-1, 1, 2)})
    return days
