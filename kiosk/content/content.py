"""One set of content: what people are told on a business date, and the outlets they can look through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.content.finder import Finder
from kiosk.content.items import Channel, City, District, Item, Named, Notice, Owner, Question, Rules, Source
from kiosk.domain.text import Said


@dataclass(frozen=True)
class AreaCodes:
    """Whom to call about a card of another city of the province (S-72)."""

    cities: tuple[City, ...]
    shared: Said  # what to say on the phone where several cities have one area code

    def of_region(self, region: str) -> City | None:
        """The city that a region code of GB/T 2260 lies in; None outside the province."""
        return next((city for city in self.cities if region.startswith(city.prefix)), None)

    def hotline(self, city: City) -> str:
        """What to dial: the area code and 12333."""
        return f"{city.area_code}-12333"

    def is_shared(self, city: City) -> bool:
        """Whether another city has the same area code, so that the call may reach that one."""
        return sum(other.area_code == city.area_code for other in self.cities) > 1


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything of one version, checked whole."""

    version: str
    synthetic: bool  # outlets are made up: only machines in rehearsal may show them
    made: date
    sources: Mapping[str, Source]
    topics: Mapping[str, Named]  # in the order of the file
    words: Mapping[str, Named]  # what questions can be looked for by
    owners: Mapping[str, Owner]
    outlets: Finder
    area_codes: AreaCodes
    rules: Rules
    every_question: tuple[Question, ...]
    every_notice: tuple[Notice, ...]
    every_channel: tuple[Channel, ...]
    every_district: tuple[District, ...]

    def questions(self, today: date | None) -> tuple[Question, ...]:
        """Those valid on a business date; without a date, those that hold on every day."""
        return tuple(question for question in self.every_question if question.valid(today))

    def notices(self, today: date | None) -> tuple[Notice, ...]:
        """As `questions`."""
        return tuple(notice for notice in self.every_notice if notice.valid(today))

    def channels(self, today: date | None) -> tuple[Channel, ...]:
        """As `questions`."""
        return tuple(channel for channel in self.every_channel if channel.valid(today))

    def districts(self, today: date | None) -> tuple[District, ...]:
        """As `questions`."""
        return tuple(district for district in self.every_district if district.valid(today))

    def without_made_up(self) -> Content:
        """As a real machine may show it: made-up outlets would send people to streets that do not exist."""
        return replace(self, outlets=Finder(())) if self.synthetic else self

    def unreviewed(self) -> tuple[str, ...]:
        """The items whose source is not the city itself, and which nobody of the owner has confirmed."""
        items: list[tuple[str, Item]] = [(question.id, question) for question in self.every_question]
        items += [(notice.id, notice) for notice in self.every_notice]
        items += [(channel.id, channel) for channel in self.every_channel]
        return tuple(id for id, item in items if self.sources[item.source].unconfirmed and not item.reviewed_by)
