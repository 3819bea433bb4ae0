# Large type: asked once, by itself.

large-type-offer = Too small? Use large type
large-type-ask = Would you like larger type?
large-type-yes = Use large type
    .detail = Larger letters, less on a page, more time
large-type-no = Go on as it is
    .detail = You can touch “Large” at any time

# Said before anything personal is read.

glass-privacy = Name, number and dates are read for this visit only, and forgotten when you leave.
glass-privacy-more = Only name, number, date of birth and validity are read, and sent encrypted to the HRSS office for what you choose.
