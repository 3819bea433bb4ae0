# What can be done with the card in hand: my card, the balance, after an activation.

service-my-card = My card
    .subtitle = Does it work, until when, and which bank
service-balance = Medical account
    .subtitle = See how much is in it

fact-bank-function = Bank function
fact-issued-in = Issued in
fact-chip-valid-until = Valid until, on the chip
fact-chip-version = Version of the chip
fact-balance = Usable amount
fact-as-of = As of
not-told = not known here
issued-elsewhere = outside Sichuan
bank-function-active = activated
bank-function-not-active = not activated yet; a counter of the bank on the card does it
bank-function-unknown = not known here, please ask the bank on the card

my-card-ends = This card is valid until { $day }, which is soon. Please take it and your ID card to an outlet for a new one.
my-card-print = Print this
my-card-read = Read the card's chip
my-card-none = No card of yours was found
    .advice = It may still be being made, or nobody has applied for it. Please look at its progress first.
my-card-not-known = The office does not know this card
    .advice = Please take it and your ID card to an outlet, or call 12333.
paper-my-card = My card

balance-sentence = Here is the amount of your medical account
balance-not-on-card = It is kept under your name in the medical insurance system, not on the card. A new card takes nothing away.
balance-compare = If your new card is not activated yet, note the amount down, look again afterwards, and compare.
balance-print = Print the amount
balance-none = No medical account of yours was found
balance-not-offered = This machine cannot look up medical accounts now
balance-elsewhere = You can look it up with your old card at a designated pharmacy, in the 天府市民云 app, or by calling 12333.
paper-balance = Medical account
paper-amount = Usable amount
paper-yuan = { $amount } yuan

act-print = Print a slip

## Activation

activate-balance-now = Above is the amount of your medical account before activation. Touch "show", note it down, and compare afterwards.
activated-choose-pin = Choose your own PIN now
activated-pin-changed = The PIN is now the one you chose. Please remember it and tell nobody.
activated-pin-not-changed = The PIN was not changed, it is the old one. You can change it at this machine later.
activated-pin-unknown = It is not known whether the PIN was changed. Next time, please try the new one first, then the old one.
activated-pin-locked = The PIN was wrong too often and is locked. Please take the card and your ID card to an outlet.
activated-pin-skipped = The PIN was not changed, it is still the initial one. Please remember to change it.

## Guardians

guardian-title = A guardian acts for a minor
guardian-answer = Please let a guardian do this at an outlet
guardian-register = Bring the household register that shows who the guardian is
guardian-own-document = Bring the guardian's own ID card, the original
guardian-card = Bring the child's card and identity document
guardian-bank = For the bank function, the bank's rules apply.

## Guides

papers-print = Print this guide
