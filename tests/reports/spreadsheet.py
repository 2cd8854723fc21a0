"""电子表格: a small reader that reckons the formulas of a workbook as a spreadsheet does, for a test that holds them equal."""

import ast
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl

RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
OTHER = re.compile(r"'([^']+)'!([A-Z]+\d+)")
EQUALS = re.compile(r"(?<![<>=])=(?!=)")


class Spreadsheet:
    """The cells of a file; `value` reckons a formula from its formula alone, never from the value that is stored."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def value(self, page: str, name: str) -> Any:
        held = self.book[page][name].value
        if isinstance(held, str) and held.startswith("="):
            text = OTHER.sub(r'OTHER("\1","\2")', RANGE.sub(r'RANGE("\1\2","\3\4")', held[1:]))
            return self._reckon(page, ast.parse(EQUALS.sub("==", text), mode="eval").body)
        return held

    def _reckon(self, page: str, node: ast.AST) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.value(page, node.id) or 0
        if isinstance(node, ast.UnaryOp):
            return -self._reckon(page, node.operand)
        if isinstance(node, ast.BinOp):
            one, other = float(self._reckon(page, node.left)), float(self._reckon(page, node.right))
            signs = {ast.Add: one + other, ast.Sub: one - other, ast.Mult: one * other}
            return one / other if isinstance(node.op, ast.Div) else signs[type(node.op)]
        if isinstance(node, ast.Compare):
            one, other = self._reckon(page, node.left), self._reckon(page, node.comparators[0])
            return {ast.Eq: one == other, ast.GtE: one >= other, ast.LtE: one <= other}[type(node.ops[0])]
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name), ast.dump(node)
        return self._called(page, node.func.id, node.args)

    def _called(self, page: str, name: str, args: list[ast.expr]) -> Any:
        if name == "IF":  # the branch that is not taken is not reckoned: it may divide by nothing
            return self._reckon(page, args[1] if self._reckon(page, args[0]) else args[2])
        found = [self._reckon(page, one) for one in args]
        if name == "OTHER":
            return self.value(*found)
        if name == "RANGE":
            return [self.value(page, cell.coordinate) or 0 for row in self.book[page][":".join(found)] for cell in row]
        if name == "ROUND":
            step = Decimal(1).scaleb(-int(found[1]))
            return float(Decimal(f"{found[0]:.15g}").quantize(step, ROUND_HALF_UP))
        if name == "SUM":
            return sum(sum(one) if isinstance(one, list) else one for one in found)
        if name == "SUMPRODUCT":
            return sum(one * other for one, other in zip(*found, strict=True))
        if name == "ISNUMBER":
            return isinstance(found[0], int | float)
        return {"MAX": max, "MIN": min, "N": lambda one: one}[name](*found)
