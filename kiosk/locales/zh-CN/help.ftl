# 帮助

service-help = 帮助
    .subtitle = 叫工作人员、12333、本机编号
help-title = 帮助
help-answer = 需要帮忙，请点“呼叫工作人员”
help-called = 正在呼叫工作人员，请在这里稍等
help-call = 呼叫工作人员
help-call-again = 再呼叫一次
help-staff = 没有人来的话，请直接找大厅工作人员。
help-phone = 也可以拨打 12333，告诉对方本机编号：{ $number }
help-privacy = 您的证件和卡上的信息只在您办理时使用。您离开以后，这台机器不保存您的姓名和号码。
