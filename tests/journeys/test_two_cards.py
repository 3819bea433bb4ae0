"""Whoever has two cards, or one whose last day is over at the office, is told about the card that is in the reader."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kiosk.views import Attract, InsertCard, Outcome, PresentDocument, Situation, TakeBack, Tone
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.people import PEOPLE, card_number
from tests.journeys.test_loss import begin
from tests.office_records import ended, older_card
from tests.room import TODAY, Room
from tests.virtual_time import run


def test_the_older_card_is_told_about_and_that_there_is_a_newer_one(tmp_path: Path) -> None:
    async def journey() -> None:
        async with Room(database=tmp_path / "office.db") as room:
            await room.insert_chip(older_card(tmp_path / "office.db", "active", "9"))
            page = await room.glass.until(Situation)
            assert (page.tone, page.sentence.key) == (Tone.SORRY, "card-is-cancelled")
            assert [detail.key for detail in page.details] == ["situation-newer-card"]
            assert "apply" not in [action.key for action in page.actions]
            room.glass.answer("finish")
            await room.glass.until(TakeBack)
            await room.pull()
            await room.glass.until(Attract)
            room.bench.lay("active")
            newest = await room.glass.until_where(Situation, lambda view: view is not page)
            assert newest.sentence.key == "situation-active"

    run(journey())


def test_a_card_that_the_office_does_not_know_is_not_told_as_another_one_that_it_does() -> None:
    async def journey() -> None:
        async with Room() as room:
            holder = PEOPLE["active"].document
            await room.insert_chip(SocialSecurityCard(holder.name, holder.number, card_number(999)))
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.INFORM, "my-card-not-known")

    run(journey())


def test_a_formal_loss_of_the_card_in_the_reader_stands_though_the_newest_is_lost_for_now_only(tmp_path: Path) -> None:
    async def journey() -> None:
        async with Room(database=tmp_path / "office.db") as room:
            card = older_card(tmp_path / "office.db", "temporarily-lost", "2")
            await begin(room, "release", "temporarily-lost")
            await room.glass.until(InsertCard)
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.INFORM, "loss-formal-stands")
            assert room.acts() == []

    run(journey())


def test_a_card_whose_last_day_is_over_at_the_office_is_not_activated(tmp_path: Path) -> None:
    async def journey() -> None:
        async with Room(database=tmp_path / "office.db") as room:
            ended(tmp_path / "office.db", "collected", TODAY - timedelta(days=1))
            room.glass.answer("activate")
            await room.glass.until(PresentDocument)
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "activate-is-expired")
            assert room.acts() == []

    run(journey())
