"""What the office is told of the log, and which lamp calls staff."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.events import (
    CardRetained,
    ContactChanged,
    DocumentRead,
    Event,
    LeftBehind,
    PowerChanged,
    ServiceEnded,
    StaffCalled,
)
from kiosk.hardware.board import Board
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.device import DeviceReport, State
from kiosk.outbox import Happening, Kind, Outbox
from kiosk.session.lights import STAFF, Lights
from kiosk.session.retelling import Retelling
from kiosk.views import InsertCard
from tests.room import ListLog

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (StaffCalled(kept=True), Kind.STAFF_CALLED),
        (CardRetained("card-reader", 3), Kind.CARD_KEPT),
        (LeftBehind("document"), Kind.DOCUMENT_LEFT),
        (LeftBehind("card"), Kind.CARD_LEFT),
        (ContactChanged("door-open", "yes"), Kind.DOOR_OPEN),
        (ContactChanged("tampered", "yes"), Kind.TAMPERED),
        (ContactChanged("tampered", "no"), None),
        (ContactChanged("service", "yes"), None),
        (PowerChanged("ups", "battery"), Kind.MAINS_LOST),
        (PowerChanged("ups", "low"), Kind.BATTERY_LOW),
        (PowerChanged("ups", "mains"), Kind.MAINS_BACK),
        (DocumentRead("resident-id", 900), None),
        (ServiceEnded("progress", "done", 12.0), None),
    ],
    ids=str,
)
def test_the_office_is_told_what_concerns_it(tmp_path: Path, event: Event, kind: Kind | None) -> None:
    log = ListLog()
    outbox = Outbox(tmp_path / "outbox.db", [], log, lambda: NOON)
    Retelling(log, outbox, lambda: NOON).write(event)
    assert log.events == [event]
    letter = outbox.first()
    assert (letter and letter.message) == (kind and Happening(kind, NOON))
    outbox.close()


class _Lamps:
    """A cabinet that remembers."""

    def __init__(self) -> None:
        self.lit: dict[str, Light] = {}

    def light(self, device: str, light: Light) -> None:
        self.lit[device] = light


class _Board:
    """Two devices, one of them out of order."""

    reports = (
        DeviceReport("id-reader", State.UP),
        DeviceReport("card-reader", State.UP),
        DeviceReport("printer", State.FAULTY),
    )


@pytest.mark.parametrize(
    ("staff_lamp", "idle"), [(True, Light.OFF), (False, Light.CALL)], ids=["a lamp of its own", "guide lights only"]
)
def test_a_call_is_seen_and_hides_nothing(staff_lamp: bool, idle: Light) -> None:
    lamps = _Lamps()
    lights = Lights(cast(Board, _Board()), cast(Any, lamps), staff_lamp=staff_lamp)
    lights.follow(InsertCard())
    quiet = dict(lamps.lit)
    assert quiet == {
        STAFF: Light.OFF,
        "id-reader": Light.OFF,
        "card-reader": Light.GUIDE,
        "printer": Light.FAULT,
    }
    lights.call(staff=True)
    assert lamps.lit == {**quiet, STAFF: Light.CALL, "id-reader": idle}
    lights.call(staff=False)
    assert lamps.lit == quiet
