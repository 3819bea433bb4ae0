"""How the machine speaks: the table [voice]."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from kiosk.config_places import FilePath


class Voice(BaseModel, frozen=True, extra="forbid"):
    """The table [voice]. Volume and speed are those a visit begins with."""

    enabled: bool = True
    output: Literal["alsa", "folder"] = "alsa"  # folder: what would be heard is written into files
    device: str = Field(default="default", pattern=r"^[!-~]{1,64}$")  # alsa: as `aplay -L` names it
    folder: FilePath = Path("/var/lib/hrss-kiosk/spoken")  # folder: where to
    volume: int = Field(default=50, ge=10, le=100)  # percent
    speed: int = Field(default=160, ge=80, le=320)  # words a minute
    headphones: bool = False  # only the citizen hears it, so masked values are said as they are seen
    prompts: FilePath = Path("/var/lib/hrss-kiosk/prompts")  # recordings, by language and message key
