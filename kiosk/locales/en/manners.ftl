# Large type: asked once, by itself.

large-type-offer = Too small? Use large type
large-type-ask = Would you like larger type?
large-type-yes = Use large type
    .detail = Larger letters, less on a page, more time
large-type-no = Go on as it is
    .detail = You can touch “Large” at any time
