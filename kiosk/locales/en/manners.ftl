# Large type: asked once, by itself.

large-type-offer = Too small? Use large type
large-type-ask = Would you like larger type?
large-type-yes = Use large type
    .detail = Larger letters, less on a page, more time
large-type-no = Go on as it is
    .detail = You can touch “Large” at any time

# Said before anything personal is read.

glass-privacy = Name, number and dates are read for this visit only, and forgotten when you leave.
glass-privacy-more = This machine reads only your name, number, date of birth and validity, to do with the HRSS office what you choose. They are sent encrypted, no picture of you is taken, and everything is forgotten when you leave or the time is up. The office keeps the record of what was done.
