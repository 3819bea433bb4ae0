# The strip of modes.

mode-large = 大字
mode-contrast = 高对比
mode-low = 低位
mode-voice = 语音
glass-weekday = { $weekday ->
    [0] 星期一
    [1] 星期二
    [2] 星期三
    [3] 星期四
    [4] 星期五
    [5] 星期六
   *[6] 星期日
}
glass-status-day = { $day } { $weekday }
