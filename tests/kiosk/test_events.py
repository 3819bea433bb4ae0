"""The log: one JSON line an event; personal data and the messages of errors never reach it."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import event_log, events
from kiosk.domain.personal import IdNumber, PersonName
from kiosk.event_log import EventLog, open_log
from kiosk.events import Event, Mishap, ServiceStarted, mishap


@dataclass(frozen=True)
class _Careless(Event):
    """An event somebody gave personal data."""

    name: PersonName
    number: IdNumber


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log file, and the root logger as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    path = tmp_path / "kiosk.jsonl"
    open_log(path)
    yield path
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_event_is_one_line_with_its_facts(log: Path) -> None:
    EventLog().write(ServiceStarted("progress"))
    [line] = _lines(log)
    assert (line["event"], line["service"], line["level"]) == ("ServiceStarted", "progress", "info")


def test_personal_data_is_logged_as_its_type_only(log: Path) -> None:
    EventLog().write(_Careless(PersonName("测试甲"), IdNumber("000000199001010016")))
    text = log.read_text(encoding="utf-8")
    assert "测" not in text
    assert "0016" not in text
    assert "<PersonName>" in text


def test_an_error_is_logged_without_its_message(log: Path) -> None:
    try:
        raise ValueError("测试甲 000000199001010016")
    except ValueError as error:
        EventLog().write(mishap("here", error))
        logging.getLogger("foreign").exception("it failed")
    text = log.read_text(encoding="utf-8")
    assert "测试甲" not in text
    assert "ValueError at test_events.py" in text


def test_an_error_that_nobody_looked_at_is_logged_without_its_message(log: Path) -> None:
    """As asyncio tells it: with the error, and with what a callback was given, in its own words."""

    def fails(number: str) -> None:
        raise ValueError(number)

    async def work() -> None:
        asyncio.get_running_loop().call_soon(fails, "000000199001010016")
        forgotten = asyncio.create_task(asyncio.to_thread(fails, "000000199001010024"))
        await asyncio.wait({forgotten})
        del forgotten
        gc.collect()

    asyncio.run(work())
    assert len(_lines(log)) == 2
    text = log.read_text(encoding="utf-8")
    assert "000000" not in text
    assert text.count("ValueError at test_events.py") == 2


def test_a_value_an_event_cannot_hold_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd(Event):
        thing: object

    with pytest.raises(TypeError, match="cannot hold a list"):
        event_log.facts(Odd([1]))


def test_every_event_of_the_catalogue_has_plain_fields_only() -> None:
    for event in Event.__subclasses__():
        if event.__module__ != events.__name__:
            continue
        for field in dataclasses.fields(event):
            assert field.type in ("str", "int", "float", "bool", "int | None"), f"{event.__name__}.{field.name}"
    assert Mishap in Event.__subclasses__()
