# 制卡中可能遇到的问题里较少见的两种。

progress-trouble-overdue-pickup = 社保卡放在网点很久了，还没有人来领
    .advice = 请先打电话确认卡还在，再尽快去领。
progress-trouble-recalled = 这张卡已经退回，领不到了
    .advice = 需要重新申领。请先打12333或网点电话问清楚。
