"""服务网点: outlets by district, kind, service, owner, distance and hours; ordinary ones first; one page each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.content.finder import Found, Wish
from kiosk.domain.opening_hours import Hours, Opening
from kiosk.domain.outlet import Can, Kind, Position
from kiosk.domain.text import Text, said, text
from kiosk.flows import outlet_words
from kiosk.flows.basis import written_in
from kiosk.flows.business_day import business_day, moment
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, hand_over
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.views import (
    Action,
    Back,
    Choose,
    Code,
    Filter,
    Guide,
    Letters,
    Narrowed,
    Option,
    Outcome,
    Pick,
    Row,
    Tone,
)
from kiosk.writing.spellings import Spellings

_ANY = "any"
_OPEN = "open"
_YES, _NO = "yes", "no"
_MORE = "others"
_WITHIN = (1, 3, 5, 10, 20)  # kilometres


@dataclass(frozen=True)
class _Search:
    """What somebody looks for, and what is known of day and place."""

    wish: Wish
    today: date | None
    here: Position | None
    open_now: bool = False
    letters: str = ""  # typed, of the pinyin of a name


async def outlets(visit: Visit) -> str | None:
    """Show the list, narrow it as it is touched, and a page for the outlet that is picked."""
    if not len(visit.content.outlets):
        return await _no_list(visit)
    search = _Search(Wish(), await business_day(visit), _here(visit))
    while True:
        found = _find(visit, search)
        touched = await visit.display.ask(_list(visit, search, found))
        if isinstance(touched, Narrowed):
            search = await _narrowed(visit, search, touched)
            continue
        search = replace(search, letters=touched.letters)
        one = next(one for one in found if one.outlet.id == touched.key)
        try:
            wish = await visit.display.ask(_page(visit, one))
        except Back:
            continue
        if wish == PRINT:
            return await hand_over(visit, outlet_words.slip(visit, one), _note_down(one))
        if wish != _MORE:
            return HOME if wish == HOME else None


async def _no_list(visit: Visit) -> str | None:
    """A real machine that has the shipped set only: its outlets are made up, and not shown."""
    sorry = Outcome(
        tone=Tone.INFORM,
        sentence=text("outlets-no-list"),
        details=(text("outlets-no-list.advice"),),
        actions=(FINISH, ANOTHER_SERVICE),
    )
    return await last_page(visit, sorry)


def _here(visit: Visit) -> Position | None:
    machine = visit.config.machine
    return Position(machine.longitude, machine.latitude) if machine.longitude else None


def _limit(visit: Visit) -> int:
    """Working days for a card that comes from the factory."""
    return visit.content.rules.production_working_days


def _find(visit: Visit, search: _Search) -> tuple[Found, ...]:
    wish = search.wish
    if search.open_now and search.today is not None:
        wish = replace(wish, open_at=moment(visit, search.today))
    return visit.content.outlets.find(wish, search.today, search.here)


async def _narrowed(visit: Visit, search: _Search, touched: Narrowed) -> _Search:
    """The search after an option was touched; instant outlets come only after "is it urgent?" (S-54)."""
    wish, option = search.wish, "" if touched.option == _ANY else touched.option
    match touched.filter:
        case "district":
            return replace(search, wish=replace(wish, district=option))
        case "owner":
            return replace(search, wish=replace(wish, owner=option))
        case "service":
            return replace(search, wish=replace(wish, service=Can(option) if option else None))
        case "within":
            return replace(search, wish=replace(wish, within=float(option) * 1000 if option else None))
        case "hours":
            return replace(search, open_now=bool(option))
        case Letters.key:
            return replace(search, letters=option)
    kind = Kind(option)
    if kind is Kind.INSTANT and wish.kind is not kind and not await _urgent(visit):
        return search
    service = None if wish.service is Can.QUERY else wish.service  # not listed for instant outlets (S-51)
    return replace(search, wish=replace(wish, kind=kind, service=service))


async def _urgent(visit: Visit) -> bool:
    in_time = text("outlets-urgent-no.detail", limit=_limit(visit))
    question = Choose(
        question=text("outlets-urgent"),
        options=(
            Option(_NO, text("outlets-urgent-no"), in_time, "calendar-check"),
            Option(_YES, text("outlets-urgent-yes"), text("outlets-urgent-yes.detail"), "flash"),
        ),
    )
    try:
        return await visit.display.ask(question) == _YES
    except Back:
        return False


# --- the list -----------------------------------------------------------------------------------


def _list(visit: Visit, search: _Search, found: tuple[Found, ...]) -> Pick:
    return Pick(
        heading=text(f"outlets-{search.wish.kind.value}", limit=_limit(visit)),
        rows=_rows(visit, search, found),
        count=_count(search, len(found)),
        filters=_filters(visit, search),
        letters=Letters(Spellings(visit.content.outlets.spelled, (one.outlet.name for one in found)), search.letters),
        hint=text("outlets-date-unknown" if search.today is None else "call-before-you-go"),
    )


def _count(search: _Search, count: int) -> Text:
    if not count:
        return text("outlets-none")
    return text("outlets-count" if search.here is None else "outlets-count-nearest", count=count)


def _rows(visit: Visit, search: _Search, found: tuple[Found, ...]) -> tuple[Row, ...]:
    """A row each; among thousands of outlets only few districts and few kinds of hours are told apart."""
    districts = {district.code: said(district.name) for district in visit.content.every_district}
    badges = _badges(visit, search, {one.outlet.hours for one in found})
    rows = []
    for one in found:
        detail = districts[one.outlet.district]
        if one.metres is not None:
            detail = text("list-of-two", first=detail, second=outlet_words.distance_words(one.metres))
        badge = badges.get(one.outlet.hours)
        rows.append(Row(one.outlet.id, text("value", value=one.outlet.name), detail, badge, "store-marker"))
    return tuple(rows)


def _badges(visit: Visit, search: _Search, hours: set[Hours]) -> dict[Hours, Text]:
    """Which hours say that an outlet is open now; none do when nobody knows the date."""
    if search.today is None:
        return {}
    now = moment(visit, search.today)
    openings = {one: one.at(now) for one in hours}
    return {one: text(f"outlets-is-{is_it.value}") for one, is_it in openings.items() if is_it is not Opening.CLOSED}


def _filters(visit: Visit, search: _Search) -> tuple[Filter, ...]:
    wish = search.wish
    kinds = [Option(kind.value, text(f"outlets-{kind.value}.short")) for kind in Kind]
    districts = [Option(one.code, said(one.name)) for one in visit.content.districts(search.today)]
    owners = [Option(key, said(owner.name)) for key, owner in visit.content.owners.items()]
    done = [can for can in Can if can is not Can.QUERY or wish.kind is Kind.ORDINARY]
    services = [Option(can.value, text(f"outlets-can-{can.value}")) for can in done]
    filters = [
        Filter("kind", text("outlets-by-kind"), tuple(kinds), wish.kind.value),
        _filter("district", districts, wish.district),
        _filter("service", services, wish.service.value if wish.service else ""),
        _filter("owner", owners, wish.owner),
    ]
    if search.here is not None:
        within = [Option(str(far), text("outlets-within", kilometres=far)) for far in _WITHIN]
        filters.append(_filter("within", within, f"{wish.within / 1000:.0f}" if wish.within else ""))
    if search.today is not None:
        filters.append(_filter("hours", [Option(_OPEN, text("outlets-is-open"))], _OPEN if search.open_now else ""))
    return tuple(filters)


def _filter(key: str, options: list[Option[str]], chosen: str) -> Filter:
    return Filter(key, text(f"outlets-by-{key}"), (Option(_ANY, text("outlets-any")), *options), chosen or _ANY)


# --- one outlet ---------------------------------------------------------------------------------


def _page(visit: Visit, found: Found) -> Guide[str]:
    outlet = found.outlet
    others = Action(_MORE, text("outlets-others"), "format-list-bulleted")
    return Guide(
        title=text("value", value=outlet.name),
        answer=text("call-before-you-go"),
        steps=(
            outlet_words.kind_words(outlet, _limit(visit)),
            text("outlets-does", services=outlet_words.services_words(outlet.services)),
        ),
        remarks=outlet_words.remarks(found),
        outlet=outlet.plain(),
        code=Code("tel:" + outlet.phone, text("paper-scan-to-call")),
        basis=written_in(visit, outlet.source),
        actions=(*to_print(visit, text("outlets-print")), others, FINISH, ANOTHER_SERVICE),
    )


def _note_down(found: Found) -> tuple[Text, ...]:
    return (text("note-outlet", outlet=found.outlet.name, phone=found.outlet.phone),)


SERVICE = Service(
    key="outlets",
    title=text("service-outlets"),
    subtitle=text("service-outlets.subtitle"),
    icon="store-marker",
    needs=(),
    run=outlets,
    group=Group.PROGRESS,
    main=True,
    needs_office=False,
)
