"""名册: who may answer, fixed before the first answer; who took a credential (yes or no, never when); the hall.

No ballot and no credential is here: a credential is made in the browser of its holder and is seen only when it votes.
"""

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person
from lianxin.work.ballots.models.box import PollBox


class Issuing(models.Model):
    """领凭据的时段 of a blind poll: it lies wholly before the first day of voting. Dates, no time of day."""

    box = models.OneToOneField(PollBox, models.CASCADE, related_name="issuing", verbose_name="投票箱")
    opens_on = models.DateField("领凭据开始")
    closes_on = models.DateField("领凭据截止")
    ended_on = models.DateField("销毁签发密钥日期", null=True, blank=True)

    class Meta:
        verbose_name = "领凭据时段"
        constraints = [models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="issuing_closes_after")]


class Roll(models.Model):
    """名册 of one group. Once fixed it never changes; its digest stands in the journal.

    `public_key`: of a blind poll, the group's own key for credentials (DER, base64); `issued`: how many took one,
    known when the window is over.
    """

    box = models.ForeignKey(PollBox, models.CASCADE, related_name="rolls", verbose_name="投票箱")
    group = models.CharField("代码", max_length=40)
    label = models.CharField("评议主体", max_length=120)
    salt = models.CharField(max_length=32)
    digest = models.CharField("名册校验值", max_length=64, blank=True)
    size = models.PositiveIntegerField("名册人数", default=0)
    fixed_on = models.DateField("名册定稿日期", null=True, blank=True)
    public_key = models.TextField("签发公钥", blank=True)
    issued = models.PositiveIntegerField("领凭据人数", null=True, blank=True)

    class Meta:
        verbose_name = "名册"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["box", "group"], name="roll_once"),
            models.CheckConstraint(
                condition=Q(fixed_on=None, digest="") | Q(fixed_on__isnull=False) & ~Q(digest=""),
                name="roll_fixed_has_digest",
            ),
            models.CheckConstraint(condition=Q(issued=None) | Q(issued__lte=F("size")), name="roll_issued_within_size"),
        ]

    @property
    def is_fixed(self) -> bool:
        return self.fixed_on is not None


class RollEntry(models.Model):
    """名册上的一人. `mark` tells two of one name apart; `code_hash`: of the code on his printed letter.

    `asked` is the digest of what he had signed, so that a lost answer can be given again; it goes when the window ends.
    """

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="entries", verbose_name="名册")
    name = models.CharField("姓名", max_length=40)
    unit_name = models.CharField("单位", max_length=60, blank=True)
    mark = models.CharField("区分", max_length=30, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    is_issued = models.BooleanField("已领凭据", default=False)
    asked = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "名册人员"
        ordering = ["unit_name", "name", "mark"]
        constraints = [
            models.UniqueConstraint(fields=["roll", "name", "unit_name", "mark"], name="roll_entry_once"),
            models.UniqueConstraint(fields=["roll", "person"], name="roll_person_once"),
        ]

    @property
    def line(self) -> str:
        """The person as one line: what is hashed and what is drawn from."""
        return "|".join((self.name, self.unit_name, self.mark))


class CallBack(models.Model):
    """抽查回访 of a roll by the unit above: a draw that anyone can do again, and four counts. No answer by person."""

    roll = models.OneToOneField(Roll, models.CASCADE, related_name="call_back", verbose_name="名册")
    seed = models.CharField("抽签种子", max_length=32)
    drawn = models.PositiveIntegerField("抽出人数")
    drawn_on = models.DateField("抽签日期")
    by_unit = models.CharField("回访单位", max_length=60)
    unit_path = models.CharField(max_length=40)
    took_part = models.PositiveIntegerField("答参加过", default=0)
    did_not = models.PositiveIntegerField("答没有参加", default=0)
    unreached = models.PositiveIntegerField("没有联系上", default=0)
    disputed = models.PositiveIntegerField("记为已领而本人说没领", default=0)
    told_on = models.DateField("登记日期", null=True, blank=True)

    class Meta:
        verbose_name = "抽查回访"
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(drawn=F("took_part") + F("did_not") + F("unreached")),
                name="call_back_closes",
            ),
        ]


class HallSession(models.Model):
    """现场评议: where a poll is held in a hall, who leads it and who watches the counting."""

    box = models.OneToOneField(PollBox, models.CASCADE, related_name="session", verbose_name="投票箱")
    place = models.CharField("地点", max_length=80)
    chair = models.CharField("主持人", max_length=40)
    tellers = models.CharField("监票人", max_length=120)
    held_on = models.DateField("日期")

    class Meta:
        verbose_name = "现场评议"


class Attendance(models.Model):
    """到会 of one group: 应到 and 实到."""

    session = models.ForeignKey(HallSession, models.CASCADE, related_name="attendances", verbose_name="现场评议")
    group = models.CharField("代码", max_length=40)
    expected = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")

    class Meta:
        verbose_name = "到会"
        constraints = [
            models.UniqueConstraint(fields=["session", "group"], name="attendance_once"),
            models.CheckConstraint(condition=Q(present__lte=F("expected")), name="attendance_within"),
        ]
