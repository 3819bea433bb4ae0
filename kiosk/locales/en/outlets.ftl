# Outlets

service-outlets = Outlets
    .subtitle = Find one nearby, with phone and hours

outlets-ordinary = Ordinary outlets: cards come from the factory, { $limit } working days
    .short = Ordinary
outlets-instant = Outlets that usually make cards at once: call before you go
    .short = Cards at once
outlets-count = Outlets: { $count }
outlets-count-nearest = Outlets: { $count }, the nearest first
outlets-none = No outlet is like this; please choose less narrowly
outlets-date-unknown = The office cannot be reached, so this machine does not know whether today is a working day, and does not show who is open
outlets-any = Any
outlets-by-kind = Kind
outlets-by-district = District
outlets-by-service = What is done
outlets-by-owner = Run by
outlets-by-within = From here
outlets-by-hours = Hours
outlets-within = Within { $kilometres } km
outlets-is-open = Open now
outlets-is-perhaps = Perhaps open

outlets-urgent = Do you need the card urgently?
outlets-urgent-no = No, show ordinary outlets
    .detail = Apply early; within { $limit } working days
outlets-urgent-yes = Yes, show who makes cards at once
    .detail = Usually while you wait; they may phone you later

outlets-can-apply = apply
outlets-can-query = enquire
outlets-can-collect = collect
outlets-can-activate = activate
outlets-can-transfer = transfer home
outlets-can-replace = replace
outlets-can-pin-reset = set a new PIN

outlets-weekday =
    { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
outlets-days = { $first } to { $last }
outlets-span = { $days } { $times }
outlets-hours = { $spans } (on holidays and make-up workdays call first)
outlets-hours-with-make-up = { $spans } (closed on holidays, open on make-up workdays)
outlets-hours-are = Hours: { $hours }
outlets-metres = { $metres } m
outlets-kilometres = { $kilometres } km
outlets-far = { $distance } from here in a straight line
outlets-accessible = Entrance without steps
outlets-steps = There are steps at the entrance; call first if you need help
outlets-does = What is done here: { $services }
outlets-is-ordinary = Ordinary outlet: the card comes from the factory within { $limit } working days.
outlets-is-instant-walk-in = Cards are usually made while you wait.
outlets-is-instant-when-busy = Cards are usually made while you wait; when many people come, they phone you to collect.
outlets-is-instant-always = Cards are made by appointment: please call first.
outlets-print = Print this outlet
outlets-others = Show other outlets
outlets-no-list = This machine has no list of outlets yet
    .advice = Call 12333 about outlets nearby, or ask the staff of this hall.

outlets-paper-title = Outlet for social security cards
outlets-paper-services = What is done
outlets-paper-as-of = As of { $day }; what the outlet makes known counts.
