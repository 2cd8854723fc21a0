"""请求: what the middleware adds to Django's request; for types alone, no instance of it is ever made."""

from datetime import date, datetime

from django.http import HttpRequest

from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern


class Request(HttpRequest):
    """A request with its actor, his posts and its one moment (`middleware.WhoAndWhen`); `looked_at` is set by `fetch`."""

    actor: Actor
    posting: Posting
    postings: list[Posting]
    now: datetime
    today: date
    looked_at: Concern
