# 各项服务的屏：情况、全部业务、选择、列表、资料、指引、输号码、输密码、评价。


glass-help-situation = 这里用一句话告诉您社保卡现在的情况。蓝色的大按钮是现在最该办的事，下面还有别的可以选。
glass-help-menu = 这里是这台机器能办的所有事。点一项就开始；点“返回”回到上一页。
glass-help-choose = 请看上面的问题，点一个合适的回答。点错了可以点“返回”重新选。
glass-help-pick = 一页放不下的，点“下一页”接着看。想少看一些，点上面带向下箭头的框，选地区或种类。
glass-help-facts = 这里是查到的内容。带星号的是遮住的，点“显示全部”可以看十秒钟。
glass-help-guide = 先看最上面的大字，那就是回答。下面是怎么做。一页放不下的，点“下一页”。
glass-help-enter-number = 照着身份证，把18位号码一个一个点出来。点错了，点“删除”退一格。都点完了，再点蓝色的大按钮。
glass-help-enter-pin = 请用手遮住，点6位密码。屏幕上只出现圆点，不会显示数字。点错了，点“删除”。
glass-help-pin-at-pad = 请在图上的密码键盘上输密码，不是在屏幕上点。输完按绿色的“确认”。
glass-help-rate = 请点一个表情，说说这次办得怎么样。不想评价，点“不评价”，或者什么都不点。

glass-menu = 请选要办的事

glass-page-before = 上一页
glass-page-next = 下一页
glass-page-of = 第{ $page }页，共{ $pages }页

glass-pick-close = 不改了

glass-key-done = 输好了，继续
glass-key-erase = 删除
glass-key-clear = 全部清除
glass-typed = 已输入{ $count }位，共{ $length }位

glass-pin-cover = 输密码时，请用手遮住
glass-pin-at-pad-how = 请在亮绿灯的密码键盘上输，用手遮住
glass-pad-cancel = 取消
glass-pad-correct = 更正
glass-pad-enter = 确认

glass-rate = 这次办得怎么样？
glass-rate-very-satisfied = 非常满意
glass-rate-satisfied = 满意
glass-rate-fair = 基本满意
glass-rate-dissatisfied = 不满意
glass-rate-very-dissatisfied = 非常不满意
glass-rate-skip = 不评价
glass-rate-else = 不评价也没关系，{ $seconds }秒后这一页会自己关掉

glass-faces-old = 旧卡：磁条卡
glass-faces-old-sign = 没有芯片，背面有黑色磁条
glass-faces-new = 新卡：社会保障卡
glass-faces-new-sign = 正面有照片和金色芯片
glass-faces-front = 正面
glass-faces-back = 背面
glass-not-now = 现在不能办
