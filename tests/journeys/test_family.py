"""亲情查: by the relative's document or a registered relation; and whoever looked is who they were, or nobody."""

from __future__ import annotations

from kiosk.flows.service import MORE
from kiosk.views import Choose, Guide, Home, Menu, Outcome, Pick, Picked, PresentDocument, Situation, StageLine
from tests.room import Room
from tests.virtual_time import run


async def _choose(room: Room, way: str) -> Choose[str]:
    room.glass.answer(MORE)
    await room.glass.until(Menu)
    room.glass.answer("family")
    asked = await room.glass.until(Choose)
    room.glass.answer(way)
    return asked


def test_the_relatives_document_shows_their_card_masked_more_and_nobody_is_served_under_it() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("active")
            await glass.until(Situation)
            await _choose(room, "document")
            asked = await glass.until(PresentDocument)
            assert asked.hint is not None
            assert asked.hint.key == "family-lay-theirs"
            room.bench.id_reader.lift()
            room.bench.lay("keys")
            page = await glass.until(StageLine)
            assert str(page.person) == "测**"  # not even how long the name is
            assert all(action.key != "activate" for action in page.actions)
            glass.answer("home")
            home = await glass.until(Home)
            assert home.person is None
            room.bench.id_reader.lift()
            room.bench.lay("ready")
            mine = await glass.until_where(StageLine, lambda view: str(view.person) == "𬭎**")
            assert mine.sentence.key == "progress-is-ready"

    run(journey())


def test_whoever_is_known_by_their_chip_card_is_so_afterwards() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await room.insert("active")
            await glass.until(Situation)
            await _choose(room, "document")
            asked = await glass.until(PresentDocument)
            assert asked.hint is not None
            assert asked.hint.key == "family-lay-down"
            room.bench.lay("child")
            await glass.until(StageLine)
            glass.answer("home")
            home = await glass.until(Home)
            assert str(home.person) == "测**"

    run(journey())


def test_a_relative_who_has_collected_is_not_offered_activation() -> None:
    async def journey() -> None:
        async with Room() as room:
            await _choose(room, "document")
            await room.glass.until(PresentDocument)
            room.bench.lay("collected")
            page = await room.glass.until(StageLine)
            assert [action.key for action in page.actions] == ["print", "finish", "home"]

    run(journey())


def test_a_registered_relative_is_picked_from_the_offices_list() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _choose(room, "relation")
            await glass.until(PresentDocument)
            room.bench.lay("parent")
            pick = await glass.until(Pick)
            assert [row.detail.key for row in pick.rows if row.detail] == [
                "relation-child",
                "relation-child",
                "relation-other",
            ]
            glass.answer(Picked(pick.rows[0].key))
            page = await glass.until(StageLine)
            assert str(page.person) == "样**"
            assert page.sentence.key == "progress-is-ready"
            glass.answer("print")
            await glass.until(Outcome)
            [slip] = room.slips()
            assert "样例学童" not in slip

    run(journey())


def test_a_relative_without_an_application() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _choose(room, "relation")
            await glass.until(PresentDocument)
            room.bench.lay("parent")
            pick = await glass.until(Pick)
            glass.answer(Picked(pick.rows[1].key))
            told = await glass.until(Outcome)
            assert told.sentence.key == "family-nothing-known"

    run(journey())


def test_who_has_nobody_registered_is_told_of_the_mini_program() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _choose(room, "relation")
            await glass.until(PresentDocument)
            room.bench.lay("ready")
            guide = await glass.until(Guide)
            assert guide.answer.key == "family-nobody-registered"
            assert len(guide.steps) == 3

    run(journey())


def test_relations_are_asked_for_only_where_the_owner_offers_it() -> None:
    async def journey() -> None:
        async with Room(("services.family_relations=false",)) as room:
            asked = await _choose(room, "neither")
            assert [option.key for option in asked.options] == ["document", "neither"]
            await room.glass.until(Guide)

    run(journey())
