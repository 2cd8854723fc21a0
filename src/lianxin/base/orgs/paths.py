"""单位路径: fixed-width steps, four hexadecimal digits each, so that a subtree is one index range.

`path__startswith` would be a LIKE, which scans the whole table on SQLite; `within` writes the range.
"""

from django.db.models import Q

STEP = 4


def child_path(parent: str, number: int) -> str:
    """The path of the `number`-th child (1 …)."""
    if not 0 < number < 16**STEP:
        raise ValueError("下级单位过多")
    return parent + format(number, f"0{STEP}x")


def after(root: str) -> str:
    """The first string beyond the subtree of `root`: steps hold only 0–9 and a–f, and "g" follows them all."""
    return root + "g"


def within(field: str, root: str) -> Q:
    """下级(含本级): `field` lies in the subtree of `root`, as an index range on both databases."""
    return Q(**{f"{field}__gte": root, f"{field}__lt": after(root)})


def is_within(path: str, root: str) -> bool:
    """The same for one path in memory."""
    return bool(path) and path.startswith(root)


def ancestors(path: str) -> list[str]:
    """The path itself and every path above it, from the top down."""
    return [path[: i + STEP] for i in range(0, len(path), STEP)]


def party_paths(own: str, *former: str) -> list[str]:
    """当事单位: the units whose work an office there may not judge: itself and those above it; the county only itself.

    `former` are the paths of the units that were merged into it: their work was its own.
    """
    found = [own[:n] for n in range(2 * STEP, len(own) + 1, STEP)] + [own] * (len(own) == STEP)
    return found + [path for one in former for path in party_paths(one) if path not in found]
