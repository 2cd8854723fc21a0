"""命令行: `lianxin COMMAND`. Each command lives in its own module `<name>_cli.py` with `add` and `run`.

Only the module of the command asked for is loaded, and Django only for commands that need the records, so that
`lianxin check` starts fast. A module that is not there is left out of the list.
"""

import argparse
import importlib
import importlib.util
import sys
from types import ModuleType

from lianxin.project.starting import start_django

COMMANDS = {
    "serve": "启动服务：网页和后台任务 · serve the pages and run the tasks",
    "begin": "开始设置码：设立本县 · the code with which a county is begun",
    "practise": "练习：另开一个记录不算数的县 · a county for practice, whose records do not count",
    "county": "几个县：在这个安装里加一个县 · several counties in one installation",
    "demo": "生成演示县 · make the demo county",
    "import": "导入现有台账 · bring in an existing ledger",
    "check": "核对一份总结里的数字 · check the figures of a text",
    "compare": "找出两份文本雷同的段落 · passages that two texts share",
    "figures": "看数字 · figures",
    "rollup": "写出本县的汇总文件，报送上级 · the county's roll-up as Parquet",
    "nation": "全省、全国的数 · figures of province and nation from roll-ups",
    "summary": "写工作总结 · write the summary of a month",
    "remind": "按提醒阶梯提醒 · give the reminders that are due",
    "backup": "备份 · back up",
    "restore": "恢复 · restore a backup",
    "move": "换数据库：SQLite 与 PostgreSQL 之间 · move to another database",
    "checkpoint": "流水检查点 · make a checkpoint of the journal",
    "keys": "字段密钥：检查、换钥 · keys of the sealed columns",
    "doctor": "体检：磁盘、时钟、备份、后台任务 · what is not as it should be",
    "manage": "Django 管理命令 · management commands of Django",
}
WITHOUT_DJANGO = ("serve", "practise", "county", "check", "compare", "nation", "manage")


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 good, 1 findings or a refusal, 2 wrong use)."""
    argv = sys.argv[1:] if argv is None else argv
    name = argv[0] if argv and argv[0] in COMMANDS else ""
    parser = argparse.ArgumentParser(prog="lianxin", description="连心：群众工作的登记、办理、统计、总结与核对。")
    subparsers = parser.add_subparsers(title="命令 · commands", dest="command", metavar="COMMAND")
    if not name:
        for known in present():
            subparsers.add_parser(known, help=COMMANDS[known], add_help=False)
        parser.parse_args(argv[:1])
        parser.print_help()
        return 0 if not argv else 2
    module = _module(name)
    if module is None:
        parser.exit(2, f"这个安装里没有命令 {name}。\n")
    if name == "manage":
        return int(module.run(argparse.Namespace(rest=argv[1:])))
    module.add(subparsers)
    args = parser.parse_args(argv)
    if name not in WITHOUT_DJANGO:
        start_django()
    try:
        return int(module.run(args) or 0)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130


def present() -> list[str]:
    """The commands whose module is there."""
    return [name for name in COMMANDS if importlib.util.find_spec(f"lianxin.project.{name}_cli")]


def _module(name: str) -> ModuleType | None:
    if name not in present():
        return None
    if name not in WITHOUT_DJANGO:
        start_django()  # such a module may name models in its first lines
    return importlib.import_module(f"lianxin.project.{name}_cli")


if __name__ == "__main__":
    sys.exit(main())
