# 办事过程中屏幕上的话。短句,平常话,先说结论。

two-sentences = { $first }{ $second }
value = { $value }
value-day = { $day }
value-time = { $day } { $clock }
value-person = { $name }

finish = 办好了，结束
another-service = 办别的事
try-again = 再试一次
end-visit = 结束办理

asking-office = 正在向人社局查询
reading-card = 正在读社保卡，请不要拔卡
printing = 正在打印，请稍等

service-progress = 制卡进度查询
    .subtitle = 卡做到哪一步了，哪里领卡
service-activate = 社保卡激活
    .subtitle = 领到新卡后，先激活再使用

## 认人

identify-lay-again = 没有读好，请把身份证拿起来，重新平放在读卡区
identify-unreadable = 这张证件读不了
identify-expired = 您的证件已于{ $day }到期，不能在这里使用
identify-not-yet-valid = 您的证件要到{ $day }才生效，现在还不能使用
identify-another-way = 请换一张有效的居民身份证、港澳台居民居住证或外国人永久居留身份证；也可以请大厅工作人员帮忙。
identify-again = 换证件再试

## 进度

stage-data = 数据采集
stage-bank = 银行开户
stage-factory = 卡厂制卡
stage-keys = 密钥加载
stage-delivery = 网点配送
stage-ready = 待领取
stage-handed-over = 已领取
stage-activated = 已激活

progress-late = 制卡已超过{ $limit }个工作日，目前：{ $stage }
    .advice = 请拨打网点电话或12333问一问，市卡务中心会协调。
progress-is-ready = 社保卡已到网点，可以领取
    .advice = 请带身份证去领。去之前先打电话。
progress-is-handed-over = 社保卡已领取，还没有激活
    .advice = 激活后才能看病、买药和办事。在本机就能激活，请准备好社保卡。
    .elsewhere = 激活后才能看病、买药和办事。请本人带身份证和社保卡到服务网点激活。
progress-is-activated = 社保卡已经领取并激活
    .advice = 卡现在能不能用，请看“我的社保卡”。
progress-trouble-data-rejected = 申领资料需要补正
    .advice = 照片或信息不符。请带身份证到申领的网点补正，去之前请先打电话。
progress-trouble-bank-failed = 银行开户没有成功
    .advice = 请带身份证到这个网点处理，去之前请先打电话。
progress-trouble-production-failed = 这张卡没有制作成功
    .advice = 请拨打网点电话，问清是否需要重新申领。
progress-trouble-handover-issue = 社保卡正在交接核对
    .advice = 请先打电话确认卡到了再去，以免白跑。
progress-trouble-outlet-changed = 领卡网点有变化
    .advice = 卡现在在这个网点。去之前请先打电话确认。

progress-days = 已用{ $used }个工作日，期限{ $limit }个，到{ $last }为止
progress-days-estimated = 已用{ $used }个工作日，期限{ $limit }个，预计到{ $last }为止（节假日安排未公布）
progress-days-taken = 到网点用了{ $used }个工作日（期限{ $limit }个）
progress-print = 打印进度单
call-before-you-go = 去之前请先打电话确认


## 打印

printed = 凭条已经打好，请从出纸口取走
print-part = 凭条只打出一部分，请看看出纸口
print-no-paper = 打印机没有纸了，没有打印
print-cover-open = 打印机的盖子开着，没有打印
print-cutter = 打印机的切刀卡住了，没有打印
print-too-hot = 打印机太热，需要凉一会儿，请过一分钟再打印
print-broken = 打印机出了故障，没有打印
print-unconfirmed = 凭条不一定打好了，请看看出纸口
print-failed = 打印机现在不能用，没有打印
print-note-down = 没有凭条也不影响办理结果，您可以用手机拍下这一页。
print-again = 重新打印
print-not-now = 打印机现在不能用，请用手机拍下这一页。
note-outlet = { $outlet }，电话 { $phone }
note-number = 办理编号 { $number }

## 社保卡

chip-pulled = 卡拔得太早了。请重新插入，等屏幕变了再取
chip-mute = 读不到芯片。请把卡取出，芯片朝上重新插入
chip-take-out = 请先取出这张卡
chip-not-ours =
    { $kind ->
        [bank] 这是银行卡，没有社保功能
        [health] 这是健康卡，不是社会保障卡
        [transport] 这是公交卡，不是社会保障卡
       *[unknown] 这不是社会保障卡
    }
