"""After two whole visits nothing the machine keeps knows who was here: not the log, the journal, nor any other file."""

from __future__ import annotations

import logging

from kiosk.event_log import EventLog, open_log
from kiosk.views import Attract, ConfirmAct, InsertCard, Outcome, Situation, StageLine, TakeBack
from kiosk_sim.people import PEOPLE
from tests.room import Room
from tests.virtual_time import run


def _secrets() -> set[bytes]:
    secrets: set[str] = set()
    for person in (PEOPLE["ready"], PEOPLE["collected"]):
        secrets |= {person.document.name, person.document.number, person.document.address}
        if person.card is not None:
            secrets.add(person.card.number)
    encodings = ("utf-8", "gb18030", "utf-16-le")
    return {secret.encode(encoding) for secret in secrets for encoding in encodings}


def test_no_file_of_the_machine_holds_personal_data() -> None:
    async def visits() -> None:
        async with Room() as room:
            open_log(room.folder / "kiosk.jsonl")
            written = EventLog()
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            glass.answer("print")
            await glass.until(Outcome)
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await glass.until(Attract)
            room.bench.lay("collected")
            await glass.until(Situation)
            glass.answer("activate")
            await glass.until(InsertCard)
            await room.insert("collected")
            await glass.until(ConfirmAct)
            glass.answer(True)
            await glass.until(Outcome)
            for event in room.log.events:
                written.write(event)
            files = [path for path in room.folder.rglob("*") if path.is_file()]
            assert {"journal.db", "kiosk.jsonl"} <= {path.name for path in files}
            for path in files:
                data = path.read_bytes()
                assert not [secret for secret in _secrets() if secret in data], path.name

    handlers = logging.getLogger().handlers[:]
    try:
        run(visits())
    finally:
        for handler in set(logging.getLogger().handlers) - set(handlers):
            logging.getLogger().removeHandler(handler)
            handler.close()
