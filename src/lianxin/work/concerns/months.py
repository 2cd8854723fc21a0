"""统计列: the month of each date and the days to closing, kept beside the dates, with their indexes.

An index (month, unit, …) that holds all columns which the indicators read answers a whole county's month by reading
that month alone, never the rows. They are ordinary columns, because SQLite never takes an index as covering where a
generated column is read (3.40); a check constraint keeps each equal to what its date says, so they cannot drift.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from lianxin.base.indicators.sql import DaysBetween, MonthNumber

UNSET = -9999


class Derived(models.SmallIntegerField):
    """A number that follows from dates of the same row; set at every save, never by hand."""

    def __init__(self, *dates: str, **options: Any) -> None:
        self.dates = dates
        super().__init__(**{**options, "null": True, "editable": False})

    def deconstruct(self) -> Any:
        name, path, _args, options = super().deconstruct()
        options.pop("null"), options.pop("editable")
        return name, path, list(self.dates), options

    def pre_save(self, model_instance: models.Model, add: bool) -> int | None:
        fields = {field.name: field for field in model_instance._meta.concrete_fields}
        found = [fields[name].to_python(getattr(model_instance, name)) for name in self.dates]
        number = None if None in found else self.derive(*found)
        setattr(model_instance, self.attname, number)
        return number

    def derive(self, *dates: date) -> int:
        raise NotImplementedError


class MonthOf(Derived):
    """月份 of a date, as `MonthNumber` counts them."""

    def derive(self, *dates: date) -> int:
        return dates[0].year * 12 + dates[0].month - 1


class DaysOf(Derived):
    """天数: natural days from the second date to the first."""

    def derive(self, *dates: date) -> int:
        return (dates[0] - dates[1]).days


class Deriving(models.Model):
    """A record some of whose columns follow from its dates."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Any = None, **options: Any) -> None:
        """Save; where only some fields are saved, what follows from their dates is saved with them."""
        if update_fields is not None:
            chosen = set(update_fields)
            derived = [field for field in self._meta.fields if isinstance(field, Derived)]
            update_fields = chosen | {field.name for field in derived if chosen & set(field.dates)}
        super().save(*args, update_fields=update_fields, **options)


class Months(Deriving):
    """统计列 of a concern; read by the figures only."""

    received_month = MonthOf("received_on")
    accepted_month = MonthOf("accepted_on")
    assigned_month = MonthOf("assigned_on")
    replied_month = MonthOf("replied_on")
    closed_month = MonthOf("closed_on")
    rated_month = MonthOf("rated_on")
    reopened_month = MonthOf("reopened_on")
    days_to_close = DaysOf("closed_on", "received_on")

    class Meta:
        abstract = True


def follows(name: str, told: Any) -> Exact:
    """The condition that a derived column says what its dates say, also where there are none."""
    return Exact(Coalesce(F(name), Value(UNSET)), Coalesce(told, Value(UNSET)))


DERIVED = {
    "received_month": MonthNumber("received_on"),
    "accepted_month": MonthNumber("accepted_on"),
    "assigned_month": MonthNumber("assigned_on"),
    "replied_month": MonthNumber("replied_on"),
    "closed_month": MonthNumber("closed_on"),
    "rated_month": MonthNumber("rated_on"),
    "reopened_month": MonthNumber("reopened_on"),
    "days_to_close": DaysBetween("closed_on", "received_on"),
}
CONSTRAINTS = [
    models.CheckConstraint(condition=Q(follows(name, told)), name=f"concern_{name}") for name, told in DERIVED.items()
]

# 可能超期: its date set and no answer by then; what may have been overdue on some day. A term of the partial index.
LATE = Q(due_on__isnull=False) & (Q(replied_on__isnull=True) | Q(replied_on__gt=F("due_on")))

# 挂账到过月底: on the shelf over the end of a month, which is all that a stock of whole periods asks for.
SHELVED = Q(shelved_on__isnull=False) & (Q(replied_month__isnull=True) | Q(replied_month__gt=F("accepted_month")))

# 久未办结: what may have been open so many days on some day: never closed, or closed only then. A term of the partial index.
LONG_DAYS = 90
LONG = Q(closed_on__isnull=True) | Q(days_to_close__gte=LONG_DAYS)

# `include` matters on PostgreSQL alone: SQLite has the key in every index, and past the wall each row is known by it.
INDEXES = [
    models.Index(
        fields=[
            "received_month", "unit_path", "status", "channel", "kind", "topic", "due_is_provisional", "split_from",
            "merged_into", "received_on", "accepted_on",
        ],
        name="concern_fig_received", include=["id"],
    ),
    models.Index(
        fields=["accepted_month", "unit_path", "status", "handling", "split_from", "is_objective"],
        name="concern_fig_accepted", include=["id"],
    ),
    models.Index(fields=["assigned_month", "unit_path", "status", "sent_back", "split_from"], name="concern_fig_assigned", include=["id"]),
    models.Index(fields=["assigned_month", "handler_path", "status", "split_from"], name="concern_fig_handed", include=["id"]),
    models.Index(
        fields=["replied_month", "unit_path", "status", "split_from", "replied_on", "first_due_on", "round"],
        name="concern_fig_replied", include=["id"],
    ),
    models.Index(
        fields=[
            "closed_month", "unit_path", "days_to_close", "status", "closed_on", "first_due_on", "outcome", "rating",
            "split_from", "settled_on", "round",
        ],
        name="concern_fig_closed", include=["id"],
    ),
    models.Index(
        fields=["closed_month", "handler_path", "status", "closed_on", "first_due_on", "split_from"],
        name="concern_fig_done", include=["id"],
    ),
    models.Index(
        fields=["rated_month", "unit_path", "status", "rating", "rated_contacted", "rated_solved", "confirmed_on", "split_from"],
        name="concern_fig_rated", include=["id"],
        condition=Q(rated_month__isnull=False),
    ),
    models.Index(
        fields=["reopened_month", "unit_path", "status", "split_from"],
        name="concern_fig_reopened", include=["id"],
        condition=Q(reopened_month__isnull=False),
    ),
    models.Index(
        fields=[
            "unit_path", "shelved_on", "off_shelf_on", "review_on", "replied_on", "closed_on", "received_on", "status", "split_from",
            "replied_month", "accepted_month",
        ],
        name="concern_fig_shelf", include=["id"],
        condition=SHELVED,
    ),
    models.Index(
        fields=["unit_path", "due_on", "replied_on", "closed_on", "received_on", "status", "split_from"],
        name="concern_fig_late", include=["id"],
        condition=LATE,
    ),
    models.Index(
        fields=["handler_path", "due_on", "replied_on", "closed_on", "received_on", "status", "split_from"],
        name="concern_fig_late_hand", include=["id"],
        condition=LATE,
    ),
    models.Index(
        fields=["unit_path", "received_on", "closed_on", "status", "split_from"],
        name="concern_fig_long", include=["id"],
        condition=LONG,
    ),
]  # fmt: skip
