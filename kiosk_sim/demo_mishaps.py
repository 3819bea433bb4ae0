"""The demonstration's mishaps: devices that fail, troubles of every day, an answer that is lost; always a way on."""

from __future__ import annotations

from kiosk_sim.demo_play import Play, Unexpected


async def card_reader_out_of_order(play: Play) -> str:
    """The card reader is unplugged: its light is red, and the other service goes on."""
    await play.see("Attract")
    await play.bench.fault("card-reader", "unplugged")
    await play.see("Attract", "社保卡读卡器正在检修", "Attract-card-reader-down")
    await play.shines(id_reader="green", card_reader="red")
    play.bench.lay("active")
    await play.see("Situation")
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
    await play.see("Situation")
    await play.tap("primary")
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
    await play.see("Situation", "还没有激活")
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
