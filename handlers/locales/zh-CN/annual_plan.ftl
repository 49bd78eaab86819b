button-year = 年度计划
year-title = <b>{ $year } 年度抽查计划</b> · { $state ->
        [approved] 已批准
        [published] 已公开
       *[collecting] 汇总中
    }
year-lines = 共 { $count } 条，{ $departments } 个部门
year-missing = 未报：{ $count } 个部门
year-own = 本部门：{ $count } 条
year-proposals = ⚠️ { $count } 处可以“进一次门、查多项事”，待处理
year-approved = { $day } { $name } 批准
year-published = { $day } 公开 { $address }
year-empty = 逐条添加，或发来表格（部门、抽查事项、检查对象、比例或户数、月份、牵头或参与）。
year-empty-others = 还没有部门填报。各部门的名录库管理员可以填报。
button-year-own = 本部门的
button-year-all = 全部
button-year-add = ＋ 添加一条
button-year-joint = 合并建议 { $count }
button-year-missing = 未报部门
button-year-file = 导出表格
button-year-approve = 批准这份计划
button-year-publish = 对外公开
button-year-back = ‹ 回到计划
registry-plan = 年度抽查计划
lines-own = <b>{ $year } 年本部门的 { $count } 条</b>（{ $page }/{ $pages }）
lines-all = <b>{ $year } 年全部 { $count } 条</b>（{ $page }/{ $pages }）
button-lines-back = ‹ 全部
line-ask-matter = 查什么事项？请选一项，也可以直接发送。
line-ask-matter-typed = 查什么事项？请发送名称。
missing-title = <b>还没有填报的 { $count } 个部门</b>：{ $names }
joint-none = 没有待处理的合并建议。
joint-title = <b>进一次门、查多项事</b>（还有 { $count } 处）
joint-what = 检查对象 { $kind }，{ $month } 月，可以合成一次联合抽查：
button-joint-accept = 合并检查
button-joint-decline = 不合并，写理由
joint-ask-reason = 为什么不合并？请发送理由，会留存。
line-title = <b>第 { $number } 条</b> · { $year } 年 · { $department }
line-objects = 检查对象：{ $kind }，{ $amount }
line-count = { $count } 户
line-months = 月份：{ $months } 月
line-part = { $part ->
        [lead] 牵头
       *[part] 参与
    }
line-joint = 🔗 { $month } 月与{ $names }合并检查
line-campaigns = 已建任务：{ $numbers }
line-changed = { $day } { $who }：{ $reason }
line-was = 　{ $before } → { $after }
button-line-object-kind = 检查对象
button-line-amount = 比例或户数
button-line-months = 月份
button-line-part = 牵头或参与
button-line-matter = 事项
button-line-drop = 删除
button-line-begin = 按此建立抽查任务
button-line-enough = ‹ 回到这一条
button-line-lead = 牵头
button-line-takes = 参与
line-ask-object-kind = 第 { $number } 条查哪类对象？请选一类，也可以直接发送。
line-ask-amount = 第 { $number } 条查多少？请发送比例或户数，如：5% 或 20户
line-ask-months = 第 { $number } 条在哪几个月？请发送，如：3-5、9，或第二季度、全年
line-ask-part = 第 { $number } 条由本部门牵头，还是参与？
line-ask-other-matter = 第 { $number } 条查什么事项？请发送名称。
line-ask-reason = 计划已批准。为什么要改？请发送理由，会随计划公开。
plan-line-changed = 📋 { $year } 年度计划第 { $number } 条（{ $department }）有变动：{ $reason }
plan-lines-missing = ⏳ { $department } 还没有填报 { $year } 年度抽查计划，3 月前要报送。
button-plan-line = 看这一条
button-plan-open = 打开年度计划
