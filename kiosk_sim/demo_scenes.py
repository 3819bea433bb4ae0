"""The scenes of the demonstration: journeys, cards, devices and troubles, each played by hands and eyes."""

from __future__ import annotations

from kiosk_sim.demo_play import Play, Unexpected


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


async def attract(play: Play) -> str:
    """The machine as it waits for somebody."""
    await play.see("Attract", "社保卡激活")
    return "up and waiting for somebody"


async def activate(play: Play) -> str:
    """A collected card is activated, once."""
    await _to_the_question(play, "collected")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活")
    await play.tap("primary")
    await play.see("Outcome", "凭条已经打好")
    play.keep_slip("社保卡激活")
    await play.tap("primary")
    await _take_back(play)
    await play.see("Attract")
    return f"activation: confirmed, done once, slip printed, cards taken back\n  {play.told_lights()}"


async def activate_newest(play: Play) -> str:
    """A card of version 3.00: it shows its holder's data after the office has proved itself."""
    await _to_the_question(play, "newest")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活")
    await play.tap("action:finish")
    await _take_back(play)
    await play.see("Attract")
    return f"3.00 card: unlocked by the office and activated\n  {play.told_lights()}"


async def _to_the_question(play: Play, who: str) -> None:
    """From the menu up to "activate this card?", with the lights that show the way."""
    await play.tap("offer:activate")
    await play.see("PresentDocument")
    play.bench.lay(who)
    await play.see("InsertCard")
    await play.shines(card_reader="green")
    await play.bench.insert(who)
    await play.see("ConfirmAct", "旧卡")


async def _take_back(play: Play) -> None:
    await play.see("TakeBack")
    await play.shines(id_reader="amber", card_reader="amber")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")


async def card_reader_out_of_order(play: Play) -> str:
    """The card reader is unplugged: its light is red, and the other service goes on."""
    await play.see("Attract")
    await play.bench.fault("card-reader", "unplugged")
    await play.see("Attract", "社保卡读卡器正在检修", "Attract-card-reader-down")
    await play.shines(id_reader="green", card_reader="red")
    play.bench.lay("active")
    await play.see("StageLine")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.see("Goodbye")
    await play.bench.mend("card-reader")
    await play.see("Attract", "先激活再使用", "Attract-card-reader-back")
    await play.shines(id_reader="green")
    return f"card reader down: told, the other service goes on\n  {play.told_lights()}"


async def mains_cut(play: Play) -> str:
    """Power cut between two citizens: nobody is taken in until mains is back."""
    play.bench.fittings.cut_mains()
    await play.see("OutOfService", "停电", "OutOfService-mains-cut")
    play.bench.fittings.mains_back()
    await play.see("Attract")
    return "mains cut: out of service until it was back"


async def door_open(play: Play) -> str:
    """Somebody opens the cabinet and works on it."""
    play.bench.fittings.cabinet.open_door()
    await play.see("OutOfService", "维护", "OutOfService-door-open")
    play.bench.fittings.cabinet.close_door()
    await play.see("Attract")
    return "door open: out of service until it was shut"


async def forgotten_card(play: Play) -> str:
    """The motor reader takes back a card that was left in its mouth, and the next citizen is told."""
    await play.bench.insert("stranger")
    await play.see("PresentDocument")
    play.bench.lay("stranger")
    await play.see("ConfirmAct")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.see("TakeBack", "请取走您的社保卡", "TakeBack-card-only")
    await play.see("Attract", "忘取的卡", "Attract-card-kept")
    if len(play.bench.motor.reader.bin) != 1:
        raise Unexpected("the card is not in the bin")
    return "forgotten card: kept in the bin, and told"


async def card_first_in_english(play: Play) -> str:
    """Landscape and English: the document is laid down first; no slip, straight to activation."""
    await play.see("Attract")
    await play.tap("language:en", stays=True)
    await play.see("Attract", "ID card", "Attract-english")
    play.bench.lay("foreign")
    await play.see("StageLine", "not activated")
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


async def troubles(play: Play) -> str:
    """What goes wrong: an expired document, a slow office, a printer out of paper; always a way on."""
    await play.see("Attract")
    play.bench.lay("expired")
    await play.see("Outcome", "到期", "Outcome-expired")
    await play.tap("primary")
    await play.see("PresentDocument")
    play.bench.id_reader.lift()
    play.bench.office.faults.delay = 2.0
    play.bench.lay("ready")
    await play.see("Working", "正在向人社局查询")
    play.bench.office.faults.clear()
    await play.see("StageLine")
    play.bench.printer.run_out()
    await play.tap("primary")
    await play.see("Outcome", "没有纸", "Outcome-no-paper")
    play.bench.printer.load_paper()
    await play.tap("action:home")
    await play.see("Home")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.see("Goodbye")
    return "troubles: expired document refused, slow office waited for, no paper told, all with a way on"


async def lost_answer(play: Play) -> str:
    """The office activates a card and its answer is lost: asked about by number, told as done, done once."""
    await play.see("Attract")
    play.bench.lay("stranger")
    await play.see("StageLine", "还没有激活")
    await play.tap("primary")
    await play.see("InsertCard")
    await play.bench.insert("stranger")
    await play.see("ConfirmAct")
    play.bench.office.faults.lose_next_answer("activate")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")
    return "lost answer: asked about by its number, found done, done once"
