button-plan-methods = 检查方式
button-plan-experts = 专家
choose-methods = <b>检查方式</b>：点一下换一种。书面检查只用于信用良好的 A、B 级。
choose-experts = <b>协助检查的专家、第三方</b>：不是执法人员，不计入人数。
choose-method = { $of ->
        [online_business] 网络经营
       *[other] { $of } 级
    }：{ $method ->
        [written] 书面检查
        [online] 网络监测
        [third_party] 第三方核查
       *[on_site] 实地核查
    }
method-of = { $method ->
        [written] 书面检查
        [online] 网络监测
        [third_party] 第三方核查
       *[on_site] 实地核查
    }
task-next-desk = 不用到现场。在办公室开始，办完逐项检查后提交。
button-desk-start = 开始{ $method }
button-desk = 材料与记录（{ $count }）
desk-title = 📋 <b>{ $number } { $name }</b> · { $method }
desk-none = { $method ->
        [written] 还没有要求材料。请写明要哪些材料。
        [online] 还没有登记。请登记查看的网址，截图直接发来。
        [third_party] 还没有登记。请写明委托哪家机构，报告直接发来。
       *[on_site] 这一户要实地核查。
    }
desk-step = { $mark } { $what }
desk-step-more = 　{ $items }{ $due }
desk-items = 第 { $items } 项
desk-items-all = 全部事项
desk-due = ，{ $day } 前
desk-came = 　结果：{ $came }
button-desk-add-written = ＋ 要求材料
button-desk-add-online = ＋ 登记网址
button-desk-add-third_party = ＋ 登记委托
button-desk-step = { $number } 办结
button-desk-tie = { $number } 改题号
desk-ask-written = 要求哪些材料？请发送，如：营业执照、近三个月进货台账
desk-ask-online = 看的是哪个网址或平台店铺？请发送，时间自动记下。
desk-ask-third_party = 委托哪家机构、做什么？请发送，如：某检测所，抽样检验
desk-ask-due = 限哪一天前交？请发送日期。不改就是 { $day }。
desk-ask-items = 对应检查表的哪几项？请发送题号，如：1、3-5，或：全部
desk-ask-came = 结果如何？请发送，如：收到全部材料；逾期未交；报告合格。文件、照片直接发来。
button-desk-keep = 不用改
button-gap-desk = 补：{ $method }的记录
sign-party-desk = 检查对象：未到场，不需签字盖章
