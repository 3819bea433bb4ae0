"""For the journeys of guides: touch a service in the menu, answer its questions, read the guide, leave again."""

from __future__ import annotations

import functools

from kiosk.domain.text import Text
from kiosk.flows.service import MORE
from kiosk.i18n import Words
from kiosk.views import Attract, Choose, Goodbye, Guide, Menu, Outcome
from tests.room import Room

_words = functools.cache(Words)  # reading all the words of a language takes a while


async def begin(room: Room, service: str) -> None:
    """From the attract screen into a service."""
    await room.glass.until(Attract)
    room.glass.answer(MORE)
    menu = await room.glass.until(Menu)
    assert service in [offer.key for group in menu.groups for offer in group.offers if offer.closed is None]
    room.glass.answer(service)


async def choose(room: Room, question: str, answer: str) -> None:
    """Answer a question, which must be the one on the glass and offer this answer."""
    asked = await room.glass.until(Choose)
    assert asked.question.key == question
    assert answer in [option.key for option in asked.options]
    room.glass.answer(answer)


async def printed(room: Room) -> str:
    """Have the guide on the glass printed, finish, and give the slip's text."""
    room.glass.answer("print")
    outcome = await room.glass.until(Outcome)
    assert outcome.sentence.key == "printed"
    room.glass.answer("finish")
    await room.glass.until(Goodbye)
    return room.slips()[-1].replace("\n", "")


async def leave(room: Room) -> None:
    """Exit."""
    room.glass.leave()
    await room.glass.until(Goodbye)


def keys(texts: tuple[Text, ...]) -> list[str]:
    """What is said, by key; words that came as data as ``value``."""
    return [said.key for said in texts]


def read(guide: Guide[str], language: str = "zh-CN") -> str:
    """Everything a guide says, in words."""
    words = _words(language)
    basis = () if guide.basis is None else (guide.basis,)
    return "\n".join(words.say(said) for said in (guide.title, guide.answer, *guide.steps, *guide.remarks, *basis))
