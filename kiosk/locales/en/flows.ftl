# What the glass says during a visit. Short sentences, plain words, the answer first.

two-sentences = { $first } { $second }
value = { $value }
value-day = { $day }
value-time = { $day } { $clock }
value-person = { $name }

finish = Done, finish
another-service = More services
try-again = Try again
end-visit = Finish

asking-office = Asking the social security office
reading-card = Reading your card, please leave it in
printing = Printing, please wait

service-progress = Where is my card?
    .subtitle = See how far your card is and where to collect it
service-activate = Activate my card
    .subtitle = A new card must be activated before use

## Who are you

identify-lay-again = That did not work. Please lift the ID card and lay it flat on the reader again
identify-unreadable = This document cannot be read
identify-expired = Your document expired on { $day }, so it cannot be used here
identify-not-yet-valid = Your document is valid only from { $day }, so it cannot be used here yet
identify-another-way = Please use a valid resident ID card, a residence permit for Hong Kong, Macao and Taiwan residents or a foreign permanent resident ID card, or ask the hall staff for help.
identify-again = Try another document

## Progress

stage-data = Data entry
stage-bank = Bank account
stage-factory = Production
stage-keys = Key loading
stage-delivery = Delivery
stage-ready = Ready to collect
stage-handed-over = Collected
stage-activated = Activated

progress-late = The card has taken more than { $limit } working days. Step: { $stage }
    .advice = Please call the outlet or 12333. The city card centre helps to sort out such delays.
progress-is-ready = The card is at the outlet, ready to collect
    .advice = Bring your ID card. Please call before you go.
progress-is-handed-over = The card has been collected, but it is not activated yet
    .advice = It works only after activation. You can activate it here with the card in hand.
    .elsewhere = It works only after activation. Please take it and your ID card to an outlet, yourself.
progress-is-activated = The card has been collected and activated
    .advice = Whether it can be used now is told under "My card".
progress-trouble-data-rejected = The application needs a correction
    .advice = The photo or the details do not match. Please take your ID card to the outlet; call first.
progress-trouble-bank-failed = The bank account could not be opened
    .advice = Please take your ID card to the outlet shown here; call first.
progress-trouble-production-failed = This card could not be made
    .advice = Please call the outlet and ask whether you must apply again.
progress-trouble-handover-issue = The card is being checked at handover
    .advice = Please call and make sure it is there before you go.
progress-trouble-outlet-changed = The outlet where you collect has changed
    .advice = Your card is at the outlet shown here. Please call before you go.

progress-days = { $used } working days used; the limit is { $limit }, until { $last }
progress-days-estimated = { $used } working days used; the limit is { $limit }, until about { $last } (holidays not published yet)
progress-days-taken = It took { $used } working days (limit { $limit })
progress-print = Print this
call-before-you-go = Please call before you go


## Printing

printed = Your slip is printed, please take it
print-part = Only a part of the slip was printed, please look at the paper slot
print-no-paper = The printer is out of paper, nothing was printed
print-cover-open = The printer's cover is open, nothing was printed
print-cutter = The printer's knife is stuck, nothing was printed
print-too-hot = The printer has to cool down, please print again in a minute
print-broken = The printer is out of order, nothing was printed
print-unconfirmed = Your slip may not have been printed, please look at the paper slot
print-failed = The printer cannot be used now, nothing was printed
print-note-down = The result stands without a slip; you may take a photo of this page.
print-again = Print again
print-not-now = The printer cannot be used now; please take a photo of this page.
note-outlet = { $outlet }, phone { $phone }
note-number = Number { $number }

## The card

chip-pulled = The card was taken out too early. Please insert it again and leave it in
chip-mute = The chip does not answer. Please take the card out and insert it with the chip facing up
chip-take-out = Please take this card out first
chip-not-ours =
    { $kind ->
        [bank] This is a bank card without a social security function
        [health] This is a health card, not a social security card
        [transport] This is a transport card, not a social security card
       *[unknown] This is not a social security card
    }
