# 拿着社保卡能办的事：我的社保卡、余额、激活以后。

service-my-card = 我的社保卡
    .subtitle = 能不能用、到哪天有效、是哪家银行的
service-balance = 医保个人账户
    .subtitle = 查一查还有多少钱

fact-bank-function = 银行功能
fact-issued-in = 发卡地
fact-chip-valid-until = 芯片上写的有效期
fact-chip-version = 芯片版本
fact-balance = 个人账户可用金额
fact-as-of = 截至
not-told = 没有查到
issued-elsewhere = 四川省以外
bank-function-active = 已激活
bank-function-not-active = 还没有激活，要到卡面上那家银行的柜台激活
bank-function-unknown = 这里查不到，请问卡面上那家银行

my-card-ends = 这张卡的有效期到{ $day }为止，快到期了。请带身份证和卡到服务网点换卡。
my-card-print = 打印卡的情况
my-card-read = 读一读卡的芯片
my-card-none = 没有查到您的社保卡
    .advice = 可能还在制作，也可能还没有申办。请先查一查制卡进度。
my-card-not-known = 人社局没有查到这张卡
    .advice = 请带身份证和卡到服务网点问一问，或者拨打12333。
paper-my-card = 我的社保卡

balance-sentence = 您的医保个人账户金额在这里
balance-not-on-card = 这是医保系统里记在您名下的钱，不在卡上。换新卡、激活，都不会少。
balance-compare = 还没有激活新卡的，请记下来，激活以后再查一次，对一对。
balance-print = 打印金额
balance-none = 没有查到您的医保个人账户
balance-not-offered = 本机现在查不了医保个人账户
balance-elsewhere = 可以用旧卡到定点药店查，或者在天府市民云里查，也可以拨打12333。
paper-balance = 医保个人账户金额
paper-amount = 可用金额
paper-yuan = { $amount }元

act-print = 打印凭条

## 激活

activate-balance-now = 上面是激活前的医保个人账户金额。点“显示全部”看一看，记下来，激活以后再对一遍。
activated-choose-pin = 现在设自己的密码
activated-pin-changed = 密码已经换成您自己设的了。请记好，不要告诉别人。
activated-pin-not-changed = 密码没有改，还是原来的。以后可以在本机再改。
activated-pin-unknown = 还不知道密码改了没有。下次用卡，请先试新密码，不对再试旧密码。
activated-pin-locked = 密码输错太多次，已经锁住了。请带身份证和卡到服务网点解锁。
activated-pin-skipped = 密码没有改，还是初始密码。请记得以后来改。

## 监护人

guardian-title = 未成年人由监护人代办
guardian-answer = 请监护人到服务网点代办
guardian-register = 带户口簿，能看出是监护人
guardian-own-document = 带监护人自己的身份证原件
guardian-card = 带孩子的社保卡和身份证件
guardian-bank = 银行功能按银行的规定办。

## 怎么办的说明

papers-print = 打印这张说明
