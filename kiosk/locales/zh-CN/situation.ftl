# 先刷卡：情况怎么样，现在做哪一件事；领卡网点、亲情查、全部业务。

service-situation = 我的社保卡情况
    .subtitle = 放上证件就告诉您

situation-active = 您的社保卡使用正常
    .advice = 要用银行功能，请到卡面上那家银行的柜台另外激活。
situation-other-city = 您的社保卡由{ $city }发放
    .advice = 要在成都用，已激活的可以办归属地转移，不用换卡。
situation-other-province = 您的社保卡由外省发放
    .advice = 请分别拨打发卡地和成都的12333问一问怎么办。

situation-my-card = 看我的社保卡
situation-release = 解除挂失
situation-after-loss = 看挂失后怎么办
situation-balance = 查医保账户
situation-how-to-transfer = 看怎么转到成都

identify-code-expired = 这个码过期了或不能用。请刷新电子社保卡的码再扫一次，或者把身份证放上来

## 领卡网点

service-collection = 领卡网点
    .subtitle = 卡在哪里，先打电话再去
collection-held = 您的卡现在在{ $outlet }
    .advice = 去之前请先打电话确认。带身份证去领。
collection-elsewhere = 卡换了网点，请以现在这个网点为准。去之前先打电话确认，带身份证去领。
collection-not-there-yet = 卡还没有到网点，做好后送到{ $outlet }
    .advice = 到了以后由网点联系您。想问的话，请先打电话，不用跑一趟。
collection-not-known = 卡还没有到网点，领卡的网点还没有定
collection-collected = 您的卡已经领走了
    .advice = 不用再去网点。不是您本人领的，请马上拨打12333。
collection-print = 打印领卡网点
fact-applied-at = 在哪里申领的
fact-collect-at = 说好在哪里领
fact-holds-now = 现在在哪里
not-known-yet = 还不知道
paper-collection = 社保卡领卡网点

## 输身份证号

service-number = 输身份证号查进度
    .subtitle = 没带身份证时用，只显示进度和网点
number-type = 请输入身份证号码
number-please-check = 这个号码好像不对，请核对。没有错的话，再输一次就能查
number-call-or-bring = 要看更多，请带身份证再来，或者拨打网点电话或12333。

## 亲情查

service-family = 亲情查
    .subtitle = 帮家人查社保卡到哪一步了
family-what-have-you = 您想怎么查家人的社保卡？
family-by-document = 家人的身份证在手边
    .detail = 放到读卡区，马上就能看
family-by-relation = 家人已在人社局登记
    .detail = 先放您自己的身份证
family-by-neither = 都没有
    .detail = 看手机小程序怎么查
family-lay-theirs = 请先拿起您自己的证件，再放上家人的身份证
family-lay-down = 请放上家人的身份证
family-whom = 您想查谁的？
family-count = 登记了{ $count }位家人
relation-spouse = 配偶
relation-child = 子女
relation-parent = 父母
relation-other = 其他家人
family-nothing-known = 没有查到这位家人的申领记录
family-nobody-registered = 没有查到您登记的家人，可以用微信小程序“社保卡亲情查”
family-mini-program = 用微信小程序“社保卡亲情查”，可以查自己和家人的进度
family-step-search = 在微信里搜索小程序“社保卡亲情查”。
family-step-bind = 按提示绑定您和家人的信息。
family-step-look = 查看家人的制卡进度和领卡网点电话。
family-outlet-too = 也可以带家人的身份证到任何一个服务网点查。

## 全部业务

more-services = 全部业务
    .subtitle = 查询、用卡、密码挂失、办事指南
group-progress = 进度和领卡
group-my-card = 我的社保卡
group-pin-and-loss = 密码和挂失
group-guides = 办事指南
group-help = 帮助
closed-office = 现在联系不上人社局
