# 办事指南：怎么申办、异地卡、磁条卡、养老金、替家人办。先说结论，再说怎么办。

guide-no-date = 现在联系不上人社局，不知道今天的业务日期。下面只说与日期无关的内容。

## 怎么申办

service-apply = 怎么申办社保卡
    .subtitle = 急用和不急用，办法不一样
apply-urgent = 急着用卡吗？
apply-not-urgent = 不急用
    .detail = 手机办，或到普通网点，早办早安心
apply-is-urgent = 急用
    .detail = 到即时制卡网点，一般当场可取
apply-title = 怎么申办社保卡
apply-ways = 用手机申办，或到普通网点，{ $limit }个工作日以内
apply-employer = 在单位参保的：可以由单位集中代办、代领、代发，先问单位经办人。
apply-online = 用手机办：{ $names }。先做实名认证，再申办，自己选领卡的网点。
apply-outlet = 到普通网点办：带身份证，受理后送卡厂制作。
apply-due = 今天申办的，最晚{ $day }到网点。
apply-due-estimated = 今天申办的，预计最晚{ $day }到网点（节假日安排未公布）。
apply-at-once = 急用的，到即时制卡网点办，一般当场可取
apply-call-first = 先打网点电话，问清今天能不能当场制卡。
apply-bring = 带身份证去。
apply-by-appointment = 人多时，有的网点先受理，再电话通知您领卡。
apply-other-city = 在省内别的城市办过卡的，不能直接再办一张：可以办归属地转移，或者先注销再办。
apply-for-others = 替家人办要带什么
apply-from-elsewhere = 别的城市的卡怎么办

## 归属地转移

service-transfer = 别的城市的社保卡
    .subtitle = 归属地转移，一步步告诉您怎么办
other-city-title = 归属地转移
other-city-where = 您的卡是哪里发的？
other-city-count = 省内{ $count }个市州，还有外省
other-city-cause = 在成都参保却办不了卡，是因为已在别处办过卡：四川省内一人一卡。
other-city-elsewhere = 外省（不是四川的卡）
other-city-collected = 那张卡领到手了吗？
    .yes = 领到了
    .no = 还没有领
    .unknown = 不清楚
other-city-activated = 那张卡激活了吗？
    .yes = 激活了
    .no = 还没有激活
    .unknown = 不清楚
other-city-wish = 您想怎么用卡？
other-city-wish-use-here = 就用这张卡，在成都使用
other-city-wish-local-bank = 在成都使用，还要换成成都合作银行的卡
other-city-wish-new-card = 不要那张卡，在成都重新办一张
other-city-bank = 卡面上的银行，是成都社保卡的合作银行吗？
    .yes = 是
    .no = 不是
    .unknown = 不清楚

other-city-is-transfer = 把卡的归属地转到成都，就能在成都用
other-city-is-activate-and-transfer = 带卡到成都的网点，激活和转移一起办
other-city-is-call-home = 先打发卡地的12333，问怎么领卡、激活或注销
other-city-is-cancel-and-apply = 先按发卡地的规定注销那张卡，再在成都申办
other-city-is-transfer-cancel-apply = 先转到成都，再注销，然后在成都重新申办
other-city-is-other-province = 外省的卡，请问两地的12333
other-city-is-is-here = 这张卡就是成都的，不用转移

other-city-online = 手机办：{ $names }，选“卡归属地转移”。
other-city-at-outlet = 到网点办：带上这张社保卡和身份证，到成都的网点办“卡归属地转移”。
other-city-bring = 带上这张社保卡和身份证。
other-city-in-one-go = 在网点先激活，接着办归属地转移，一次办完。
other-city-call = 拨打{ $city }的电话：{ $number }。
other-city-ask = 问清怎么领卡、激活，或者怎么注销。
other-city-then-here = 卡领到手以后，再来成都的网点办转移。
other-city-cancel = 按发卡地的规定注销那张卡。
other-city-apply-here = 注销以后，在成都重新申办一张。
other-city-first-transfer = 带卡和身份证到成都的网点，把归属地转到成都。
other-city-then-cancel = 在成都注销这张卡。
other-city-call-both = 拨打发卡地“区号+12333”，问那边的卡怎么处理。
other-city-call-here = 再拨打028-12333，问在成都怎么办卡。
other-city-nothing-to-move = 用卡有别的问题，请拨打12333。
other-city-bank-warning = 这张卡的银行如果不是成都的合作银行，转移照样能办；要用成都的银行，请到网点问换卡的办法。

transfer-begin = 在本机办转移
transfer-confirm = 请核对，然后转移这张卡
transfer-before = 如果发卡地还有没办完的申领，请先在那边办完。
transfer-effect-here = 这张卡转为成都的卡，可以在成都办社保、看病、买药。
transfer-effect-card = 卡不换，卡号、密码都不变。
transfer-effect-bank = 银行账户不变。要换成都合作银行的卡，得注销后重新申办。
transfer-now = 现在转移
transferring = 正在办理转移，请不要拔卡
transfer-done = 归属地已经转到成都
transfer-done-use = 这张卡可以在成都使用了，卡不用换。
transfer-bank = 银行功能没有变化。
transfer-already = 这张卡的归属地已经在成都，不用再办
transfer-uncertain = 还不知道有没有转移成功
    .advice = 没有收到人社局的回音。请不要急着重办：本机会继续核对。过几分钟再来查一次，或拨打12333，报这个编号。