chip-unreadable = This social security card cannot be read; it may be damaged
chip-stays-locked = This card cannot be opened at the moment; nothing is wrong with it
chip-blocked = The chip of this social security card is locked; an outlet can help
chip-other-person = This card and the ID card belong to different people
chip-ask-outlet = Please use another card, go to an outlet, or call 12333.
chip-another = Try another card

## Activation

activate-confirm = Please check, then activate this card
fact-name = Holder
fact-card-number = Card number
fact-bank = Bank
activate-check-balance = To compare your balance, look it up with your old card first, at a designated pharmacy or in the 天府市民云 app.
activate-effect-works = You can use this card for doctors, medicine and social insurance.
activate-effect-money = Your medical account balance is linked to this card by itself. There is nothing to do.
activate-effect-old-card = Your old magnetic card stops working. This cannot be undone.
activating = Activating, please leave the card in
asking-again = No answer yet, checking the result

activated = Your card is activated
activated-bank = The bank function was not activated. To use it, go to a counter of the bank named on the card.
activated-pin = Please remember to change the card's initial PIN.
activated-money = Your medical account balance is linked to this card by itself.
activate-already = This card is activated already, you can use it
    .advice = There is nothing more to do. To use the bank function, go to a counter of the bank named on the card.
activate-of-another-city = This card is of another city and is not activated here
activate-unknown-card = The office does not know this card
activate-is-temporarily-lost = This card is reported lost for now, it cannot be activated
    .advice = If you have found it, take it and your ID card to an outlet to lift the report.
activate-is-lost = This card is reported lost, it cannot be activated
    .advice = Please ask at an outlet whether a new card was issued.
activate-is-locked = This card is locked, it cannot be activated
    .advice = Please take it and your ID card to an outlet.
activate-is-cancelled = This card is cancelled, it cannot be activated
    .advice = Please apply for a new one at an outlet.
activate-is-expired = This card has expired, it cannot be activated
    .advice = Please have it renewed at an outlet.
activate-uncertain = It is not known yet whether your card was activated
    .advice = The office did not answer. Please do not start again: this machine keeps asking. Look here again in a few minutes, or call 12333 and give this number.
activate-refused = The office did not activate your card, nothing has changed
    .advice = Please take the card and your ID card to an outlet, or call 12333 and give this number.
activate-not-done = Your card was not activated, nothing has changed
    .advice = You can try again, or take the card and your ID card to an outlet.

## When something fails

closed-device = The { $device } is being repaired
device-id-reader = ID card reader
device-card-reader = card reader
device-printer = receipt printer
device-pin-pad = PIN pad
device-code-scanner = code scanner
sorry-office = The office cannot be reached now
    .advice = Nothing has changed. Please try again in a while, or call 12333.
sorry-device = A part of the machine does not answer
    .advice = Nothing has changed. Please try again, or ask the hall staff for help.
sorry-machine = Something went wrong in the machine
    .advice = Please try again, or ask the hall staff for help.
sorry-unsettled = There is no answer yet to what you did before, so please do not start it again. Please call 12333 and tell them the number below.
out-of-service = { $why }. The machine cannot serve you for the moment
closed-for-staff = Staff are working on this machine
closed-no-mains = There is a power cut. The machine will be back by itself when the power is
limited = { $why }. Grey services must wait, all others work
no-slips = The receipt printer is being repaired: no slips now, everything else works
left-behind-document = A document was left on the reader. Please give it to the hall staff
left-behind-card = A card was left in the slot. Please give it to the hall staff
card-kept = A forgotten card has been kept safe in this machine. Please ask the hall staff

## Paper

paper-rehearsal = [REHEARSAL MACHINE - FOR DEMONSTRATION ONLY]
paper-reprint = Reprint
paper-progress = Card progress
paper-activation = Card activation
paper-machine = Machine
paper-time = Time
paper-holder = Name
paper-stage = Step
paper-since = Since
paper-days = Working days
paper-bank = Bank
paper-outlet = Outlet
paper-phone = Phone
paper-address = Address
paper-hours = Opening hours
paper-number = Number
paper-scan-number = Staff can look it up by this barcode
paper-scan-to-call = Scan to call the outlet
paper-12333 = Questions? Call 12333.
