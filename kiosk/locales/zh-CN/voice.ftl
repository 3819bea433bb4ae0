# 只用耳朵听的话。屏幕上的私人内容不念出来。

voice-on = 语音已打开
voice-starting = 机器正在启动，请稍等
voice-choose = 您可以选
voice-fact = { $name }：{ $value }
voice-group = { $group }：{ $offers }
voice-closed = { $offer }（现在不能办，{ $why }）
voice-step = 第{ $number }步，{ $step }
voice-filters = 想少看一些，可以选：{ $names }
voice-present-document-how = 平放，先不要拿开
voice-type-number = 身份证号码共18位，请一位一位输入
voice-type-pin = 请输入6位数字
voice-shuffled = 屏幕上的数字每次位置不一样
voice-pin-at-pad = 请在密码键盘上输入，用手遮住，输完按确认键
voice-will-happen = 办理以后
voice-back-no = 返回，什么都不改变

voice-on-screen = { $names }，请看屏幕
voice-screen-name = 屏幕上的姓名
voice-screen-number = 屏幕上的号码
voice-screen-address = 屏幕上的地址
voice-screen-day = 屏幕上的日期
voice-screen-amount = 屏幕上的金额
voice-screen-value = 屏幕上的内容
voice-hidden = （遮住{ $count }位）
