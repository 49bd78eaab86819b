remind-unanswered =
    ⏳ <b>{ $number } { $name }</b> 还没有接受。
    请接受；有利害关系的请申请回避。
remind-closing =
    ⏳ <b>{ $number } { $name }</b>
    期限 { $day }，还剩{ $left }个工作日。
remind-missed =
    ⚠️ <b>{ $number } { $name }</b> 的期限 { $day } 已过。
    仍可填写；提交时要写明原因。
remind-missed-supervisor = ⚠️ { $number } 的期限 { $day } 已过，还没有提交。
digest-title = 📋 <b>今日汇总</b> { $day }（自{ $since }起）
digest-reviews = ⏳ 待复核 { $count }，{ $oldest ->
        [0] 都是今天提交的
       *[other] 最久的已等{ $oldest }个工作日
    }
digest-submitted = 提交 { $count }
digest-problems = 问题 { $count }
digest-refused = 拒签 { $count }
digest-requests = 回避、转交待决定 { $count }
digest-closing = 快到期（2个工作日内）{ $count }
digest-overdue = ⚠️ 逾期 { $count }
digest-unanswered = 未回复派发 { $count }
digest-lost-files = ⚠️ 未取回照片 { $count }
digest-root = 存证链首：<code>{ $root }</code>
button-see-visits = 看检查列表
