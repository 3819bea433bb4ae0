# 不好说的话也照实说：还没有结果、叫不到人、不是最新的卡。

uncertain-print = 打印办理编号
paper-uncertain = 还没有结果的办理

help-nobody-called = 现在叫不到工作人员
help-find-staff = 请直接到大厅里找工作人员。
progress-ask-12333 = 请拨打12333，问清楚该找哪个网点、要带什么，再去办。
situation-newer-card = 这不是您最新的社保卡。要看最新那张，请先退出、取卡，再放上身份证。
