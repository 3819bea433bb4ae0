# The card's PIN: changed, forgotten, locked. The PIN itself is never shown and never printed.

service-pin = PIN of my card
    .subtitle = Change it, or see what to do when it is locked
pin-what = What about your card's PIN?
pin-two = There are two PINs. This is only about the social security PIN; for the bank PIN ask the bank on the card.
pin-change = Change the PIN
    .detail = You know the present one and want another
pin-forgotten = It is forgotten or locked
    .detail = After too many wrong tries the card locks it

pin-old = Please enter your present PIN
    .hint = Six digits. On a new card, the initial PIN you were told when you got it.
pin-wrong = That PIN is wrong, please enter it again
pin-wrong-left = That PIN is wrong, you can try { $left } more times
pin-wrong-last = That PIN is wrong. One try is left, then the card locks it. If you are not sure, please go back.
pin-new = Please enter a new PIN
    .hint = Six digits that others do not guess easily
pin-again = Please enter the new PIN once more
pin-differs = The two were not the same, please enter the new PIN again
pin-same = That is your present PIN, please choose another
pin-weak-alike = Six equal digits are easy to guess, please choose others
pin-weak-run = Digits in a row are easy to guess, please choose others
pin-weak-birth = That looks like your birthday and is easy to guess, please choose others
pin-weak-number = Those digits stand in your document number and are easy to guess, please choose others
pin-on-the-glass = The PIN pad does not answer, please begin again on the screen
pin-checking = Checking, please leave the card in
pin-changing = Changing the PIN, please leave the card in
pin-ask-the-card = The card was taken out too early. Please insert it again to see whether its PIN was changed
pin-not-that-card = Please insert the card you had before, to see whether its PIN was changed

pin-changed = Your PIN is changed
    .advice = Please remember it and tell nobody. The bank PIN is as before.
pin-not-changed = The PIN was not changed, it is the old one
    .advice = You can try again, or take the card and your ID card to an outlet.
pin-unknown = It is not known whether the PIN was changed
    .advice = The card gave no answer. Next time, please try the new PIN first, then the old one.
pin-locked = The PIN was wrong too often, the social security PIN is locked
    .advice = The card is not broken and your money is safe. It must be unlocked before its PIN can be used again.

pin-outlet-title = The social security PIN is forgotten or locked
pin-outlet-answer = An outlet unlocks it, and you choose a new PIN there
pin-outlet-bring = Come yourself, with your ID card and the card
pin-outlet-choose = Choose a new PIN on the spot

pin-reset-confirm = Please check, then ask for a new PIN
pin-reset-before = This machine can only ask for it, it cannot change the PIN on the card. You choose the new PIN at an outlet.
pin-reset-effect-leave = Once the office agrees, that holds for today.
pin-reset-effect-outlet = Take your ID card and the card to an outlet today and choose a new PIN there.
pin-reset-now = Ask for it now
pin-reset-asking = Asking the office, please leave the card in
pin-reset-done = The office agrees to a new PIN for your card
pin-reset-already = The office has agreed today already, there is no need to ask again
pin-reset-go-today = The PIN is not changed yet. Please go to an outlet today and choose a new one there.
pin-reset-uncertain = It is not known yet whether the office agrees
    .advice = There was no answer. Please take your ID card and the card to an outlet, or call 12333 and give this number.
pin-reset-not-done = That did not get through, nothing has changed
    .advice = You can try again, or take your ID card and the card to an outlet.
pin-reset-refused = The office did not agree, nothing has changed
    .advice = Please take your ID card and the card to an outlet, or call 12333 and give this number.
pin-reset-wrong-state = The PIN of this card cannot be set anew now
    .advice = A card that is not activated, lost or cancelled gets no new PIN. Please look at "My card".
paper-pin-reset = New PIN asked for
