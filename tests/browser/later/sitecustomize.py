"""另一天: put before the path of a server, this lets it live LIANXIN_TEST_DAYS days from now. For tests alone."""

import datetime
import os

if days := int(os.environ.get("LIANXIN_TEST_DAYS", "0")):
    from django.utils import timezone

    _now = timezone.now
    timezone.now = lambda: _now() + datetime.timedelta(days=days)
