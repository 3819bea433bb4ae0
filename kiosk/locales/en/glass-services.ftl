# The screens of the services: situation, menu, choice, list, facts, guide, number, PIN, rating.


glass-help-situation = One sentence says how your card stands. The large blue button is what makes sense now; the others are below.
glass-help-menu = Everything this machine does. Touch a service to begin, or Back to return.
glass-help-choose = Read the question and touch the answer that fits. If you touched the wrong one, touch Back.
glass-help-pick = Touch Next page to see more. To see fewer, touch a box with an arrow at the top and choose a district or kind.
glass-help-facts = This is what is known. Stars hide personal data; touch Show to see it for ten seconds.
glass-help-guide = The large words at the top are the answer. How to do it is below. Touch Next page if there is more.
glass-help-enter-number = Touch the 18 characters of your ID number one by one. Touch Erase if one is wrong, then touch the large blue button.
glass-help-enter-pin = Cover the keys with your hand and touch the 6 digits. Only dots appear. Touch Erase if one is wrong.
glass-help-pin-at-pad = Enter the PIN on the PIN pad in the drawing, not on the screen. Then press the green key.
glass-help-rate = Touch a face to say how it went. To skip this, touch No rating or do nothing.

glass-menu = What would you like to do?

glass-page-before = Previous
glass-page-next = Next page
glass-page-of = Page { $page } of { $pages }

glass-pick-close = Keep it

glass-key-done = Done, continue
glass-key-erase = Erase
glass-key-clear = Clear all
glass-typed = { $count } of { $length } entered

glass-pin-cover = Cover the keys with your hand
glass-pin-at-pad-how = On the PIN pad with the green light. Cover it with your hand
glass-pad-cancel = Cancel
glass-pad-correct = Correct
glass-pad-enter = Enter

glass-rate = How did it go?
glass-rate-very-satisfied = Very satisfied
glass-rate-satisfied = Satisfied
glass-rate-fair = Fair
glass-rate-dissatisfied = Not satisfied
glass-rate-very-dissatisfied = Not at all satisfied
glass-rate-skip = No rating
glass-rate-else = You need not answer. This page goes away in { $seconds } s

glass-faces-old = Old strip card
glass-faces-old-sign = No chip, black strip on the back
glass-faces-new = New social security card
glass-faces-new-sign = Photo and golden chip on the front
glass-faces-front = Front
glass-faces-back = Back
glass-not-now = Not now
