"""Imported before Kivy: the test process draws offscreen, also on a desk with a screen."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kiosk.config import Glass
from kiosk.screens import hardening

os.environ["SDL_VIDEODRIVER"] = "offscreen"
# Square, so that a panel of either orientation fits; SDL's offscreen window cannot change its size.
hardening.before_kivy(
    Glass(width=1920, height=1920), rehearsal=True, home=Path(tempfile.gettempdir()) / "kiosk-test-kivy"
)
