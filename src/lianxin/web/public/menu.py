"""四扇门, as the bar on every page of the residents' side."""

from django.utils.translation import gettext_lazy as _

from lianxin.web.ui import nav
from lianxin.web.ui.middleware import NOBODY

DOORS = (
    nav.Entry(_("我要反映"), "public:submit", (), "pen"),
    nav.Entry(_("查进度"), "public:follow", (), "clock"),
    nav.Entry(_("评一评"), "public:rate", (), "check"),
    nav.Entry(_("看公开"), "public:open", (), "phone"),
)


def doors(path: str) -> list[nav.Link]:
    """The four doors, the present one marked."""
    return nav.shown(DOORS, NOBODY, path)
