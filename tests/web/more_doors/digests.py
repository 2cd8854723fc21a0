"""门 of one's own digest by mail: while the site sends no mail there is none; the rest in test_digests.py."""

from tests.web.doors import Door, door

# fmt: off
DOORS: tuple[Door, ...] = (
    door("digests:ask", "GET", "in 404"),
    door("digests:ask", "POST", "in 404"),
    door("digests:prove", "GET", "in 404"),
    door("digests:prove", "POST", "in 404"),
    door("digests:stop", "GET", "in 405"),
    door("digests:stop", "POST", "in 404"),
)
# fmt: on