transfer-not-done = 没有办转移，什么都没有改变
    .advice = 可以再试一次，也可以带卡和身份证到服务网点办理。
transfer-refused = 人社局没有办理转移，什么都没有改变
    .advice = 请带卡和身份证到服务网点办理，或者拨打12333，报这个编号。
transfer-unknown-card = 人社局没有查到这张卡
    .advice = 请拨打发卡地“区号+12333”问一问。
transfer-not-activated = 这张卡还没有激活，不能单独办转移
    .advice = 请带卡和身份证到成都的网点，激活和转移一起办。
transfer-open-there = 现在不能转移，什么都没有改变
    .advice = 可能是发卡地还有没办完的业务。请拨打发卡地“区号+12333”问一问。
transfer-wrong-state = 这张卡现在不能转移
    .advice = 它可能已挂失、锁定或注销。请带卡和身份证到服务网点问一问。
transfer-is-here = 这张卡的归属地就在成都，不用转移
    .advice = 用卡有别的问题，请拨打12333。
transfer-other-province = 这是外省的卡，不能在这里转移
    .advice = 请问两地的12333：先拨打发卡地区号+12333，再拨打028-12333。
paper-transfer = 归属地转移凭条

## 磁条卡

service-strip-card = 旧磁条卡还能用吗
    .subtitle = 对照卡面，看看您手里是哪种卡
strip-title = 旧磁条卡
strip-how-far = 新的社保卡，您办到哪一步了？
strip-not-applied = 还没有申办
strip-not-collected = 申办了，还没有领到
strip-not-activated = 领到了，还没有激活
strip-activated = 已经激活了
strip-no-date = 新卡没有激活，磁条卡能不能用要看日期，请拨打12333
strip-is-valid = 磁条卡现在可以照常使用。{ $begin }起全面使用新卡
strip-is-transition = 能用。{ $begin }到{ $end }是过渡期，磁条卡可以继续用
strip-is-stopped = { $stop }起，窗口不再办磁条卡的业务，医院和药店也在逐步停用
strip-is-cancelled = 您的新卡已经激活，磁条卡同时停用，请用新卡
strip-next-not-applied = 您还没有申办新卡：请尽早申办。
strip-next-not-collected = 您的新卡还没有领：先查做到哪一步、在哪个网点，打电话确认再去领。
strip-next-not-activated = 您的新卡还没有激活：激活后就用新卡。
strip-next-activated = 看病、买药、办社保都用新卡。
strip-counters = 不再办的有：申办、换发、加磁、打印密码信封等。
strip-step-by-step = 医院和药店不是同一天停用。还能不能刷，请问那家医院或药店。
strip-too-late-for-batch = 现在到普通网点申办，{ $end }以前可能拿不到新卡。急用的，请到即时制卡网点。
strip-money = 钱不在卡上，在医保系统您的名下。新卡激活后自动关联，不用办手续。
strip-activate = 激活新卡

## 养老金

service-pension = 养老金和社保卡
    .subtitle = 没领新卡，养老金照发
pension-title = 养老金和社保卡
pension-goes-on = 没领新卡，不影响领养老金
pension-as-declared = 已经退休的，养老金仍发到您原来申报的银行卡或存折。
pension-step-by-step = 国家正逐步把待遇改发到社保卡的银行账户，但要先告诉您，您同意才改。
pension-to-change = 想用社保卡领的：先在卡面上那家银行激活银行功能，再到您参保的社保经办机构变更发放账户。
pension-your-choice = 改不改，由您自己决定。
pension-not-here = 本机不办变更，您的账户不会有变化。

## 替家人办

service-papers = 替家人办要带什么
    .subtitle = 孩子、老人、在外地的家人
papers-title = 替家人办，要带的材料
papers-for-whom = 您替谁办？
papers-child = 未成年的孩子
papers-pupil = 在校学生、幼儿园孩子
papers-unable = 来不了的老人或残疾人
papers-away = 长期在外地的家人
papers-for-child = 孩子的卡由监护人代办
papers-for-pupil = 在校的孩子一般由学校、幼儿园集中办
papers-for-unable = 行动不便的，可以委托别人代办
papers-for-away = 长期在外地的，可以委托别人代办
papers-register = 户口簿，要能看出您和孩子的关系。
papers-guardian-document = 监护人的身份证原件。
papers-child-document = 孩子的身份证，有的话一起带上。
papers-ask-school = 先问学校或幼儿园。
papers-or-guardian = 学校不办的，监护人带户口簿和身份证原件到网点办。
papers-both-documents = 两个人的身份证原件：来办的人和卡的主人。
papers-copies = 两张身份证的复印件。
papers-bank = 银行功能要按银行的规定办，请问卡面上那家银行。
papers-call-first = 各网点可能有自己的要求，去之前请先打电话。
