"""门 of the list of fields. Order of answers: as in doors.py."""

from tests.web.doors import Door, door

# fmt: off
DOORS: tuple[Door, ...] = (
    door("protection:index", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 200"),
)
# fmt: on
