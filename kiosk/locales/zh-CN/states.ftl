# 制卡的每一步、卡的每一种状态：一句话说清，一句话说怎么办。

making-is-accepted = 申领已经受理，资料已采集
    .advice = 接下来银行开户、制卡。现在不用做什么。
making-is-bank-opening = 银行正在为社保卡开户
    .advice = 开户后就送卡厂制卡。现在不用做什么。
making-is-producing = 社保卡正在卡厂制作
    .advice = 做好后加载密钥，再送到网点。现在不用做什么。
making-is-key-loading = 社保卡已做好，正在加载密钥
    .advice = 接下来送到网点。现在不用做什么。
making-is-in-delivery = 社保卡正在送往网点
    .advice = 到了以后由网点联系您。去之前请先打电话。

card-is-sealed = 这张卡还没有激活
    .advice = 不是停保。带身份证和卡就能在本机激活，也可以到服务网点激活。
    .elsewhere = 不是停保。请带身份证和卡到服务网点激活。
card-is-normal = 这张卡使用正常
    .advice = 要用银行功能，请到卡面上那家银行的柜台另外激活。
    .bank-active = 银行功能也已经激活了。
card-is-temporarily-lost = 这张卡已临时挂失，暂时不能用
    .advice = 卡找到了，可以解除挂失；找不到，请带身份证到服务网点正式挂失。
card-is-lost = 这张卡已正式挂失，不能用了
    .advice = 请带身份证到服务网点补办。银行功能要另外到银行挂失。
card-is-locked = 密码输错太多次，这张卡锁住了
    .advice = 请带身份证和卡到服务网点解锁。
card-is-cancelled = 这张卡已经注销，不能用了
    .advice = 需要用卡的，请到服务网点重新申办。
card-is-expired = 这张卡过了有效期，不能用了
    .advice = 请带身份证和卡到服务网点换卡。

progress-nothing-known = 没有查到您的申领记录
    .advice = 还没申办的，可以用手机、到网点或者通过单位申办。在省内别的城市办过卡的，可以转到成都。
