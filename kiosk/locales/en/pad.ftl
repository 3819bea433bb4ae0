# What is heard of the keys of the PIN pad, by which somebody operates the machine who does not look at it.

pad-at-free = { $name }. { $place } of { $count }.
pad-at-chosen = { $name }, chosen. { $place } of { $count }.
pad-at-closed = { $name }. Not available now. { $place } of { $count }.
pad-done = { $name }, done.
pad-said = { $words }
pad-nothing-yet = Nothing is under your finger yet. Press 8 for the first, then 5 to choose.
pad-not-now = { $name } is not available now. Press 8 for the next.
pad-no-back = There is no way back here. Press 8 for the next.
pad-no-pin = The PIN pad was out of order. Press Cancel to go back and begin again, or ask the hall staff.
pad-filter = { $name }: { $chosen }. Choose to change it
pad-options = { $name }. Choose one of { $count }. Press 8 for the first.
pad-help = { $here } The keys: 8 goes on, 2 goes back by one, 5 or Enter chooses, Cancel leads back, Clear says it again, 0 is help. 3 is louder, 9 softer, 6 faster, 4 slower, 1 ends the voice. Where you enter numbers, 00 goes on and the point goes back by one.
