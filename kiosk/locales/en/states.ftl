# Every step of making a card and every state of a card: one sentence says it, one says what to do.

making-is-accepted = The application was taken in, the data are entered
    .advice = Next come the bank account and production. There is nothing to do now.
making-is-bank-opening = The bank is opening the account for the card
    .advice = After that the card goes to the factory. There is nothing to do now.
making-is-producing = The card is being made at the factory
    .advice = Then its keys are loaded and it goes to an outlet. There is nothing to do now.
making-is-key-loading = The card is made, its keys are being loaded
    .advice = Next it goes to an outlet. There is nothing to do now.
making-is-in-delivery = The card is on its way to an outlet
    .advice = The outlet contacts you when it is there. Please call before you go.

card-is-sealed = This card is not activated yet
    .advice = Your insurance has not stopped. With your ID card you can activate it at this machine, or at an outlet.
    .elsewhere = Your insurance has not stopped. Please take it and your ID card to an outlet to activate it.
card-is-normal = This card works normally
    .advice = To use the bank function, have it activated at a counter of the bank named on the card.
    .bank-active = The bank function is activated as well.
card-is-temporarily-lost = This card is reported lost for now and cannot be used
    .advice = If you have found it, the report can be lifted. If not, take your ID card to an outlet to report it in writing.
card-is-lost = This card is reported lost in writing and cannot be used any more
    .advice = Please take your ID card to an outlet for a new one. Tell the bank separately.
card-is-locked = The PIN was wrong too often, this card is locked
    .advice = Please take it and your ID card to an outlet to unlock it.
card-is-cancelled = This card is cancelled and cannot be used any more
    .advice = If you need a card, please apply for a new one at an outlet.
card-is-expired = This card has run out and cannot be used any more
    .advice = Please take it and your ID card to an outlet for a new one.

progress-nothing-known = No application of yours was found
    .advice = You can apply by phone, at an outlet or through your employer. A card of another city of the province can be moved to Chengdu.
