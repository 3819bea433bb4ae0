"""常见问题: questions by topic and by word, each with its answer and the service that helps; and the notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.content.items import Named, Notice, Question
from kiosk.domain.receipt import Line, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Said, Text, said, text
from kiosk.flows.basis import written_in
from kiosk.flows.business_day import business_day
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, hand_over
from kiosk.flows.last_page import to_print
from kiosk.flows.service import Group, Service, Visit
from kiosk.views import Action, Back, Filter, Guide, Narrowed, Option, Pick, Row

_ANY = "any"
_NOTICES = "notices"
_MORE = "others"


@dataclass(frozen=True)
class _Search:
    """What somebody looks for; "" is everything."""

    today: date | None
    topic: str = ""
    word: str = ""


async def questions(visit: Visit) -> str | None:
    """Show the questions, narrow them as they are touched, and the answer to the one that is picked."""
    search = _Search(await business_day(visit))
    while True:
        touched = await visit.display.ask(_list(visit, search))
        if isinstance(touched, Narrowed):
            option = "" if touched.option == _ANY else touched.option
            search = replace(search, topic=option) if touched.filter == "topic" else replace(search, word=option)
            continue
        item = _item(visit, search, touched.key)
        try:
            wish = await visit.display.ask(_page(visit, item))
        except Back:
            continue
        if wish == PRINT:
            return await hand_over(visit, _slip(visit, item), instead=_lines(item))
        if wish != _MORE:
            return None if wish == FINISH.key else wish


# --- the list -----------------------------------------------------------------------------------


def _list(visit: Visit, search: _Search) -> Pick:
    found = _found(visit, search)
    rows = [Row(question.id, said(question.question), None, None, "comment-question") for question in found]
    if not search.word and search.topic in ("", _NOTICES):
        rows += [Row(one.id, said(one.title), None, None, "bell") for one in visit.content.notices(search.today)]
    return Pick(
        heading=text("questions-heading"),
        rows=tuple(rows),
        count=text("questions-count", count=len(rows)) if rows else text("questions-none"),
        filters=(
            _filter(
                "topic", visit.content.topics, search.topic, Option(_NOTICES, text("questions-notices"), icon="bell")
            ),
            _filter("word", visit.content.words, search.word),
        ),
        hint=text("questions-date-unknown") if search.today is None else None,
    )


def _found(visit: Visit, search: _Search) -> list[Question]:
    return [
        question
        for question in visit.content.questions(search.today)
        if search.topic in ("", question.topic) and (not search.word or search.word in question.words)
    ]


def _filter(key: str, named: Mapping[str, Named], chosen: str, *more: Option[str]) -> Filter:
    options = tuple(Option(name, said(one.name), icon=one.icon) for name, one in named.items())
    everything = Option(_ANY, text("questions-any"))
    return Filter(key, text(f"questions-by-{key}"), (everything, *options, *more), chosen or _ANY)


def _item(visit: Visit, search: _Search, key: str) -> Question | Notice:
    items: list[Question | Notice] = [*visit.content.questions(search.today), *visit.content.notices(search.today)]
    return next(item for item in items if item.id == key)


# --- one question, one notice -------------------------------------------------------------------


def _page(visit: Visit, item: Question | Notice) -> Guide[str]:
    more = Action(_MORE, text("questions-others"), "format-list-bulleted")
    print_it = to_print(visit, text("questions-print"))
    actions = (*_helping(visit, item), more, *print_it, FINISH, ANOTHER_SERVICE)
    if isinstance(item, Question):
        return Guide(
            title=said(item.question),
            answer=said(item.answer),
            faces=item.faces,
            basis=written_in(visit, item.source),
            actions=actions,
        )
    first, *others = item.lines
    return Guide(
        title=said(item.title),
        answer=said(first),
        steps=tuple(map(said, others)),
        remarks=_figures(visit, item),
        basis=written_in(visit, item.source),
        actions=actions,
    )


def _helping(visit: Visit, item: Question | Notice) -> list[Action[str]]:
    """The service that helps, where this machine offers it and its devices work."""
    service = visit.services.get(item.act) if isinstance(item, Question) else None
    if service is None or not all(map(visit.rack.board.usable, service.needs)):
        return []
    return [Action(service.key, text("questions-do", service=service.title), service.icon)]


def _figures(visit: Visit, notice: Notice) -> tuple[Text, ...]:
    """Numbers of a notice are of its day, and are never shown without it."""
    if not notice.figures:
        return ()
    day = visit.content.sources[notice.source].date
    told = (text("questions-figure", name=figure.name, value=figure.value) for figure in notice.figures)
    return (text("questions-figures-of", day=day), *told)


def _lines(item: Question | Notice) -> tuple[Text, ...]:
    words: tuple[Said, ...] = (item.answer,) if isinstance(item, Question) else item.lines
    return tuple(map(said, words))


def _slip(visit: Visit, item: Question | Notice) -> Receipt:
    title = item.question if isinstance(item, Question) else item.title
    lines: list[Line] = [Title(text("questions-paper-title")), Rule(), Paragraph(said(title), strong=True)]
    lines += [Paragraph(line) for line in _lines(item)]
    if isinstance(item, Notice):
        lines += [Paragraph(figure) for figure in _figures(visit, item)]
    return Receipt((*lines, Rule(), Paragraph(written_in(visit, item.source)), Paragraph(text("paper-12333"))))


SERVICE = Service(
    key="questions",
    title=text("service-questions"),
    subtitle=text("service-questions.subtitle"),
    icon="frequently-asked-questions",
    needs=(),
    run=questions,
    group=Group.HELP,
    main=True,
    needs_office=False,
)
