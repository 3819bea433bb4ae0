# Card first: how things stand, and the one thing to do now; collection, family, everything.

service-situation = How my card stands
    .subtitle = Lay your ID card down and see

situation-active = Your card works normally
    .advice = To use the bank function, have it activated at a counter of the bank named on the card.
situation-other-city = Your card was issued by { $city }
    .advice = To use it in Chengdu, an activated card can be transferred. You keep the card.
situation-other-province = Your card was issued in another province
    .advice = Please ask 12333, both where it was issued and in Chengdu.

situation-my-card = See my card
situation-release = Release the loss report
situation-after-loss = See what to do after a loss
situation-balance = See my medical account
situation-how-to-transfer = See how to transfer it

identify-code-expired = This code has expired or cannot be used. Refresh the code and show it again, or lay your ID card down

## Where to collect

service-collection = Where to collect
    .subtitle = Where the card is; call before you go
collection-held = Your card is at { $outlet } now
    .advice = Call before you go. Bring your ID card.
collection-elsewhere = The card has moved to this outlet. Call before you go, and bring your ID card.
collection-not-there-yet = Your card is not at an outlet yet; it will go to { $outlet }
    .advice = The outlet will call you when it is there. To ask, call first and save yourself the way.
collection-not-known = Your card is not at an outlet yet; which one will have it is not decided
collection-collected = Your card has been collected
    .advice = There is nothing to collect. If it was not you, call 12333 at once.
collection-print = Print this
fact-applied-at = Applied for at
fact-collect-at = To be collected at
fact-holds-now = It is now at
not-known-yet = Not known yet
paper-collection = Where to collect the card

## By number

service-number = Progress by ID number
    .subtitle = Without your ID card; shows stage and outlet only
number-type = Type the number of your ID card
number-please-check = This number seems to be wrong, please check it. If it is right, type it once more
number-call-or-bring = To see more, come with your ID card, or call the outlet or 12333.

## Family

service-family = Family
    .subtitle = How the card of a relative stands
family-what-have-you = How would you like to look up your relative?
family-by-document = I have their ID card here
    .detail = Lay it on the reader and see at once
family-by-relation = The office has us registered
    .detail = Lay your own ID card down first
family-by-neither = Neither
    .detail = See how to do it by phone
family-lay-theirs = Take your own ID card away, then lay theirs down
family-lay-down = Lay your relative’s ID card down
family-whom = Whose card?
family-count = { $count } relatives are registered
relation-spouse = spouse
relation-child = child
relation-parent = parent
relation-other = other relative
family-nothing-known = No application of this relative was found
family-nobody-registered = No relative of yours is registered. The WeChat mini-program 社保卡亲情查 can help
family-mini-program = The WeChat mini-program 社保卡亲情查 shows the progress of you and your family
family-step-search = In WeChat, search for the mini-program 社保卡亲情查
family-step-bind = Follow it to add yourself and your family
family-step-look = See the progress, and the phone of the outlet
family-outlet-too = Any outlet can look it up as well, with your relative’s ID card.

## Everything

more-services = All services
    .subtitle = Look up, use, PIN and loss, guides
group-progress = Progress and collection
group-my-card = My card
group-pin-and-loss = PIN and loss
group-guides = Guides
group-help = Help
closed-office = The office cannot be reached now
