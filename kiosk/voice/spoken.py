"""What every kind of view says: what this is, what to do next, what can be chosen. Short, the answer first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from kiosk import views
from kiosk.domain.text import Text, text
from kiosk.i18n import Words
from kiosk.views import Item, Offer, View
from kiosk.voice.lines import Spoken, Teller, listed
from kiosk.voice.spoken_pieces import choices, offered, present
from kiosk.voice.spoken_telling import facts, guide, outcome, situation, stage_line

_Said: TypeAlias = Iterable[Text]

_FEW_ROWS = 5  # of a list that are said one by one
_RATINGS = (
    "glass-rate-very-satisfied",
    "glass-rate-satisfied",
    "glass-rate-fair",
    "glass-rate-dissatisfied",
    "glass-rate-very-dissatisfied",
)
_ONLY = {Item.DOCUMENT: "glass-take-back-document", Item.CARD: "glass-take-back-card"}


def spoken(view: View[Any], words: Words, *, alone: bool = False) -> Spoken:
    """The lines of a view. `alone`: nobody but the citizen hears them; otherwise no personal value is in them."""
    teller = Teller(words, alone=alone)
    return Spoken(words.language, tuple(teller.line(said) for said in SAYINGS[type(view)](view, teller)))


# --- the machine ----------------------------------------------------------------------------------


def _starting(_view: views.Starting, _teller: Teller) -> _Said:
    return [text("voice-starting")]


def _out_of_service(view: views.OutOfService, _teller: Teller) -> _Said:
    return [
        text("glass-out-of-service"),
        view.reason,
        *choices(text("glass-ask-staff"), text("glass-call-12333")),
    ]


def _attract(view: views.Attract, _teller: Teller) -> _Said:
    invitation = [text("glass-attract"), text("glass-attract-more"), text("glass-attract-or")]
    return [*present(view.notice), *invitation, *offered(view.offers)]


def _home(view: views.Home, _teller: Teller) -> _Said:
    return [*present(view.notice), text("glass-home"), *choices(*offered(view.offers))]


def _menu(view: views.Menu, _teller: Teller) -> _Said:
    groups = [text("voice-group", group=group.title, offers=_titles(group.offers)) for group in view.groups]
    return [*present(view.notice), text("glass-menu"), *groups, text("glass-back")]


def _titles(offers: Iterable[Offer]) -> Text:
    return listed(offered(offers))


def _working(view: views.Working, _teller: Teller) -> _Said:
    return [view.doing, text("glass-working-wait")]


def _take_back(view: views.TakeBack, _teller: Teller) -> _Said:
    return [text(_ONLY[view.items[0]] if len(view.items) == 1 else "glass-take-back")]


def _goodbye(_view: views.Goodbye, _teller: Teller) -> _Said:
    return [text("glass-goodbye"), text("glass-goodbye-more"), text("glass-goodbye-forgotten")]


def _more_time(_view: views.MoreTime, _teller: Teller) -> _Said:
    return [text("glass-more-time"), text("glass-more-time-else"), *choices(text("glass-more-time-yes"))]


# --- questions ------------------------------------------------------------------------------------


def _present_document(view: views.PresentDocument, _teller: Teller) -> _Said:
    return [*present(view.hint), text("glass-present-document"), text("voice-present-document-how")]


def _insert_card(view: views.InsertCard, _teller: Teller) -> _Said:
    how = "glass-insert-card-motor" if view.drawn_in else "glass-insert-card-how"
    return [*present(view.hint), text("glass-insert-card"), text(how)]


def _choose(view: views.Choose[Any], _teller: Teller) -> _Said:
    answers = [said for option in view.options for said in (option.words, *present(option.detail))]
    return [*present(view.hint), view.question, *choices(*answers)]


def _pick(view: views.Pick, _teller: Teller) -> _Said:
    rows = [row.title for row in view.rows] if len(view.rows) <= _FEW_ROWS else []
    filters = [text("voice-filters", names=listed(each.name for each in view.filters))] if view.filters else []
    return [view.heading, *present(view.hint), view.count, *choices(*rows), *filters]


def _enter_number(view: views.EnterNumber, _teller: Teller) -> _Said:
    return [*present(view.hint), view.question, text("voice-type-number")]


def _enter_name(view: views.EnterName, _teller: Teller) -> _Said:
    return [*present(view.hint), view.question, text("glass-help-enter-name")]


def _enter_pin(view: views.EnterPin, _teller: Teller) -> _Said:
    shuffled = [text("voice-shuffled")] if view.shuffled else []
    return [*present(view.hint), view.question, text("voice-type-pin"), *shuffled, text("glass-pin-cover")]


def _pin_at_pad(view: views.PinAtPad, _teller: Teller) -> _Said:
    """Each key shows the view anew: then only how many digits there are is worth hearing."""
    if view.entered:
        return [text("glass-typed", count=view.entered, length=view.length)]
    return [*present(view.hint), view.question, text("voice-pin-at-pad")]


def _confirm_act(view: views.ConfirmAct, teller: Teller) -> _Said:
    will = [text("voice-will-happen"), *view.effects]
    return [view.title, *teller.facts(view.facts), view.before, *will, *choices(view.confirm, text("voice-back-no"))]


def _rate(view: views.Rate, _teller: Teller) -> _Said:
    answers = [text(rating) for rating in _RATINGS]
    return [view.service, text("glass-rate"), *choices(*answers, text("glass-rate-skip"))]


SAYINGS: Mapping[type[View[Any]], Callable[[Any, Teller], _Said]] = {
    views.Starting: _starting,
    views.OutOfService: _out_of_service,
    views.Attract: _attract,
    views.Home: _home,
    views.Menu: _menu,
    views.Working: _working,
    views.TakeBack: _take_back,
    views.Goodbye: _goodbye,
    views.MoreTime: _more_time,
    views.PresentDocument: _present_document,
    views.InsertCard: _insert_card,
    views.Choose: _choose,
    views.Pick: _pick,
    views.EnterNumber: _enter_number,
    views.EnterName: _enter_name,
    views.EnterPin: _enter_pin,
    views.PinAtPad: _pin_at_pad,
    views.ConfirmAct: _confirm_act,
    views.Rate: _rate,
    views.Situation: situation,
    views.StageLine: stage_line,
    views.Facts: facts,
    views.Guide: guide,
    views.Outcome: outcome,
}
