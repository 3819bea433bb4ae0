# 大字：自动问一次。

large-type-offer = 字太小？换成大字
large-type-ask = 要不要把字放大？
large-type-yes = 换成大字
    .detail = 字大、一页内容少、等的时间长
large-type-no = 不用，继续办
    .detail = 想换时，随时点屏幕上的“大字”

# 读到个人信息之前先说清楚。

glass-privacy = 只读取姓名、证件号码等，用来办这次的事；您离开后，本机全部忘掉。
glass-privacy-more = 本机只读取证件上的姓名、号码、出生日期和有效期，加密送人社部门，用来办您选的事；退出或超时后全部忘掉。
