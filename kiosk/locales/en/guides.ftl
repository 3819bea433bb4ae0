# Guides: applying, cards of other cities, the strip card, pensions, acting for others. The answer first, then what to do.

guide-no-date = The office cannot be reached, so today's business date is not known. Below is only what does not depend on it.

## Applying

service-apply = How to apply for a card
    .subtitle = If it is urgent, the way is another one
apply-urgent = Do you need the card urgently?
apply-not-urgent = It is not urgent
    .detail = By phone app, or at an ordinary outlet
apply-is-urgent = It is urgent
    .detail = An outlet that makes cards at once, usually while you wait
apply-title = How to apply for a card
apply-ways = Apply by phone app or at an ordinary outlet: within { $limit } working days
apply-employer = Insured through your employer: they may apply, collect and hand out for all staff. Ask them first.
apply-online = By phone: { $names }. Prove who you are, apply, and choose the outlet where you collect.
apply-outlet = At an ordinary outlet: bring your ID card. The card is made at the factory.
apply-due = Applied for today, it is at the outlet by { $day } at the latest.
apply-due-estimated = Applied for today, it is at the outlet by about { $day } at the latest (holidays not published yet).
apply-at-once = In a hurry: go to an outlet that makes cards at once, usually while you wait
apply-call-first = Call the outlet first and ask whether it makes cards today.
apply-bring = Bring your ID card.
apply-by-appointment = When many people come, some outlets take your application and phone you to collect.
apply-other-city = Whoever has a card of another city of the province cannot simply apply again: transfer that card to Chengdu, or cancel it first.
apply-for-others = Papers for my family
apply-from-elsewhere = Card of another city

## Home transfer

service-transfer = Card of another city
    .subtitle = Move it to Chengdu: we tell you how, step by step
other-city-title = Card of another city
other-city-where = Where was your card issued?
other-city-count = { $count } cities and prefectures of the province, and other provinces
other-city-cause = Insured in Chengdu but cannot apply? That is because a card was issued elsewhere: one card per person in Sichuan.
other-city-elsewhere = Another province (not Sichuan)
other-city-collected = Have you collected that card?
    .yes = Yes, I have it
    .no = Not yet
    .unknown = I do not know
other-city-activated = Is that card activated?
    .yes = Yes
    .no = Not yet
    .unknown = I do not know
other-city-wish = How do you want to use a card?
other-city-wish-use-here = Use this card in Chengdu
other-city-wish-local-bank = Use it in Chengdu, with a bank that takes part here
other-city-wish-new-card = Have a new card of Chengdu instead
other-city-bank = Does the bank named on the card take part in Chengdu?
    .yes = Yes
    .no = No
    .unknown = I do not know

other-city-is-transfer = Move the card to Chengdu, then you can use it here
other-city-is-activate-and-transfer = Take the card to an outlet in Chengdu: activation and transfer in one go
other-city-is-call-home = First call 12333 of the city that issued it, about collecting, activating or cancelling
other-city-is-cancel-and-apply = First cancel that card by the rules of its city, then apply in Chengdu
other-city-is-transfer-cancel-apply = First move it to Chengdu, then cancel it, then apply again in Chengdu
other-city-is-other-province = A card of another province: please ask 12333 of both places
other-city-is-is-here = This card is of Chengdu already, nothing has to be moved

other-city-online = By phone: { $names }; choose 卡归属地转移 (home transfer).
other-city-at-outlet = At an outlet: bring this card and your ID card to an outlet in Chengdu for the transfer.
other-city-bring = Bring this card and your ID card.
other-city-in-one-go = The outlet activates it and then moves it, in one go.
other-city-call = Call { $city }: { $number }.
other-city-ask = Ask how to collect and activate it, or how to cancel it.
other-city-then-here = With the card in hand, come to an outlet in Chengdu for the transfer.
other-city-cancel = Cancel that card by the rules of the city that issued it.
other-city-apply-here = After that, apply for a new one in Chengdu.
other-city-first-transfer = Take the card and your ID card to an outlet in Chengdu and have it moved here.
other-city-then-cancel = Cancel this card in Chengdu.
other-city-call-both = Call the area code of the issuing place + 12333 and ask what to do with the card there.
other-city-call-here = Then call 028-12333 and ask how to get a card in Chengdu.
other-city-nothing-to-move = For anything else about the card, please call 12333.
other-city-bank-warning = If its bank does not take part in Chengdu, it can be moved all the same. To have a bank of Chengdu, ask an outlet how to change.

