"""The demonstration's questions: who shows a card is told how things stand, and where a card is."""

from __future__ import annotations

from kiosk_sim.demo_play import Play
from kiosk_sim.people import PEOPLE

# Whose card stands how, and a word of what is said to them. What is on its way is told with its stages.
_STANDINGS = {
    "overdue": ("StageLine", "30个工作日"),
    "collected": ("Situation", "还没有激活"),
    "active": ("Situation", "使用正常"),
    "temporarily-lost": ("Situation", "挂失"),
    "locked": ("Situation", "锁住"),
    "card-expired": ("Situation", "有效期"),
    "unknown": ("Situation", "没有查到"),
}


async def attract(play: Play) -> str:
    """The machine as it waits for somebody."""
    await play.see("Attract", "社保卡激活")
    return "up and waiting for somebody"


async def progress(play: Play) -> str:
    """Where is my card: a citizen with a rare character in the name prints a slip."""
    await play.see("Attract", "制卡进度查询")
    await play.shines(id_reader="green")
    await play.tap("offer:progress")
    await play.see("PresentDocument")
    await play.shines(id_reader="green")
    play.bench.lay("ready")
    await play.see("StageLine", "028-00000001")
    await play.tap("show", stays=True)
    await play.see("StageLine", "𬭎测试", "StageLine-full-name")
    await play.tap("help", stays=True)
    await play.see("StageLine", "12333", "StageLine-help")
    await play.tap("close-help", stays=True)
    await play.tap("primary")
    await play.see("Outcome", "凭条已经打好")
    await play.shines(printer="amber")
    play.keep_slip("028-00000001")
    await play.tap("primary")
    await play.see("TakeBack")
    await play.shines(id_reader="amber")
    play.bench.id_reader.lift()
    await play.see("Goodbye")
    await play.shines()
    await play.see("Attract")
    return f"progress: looked up, slip printed, document taken back\n  {play.told_lights()}"


async def card_first_in_english(play: Play) -> str:
    """Landscape and English: the document is laid down first; no slip, straight to activation."""
    await play.see("Attract")
    await play.tap("language:en", stays=True)
    await play.see("Attract", "ID card", "Attract-english")
    play.bench.lay("foreign")
    await play.see("Situation", "not activated")
    await play.tap("primary")
    await play.see("InsertCard")
    await play.bench.insert("foreign")
    await play.see("ConfirmAct")
    await play.tap("primary")
    await play.see("Outcome", "activated")
    await play.tap("action:finish")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")
    return "card first, in English and landscape: activated without a slip"


async def card_first(play: Play) -> str:
    """A document is laid down, nothing is touched: how things stand, and the one thing to do now."""
    for who, (view, words) in _STANDINGS.items():
        await play.meet("Attract")
        play.bench.lay(who)
        await play.see(view, words, f"{view}-{who}")
        await play.leave()
    return f"card first: {len(_STANDINGS)} documents laid down, each told how things stand"


async def card_from_elsewhere(play: Play) -> str:
    """A chip card of another city is inserted: told whose it is, and what can be done with it."""
    await play.meet("Attract")
    await play.bench.insert("mianyang-active")
    await play.see("Situation", "绵阳", "Situation-other-city")
    await play.leave(card=True)
    return "card first: a card of another city inserted"


async def electronic_card(play: Play) -> str:
    """A code on a phone says who stands there."""
    await play.meet("Attract")
    play.bench.show_code("ready")
    await play.see("StageLine", "028-00000001", "StageLine-electronic-card")
    play.bench.fittings.code_scanner.take_away()
    await play.leave()
    return "electronic card: its code shown to the scanner, progress told"


async def collection(play: Play) -> str:
    """Applied at one outlet, to be collected at another, and lying at a third: printed."""
    await play.service("collection")
    await play.meet("PresentDocument")
    play.bench.lay("three-outlets")
    await play.see("Situation", "028-00000003", "Situation-collection")
    await play.tap("primary")
    await play.meet("Outcome")
    play.keep_slip("028-00000003")
    await play.leave()
    return "collection: three outlets told apart, slip printed"


async def family(play: Play) -> str:
    """A mother looks for her child's card."""
    await play.service("family")
    await play.see("Choose", "家人", "Choose-family")
    await play.tap("option:relation")
    await play.meet("PresentDocument")
    play.bench.lay("parent")
    await play.see("Pick", "子女", "Pick-relatives")
    await play.tap("row:0")
    await play.see("StageLine", "028-00000001", "StageLine-relative")
    await play.leave()
    return "family: a registered child looked up"


async def typed_number(play: Play) -> str:
    """No document at hand: stage and outlet, and no name."""
    await play.service("number")
    await play.meet("EnterNumber")
    for key in PEOPLE["ready"].document.number:
        await play.tap(f"key:{key}", stays=True)
    await play.see("EnterNumber")
    await play.tap("primary")
    await play.see("Situation", "028-00000001", "Situation-typed-number")
    await play.leave()
    return "typed number: stage and outlet told, no name"


async def my_card(play: Play) -> str:
    """The chip card is inserted: its state at the office and what its chip says, masked until asked for."""
    await play.meet("Attract")
    await play.bench.insert("active")
    await play.see("Situation", "使用正常", "Situation-chip-card")
    await play.tap("primary")
    await play.see("Facts", "芯片", "Facts-my-card")
    await play.tap("show", stays=True)
    await play.see("Facts", "T0000008", "Facts-my-card-shown")
    await play.tap("primary")
    await play.meet("Outcome")
    play.keep_slip("我的社保卡")
    await play.leave(card=True)
    return "my card: by chip card, shown in clear, slip printed"


async def balance(play: Play) -> str:
    """The amount of the medical account, behind a press, and on paper."""
    await play.service("balance")
    await play.meet("PresentDocument")
    play.bench.lay("collected")
    await play.see("Facts", "可用金额", "Facts-balance")
    await play.tap("show", stays=True)
    await play.see("Facts", "1,234.56", "Facts-balance-shown")
    await play.tap("primary")
    await play.meet("Outcome")
    play.keep_slip("1,234.56")
    await play.leave()
    return "balance: shown on request, printed"
