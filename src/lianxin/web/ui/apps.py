from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lianxin.web.ui"
    label = "ui"
    verbose_name = "界面"

    def ready(self) -> None:
        from lianxin.web.office.callbacks import sms_jobs
        from lianxin.web.office.digests import jobs as digest_jobs
        from lianxin.web.office.webhooks import jobs as webhook_jobs
        from lianxin.web.ui import converters, factors

        converters.register()
        factors.listen()
        sms_jobs.hear()
        webhook_jobs.hear()
        digest_jobs.hear()
