"""窗口: taps, matters done at the counter with the trips they cost, the five hearts, calls to be returned."""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.windows.models.published import GuideEntry
from lianxin.work.windows.terms import Heart, Mark, ServiceResult, SmallService, TallyKind


class Tally(models.Model):
    """窗口计数: one tap: a consultation with its topic, or a small service; how many people, never who."""

    kind = models.CharField("类别", max_length=14, choices=TallyKind.choices)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分类")
    item = models.CharField("小服务", max_length=14, choices=SmallService.choices, blank=True)
    people = models.PositiveIntegerField("人次", default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    at = models.DateTimeField("时间")
    tapped_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经办人")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "窗口计数"
        indexes = [models.Index(fields=["unit_path", "on"], name="tally_unit_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="consult", topic__isnull=False, item="")
                | (Q(kind="small_service", topic=None) & ~Q(item="")),
                name="tally_topic_or_item",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"tally:{self.pk}"

    @property
    def what(self) -> str:
        """The topic or the small service, in words."""
        return self.topic.label if self.topic else self.get_item_display()


class Service(Beside):
    """窗口办事: one matter at the counter: what was explained, what was missing, how many trips it cost.

    Nobody's name is asked. `code` stands on the notice of missing papers, so that the resident is known again by
    his matter. `concern` is set where the trips are counted for a concern. Where the unit's published guide names the
    matter, `due_on` is the day that it promised (服务承诺); it is empty while papers are missing.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    matter = models.CharField("事项", max_length=60)
    explained = models.TextField("解释了什么", blank=True)
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="service", verbose_name="诉求"
    )
    guide = models.ForeignKey(
        GuideEntry, models.PROTECT, null=True, blank=True, related_name="services", verbose_name="办事指南"
    )
    due_on = models.DateField("办理期限", null=True, blank=True)
    began_on = models.DateField("初次来办日期")
    trips = models.PositiveSmallIntegerField("跑动次数", default=1)
    missing = models.JSONField("缺少的材料", default=list)
    told_on = models.DateField("告知日期", null=True, blank=True)
    told_all_at_once = models.BooleanField("一次告知", default=True)
    result = models.CharField("办理情况", max_length=12, choices=ServiceResult.choices, default=ServiceResult.OPEN)
    elsewhere = models.CharField("指引到哪里", max_length=120, blank=True)
    finished_on = models.DateField("结束日期", null=True, blank=True)
    by_name = models.CharField("经办人", max_length=60)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "窗口办事"
        indexes = [models.Index(fields=["unit_path", "-began_on"], name="service_unit_began")]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="open", finished_on=None) | (~Q(result="open") & Q(finished_on__isnull=False)),
                name="service_finished_has_date",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"service:{self.code}"


class HeartCount(models.Model):
    """五心评价: how often a day each mark was given at a window. No person, no time of day, no address."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    heart = models.CharField("五心", max_length=10, choices=Heart.choices)
    mark = models.CharField("评价", max_length=6, choices=Mark.choices)
    number = models.PositiveIntegerField("次数", default=0)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "五心评价"
        constraints = [models.UniqueConstraint(fields=["unit", "on", "heart", "mark"], name="heart_once_a_day")]


class PhoneCall(Beside):
    """电话登记: a call that is to be returned; whoever rings back says the code first, so that he is known as the office."""

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="phone_call", verbose_name="诉求")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    call_back_code = models.CharField("回电码", max_length=4)
    call_back_on = models.DateField("约定回电日期")
    called_back_on = models.DateField("已回电日期", null=True, blank=True)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "电话登记"

    @property
    def ref(self) -> str:
        return f"call:{self.pk}"
