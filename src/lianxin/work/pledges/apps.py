from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "lianxin.work.pledges"
    label = "pledges"
    verbose_name = "公开承诺"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lianxin.work.pledges import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.pledges import indicators, queries, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.pledges import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.pledges import sources as _sources  # noqa: F401  (declares what a clerk may count)
        from lianxin.work.stations import board

        board.part("pledges", _("公开承诺"), lambda station, on: queries.of_station(station.unit, on), order=40)
