# What is hard to say, said as it is: there is no answer yet.

uncertain-print = Print the number
paper-uncertain = Not settled yet
