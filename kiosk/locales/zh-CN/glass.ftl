# 屏幕框架和各屏自己的话。老人一听就懂的话,一句一个意思。

glass-help = 帮助
glass-leave = 退出
glass-back = 返回
glass-foot = 社保咨询电话 12333 · 本机编号 { $number }
glass-show-name = 显示全名
glass-show-all = 显示全部
glass-hide = 隐藏

## 帮助

glass-help-title = 这一步怎么做
glass-help-phone = 打电话问：12333
glass-help-staff = 也可以请大厅工作人员帮忙
glass-help-machine = 本机编号：{ $number }
glass-help-close = 知道了

glass-help-out-of-service = 这台机器现在不能用。请到旁边的机器办理，或者找大厅工作人员。
glass-help-attract = 把身份证平放在读卡区，机器会马上告诉您社保卡到了哪一步。也可以先点一项要办的事。{ glass-privacy-more }
glass-help-home = 点一项要办的事。都办好了，请点右上角的“退出”。
glass-help-present-document = 把身份证平放在屏幕下方的读卡区（图上绿框处），不要拿开，等屏幕变了再取。{ glass-privacy-more }
glass-help-insert-card = 手拿社保卡，有芯片的一面朝上，芯片这一头朝里，插进图上绿框的卡口，推到底。
glass-help-working = 机器正在办理，请稍等，不要把证件和卡拿走。
glass-help-stage-line = 这里写着您的社保卡到了哪一步。打勾的是做完的，蓝色的是现在这一步。去网点以前，请先打电话。
glass-help-confirm-act = 请先看清楚再决定。点蓝色的大按钮才会办理；点“返回”或“退出”，什么都不会改变。
glass-help-outcome = 这里写着办理的结果。下面的按钮是接下来可以做的事。
glass-help-take-back = 请把您的证件和卡都拿好，再离开。
glass-help-goodbye = 已经办完了，您可以离开。
glass-help-more-time = 还要继续，请点“继续办理”。不点的话，时间一到就自动退出；已经办好的，不受影响。

## 各屏

glass-out-of-service = 对不起，这台机器暂停服务
glass-out-instead = 您可以
glass-ask-staff = 请大厅工作人员帮忙
glass-call-12333 = 拨打 12333 咨询

glass-attract = 请把身份证放在读卡区
glass-attract-more = 马上告诉您：社保卡到了哪一步
glass-attract-or = 或者点一项要办的事

glass-home = 您还要办什么？

glass-reader-here = 身份证读卡区
glass-slot-here = 社保卡插口
glass-paper-here = 出纸口

glass-present-document = 请把身份证放在读卡区
glass-present-document-how = 平放在图上的绿框处，先不要拿开
glass-insert-card = 请插入社保卡
glass-insert-card-how = 芯片朝上，芯片一头先进，推到底
glass-insert-card-motor = 芯片朝上，芯片一头先进，机器会自己收进去

glass-working-wait = 请稍等，先不要拿走证件和卡
glass-working-long = 比平时慢一些，机器还在办理。您可以继续等，也可以先退出。
glass-working-leave = 不等了，退出

glass-day = { month-name }{ $day }日
glass-greeting = { $value }，您好
glass-relative = { $value }的社保卡
glass-call-first = 请先打电话确认

glass-will-happen = 点下面的蓝色按钮以后

glass-tone-done = 办好了
glass-tone-inform = 请您留意
glass-tone-sorry = 对不起
glass-tone-uncertain = 结果还没确定
glass-number = 打电话咨询时，请报这个编号

glass-take-back = 请取走您的证件和卡
glass-take-back-document = 请取走您的身份证件
glass-take-back-card = 请取走您的社保卡
glass-take-back-how = 拿好以后，屏幕会自己变
glass-item-document = 身份证件
glass-item-card = 社保卡

glass-goodbye = 谢谢您，请慢走
glass-goodbye-more = 请看一看，身份证和社保卡都带好了吗？
glass-goodbye-forgotten = 您的信息已经从这台机器上清除

glass-more-time = 您还要继续吗？
glass-more-time-else = 时间到了会自动退出，请带好证件和卡
glass-more-time-yes = 继续办理
