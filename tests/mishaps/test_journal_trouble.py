"""The journal cannot be written any more (a full disk): nobody is told what is untrue, and the machine goes on."""

from __future__ import annotations

import pytest

from kiosk.events import Mishap
from kiosk.journal import ActKind, ActState, Journal, JournalError
from kiosk.views import Attract, ConfirmAct, InsertCard, Outcome, StageLine, TakeBack, Tone
from kiosk.wiring import utc_now
from tests.room import Room
from tests.virtual_time import run


def _full(*_: object, **__: object) -> None:
    raise JournalError("synthetic: disk full")


async def _confirm(room: Room) -> None:
    room.glass.answer("activate")
    room.bench.lay("collected")
    await room.glass.until(InsertCard)
    await room.insert("collected")
    await room.glass.until(ConfirmAct)
    room.glass.answer(True)


def test_an_answer_that_cannot_be_written_down_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            with monkeypatch.context() as patched:
                patched.setattr(Journal, "settle", _full)
                await _confirm(room)
                view = await room.glass.until(Outcome)
                assert (view.tone, view.sentence.key) == (Tone.DONE, "activated")
                [act] = room.acts()
                assert act.state is ActState.SENT
            room.glass.answer("finish")
            await room.glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await room.glass.until(Attract)
            await room.settled()
            [act] = room.acts()
            assert act.state is ActState.DONE
            assert room.bench.office.store.activations(act.number) == 1

    run(mishap())


def test_an_intent_that_cannot_be_written_down_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            monkeypatch.setattr(Journal, "intend", _full)
            await _confirm(room)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "sorry-machine"
            room.glass.answer("retry")
            await room.glass.until(ConfirmAct)

    run(mishap())


def test_an_act_that_cannot_be_settled_does_not_stop_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.stop_kiosk()
            journal = Journal(room.folder / "journal.db", utc_now)
            journal.sent(journal.intend(ActKind.ACTIVATE))
            journal.close()
            monkeypatch.setattr(Journal, "open_acts", _full)
            room.start_kiosk()
            await room.glass.until_where(Attract, lambda _view: len(room.glass.shown(Attract)) > 1)
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            assert any(isinstance(event, Mishap) and event.where == "settle" for event in room.log.events)

    run(mishap())


@pytest.mark.parametrize("kind", ActKind, ids=lambda kind: kind.value)
def test_what_an_earlier_run_left_open_is_settled_at_the_start(kind: ActKind) -> None:
    """The office has never heard of these; a change of PIN it could not have heard of, and is not asked about."""

    async def mishap() -> None:
        async with Room() as room:
            await room.stop_kiosk()
            journal = Journal(room.folder / "journal.db", utc_now)
            sent, intended = journal.intend(kind), journal.intend(kind)
            journal.sent(sent)
            journal.close()
            room.start_kiosk()
            await room.settled()
            await room.glass.until_where(Attract, lambda _view: len(room.glass.shown(Attract)) > 1)
            states = {act.number: act.state for act in room.acts()}
            assert states == {sent: ActState.UNKNOWN if kind.on_card else ActState.VOID, intended: ActState.VOID}

    run(mishap())
