# Words that are only heard. What is personal on the screen is not read out.

voice-on = The voice is on
voice-starting = The machine is starting, please wait
voice-choose = You can choose
voice-fact = { $name }: { $value }
voice-group = { $group }: { $offers }
voice-closed = { $offer } (not now: { $why })
voice-step = Step { $number }: { $step }
voice-filters = To see fewer, choose by: { $names }
voice-present-document-how = Flat, and leave it there
voice-type-number = Enter the 18 characters of the ID number one by one
voice-type-pin = Enter 6 digits
voice-shuffled = The digits on the screen are in another place each time
voice-pin-at-pad = Enter it on the PIN pad, cover it with your hand, and press the green key
voice-will-happen = When you go on
voice-back-no = Back, nothing changes

voice-on-screen = { $names }: please look at the screen
voice-screen-name = the name on the screen
voice-screen-number = the number on the screen
voice-screen-address = the address on the screen
voice-screen-day = the date on the screen
voice-screen-amount = the amount on the screen
voice-screen-value = what the screen shows
voice-hidden = ({ $count } hidden)
