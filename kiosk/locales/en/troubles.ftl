# The two rarer kinds of trouble on the way to a card.

progress-trouble-overdue-pickup = The card has been waiting at the outlet for a long time
    .advice = Please call to make sure it is still there, then collect it soon.
progress-trouble-recalled = This card has been sent back and cannot be collected
    .advice = You need to apply again. Please ask 12333 or the outlet first.
