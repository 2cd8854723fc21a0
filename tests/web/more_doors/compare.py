"""门 of the comparison. Order of answers: as in doors.py."""

from tests.web.doors import Door, door

ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("compare:index", "GET", ALL),
    door("compare:map", "GET", ALL),
    # there is a file where there are units below to compare
    door("compare:export", "GET", "--- 200 404 404 200 200 404 404 404 404 200 200 200 200 403"),
)
# fmt: on