transfer-begin = Move it at this machine
transfer-confirm = Please check, then move this card
transfer-before = If an application is still open in the other city, please finish it there first.
transfer-effect-here = The card becomes one of Chengdu: for social insurance, doctors and medicine here.
transfer-effect-card = You keep the card, its number and its PIN.
transfer-effect-bank = The bank account stays. For a bank that takes part in Chengdu you would cancel the card and apply again.
transfer-now = Move it now
transferring = Moving your card, please leave it in
transfer-done = Your card is now a card of Chengdu
transfer-done-use = You can use it in Chengdu; you keep the card.
transfer-bank = Nothing changed about its bank function.
transfer-already = This card is a card of Chengdu already, there is nothing more to do
transfer-uncertain = It is not known yet whether your card was moved
    .advice = The office did not answer. Please do not start again: this machine keeps asking. Look here again in a few minutes, or call 12333 and give this number.
transfer-not-done = Your card was not moved, nothing has changed
    .advice = You can try again, or take the card and your ID card to an outlet.
transfer-refused = The office did not move your card, nothing has changed
    .advice = Please take the card and your ID card to an outlet, or call 12333 and give this number.
transfer-unknown-card = The office does not know this card
    .advice = Please call the area code of the issuing place + 12333.
transfer-not-activated = This card is not activated yet, it cannot be moved by itself
    .advice = Please take it and your ID card to an outlet in Chengdu: activation and transfer in one go.
transfer-open-there = It cannot be moved now, nothing has changed
    .advice = Perhaps something is still open in the other city. Please call its area code + 12333.
transfer-wrong-state = This card cannot be moved now
    .advice = It may be reported lost, locked or cancelled. Please take it and your ID card to an outlet.
transfer-is-here = This card is a card of Chengdu already
    .advice = For anything else about the card, please call 12333.
transfer-other-province = This is a card of another province, it cannot be moved here
    .advice = Please ask 12333 of both places: first the issuing place's area code + 12333, then 028-12333.
paper-transfer = Home transfer

## The strip card

service-strip-card = Does my old strip card still work?
    .subtitle = See by the picture which card you hold
strip-title = The old strip card
strip-how-far = How far are you with the new card?
strip-not-applied = I have not applied yet
strip-not-collected = Applied, but not collected yet
strip-not-activated = Collected, but not activated yet
strip-activated = It is activated
strip-no-date = Until the new card is activated it depends on the date: please call 12333
strip-is-valid = Your strip card works as usual. From { $begin } the new card is in full use
strip-is-transition = It works. { $begin } to { $end } is a time of transition, you may go on using the strip card
strip-is-stopped = Since { $stop } no counter takes strip-card business; hospitals and pharmacies stop step by step
strip-is-cancelled = Your new card is activated, the strip card stopped with it. Please use the new one
strip-next-not-applied = You have not applied for the new card: please apply soon.
strip-next-not-collected = You have not collected the new card: see how far it is and which outlet has it, call, then collect it.
strip-next-not-activated = Your new card is not activated: once it is, use the new one.
strip-next-activated = Use the new card for doctors, medicine and social insurance.
strip-counters = No longer done: applying, renewing, magnetising again, printing password envelopes and the like.
strip-step-by-step = Hospitals and pharmacies do not all stop on one day. Please ask the one you go to.
strip-too-late-for-batch = Applied for at an ordinary outlet now, the new card may not be there by { $end }. In a hurry, go to an outlet that makes cards at once.
strip-money = The money is not on the card but in your name in the medical-insurance system. It is linked to the new card by itself.
strip-activate = Activate the new card

## Pensions

service-pension = Pension and the card
    .subtitle = Your pension is paid without the new card, too
pension-title = Pension and the card
pension-goes-on = Not having collected the new card does not affect your pension
pension-as-declared = Retired already: it is still paid to the bank card or passbook that you declared.
pension-step-by-step = Step by step benefits move to the card's bank account, but only once you know and agree.
pension-to-change = To receive it on the card: have the bank function activated at the bank named on the card, then change the account at the agency that insures you.
pension-your-choice = Whether you change it is up to you.
pension-not-here = This machine does not change it; your account stays as it is.

## For somebody else

service-papers = Acting for my family
    .subtitle = Children, the elderly, family who are away
papers-title = Papers to bring for somebody else
papers-for-whom = For whom?
papers-child = A child under age
papers-pupil = A pupil or kindergarten child
papers-unable = Somebody old or disabled who cannot come
papers-away = Family who are away for long
papers-for-child = A guardian acts for a child
papers-for-pupil = Schools and kindergartens usually apply for their children
papers-for-unable = Somebody who cannot come may send another person
papers-for-away = Somebody who is away for long may send another person
papers-register = The household register that shows how you are related.
papers-guardian-document = The guardian's ID card, the original.
papers-child-document = The child's ID card, if there is one.
papers-ask-school = Ask the school or kindergarten first.
papers-or-guardian = If they do not do it, a guardian goes to an outlet with the household register and the original ID card.
papers-both-documents = Two original ID cards: of whoever comes and of the card's owner.
papers-copies = A copy of each.
papers-bank = For the bank function the bank has rules of its own; please ask the bank named on the card.
papers-call-first = Outlets may ask for more; please call before you go.
