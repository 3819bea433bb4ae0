"""The configuration file as it is written: TOML with overrides, and the few values that the first frame needs.

Checking everything takes pydantic, whose import takes longer than drawing the first frame; `kiosk.config.check`
does it while that frame is on the glass.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class ConfigError(Exception):
    """The configuration cannot be used; the text names the file and every key that is wrong."""


@dataclass(frozen=True)
class Face:
    """What the machine shows first: its panel (pixels, inches, millimetres), and what it is called."""

    width: int
    height: int
    fullscreen: bool
    number: str
    hall: str
    languages: tuple[str, ...]
    rehearsal: bool
    log: Path
    inches: float = 21.5
    viewing_distance: float = 600.0
    lower_edge: float = 800.0
    reach: float = 1200.0
    speaks: bool = True
    handwriting: Path | None = None  # the model that reads it


@dataclass(frozen=True)
class ConfigFile:
    """What stands in the file, overrides included; nothing in it is checked yet."""

    path: Path
    data: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """Where relative paths in the file start."""
        return self.path.resolve().parent

    def face(self) -> Face:
        """The values the first frame needs. Raises `ConfigError` for one that is missing or of another type."""
        languages = self._at("machine.languages", list, ["zh-CN", "en"])
        handwriting = self._at("glass.handwriting", str, "")
        return Face(
            width=self._at("glass.width", int),
            height=self._at("glass.height", int),
            fullscreen=self._at("glass.fullscreen", bool, True),
            number=self._at("machine.number", str),
            hall=self._at("machine.hall", str),
            languages=tuple(map(str, languages)) or ("zh-CN",),
            rehearsal=self._at("machine.rehearsal", bool),
            log=Path(self.folder, self._at("files.log", str)).resolve(),
            inches=self._number("glass.inches", Face.inches),
            viewing_distance=self._number("glass.viewing_distance_mm", Face.viewing_distance),
            lower_edge=self._number("glass.lower_edge_mm", Face.lower_edge),
            reach=self._number("glass.reach_mm", Face.reach),
            speaks=self._at("voice.enabled", bool, Face.speaks),
            handwriting=Path(self.folder, handwriting).resolve() if handwriting else None,
        )

    def _number(self, key: str, default: float) -> float:
        """A number above nothing, whole or not."""
        table, name = key.split(".")
        part = self.data.get(table, {})
        value = part.get(name, default) if isinstance(part, dict) else None
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise ConfigError(f"{self.path}: {key}: must be a number above 0")
        return float(value)

    def _at(self, key: str, kind: type[T], default: T | None = None) -> T:
        table, name = key.split(".")
        part = self.data.get(table, {})
        value = part.get(name, default) if isinstance(part, dict) else None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            what = "missing" if value is None else f"must be {kind.__name__}"
            raise ConfigError(f"{self.path}: {key}: {what}")
        return value


def read(path: Path, overrides: Iterable[str] = ()) -> ConfigFile:
    """Read a file and lay ``dotted.key=TOML value`` overrides over it. Raises `ConfigError`."""
    data = _parse(path)
    for override in overrides:
        _override(data, override)
    return ConfigFile(path, data)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def _override(data: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    *tables, last = key.strip().split(".")
    if not equals or not last:
        raise ConfigError(f"override {override!r}: expected dotted.key=value")
    for table in tables:
        below = data.setdefault(table, {})
        if not isinstance(below, dict):
            raise ConfigError(f"override {override!r}: {table} is not a table")
        data = below
    try:
        data[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"override {override!r}: the value is not TOML: {error}") from error


def mistake(part: Mapping[str, Any]) -> str:
    """One error that pydantic found, as its key and what is wrong with it, in the words of this house."""
    where = ".".join(str(step) for step in part["loc"])
    if part["type"] == "extra_forbidden":
        what = "unknown key"
    elif part["type"] == "missing":
        what = "missing"
    else:
        what = str(part["msg"]).removeprefix("Value error, ")
    return ": ".join(filter(None, (where, what)))
