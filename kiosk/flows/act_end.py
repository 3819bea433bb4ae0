"""How an act at the office ends, on the glass and on paper: done, refused, void or not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from kiosk.backend_client.models import Reason
from kiosk.domain.identity import Identity
from kiosk.domain.receipt import Barcode, Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.acts import Settled
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.service import Visit
from kiosk.flows.slip import heading
from kiosk.journal import ActState
from kiosk.views import Action, Outcome, Tone

Said: TypeAlias = tuple[Text, Text]  # a sentence, and what to do next


@dataclass(frozen=True, kw_only=True)
class DoneWords:
    """What is said of an act that is done. `already`: it had been done before, which is as good."""

    title: Text  # of the slip
    sentence: Text
    details: tuple[Text, ...]
    already: Text


async def end_done(
    visit: Visit, person: Identity, settled: Settled, words: DoneWords, pairs: tuple[Pair, ...], *more: Action[str]
) -> str | None:
    """Say that an act is done, and print it if that is wanted. `pairs`: what else stands on the slip.

    `more`: what makes sense now, most first. Returns where the citizen wants to go on.
    """
    sentence = words.already if settled.reason is Reason.ALREADY else words.sentence
    page = Outcome(
        tone=Tone.DONE,
        sentence=sentence,
        details=words.details,
        number=settled.short_number,
        actions=(*more, *to_print(visit, text("act-print")), FINISH, ANOTHER_SERVICE),
    )
    slip = Receipt(
        (
            Title(words.title),
            *heading(visit, person),
            Paragraph(sentence, strong=True),
            *pairs,
            *_number(settled),
            Rule(),
            *map(Paragraph, words.details),
            Paragraph(text("paper-12333")),
        )
    )
    return await last_page(visit, page, lambda: slip, _note_down(settled))


@dataclass(frozen=True, kw_only=True)
class EndWords:
    """What is said of one kind of act. `again`: the service that begins it anew."""

    again: str
    uncertain: Said
    not_done: Said
    refused: Said
    because: Mapping[Reason, Said] = field(default_factory=lambda: MappingProxyType({}))


async def end_otherwise(visit: Visit, person: Identity, settled: Settled, words: EndWords) -> str | None:
    """Say how an act ended that is not DONE. Trying again is offered only when nothing can have happened."""
    if settled.state is ActState.SENT:
        return await _end_uncertain(visit, person, settled, words.uncertain)
    actions: tuple[Action[str], ...] = (FINISH, ANOTHER_SERVICE)
    if settled.state is ActState.VOID:
        actions = (Action(words.again, text("try-again"), "refresh"), *actions)
        sentence, advice = words.not_done
    else:
        sentence, advice = words.because.get(settled.reason or Reason.OTHER, words.refused)
    return await last_page(visit, _page(settled, Tone.SORRY, (sentence, advice), actions))


async def _end_uncertain(visit: Visit, person: Identity, settled: Settled, said: Said) -> str | None:
    """Whoever leaves without an answer needs the number most: a slip with it, and with what to do, comes first."""
    sentence, advice = said
    actions = (*to_print(visit, text("uncertain-print")), FINISH, ANOTHER_SERVICE)
    slip = Receipt(
        (
            Title(text("paper-uncertain")),
            *heading(visit, person),
            Paragraph(sentence, strong=True),
            *_number(settled),
            Rule(),
            Paragraph(advice),
            Paragraph(text("paper-12333")),
        )
    )
    page = _page(settled, Tone.UNCERTAIN, said, actions)
    return await last_page(visit, page, lambda: slip, (*_note_down(settled), advice))


def _page(settled: Settled, tone: Tone, said: Said, actions: tuple[Action[str], ...]) -> Outcome[str]:
    sentence, advice = said
    return Outcome(tone=tone, sentence=sentence, details=(advice,), number=settled.short_number, actions=actions)


def _number(settled: Settled) -> tuple[Line, ...]:
    """The number as people tell it, and as staff scan it."""
    number = text("value", value=grouped(settled.short_number))
    return (
        Pair(text("paper-number"), number, large=True),
        Barcode(settled.short_number, text("paper-scan-number")),
    )


def _note_down(settled: Settled) -> tuple[Text, ...]:
    """What to write down when there is no slip."""
    return (text("note-number", number=grouped(settled.short_number)),)


def grouped(number: str) -> str:
    """A short number as one reads it out on the phone, and as the glass shows it."""
    return f"{number[:4]} {number[4:]}"
