"""A citizen, a stray keyboard or an error cannot end or cover the application; a signal can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kiosk.config_file import Face
from kiosk.events import Mishap
from kiosk.screens import hardening
from tests.glass.panel import Glass
from tests.glass.samples import CONFIRM

pytestmark = pytest.mark.glass

ESCAPE, F1, F11 = 27, 282, 292


def _still_serves(glass: Glass) -> None:
    answer = glass.ask(CONFIRM)
    glass.tap("primary")
    assert answer.result() is True


@pytest.mark.parametrize("key", [ESCAPE, F1, F11])
def test_keys_do_nothing(glass: Glass, key: int) -> None:
    from kivy.core.window import Window

    before = list(Window.children)
    Window.dispatch("on_keyboard", key, 0, None, [])
    Window.dispatch("on_key_down", key, 0, None, [])
    glass.frame()
    assert list(Window.children) == before
    _still_serves(glass)


def test_a_close_request_is_refused(glass: Glass) -> None:
    from kivy.core.window import Window

    assert Window.dispatch("on_request_close", source="keyboard")
    _still_serves(glass)


def test_an_error_in_a_touch_handler_is_logged_and_survived(glass: Glass) -> None:
    glass.ask(CONFIRM)

    def fail() -> None:
        raise ZeroDivisionError("synthetic")

    glass.targets()["primary"]._on_tap = fail
    glass.tap("primary")
    mishaps = [event for event in glass.log.events if isinstance(event, Mishap)]
    assert len(mishaps) == 1
    assert mishaps[0].error.startswith("ZeroDivisionError")
    _still_serves(glass)


def test_only_one_input_reports_touches() -> None:
    from kivy.config import Config

    assert dict(Config.items("input")) == {"mouse": "mouse,disable_multitouch"}


def test_a_real_machine_never_draws_into_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SDL_VIDEODRIVER", "KIVY_HOME"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.setattr(hardening, "_configure", lambda _face: None)
    real = Face(1080, 1920, True, "T1", "测试大厅", ("zh-CN",), False, tmp_path / "log")
    hardening.before_kivy(real, home=tmp_path)
    assert os.environ["SDL_VIDEODRIVER"] == "x11"
    assert not hardening.offscreen()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_works_and_then_the_process(tmp_path: Path, number: signal.Signals) -> None:
    child = _start(tmp_path, "await asyncio.Event().wait()")
    assert child.stdout is not None
    assert child.stdout.readline() == "works\n"
    child.send_signal(number)
    rest, errors = child.communicate(timeout=30)
    assert (rest, child.returncode) == ("ended\n", 0), errors


def test_works_that_end_end_the_process(tmp_path: Path) -> None:
    child = _start(tmp_path, "pass")
    out, errors = child.communicate(timeout=30)
    assert (out, child.returncode) == ("works\nended\n", 0), errors


def test_works_that_fail_end_the_process_with_an_error_code(tmp_path: Path) -> None:
    child = _start(tmp_path, "raise RuntimeError('synthetic')")
    out, errors = child.communicate(timeout=30)
    assert (out, child.returncode) == ("works\nended\n", 1), errors


def test_a_real_machine_without_a_screen_ends_at_once(tmp_path: Path) -> None:
    child = _start(tmp_path, "pass", rehearsal=False)
    out, _ = child.communicate(timeout=30)
    assert out == ""
    assert child.returncode != 0


def _start(folder: Path, works: str, *, rehearsal: bool = True) -> subprocess.Popen[str]:
    """The whole application in a process of its own, with a scripted main."""
    script = textwrap.dedent(f"""
        import asyncio, sys
        from kiosk.app import KioskApp
        from pathlib import Path
        from kiosk.config_file import Face
        face = Face(1080, 1920, True, "T1", "测试大厅", ("zh-CN", "en"), {rehearsal}, Path("{folder}/log"))
        class Log:
            def write(self, event): pass
        async def main(display):
            print("works", flush=True)
            try:
                {works}
            finally:
                print("ended", flush=True)
        sys.exit(KioskApp(face, Log(), main).run())
    """)
    without = ("DISPLAY", "SDL_VIDEODRIVER", "KIVY_HOME")
    environment = {key: value for key, value in os.environ.items() if key not in without}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
