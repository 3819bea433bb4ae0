"""Neither journal nor outbox, nor what SQLite keeps beside them, holds a byte about anybody: so nothing is encrypted.

docs/decisions/0028. One person with a name, numbers and an address like nobody else's goes through all that is kept.
"""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

from kiosk.journal import ActState
from kiosk.views import Attract, ConfirmAct, InsertCard, Outcome, Rate, Situation, TakeBack
from kiosk_sim.people import PEOPLE
from tests.room import Room
from tests.virtual_time import run

WHO = "collected"
FILES = ("journal.db", "outbox.db")


def _secrets() -> set[bytes]:
    """Everything that says who it was, as text, as numbers on a card and as bytes in hex; parts of it too."""
    document, card = PEOPLE[WHO].document, PEOPLE[WHO].card
    assert card is not None
    words = {document.name, document.number, document.number[6:14], document.number[-6:], document.address, card.number}
    encoded = {word.encode(encoding) for word in words for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")}
    return encoded | {secret.hex().encode() for secret in encoded} | {bytes.fromhex(document.number[:16])}


def _kept(folder: Path) -> dict[str, bytes]:
    """The two files and all that lies beside them."""
    found = {path.name: path.read_bytes() for name in FILES for path in folder.glob(f"{name}*")}
    assert {*FILES, *(f"{name}-wal" for name in FILES)} <= found.keys()
    return found


def test_a_whole_visit_leaves_nothing_about_anybody_in_journal_and_outbox() -> None:
    async def visit() -> None:
        async with Room() as room:
            glass, office = room.glass, room.bench.office
            office.faults.busy_enquiries = 3
            office.faults.lose_next_answer("activate")
            office.faults.withheld.clear()
            room.bench.lay(WHO)
            await glass.until(Situation)
            glass.answer("activate")
            await glass.until(InsertCard)
            await room.insert(WHO)
            await glass.until(ConfirmAct)
            glass.answer(True)
            ended = await glass.until(Outcome)
            assert ended.sentence.key == "activate-uncertain"
            await office.stop()  # what is told from now on stays in the outbox
            glass.call_staff()
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Rate)
            glass.answer(1)
            await glass.until(Attract)
            _holds_what_it_should(room.folder)
            for (name, data), secret in itertools.product(_kept(room.folder).items(), _secrets()):
                assert secret not in data, name

    run(visit())


def _holds_what_it_should(folder: Path) -> None:
    """Else it would be no wonder that nothing was found."""
    with sqlite3.connect(f"file:{folder / 'outbox.db'}?mode=ro", uri=True) as outbox:
        words = {word for (word,) in outbox.execute("SELECT word FROM messages")}
    with sqlite3.connect(f"file:{folder / 'journal.db'}?mode=ro", uri=True) as journal:
        states = [state for (state,) in journal.execute("SELECT state FROM acts")]
    assert {"help", "staff-called", "activate"} <= words
    assert states == [ActState.SENT.value]
