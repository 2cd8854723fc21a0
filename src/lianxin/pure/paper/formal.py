"""版头、版记 and what else an issued document bears besides its text (GB/T 9704-2012 7.2, 7.3.5, 7.3.6, 7.4, 10)."""

from dataclasses import dataclass
from datetime import date

FILE, LETTER, MINUTES = "file", "letter", "minutes"
FORMS = (FILE, LETTER, MINUTES)
URGENCIES = ("特急", "加急")


@dataclass(frozen=True)
class Head:
    """版头: who issues, in which of the three forms, and for whom it goes upwards who signs.

    `issuers` begins with 主办机关; `form` is 文件 (red name and 文件, red rule, 7.2), 信函 (double red rules, 10.1) or
    纪要 (10.3; newsletters too). `word` follows the names of a 文件; a 信函 bears the first name alone, a 纪要 its whole
    title as first name. `signers` are named on documents to a higher office (上行文, 7.2.6). `left` and `right` stand above
    the rule of a 纪要 without signers: who edits it, and when.
    """

    issuers: tuple[str, ...]
    form: str = FILE
    word: str = "文件"
    urgency: str = ""
    signers: tuple[str, ...] = ()
    left: str = ""
    right: str = ""

    def __post_init__(self) -> None:
        if not self.issuers or not all(self.issuers):
            raise ValueError("版头要有发文机关")
        if self.form not in FORMS:
            raise ValueError("公文格式只有文件、信函、纪要三种")
        if self.urgency and self.urgency not in URGENCIES:
            raise ValueError("紧急程度只有特急、加急")


@dataclass(frozen=True)
class Imprint:
    """版记: who gets copies, who printed it and when; on the last page, which is an even one (7.4).

    `sent_to` is the addressee where it is too long for the first page (7.3.2). A 信函 has `copied_to` alone (10.1).
    """

    copied_to: str = ""
    printer: str = ""
    printed_on: date | None = None
    sent_to: str = ""
