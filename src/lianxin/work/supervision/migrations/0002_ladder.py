"""提醒阶梯的预设. 催办 on the day after expiry, a notice five workdays later: practice of a local hotline rule (grade S)."""

from datetime import date

from django.db import migrations

RULE = "某市热线工作规则：到期次日催办，5 个工作日后仍未办理的书面通报（待核对）"
STEPS = [
    ("not_signed", "未签收提醒", "assigned", 2, True, "handler", "本系统预设"),
    ("due_soon", "快到期提醒", "due", -1, True, "handler", "本系统预设"),
    ("overdue", "超期催办", "due", 1, False, "handler", RULE),
    ("overdue_leader", "超期提示负责人", "due", 5, True, "leader", RULE),
    ("overdue_above", "超期提示上级负责人", "due", 10, True, "above", "本系统预设"),
]


def plant(apps, schema_editor):
    step = apps.get_model("supervision", "LadderStep")
    step.objects.bulk_create(
        step(code=code, label=label, since=since, days=days, in_workdays=in_workdays, told=told, basis=basis,
             valid_from=date(2026, 1, 1))
        for code, label, since, days, in_workdays, told, basis in STEPS
    )


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
