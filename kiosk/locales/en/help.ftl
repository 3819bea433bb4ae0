# Help

service-help = Help
    .subtitle = Call staff, 12333, number of this machine
help-title = Help
help-answer = If you need a hand, touch "Call staff"
help-called = Staff are being called, please wait here
help-call = Call staff
help-call-again = Call again
help-staff = If nobody comes, please ask the hall staff directly.
help-phone = You can also call 12333 and tell them the number of this machine: { $number }
help-privacy = What is on your document and card is used only while you are served. When you have left, this machine keeps neither your name nor your numbers.
