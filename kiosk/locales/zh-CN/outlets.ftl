# 服务网点

service-outlets = 服务网点
    .subtitle = 找近的网点，看电话和办公时间

outlets-ordinary = 普通网点：受理后送卡厂制作，{ $limit }个工作日
    .short = 普通网点
outlets-instant = 即时制卡网点：一般当场可取，去前请先打电话
    .short = 即时制卡网点
outlets-count = 共{ $count }个网点
outlets-count-nearest = 共{ $count }个网点，近的在前面
outlets-none = 没有这样的网点，请放宽条件再找
outlets-date-unknown = 现在联系不上人社局，不知道今天是不是工作日，所以不显示哪些网点正在办公
outlets-any = 不限
outlets-by-kind = 种类
outlets-by-district = 区域
outlets-by-service = 能办什么
outlets-by-owner = 谁办的
outlets-by-within = 离本机
outlets-by-hours = 办公时间
outlets-within = { $kilometres }公里以内
outlets-is-open = 正在办公
outlets-is-perhaps = 可能在办公

outlets-urgent = 您急着用卡吗？
outlets-urgent-no = 不急，看普通网点
    .detail = 早点申办，{ $limit }个工作日以内
outlets-urgent-yes = 急用，看即时制卡网点
    .detail = 一般当场可取，人多时要等电话

outlets-can-apply = 申办
outlets-can-query = 查询
outlets-can-collect = 领取
outlets-can-activate = 激活
outlets-can-transfer = 归属地转移
outlets-can-replace = 补换卡
outlets-can-pin-reset = 重设密码

outlets-weekday =
    { $day ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }
outlets-days = { $first }至{ $last }
outlets-span = { $days } { $times }
outlets-hours = { $spans }（节假日和调休上班日请先打电话问）
outlets-hours-with-make-up = { $spans }（节假日休息，调休上班日办公）
outlets-hours-are = 办公时间：{ $hours }
outlets-metres = { $metres }米
outlets-kilometres = { $kilometres }公里
outlets-far = 离本机直线{ $distance }
outlets-accessible = 有无障碍入口
outlets-steps = 入口有台阶，不方便的请先打电话
outlets-does = 能办：{ $services }
outlets-is-ordinary = 普通网点：受理后送卡厂制作，{ $limit }个工作日以内。
outlets-is-instant-walk-in = 即时制卡网点：一般当场可取。
outlets-is-instant-when-busy = 即时制卡网点：一般当场可取；人多时先受理，再电话通知您领卡。
outlets-is-instant-always = 即时制卡网点：要先预约，请先打电话。
outlets-print = 打印网点信息
outlets-others = 看别的网点
outlets-no-list = 这台机器还没有网点名单
    .advice = 请拨打12333问就近的网点，或者问大厅工作人员。

outlets-paper-title = 社保卡服务网点
outlets-paper-services = 能办什么
outlets-paper-as-of = 网点信息截至{ $day }，以网点公布的为准。
