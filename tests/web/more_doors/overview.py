"""门 of the leader's one page. Order of answers: as in doors.py."""

from tests.web.doors import Door, door

ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("overview:index", "GET", ALL),
    door("overview:behind", "GET", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 403"),
)
# fmt: on
