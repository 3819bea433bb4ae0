"""The demonstration's acts: whatever changes a card, each once, and what the journal must say of it."""

from __future__ import annotations

from kiosk_sim.demo_play import Play


async def activate(play: Play) -> str:
    """A collected card is activated, once, and gets a PIN of its holder's own."""
    await _to_the_question(play, "collected")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活", "Outcome-activated")
    await play.tap("primary")
    await play.see("PinAtPad", "初始密码", "PinAtPad-initial")
    await play.press("123456")
    for asked in ("请输入新密码", "再输一次"):
        await play.meet("PinAtPad", asked)
        await play.press("271828")
    await play.see("Outcome", "密码已经换成", "Outcome-own-pin")
    await play.tap("primary")
    await play.see("Outcome", "凭条已经打好")
    play.keep_slip("社保卡激活")
    await play.tap("primary")
    await _take_back(play)
    await play.see("Attract")
    return f"activation: confirmed, done once, PIN chosen, slip printed, cards taken back\n  {play.told_lights()}"


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
    await play.meet("Attract")
    await play.tap("offer:activate")
    await play.see("PresentDocument")
    play.bench.lay(who)
    await play.see("InsertCard")
    await play.shines(card_reader="green")
    await play.bench.insert(who)
    await play.see("ConfirmAct", "磁条卡同时停用")


async def _take_back(play: Play) -> None:
    await play.see("TakeBack")
    await play.shines(id_reader="amber", card_reader="amber")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")


async def change_pin(play: Play) -> str:
    """A new PIN at the PIN pad; a weak one is refused kindly, and neither glass nor paper shows any."""
    await play.service("pin")
    await play.see("Choose", "密码", "Choose-pin")
    await play.tap("option:change")
    await play.meet("PresentDocument")
    play.bench.lay("active")
    await play.meet("InsertCard")
    await play.bench.insert("active")
    await play.see("PinAtPad", "现在的密码", "PinAtPad-old")
    await play.press("123456")
    await play.see("PinAtPad", "新密码", "PinAtPad-new")
    await play.press("888888")
    await play.see("PinAtPad", "容易被猜到", "PinAtPad-weak")
    await play.press("271828")
    await play.see("PinAtPad", "再输一次", "PinAtPad-again")
    await play.press("271828")
    await play.see("Outcome", "已经改好", "Outcome-pin-changed")
    await play.leave(card=True)
    return "PIN: changed at the pad, a weak one refused"


async def forgotten_pin(play: Play) -> str:
    """A locked card: the office agrees to a reset, an outlet does it."""
    await play.meet("Attract")
    play.bench.lay("locked")
    await play.meet("Situation")
    await play.tap("primary")
    await play.meet("Choose")
    await play.tap("option:forgotten")
    await play.meet("InsertCard")
    await play.bench.insert("locked")
    await play.see("ConfirmAct", "申请重置", "ConfirmAct-pin-reset")
    await play.tap("primary")
    await play.see("Outcome", "今天到服务网点", "Outcome-pin-reset")
    await play.leave(card=True)
    return "PIN forgotten: reset agreed to, told where it is done"


async def loss(play: Play) -> str:
    """A card is lost, and reported; the slip says so."""
    await play.service("loss")
    await play.see("Choose", "卡怎么了", "Choose-loss")
    await play.tap("option:report")
    await play.meet("PresentDocument")
    play.bench.lay("parent")
    await play.see("ConfirmAct", "临时挂失", "ConfirmAct-loss")
    await play.tap("primary")
    await play.see("Outcome", "已经临时挂失", "Outcome-loss")
    await play.tap("primary")
    await play.meet("Outcome")
    play.keep_slip("临时挂失")
    await play.leave()
    return "loss: reported, slip printed"


async def loss_released(play: Play) -> str:
    """The card is found: card first, and its loss is taken back."""
    await play.meet("Attract")
    play.bench.lay("temporarily-lost")
    await play.meet("Situation")
    await play.tap("primary")
    await play.meet("Choose")
    await play.tap("option:release")
    await play.meet("InsertCard")
    await play.bench.insert("temporarily-lost")
    await play.see("ConfirmAct", "解除挂失", "ConfirmAct-release")
    await play.tap("primary")
    await play.see("Outcome", "已经解除", "Outcome-released")
    await play.leave(card=True)
    return "loss released: with the found card in the reader"


async def transfer(play: Play) -> str:
    """A guided decision about a card of another city, and the transfer itself."""
    await play.service("transfer")
    await play.see("Pick", "绵阳", "Pick-city")
    await play.tap("row:5107")
    await play.see("Choose", "领到手", "Choose-collected")
    await play.tap("option:yes")
    await play.see("Choose", "激活", "Choose-activated")
    await play.tap("option:yes")
    await play.see("Choose", "怎么用卡", "Choose-wish")
    await play.tap("option:use-here")
    await play.see("Guide", "转到成都", "Guide-transfer")
    await play.tap("primary")
    await play.meet("PresentDocument")
    play.bench.lay("mianyang-active")
    await play.meet("InsertCard")
    await play.bench.insert("mianyang-active")
    await play.see("ConfirmAct", "绵阳", "ConfirmAct-transfer")
    await play.tap("primary")
    await play.see("Outcome", "已经转到成都", "Outcome-transfer")
    await play.tap("primary")
    await play.meet("Outcome")
    play.keep_slip("归属地转移")
    await play.leave(card=True)
    return "transfer: decided question by question, done, slip printed"
