"""表样文件: the office's own xlsx, changed in place. What is not understood here is kept as it is: pictures, charts, print set-up.

    book = open_book(data)              # checked by zipguard; macros, links to other files and what is embedded are refused
    sheet = book.sheets[0]
    sheet.insert_rows(after=9, by=3)    # copies of row 9; what stands below moves down, sums take them in
    sheet.put(7, 2, "张某")             # text stays text, whatever it looks like
    book.save()

Only the worksheet's own XML, the styles and the list of names are rewritten. Results of formulas are not kept: whoever
opens the file computes them anew.
"""

import io
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from lianxin.pure.templates.anchors import MOVERS, move, relations_of, targets
from lianxin.pure.templates.refs import Shift, cell_of
from lianxin.pure.templates.sheet import MAIN, REL, Sheet
from lianxin.pure.templates.styles import Styles
from lianxin.pure.traces import bare
from lianxin.pure.zipguard import MIB, Limits, Package, Unreadable, open_package

__all__ = ["MOST_BYTES", "Book", "open_book"]

MOST_BYTES = 2 * MIB
LIMITS = Limits(entries=400, entry_bytes=6 * MIB, total_bytes=24 * MIB)
_NOT_XLSX = "这不是 xlsx 表格。请用 Excel 或 WPS 打开后“另存为”xlsx，再上传。"
_OLD = "这是旧格式（.xls、.et）或加了密码的表格。请用 Excel 或 WPS 打开，去掉密码，“另存为”xlsx，再上传。"
_MACROS = "这个表格带宏，不能作表样。请用 Excel 或 WPS“另存为”不带宏的 xlsx，再上传。"
_EMBEDDED = "这个表格引用了别的文件，或者嵌有控件、附件，不能作表样。请删去后另存为 xlsx，再上传。"
_BROKEN = "表格内部有读不懂的地方。请用 Excel 或 WPS 打开后另存为 xlsx，再上传。"
_LARGE = "文件超过 2 MB。表样请只留表头和空行，另存为 xlsx 后再上传。"
_NO_SHEET = "这个文件里没有可以填的工作表。"
_PACKAGE_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_REFUSED_PARTS = (
    "xl/externallinks/",
    "xl/embeddings/",
    "xl/activex/",
    "xl/ctrlprops/",
    "customui/",
    "xl/webextensions/",
)
#: what is kept as it is, and what is said of it when the file is uploaded
_TOLD = (
    ("xl/media/", "此表含图片，填表时原样保留。"),
    ("xl/charts/", "此表含图表，填表时原样保留；图表取数的范围请打开后核对。"),
    ("xl/pivottables/", "此表含数据透视表，填好后请在表格软件里刷新。"),
)


