# What is hard to say, said as it is: there is no answer yet, nobody can be called, the card is not the newest.

uncertain-print = Print the number
paper-uncertain = Not settled yet

help-nobody-called = Nobody can be called from here now
help-find-staff = Please go and find the staff in the hall.
progress-ask-12333 = Please call 12333 and ask which outlet to go to and what to bring.
situation-newer-card = This is not your newest card. To see how the newest one stands, please exit, take this card out and lay your ID card down.
