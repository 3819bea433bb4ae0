"""Where events go: a rotating file of JSON lines, in which personal data is masked by its type."""

from __future__ import annotations

import dataclasses
import enum
import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kiosk.domain.personal import Personal
from kiosk.events import Event, place

_LOGGER = logging.getLogger("kiosk")


class EventLog:
    """Writes events as JSON lines through the standard logging package."""

    def write(self, event: Event) -> None:
        """Record one event; never raises because of its content."""
        _LOGGER.log(event.level, "%s", type(event).__name__, extra={"facts": facts(event)})


def facts(event: Event) -> dict[str, object]:
    """The fields of an event as JSON can hold them."""
    return {f.name: _plain(getattr(event, f.name)) for f in dataclasses.fields(event)}


def _plain(value: object) -> object:
    if isinstance(value, Personal):
        return f"<{type(value).__name__}>"
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    raise TypeError(f"an event cannot hold a {type(value).__name__}")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": "" if _may_quote(record) else record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = place(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _may_quote(record: logging.LogRecord) -> bool:
    """Whether a library tells of an error: asyncio's words hold the error's own, and what a callback was given."""
    return bool(record.exc_info) and record.name.partition(".")[0] != _LOGGER.name


def open_log(path: Path) -> None:
    """Send events, and warnings of libraries, to a rotating file of JSON lines (10 files of 5 MB)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=5_000_000, backupCount=9, encoding="utf-8")
    handler.setFormatter(_JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    _LOGGER.setLevel(logging.DEBUG)
