"""The testers' control channel, over a real socket to the real application in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytestmark = pytest.mark.glass

SCRIPT = textwrap.dedent("""
    import asyncio, sys
    from kiosk.app import KioskApp
    from pathlib import Path
    from kiosk.config_file import Face
    from tests.glass.samples import SAMPLES
    face = Face(540, 960, False, "T1", "测试大厅", ("zh-CN", "en"), True, Path(sys.argv[1]) / "log")
    class Log:
        def write(self, event): pass
    async def main(display):
        from kiosk.screens.driver import Driver
        async with Driver(display, 0, app.stop) as driver:
            print(driver.port, flush=True)
            for name in ("stage-line-ready", "confirm-act", "goodbye"):
                await display.ask(SAMPLES[name])
    app = KioskApp(face, Log(), main)
    sys.exit(app.run())
""")


class Tester:
    """A client of the control channel."""

    __test__ = False

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._file = self._socket.makefile("rw")

    def do(self, verb: str, **more: Any) -> dict[str, Any]:
        return self.say(json.dumps({"do": verb, **more}))

    def say(self, line: str) -> dict[str, Any]:
        self._file.write(line + "\n")
        self._file.flush()
        reply: dict[str, Any] = json.loads(self._file.readline())
        return reply

    def tap(self, name: str) -> None:
        targets = {target["name"]: target["rect"] for target in self.do("screen")["targets"]}
        x, y, width, height = targets[name]
        self.do("tap", x=x + width / 2, y=y + height / 2)

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@pytest.fixture
def child(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "KIVY_HOME")}
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    yield process
    process.kill()
    process.communicate()


def test_a_tester_reads_touches_waits_photographs_and_quits(child: subprocess.Popen[str], tmp_path: Path) -> None:
    assert child.stdout is not None
    tester = Tester(int(child.stdout.readline()))
    first = tester.do("wait", view="StageLine", within=20)
    assert (first["view"], first["manner"]["language"], first["settled"]) == ("StageLine", "zh-CN", True)
    assert "测**，您好" in first["texts"]
    tester.tap("show")
    assert "测试甲，您好" in tester.do("screen")["texts"]
    tester.do("screenshot", path=str(tmp_path / "glass.png"))
    assert Image.open(tmp_path / "glass.png").size == (540, 960)
    tester.tap("language:en")
    assert tester.do("screen")["manner"]["language"] == "en"
    tester.tap("primary")
    second = tester.do("wait", view="ConfirmAct", within=20, after=first["serial"])
    assert second["serial"] > first["serial"]
    assert "error" in tester.do("wait", view="Attract", within=0.05)
    assert "error" in tester.do("fly")
    assert "error" in tester.do("tap", x="left")
    assert "error" in tester.say("not json")
    assert "error" in tester.say("[]")
    assert tester.do("quit") == {"quitting": True}
    assert child.wait(timeout=20) == 0
    tester.close()
