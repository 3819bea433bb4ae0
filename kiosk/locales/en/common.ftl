# Words shared by all parts

month-name = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] June
        [7] July
        [8] Aug
        [9] Sept
        [10] Oct
        [11] Nov
        *[12] Dec
    }
day = { $day } { month-name } { $year }
list-of-two = { $first }, { $second }
fact-valid-until = Valid until
see-how-to-apply = See how to apply
see-progress = See how far your card is
see-how-to-unlock = See how to unlock it
find-outlets = Find an outlet
activate-now = Activate now
content-basis = Source: { $source } ({ $day })
