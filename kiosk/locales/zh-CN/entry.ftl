# Writing on the glass: a name by letters or by hand, and outlets looked through by their pinyin.

name-type = 请输入姓名

glass-help-enter-name = 点字母，拼出第一个字的读音，再点上面出现的那个字。一个字一个字来，都选好了，点蓝色的大按钮。

glass-name-pinyin = 先点字母拼读音，再点要的字
glass-name-latin = 照证件上的英文名字，一个字母一个字母点
glass-name-code = 点出这个字的统一码，例如2CB4E
glass-name-hand = 写一个字，再点上面对的那个字
glass-name-astray = 没有这样的读音，请删掉一个字母
glass-name-full = 名字到这里已经满了

glass-key-pinyin = 拼音
glass-key-latin = 英文字母
glass-key-code = 字的编码
glass-key-hand = 手写
glass-key-dot = 加点“·”
glass-key-space = 空格
glass-draw-again = 重写
glass-draw-here = 用手指在这里写一个字

glass-pick-letters = 按拼音找
glass-pick-letters-how = 点名称的拼音或首字母，例如：天府广场，点TFGC
glass-pick-matching = { $count ->
    [0] 没有名称是这样读的，请删掉字母再试
   *[other] 找到{ $count }个
}
glass-pick-show = 看全部结果