@dataclass
class Book:
    """一个表样文件: its sheets in order, its names, what was noticed."""

    package: Package
    parts: dict[str, etree._Element] = field(default_factory=dict)

    def part(self, name: str) -> etree._Element:
        """The root of a part that may be changed."""
        if name not in self.parts:
            self.parts[name] = self.package.xml(name)
        return self.parts[name]

    @cached_property
    def _targets(self) -> dict[str, str]:
        """Parts of the workbook by the ids of their relations."""
        root = self.package.xml("xl/_rels/workbook.xml.rels")
        return {
            one.get("Id", ""): _path("xl", one.get("Target", "")) for one in root.iter(f"{_PACKAGE_REL}Relationship")
        }

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells share, without their fonts."""
        name = next((one for one in self.package.names if one.lower() == "xl/sharedstrings.xml"), "")
        root = self.package.xml(name) if name else []
        return ["".join(_texts(one)) for one in root]

    @cached_property
    def styles(self) -> Styles:
        name = next((one for one in self.package.names if one.lower() == "xl/styles.xml"), "")
        if not name:
            raise Unreadable(_NOT_XLSX)
        return Styles(self.part(name))

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The visible worksheets, in order."""
        found = []
        for one in self.part("xl/workbook.xml").iter(f"{MAIN}sheet"):
            target = self._targets.get(one.get(f"{REL}id", ""), "")
            if one.get("state", "visible") == "visible" and target.startswith("xl/worksheets/"):
                found.append(Sheet(one.get("name", ""), self, target))
        return found

    @cached_property
    def names(self) -> dict[str, tuple[str, int, int]]:
        """Named cells: name → sheet, row, column. Names of ranges, print areas and the like are left out."""
        found: dict[str, tuple[str, int, int]] = {}
        for one in self.part("xl/workbook.xml").iter(f"{MAIN}definedName"):
            sheet, _mark, ref = (one.text or "").rpartition("!")
            try:
                row, column = cell_of(ref)
            except ValueError:
                continue
            if one.get("hidden") != "1" and not one.get("name", "").startswith("_xlnm"):
                found[one.get("name", "")] = (sheet.strip("'").replace("''", "'"), row, column)
        return found

    @cached_property
    def notes(self) -> list[str]:
        """What there is in the file besides cells, in sentences."""
        names = [name.lower() for name in self.package.names]
        return [words for part, words in _TOLD if any(name.startswith(part) for name in names)]

    def rows_put_in(self, sheet: Sheet, shift: Shift) -> None:
        """Other sheets, names, pictures and notes follow: what refers to the sheet moves with it."""
        relations = relations_of(sheet.part)
        if relations in self.package:
            for kind, target in targets(self.package.xml(relations), tuple(MOVERS)):
                if (part := _path("xl/worksheets", target)) in self.package:
                    move(kind, self.part(part), shift)
        for one in self.part("xl/workbook.xml").iter(f"{MAIN}definedName"):
            one.text = shift.formula(one.text or "", sheet=sheet.name)
        for other in self.sheets:
            if other is not sheet:
                for formula in other.root.iter(f"{MAIN}f"):
                    formula.text = shift.formula(formula.text or "", sheet=sheet.name)

    def save(self) -> bytes:
        """The file, with everything else in it as it came, but whose it was."""
        left_out = self._forget_results()
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as out:
            for name in self.package.names:
                if name in left_out:
                    continue
                changed = self.parts.get(name)
                data = bare(name, self.package.read(name)) if changed is None else _written(changed)
                out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return box.getvalue()

    def _forget_results(self) -> set[str]:
        """Whoever opens the file computes its formulas; the order of computing is theirs to find."""
        for sheet in self.sheets:
            sheet.forget_results()
        workbook = self.part("xl/workbook.xml")
        calc = workbook.find(f"{MAIN}calcPr")
        if calc is None:
            calc = etree.Element(f"{MAIN}calcPr")
            after = [
                workbook.find(f"{MAIN}{tag}")
                for tag in ("definedNames", "externalReferences", "functionGroups", "sheets")
            ]
            next(one for one in after if one is not None).addnext(calc)
        calc.set("fullCalcOnLoad", "1")
        chain = {name for name in self.package.names if name.lower() == "xl/calcchain.xml"}
        if chain:
            for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
                for one in list(self.part(name)):
                    if "calcchain" in (one.get("Target") or one.get("PartName") or "").lower():
                        self.part(name).remove(one)
        return chain


def open_book(data: bytes) -> Book:
    """Check an uploaded table and open it. Raises `Unreadable` with a sentence that says what to do."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_OLD)
    package = open_package(data, limits=LIMITS)
    names = [name.lower() for name in package.names]
    if "xl/workbook.xml" not in package or "xl/_rels/workbook.xml.rels" not in package:
        raise Unreadable(_NOT_XLSX)
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names) or (
        b"macroenabled" in package.read("[Content_Types].xml").lower()
    ):
        raise Unreadable(_MACROS)
    if any(name.startswith(_REFUSED_PARTS) for name in names):
        raise Unreadable(_EMBEDDED)
    book = Book(package)
    try:
        if not book.sheets:
            raise Unreadable(_NO_SHEET)
        for sheet in book.sheets:
            sheet.read()
    except Unreadable:
        raise
    except (ValueError, TypeError, IndexError, KeyError, ArithmeticError) as error:
        raise Unreadable(_BROKEN) from error
    return book


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _path(folder: str, target: str) -> str:
    """A target of a relation as the name of a part."""
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _texts(item: etree._Element) -> list[str]:
    """The runs of a text; not how it is read aloud."""
    found = []
    for one in item:
        if one.tag == f"{MAIN}t":
            found.append(one.text or "")
        elif one.tag == f"{MAIN}r":
            found += [part.text or "" for part in one.iter(f"{MAIN}t")]
    return found
