"""The answers of the table about cards of other cities (S-70 to S-75), as guides to read and to take along."""

from __future__ import annotations

import functools
from datetime import date

from kiosk.content.items import Deed
from kiosk.domain.other_city import Answer, needs_bank
from kiosk.domain.outlet import Can
from kiosk.domain.text import Text, said, text
from kiosk.flows.basis import basis
from kiosk.flows.business_day import without_date
from kiosk.flows.papers import Papers
from kiosk.flows.service import Visit

NOW = "now"  # do the transfer at this machine

# What to do, one thing after the other; only for a transfer they are ways to choose from.
_STEPS: dict[Answer, tuple[Text, ...]] = {
    Answer.TRANSFER: (text("other-city-at-outlet"),),
    Answer.ACTIVATE_AND_TRANSFER: (text("other-city-bring"), text("other-city-in-one-go")),
    Answer.CALL_HOME: (text("other-city-ask"), text("other-city-then-here")),
    Answer.CANCEL_AND_APPLY: (text("other-city-cancel"), text("other-city-apply-here")),
    Answer.TRANSFER_CANCEL_APPLY: (
        text("other-city-first-transfer"),
        text("other-city-then-cancel"),
        text("other-city-apply-here"),
    ),
    Answer.OTHER_PROVINCE: (text("other-city-call-both"), text("other-city-call-here")),
    Answer.IS_HERE: (text("other-city-nothing-to-move"),),
}
_CALLS = (Answer.CALL_HOME, Answer.CANCEL_AND_APPLY)  # the issuing place decides
_AT_OUTLET = (Answer.TRANSFER, Answer.ACTIVATE_AND_TRANSFER, Answer.TRANSFER_CANCEL_APPLY)


def told(visit: Visit, answer: Answer, home: str, bank_cooperates: bool | None, today: date | None) -> Papers:
    """The guide for an answer; `home` is the region where the card was issued."""
    steps, remarks = _STEPS[answer], list(without_date(today))
    if answer in _CALLS:
        codes = visit.content.area_codes
        city = codes.of_region(home)
        if city is not None:
            call = text("other-city-call", city=said(city.name), number=codes.hotline(city))
            steps = (call, *steps)
            remarks += [said(codes.shared)] if codes.is_shared(city) else []
    if answer is Answer.TRANSFER:
        steps = (*_online(visit, "transfer", today), *steps)
    if needs_bank(answer, bank_cooperates):
        remarks.append(text("other-city-bank-warning"))
    return Papers(
        title=text("other-city-title"),
        answer=text(f"other-city-is-{answer.value}"),
        steps=steps,
        numbered=answer is not Answer.TRANSFER,
        remarks=tuple(remarks),
        service=Can.TRANSFER,
        near=answer in _AT_OUTLET,
        basis=None if answer is Answer.OTHER_PROVINCE else basis(visit),  # of which the notice says nothing
    )


def _online(visit: Visit, deed: Deed, today: date | None) -> tuple[Text, ...]:
    names = channels(visit, deed, today)
    return () if names is None else (text("other-city-online", names=names),)


def channels(visit: Visit, deed: Deed, today: date | None) -> Text | None:
    """The apps that do something, as a list in words; None when the content knows none."""
    names = [said(one.name) for one in visit.content.channels(today) if one.kind == "app" and deed in one.does]
    return functools.reduce(_and, names) if names else None


def _and(first: Text, second: Text) -> Text:
    return text("list-of-two", first=first, second=second)
