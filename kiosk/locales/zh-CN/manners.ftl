# 大字：自动问一次。

large-type-offer = 字太小？换成大字
large-type-ask = 要不要把字放大？
large-type-yes = 换成大字
    .detail = 字大、一页内容少、等的时间长
large-type-no = 不用，继续办
    .detail = 想换时，随时点屏幕上的“大字”
