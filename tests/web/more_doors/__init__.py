"""门 of each room: a module per room, with DOORS (lines as in doors.py) and, where its addresses need records of its
own, `scene(world)`, which makes them by commands and returns what stands in the addresses: {door.of: {argument: value}}.
"""

import pkgutil
from importlib import import_module
from types import ModuleType


def modules() -> dict[str, ModuleType]:
    """The rooms' modules by name; the name is the namespace of the addresses."""
    return {one.name: import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)}
