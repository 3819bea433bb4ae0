# The frame's and the screens' own words. Plain, one thought to a sentence.

glass-help = Help
glass-leave = Exit
glass-back = Back
glass-foot = Questions? Call 12333 · Machine { $number }
glass-show-name = Show name
glass-show-all = Show
glass-hide = Hide

## Help

glass-help-title = What to do here
glass-help-phone = Call 12333
glass-help-staff = Or ask the staff in the hall
glass-help-machine = Machine { $number }
glass-help-close = Close

glass-help-out-of-service = This machine cannot be used now. Please go to another machine or ask the hall staff.
glass-help-attract = Lay your ID card on the reader and you will see at once how far your card is. Or touch a service first. { glass-privacy-more }
glass-help-home = Touch the service you want. When you are done, touch Exit at the top right.
glass-help-present-document = Lay your ID card flat on the reader, where the drawing is green. Leave it there until this screen changes. { glass-privacy-more }
glass-help-insert-card = Hold the card with the chip facing up and pointing into the slot that is green in the drawing. Push it in all the way.
glass-help-working = The machine is busy. Please wait and leave your cards where they are.
glass-help-stage-line = This shows how far your card is. Ticks are done, blue is now. Please call the outlet before you go there.
glass-help-confirm-act = Please read before you decide. Only the large blue button does it. Back and Exit change nothing.
glass-help-outcome = This is the result. The buttons below are what you can do next.
glass-help-take-back = Please take all your cards before you leave.
glass-help-goodbye = All done. You may leave.
glass-help-more-time = Touch Continue to go on. If you do nothing, the visit ends by itself; what is done stays done.

## Screens

glass-out-of-service = Sorry, this machine is out of service
glass-out-instead = You can
glass-ask-staff = Ask the staff in the hall
glass-call-12333 = Call 12333

glass-attract = Lay your ID card on the reader
glass-attract-more = See at once how far your card is
glass-attract-or = Or choose a service

glass-home = What else can we do for you?

glass-reader-here = ID card reader
glass-slot-here = Card slot
glass-paper-here = Paper slot

glass-present-document = Lay your ID card on the reader
glass-present-document-how = Flat, where the drawing is green, and leave it there
glass-insert-card = Insert your social security card
glass-insert-card-how = Chip up, chip end first. Push it all the way in
glass-insert-card-motor = Chip up, chip end first. The machine draws it in

glass-working-wait = Please wait and leave your cards where they are
glass-working-long = This takes longer than usual. You can go on waiting, or leave now.
glass-working-leave = Stop waiting and exit

glass-day = { $day } { month-name }
glass-greeting = Hello, { $value }
glass-relative = The card of { $value }
glass-call-first = Please call before you go

glass-will-happen = When you touch the blue button

glass-tone-done = Done
glass-tone-inform = Please note
glass-tone-sorry = Sorry
glass-tone-uncertain = The result is not known yet
glass-number = When you call, give this number

glass-take-back = Please take your cards
glass-take-back-document = Please take your ID document
glass-take-back-card = Please take your social security card
glass-take-back-how = Then this screen changes by itself
glass-item-document = ID document
glass-item-card = Social security card

glass-goodbye = Thank you, goodbye
glass-goodbye-more = Do you have your ID card and social security card?
glass-goodbye-forgotten = Your data has been removed from this machine

glass-more-time = Do you need more time?
glass-more-time-else = Otherwise the visit ends by itself. Please take your cards with you
glass-more-time-yes = Continue
