"""The demonstration's guides: what needs no document, to read and to take along; the rating, and calling staff."""

from __future__ import annotations

from kiosk_sim.demo_play import Play


async def apply(play: Play) -> str:
    """Is it urgent? Both answers."""
    await play.service("apply")
    await play.see("Choose", "急着用卡", "Choose-urgent")
    await play.tap("option:urgent")
    await play.see("Guide", "即时制卡", "Guide-apply-urgent")
    await play.tap("back")
    await play.meet("Choose")
    await play.tap("option:ordinary")
    await play.see("Guide", "工作日", "Guide-apply")
    await _print(play, "怎么申办社保卡")
    return "apply: urgent or not, printed"


async def outlets(play: Play) -> str:
    """An outlet of one district, with its hours and phone, printed."""
    await play.meet("Attract")
    await play.tap("offer:outlets")
    await play.see("Pick", "近的在前面", "Pick-outlets")
    await play.tap("filter:district", stays=True)
    await play.see("Pick", "武侯区", "Pick-districts")
    await play.tap("option:510107")
    await play.see("Pick", "武侯区", "Pick-outlets-of-a-district")
    await play.tap_first("row")
    await play.see("Guide", "028-", "Guide-outlet")
    await _print(play, "028-")
    return "outlets: narrowed to a district, one printed"


async def strip_card(play: Play) -> str:
    """What the old card is good for, both faces drawn."""
    await play.service("strip-card")
    await play.see("Choose", "哪一步", "Choose-strip-card")
    await play.tap("option:not-activated")
    await play.see("Guide", "磁条卡", "Guide-strip-card")
    await play.leave()
    return "strip card: answered by the office's date"


async def pension(play: Play) -> str:
    """A pension goes on."""
    await play.service("pension")
    await play.see("Guide", "不影响领养老金", "Guide-pension")
    await _print(play, "养老金和社保卡")
    return "pension: informed, printed"


async def papers(play: Play) -> str:
    """Which papers somebody brings who acts for another."""
    await play.service("papers")
    await play.see("Choose", "替谁办", "Choose-papers")
    await play.tap("option:unable")
    await play.see("Guide", "原件", "Guide-papers")
    await play.leave()
    return "papers: told for somebody who cannot come"


async def questions(play: Play) -> str:
    """A question by its topic, its answer, the service that helps; then: how was it?"""
    await play.service("questions")
    await play.see("Pick", "您想问什么", "Pick-questions")
    await play.tap_first("row")
    await play.see("Guide", "依据", "Guide-question")
    await play.tap("action:finish")
    await play.see("Rate", "常见问题")
    await play.tap("rate:5")
    await play.see("Goodbye")
    return "questions: one answered; rated"


async def call_staff(play: Play) -> str:
    """Help is a service as well: staff is called, at the light and at the office."""
    await play.service("help")
    await play.see("Guide", "12333", "Guide-help")
    await play.tap("primary")
    await play.see("Guide", "正在呼叫", "Guide-help-called")
    await play.leave()
    return "help: staff called"


async def _print(play: Play, expect: str) -> None:
    """Print what is on the glass, keep the slip, and leave."""
    await play.tap("action:print" if await play.offers("action:print") else "primary")
    await play.meet("Outcome")
    play.keep_slip(expect)
    await play.leave()
