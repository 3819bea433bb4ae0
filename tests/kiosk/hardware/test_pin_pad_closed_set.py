"""Nothing the kiosk can say to a PIN pad erases or loads a key, restarts it, or changes its speed."""

from __future__ import annotations

import ast
import inspect
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kiosk.hardware.pin_pad
from kiosk.hardware.pin_pad.kmy import commands as kmy
from kiosk.hardware.pin_pad.kmy.wire import Form
from kiosk.hardware.pin_pad.zt import commands as zt

FOLDER = Path(kiosk.hardware.pin_pad.__path__[0])
PANS = ("000000000000", "900001234567", "999999999999", "503150315031")
NUMBERS = range(-1, 257)
VALUES: dict[str, Any] = {
    "switch": zt.Switch,
    "limit": zt.Limit,
    "pin_format": zt.PinFormat,
    "form": Form,
    "keys": kmy.Keys,
    "clear_all": (False, True),
    "pan12": PANS,
    "master": range(-1, 17),
    "work": range(-1, 17),
}
# Fact sheet 5.1: load (1, 2, b, c) or erase (n, in the ZT598 driver) keys, restart, wipe, change the speed.
ZT_NEVER = ("1", "2", "b", "c", "n", "5030", "5031", "56")
# Fact sheet 5.2: 31 resets (31 38 clears the keys too), 32 and 33 load keys.
KMY_NEVER = (0x31, 0x32, 0x33)


def every(module: Any) -> Iterator[Any]:
    """Every command a module can make: each class with each combination of values that it takes."""
    kinds = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, module.Command)]
    assert len(kinds) > 5
    for kind in set(kinds) - {module.Command}:
        names = list(inspect.signature(kind).parameters)
        for values in itertools.product(*(_values(name, names) for name in names)):
            try:
                yield kind(*values)
            except ValueError:
                continue


def _values(name: str, names: list[str]) -> list[Any]:
    several = {"key", "length"} <= set(names)  # all keys and all lengths: not all of both at once
    if name == "length" and several:
        return [0, 1, 6, 12, 13]
    return list(VALUES.get(name, NUMBERS))


def test_no_text_to_a_zt_erases_or_loads_anything() -> None:
    texts = {command.text() for command in every(zt)}
    assert len(texts) > 10_000
    assert [text for text in texts if text.startswith(ZT_NEVER)] == []
    assert {text[0] for text in texts} == set("34567o")


def test_no_control_of_a_zt_is_more_than_it_should_be() -> None:
    """50 switches, 52 limits the time, 53 masks, 54 and 55 limit the length."""
    controls = {command.text() for command in every(zt) if command.text().startswith("5")}
    assert {text for text in controls if text[1] == "0"} == {"5032", "5033", "5034", "5035"}
    assert {text[1] for text in controls} == set("02345")
    assert {len(text) for text in controls} == {4}


def test_every_frame_of_a_zt_holds_one_text_and_no_other() -> None:
    for command in every(zt):
        framed = command.encode()
        assert framed.count(b"\x02") == framed.count(b"\x03") == 1
        assert framed[1:4] == b"%03d" % len(command.text())
        assert framed[4:-3] == command.text().encode("ascii")


def test_no_command_to_a_kmy_erases_or_loads_anything() -> None:
    bodies = {command.body() for command in every(kmy)}
    assert len(bodies) > 3_000
    assert [body for body in bodies if body[0] in KMY_NEVER] == []
    assert {body[0] for body in bodies} == {0x30, 0x34, 0x35, 0x42, 0x43, 0x45, 0x46}
    assert {body for body in bodies if body[0] == 0x46} == {b"\x46\x01\x30"}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_frames_are_made_of_commands_only(path: Path) -> None:
    """`frame` is called in one place per model: where a command encodes itself."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "frame"
    ]
    assert len(calls) == (path.name == "commands.py")
