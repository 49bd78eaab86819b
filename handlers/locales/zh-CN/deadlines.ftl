left-until = { $day }前
left = 还剩{ $days }个工作日
left-last-day = 今天到期
left-over = ⚠️ 已过{ $days }个工作日
extend-ask =
    ⏳ <b>申请延期 · { $number }</b>
    现在的期限：{ $day }
    选新期限，或发送日期，如 <b>3月25日</b>。
extend-why =
    ⏳ <b>{ $number } 延到 { $day }</b>
    为什么？请发一句话，监管负责人会看到。
extend-waits =
    ⏳ <b>{ $number } 延到 { $day }</b>
    申请已报送，等监管负责人决定。现在仍可继续检查。
extension-title = ⏳ <b>{ $name } 申请延期 { $number }</b> { $object }
extension-days = 期限 { $before } → <b>{ $after }</b>
extension-decided = { $state ->
        [granted] ✅ 已同意，延到 { $day }。
       *[refused] ↩️ 未同意，期限不变。
    }
extension-why =
    ↩️ <b>不同意 { $number } 延期</b>
    请发送理由，检查组会原样看到。
extension-granted-toast = 已同意延期
extension-told = { $state ->
        [granted] ✅ <b>{ $number } { $name }</b> 延期已同意：{ $day }，还剩{ $left }个工作日。
       *[refused] ↩️ <b>{ $number } { $name }</b> 延期未同意，期限仍是 { $day }。理由：{ $reason }
    }

button-extend = 申请延期
button-extend-days = 延{ $count }个工作日 · { $day }
button-extension-grant = 同意延期

office-days-title = <b>工作日调整</b>
office-days-none = 没有调整，按国务院公布的节假日安排。
office-day = { $day }　{ $works ->
        [yes] 上班
       *[no] 休息
    }
office-days-hint = 发送日期和“休息”或“上班”，如 <b>10月1日 休息</b>。期限和提醒马上按新的算。
