"""What the views that tell something say: the sentence first, then what belongs to it, then what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kiosk import views
from kiosk.domain.personal import PersonName, RelativeName
from kiosk.domain.text import Text, text
from kiosk.views import Action
from kiosk.voice.lines import Teller
from kiosk.voice.spoken_pieces import choices, outlet, present


def situation(view: views.Situation[Any], teller: Teller) -> list[Text]:
    """How things stand, and the one thing that makes sense now."""
    said = [*_greeting(view.person, teller), view.sentence, *view.details]
    return [*said, *outlet(view.outlet), *teller.facts(view.facts), *_actions(view.actions)]


def stage_line(view: views.StageLine[Any], teller: Teller) -> list[Text]:
    """How the card stands; the sentence names the stage, so the line of them is not read out."""
    days = [] if view.days is None else [view.days.words]
    said = [*_greeting(view.person, teller), view.sentence, *days, *present(view.advice)]
    return [*said, *outlet(view.outlet), *_actions(view.actions)]


def facts(view: views.Facts[Any], teller: Teller) -> list[Text]:
    """The sentence, and what is known."""
    return [view.sentence, *teller.facts(view.facts), *view.details, *_actions(view.actions)]


def guide(view: views.Guide[Any], _teller: Teller) -> list[Text]:
    """The answer, the steps with their numbers, the remarks; where it is written is left to the eye."""
    steps = [
        text("voice-step", number=number, step=step) if view.numbered else step
        for number, step in enumerate(view.steps, 1)
    ]
    caption = [] if view.code is None else [view.code.caption]
    return [view.title, view.answer, *steps, *view.remarks, *outlet(view.outlet), *caption, *_actions(view.actions)]


def outcome(view: views.Outcome[Any], teller: Teller) -> list[Text]:
    """What happened, and what did not; the number to tell is read digit by digit."""
    number = []
    if view.number:
        number = [text("voice-fact", name=text("glass-number"), value=text("value", value=view.number))]
    said = [text(f"glass-tone-{view.tone.value}"), view.sentence, *view.details]
    return [*said, *teller.facts(view.facts), *number, *_actions(view.actions)]


def _greeting(person: PersonName | None, teller: Teller) -> list[Text]:
    """Only into somebody's own ear."""
    if person is None or not teller.alone:
        return []
    return [text("glass-relative" if isinstance(person, RelativeName) else "glass-greeting", value=person)]


def _actions(actions: Iterable[Action[Any]]) -> list[Text]:
    return choices(*(action.words for action in actions))
