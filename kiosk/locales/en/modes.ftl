# The strip of modes.

mode-large = Large
mode-contrast = Contrast
mode-low = Low
mode-voice = Voice
glass-weekday = { $weekday ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
glass-status-day = { $weekday } { $day }