chip-unreadable = 这张社保卡读不出来，可能已损坏
chip-stays-locked = 现在打不开这张卡，卡本身没有坏
chip-blocked = 这张社保卡的芯片已经锁住了，要到网点处理
chip-other-person = 这张社保卡和身份证不是同一个人的
chip-ask-outlet = 请换一张卡，或者到服务网点、拨打12333咨询。
chip-another = 换卡再试

## 激活

activate-confirm = 请核对，然后激活这张卡
fact-name = 持卡人
fact-card-number = 社保卡号
fact-bank = 发卡银行
activate-check-balance = 想核对余额的，请先用旧卡到定点药店或在天府市民云查好，再来激活。
activate-effect-works = 这张卡可以看病、买药、办社保。
activate-effect-money = 您的医保个人账户金额会自动关联到这张卡，不用办手续。
activate-effect-old-card = 旧的磁条卡同时停用，不能恢复。
activating = 正在激活，请不要拔卡
asking-again = 没有收到回音，正在核对结果

activated = 社保卡已经激活
activated-bank = 这次没有激活银行功能。要用的话，请到卡面上那家银行的柜台另外激活。
activated-pin = 请记得修改社保卡的初始密码。
activated-money = 您的医保个人账户金额会自动关联到这张卡。
activate-already = 这张卡已经激活过了，可以直接使用
    .advice = 不用再办。要用银行功能，请到卡面上那家银行的柜台另外激活。
activate-of-another-city = 这张卡是别的城市发的，不在本机激活
activate-unknown-card = 人社局没有查到这张卡
activate-is-temporarily-lost = 这张卡处于临时挂失，不能激活
    .advice = 卡找到了的，请带身份证和卡到服务网点解除挂失。
activate-is-lost = 这张卡已经挂失，不能激活
    .advice = 请到服务网点问一问是否已经补办新卡。
activate-is-locked = 这张卡已锁定，不能激活
    .advice = 请带身份证和卡到服务网点解锁。
activate-is-cancelled = 这张卡已经注销，不能激活
    .advice = 请到服务网点重新申办。
activate-is-expired = 这张卡已过有效期，不能激活
    .advice = 请到服务网点换卡。
activate-uncertain = 还不知道有没有激活成功
    .advice = 没有收到人社局的回音。请不要急着重办：本机会继续核对。过几分钟在这里再查一次，或拨打12333，报这个编号。
activate-refused = 人社局没有办理激活，什么都没有改变
    .advice = 请带卡和身份证到服务网点办理，或者拨打12333，报这个编号。
activate-not-done = 没有激活，什么都没有改变
    .advice = 可以再试一次，也可以带卡和身份证到服务网点办理。

## 出错

closed-device = { $device }正在检修
device-id-reader = 身份证读卡器
device-card-reader = 社保卡读卡器
device-printer = 凭条打印机
device-pin-pad = 密码键盘
device-code-scanner = 扫码器
sorry-office = 现在联系不上人社局
    .advice = 什么都没有改变。请稍等再试，或者拨打12333。
sorry-device = 机器的一个部件没有回应
    .advice = 什么都没有改变。请再试一次，或者请大厅工作人员帮忙。
sorry-machine = 机器出了点问题
    .advice = 请再试一次，或者请大厅工作人员帮忙。
sorry-unsettled = 刚才那次办理还没有回音，请不要重办。请拨打12333，报下面的编号。
out-of-service = { $why }，暂时不能办理
closed-for-staff = 工作人员正在维护本机
closed-no-mains = 停电了，本机暂停办理，来电后自动恢复
limited = { $why }。灰色的业务暂时办不了，其他照常办理
no-slips = 凭条打印机正在检修，现在打印不了凭条，其他业务照常办理
left-behind-document = 读卡区有一张遗留的证件，请交给大厅工作人员
left-behind-card = 卡口有一张遗留的社保卡，请交给大厅工作人员
card-kept = 有一张忘取的卡已由本机妥善保管，请找大厅工作人员领取

## 凭条

paper-rehearsal = 【模拟设备 仅供演示】
paper-reprint = 补打
paper-progress = 社保卡制卡进度
paper-activation = 社保卡激活凭条
paper-machine = 自助机
paper-time = 时间
paper-holder = 姓名
paper-stage = 到了哪一步
paper-since = 从哪天起
paper-days = 工作日
paper-bank = 银行
paper-outlet = 网点
paper-phone = 电话
paper-address = 地址
paper-hours = 办公时间
paper-number = 办理编号
paper-scan-number = 工作人员扫这个条码可以查到
paper-scan-to-call = 手机扫一扫，拨打网点电话
paper-12333 = 有疑问请拨打12333。
