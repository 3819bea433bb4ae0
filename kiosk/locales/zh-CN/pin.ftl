# 社保卡密码：修改、忘记、锁住。密码本身从不显示、不打印。

service-pin = 社保卡密码
    .subtitle = 改密码，忘了或锁住了怎么办
pin-what = 社保卡密码，您要办什么？
pin-two = 社保密码和银行密码是两个密码。这里只管社保密码；银行密码请找卡面上那家银行。
pin-change = 修改密码
    .detail = 知道现在的密码，换一个新的
pin-forgotten = 忘了密码，或者锁住了
    .detail = 输错太多次，卡就锁住了

pin-old = 请输入现在的密码
    .hint = 六位数字。刚领的卡，请输发卡时告诉您的初始密码。
pin-wrong = 密码不对，请再输一次
pin-wrong-left = 密码不对，还可以试{ $left }次
pin-wrong-last = 密码不对，只能再试一次了，再错卡就锁住。想不起来，请按“返回”。
pin-new = 请输入新密码
    .hint = 六位数字，别人不容易猜到的
pin-again = 请把新密码再输一次
pin-differs = 两次输的不一样，请重新输入新密码
pin-same = 新密码和现在的一样，请换一个
pin-weak-alike = 六个数字都一样，容易被猜到，请换一个
pin-weak-run = 一个接一个的数字，容易被猜到，请换一个
pin-weak-birth = 像是生日，容易被猜到，请换一个
pin-weak-number = 证件号码里有这几个数字，容易被猜到，请换一个
pin-on-the-glass = 密码键盘没有回应，请在屏幕上从头输入
pin-checking = 正在核对，请不要拔卡
pin-changing = 正在修改密码，请不要拔卡
pin-ask-the-card = 卡拔得太早了。请再插入这张卡，看看密码改了没有
pin-not-that-card = 请插入刚才那张卡，看看密码改了没有

pin-changed = 密码已经改好
    .advice = 请记好新密码，不要告诉别人。银行密码没有变。
pin-not-changed = 密码没有改，还是原来的密码
    .advice = 可以再试一次，也可以带身份证和卡到服务网点办理。
pin-unknown = 还不知道密码改了没有
    .advice = 卡没有回答。下次用卡，请先试新密码，不对再试旧密码。
pin-locked = 密码输错太多次，社保密码锁住了
    .advice = 卡没有坏，医保里的钱也都在。要先解锁，才能再用密码。

pin-outlet-title = 社保密码忘了或锁住了
pin-outlet-answer = 到服务网点就能解锁、设新密码
pin-outlet-bring = 本人带上身份证和社保卡。
pin-outlet-choose = 在网点当场设一个新密码。

pin-reset-confirm = 请核对，然后申请重置社保密码
pin-reset-before = 本机只能申请，不能改卡里的密码。新密码要到服务网点当场设。
pin-reset-effect-leave = 人社局同意以后，今天之内都有效。
pin-reset-effect-outlet = 今天带身份证和卡到服务网点，当场设新密码。
pin-reset-now = 现在申请
pin-reset-asking = 正在向人社局申请，请不要拔卡
pin-reset-done = 人社局已同意重置您的社保密码
pin-reset-already = 今天已经同意过了，不用再申请
pin-reset-go-today = 密码还没有改。请今天到服务网点，当场设新密码。
pin-reset-uncertain = 还不知道人社局有没有同意
    .advice = 没有收到回音。请直接带身份证和卡到服务网点，或者拨打12333，报这个编号。
pin-reset-not-done = 没有申请成功，什么都没有改变
    .advice = 可以再试一次，也可以直接带身份证和卡到服务网点。
pin-reset-refused = 人社局没有同意，什么都没有改变
    .advice = 请带身份证和卡到服务网点，或者拨打12333，报这个编号。
pin-reset-wrong-state = 这张卡现在不能重置密码
    .advice = 没有激活、挂失或注销的卡不能重置。请到“我的社保卡”看一看卡的情况。
paper-pin-reset = 社保密码重置申请
