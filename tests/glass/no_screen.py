"""Imported before Kivy: the test process draws offscreen, also on a desk with a screen."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kiosk.config_file import Face
from kiosk.screens import hardening

os.environ["SDL_VIDEODRIVER"] = "offscreen"
# Square, so that a panel of either orientation fits; SDL's offscreen window cannot change its size.
_FOLDER = Path(tempfile.mkdtemp(prefix="kiosk-test-kivy-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
hardening.before_kivy(
    Face(1920, 1920, False, "T1", "测试大厅", ("zh-CN", "en"), True, _FOLDER / "log"),
    home=_FOLDER,
)
