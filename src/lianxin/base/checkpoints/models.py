"""检查点: how long the journal was on a day and its root, signed; and who outside put his name to it."""

from django.db import models

from lianxin.pure import notes


class Checkpoint(models.Model):
    """流水检查点. Never changed, never deleted, and each longer than the one before; triggers refuse the rest.

    `note` is what is handed out (C2SP tlog-checkpoint with the journal's own signature), `key` the public key that
    signed it, as it is printed.
    """

    size = models.BigIntegerField("条数", unique=True)
    root = models.CharField("校验值", max_length=64)
    origin = models.CharField("流水名", max_length=120)
    note = models.TextField("检查点")
    key = models.CharField("公钥", max_length=240)
    at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "流水检查点"
        ordering = ["-size"]

    @property
    def groups(self) -> list[str]:
        """The root in hexadecimal, in groups that can be typed from paper."""
        return [self.root[n : n + 8] for n in range(0, len(self.root), 8)]


class Cosignature(models.Model):
    """见证签名: the upper unit compared a checkpoint with the one it had kept, and signed it on its own computer."""

    checkpoint = models.ForeignKey(Checkpoint, verbose_name="检查点", on_delete=models.PROTECT, related_name="cosigned")
    name = models.CharField("见证单位", max_length=120)
    key = models.CharField("公钥", max_length=240)
    line = models.TextField("签名行")
    signed_at = models.DateTimeField("签名时间")
    by_name = models.CharField("登记人", max_length=60)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "见证签名"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["checkpoint", "key"], name="cosigned_once")]

    @property
    def note(self) -> str:
        """The checkpoint with this signature under it, as the witness keeps it."""
        return f"{self.checkpoint.note}{self.line}"

    @property
    def key_id(self) -> str:
        return notes.key_of(self.key).id.hex()
