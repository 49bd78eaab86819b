registry-objects = 检查对象名录库
registry-inspectors = 执法人员名录库
registry-items = 抽查事项清单
registry-coverage = 监管空白
button-registries = 名录
registries-title = <b>名录</b>
registries-line = { $registry }：{ $count } 条
registries-hint = 发来 .xlsx 或 .csv 即可导入；发“名录 代码”看一条的变更。
button-export-objects = 对象 { $format }
button-export-inspectors = 人员 { $format }
button-export-items = 事项 { $format }
button-gaps = 监管空白
button-gaps-file = 全部清单（文件）
button-registry-history = 导入记录
made-registry_xlsx = 名录文件，改后可直接发回导入。
made-registry_csv = 名录文件，改后可直接发回导入。

gap-kind = 问题
gap-code = 编号
gap-name = 名称
gap-department = 部门
gap-one-unkept = 没有部门负责的检查对象
gap-one-idle-item = 没有检查对象的事项
gap-one-no-category = 没有检查类别的执法人员
gap-one-no-certificate = 没有执法证号的执法人员
gap-one-expired = 执法证已过期
registry-gaps-title = <b>监管空白</b>
gaps-none = 没有监管空白：对象有部门，事项有对象，人员有类别、证件有效。
gap-unbound = { $count } 名执法人员还没有绑定，收不到任务
gap-unkept = { $count } 个检查对象没有部门负责
gap-idle-item = { $count } 个事项没有检查对象
gap-no-category = { $count } 名执法人员没有检查类别
gap-no-certificate = { $count } 名执法人员没有执法证号
gap-expired = { $count } 名执法人员证件已过期

history-title = <b>导入记录</b>
history-none = 还没有导入过名录。
history-nothing = { $code } 没有变更记录。请核对代码。
history-line = { $place } { $moment } { $who } · { $registry }
history-file = 　{ $name } · { $count } 条{ $sha256 ->
        [none] {""}
       *[other] {" "}· { $sha256 }
    }
history-suggestion = 风险等级建议
history-console = 系统管理员
history-of = <b>{ $code }</b> 共 { $count } 次变更
history-change = { $place } { $moment } { $who } · { $kind }
history-row = 　{ $name }{ $row ->
        [0] {""}
       *[other] {" "}第{ $row }行
    }
button-history-undo = ↩ { $place }
kind-new = 新增
kind-changed = 变更
kind-joined = 列入本部门
kind-ended = 终止

import-found = 这是名录文件。
import-checking = ⏳ 收到 <b>{ $name }</b>，正在检查…
import-read = 已读 { $done } 行
import-compared = 已比对 { $done } / { $total } 行
import-settling = ⏳ <b>{ $name }</b> 正在写入…
import-written = 已写 { $done } / { $total } 条
import-done = ✅ <b>{ $name }</b> 已写入{ $registry }
import-discarded = 已放弃 { $name }，没有改动。
import-replaced = { $name }：后来又发了一份，以新的为准。
import-refused = ❌ <b>{ $name }</b> 用不了，什么都没改：
import-mend = 改好直接重发。
import-place = 第{ $row }行
import-whole-district = 全区
import-good = 📄 <b>{ $name }</b>
    看作{ $registry }（{ $department }）
import-new = 新增 { $count }
import-changed = 变更 { $count }
import-same = 不变 { $count }
import-joined = 列入本部门 { $count }
import-ended = 终止 { $count }
import-elsewhere = 由他部门维护 { $count }
import-foreign = 他部门 { $count }
import-refused-rows = 拒绝 { $count }
import-rows-refused = <b>拒绝 { $count } 行</b>
import-columns-left = { $count } 列没有用上
import-ask = 确认后一次写入，之前什么都不改。
import-ask-skip = 可改好重发，或排除这些行后导入。
import-nothing = 与名录一致，没有变化。
import-none-usable = 没有一行可用，改好再发。
import-none-usable-columns = 没有一行可用。缺的若就在未用的列里，点“未用的列”指明；不然改好再发。
import-compared-anew = 名录刚变过，正在重新比较
button-import-rows = 拒绝的{ $count }行（文件）
button-import-columns = 未用的{ $count }列
button-import-compare = 只比对：逐项看{ $count }处变更
button-import-all = 确认导入 { $count } 条
button-import-skip = 排除后导入 { $count } 条

diff-title = <b>第 { $place } / { $total } 处</b>　文件第{ $row }行
diff-line = { $field }：{ $before } → { $after }
diff-picked = 已选 { $count } 处
button-diff-pick = 采用这处
button-diff-leave = 不采用这处
button-diff-all = 采用全部 { $count } 处
button-diff-picked = 采用已选 { $count } 处
columns-title = <b>哪一列要用上？</b>选了会记住。
columns-which = <b>{ $heading }</b> 是哪一项？

rows-refused-title = 拒绝的行
rows-refused-row = 原行号
rows-refused-why = 要改什么、怎么改
rows-refused-caption = { $name }：拒绝 { $count } 行。改好直接发回。

console-import = { $name }：看作{ $registry }。{ $counts }
console-import-refused = { $name } 用不了，什么都没改：
console-columns = 没有用上的列：{ $names }
console-import-done = 已写入 { $count } 条。
console-differences = 与登记信息不一致的有 { $count } 条：
button-import-undo = 撤回这次导入
button-import-undo-sure = 确认撤回
import-undo-ask = 撤回 <b>{ $name }</b>？它改过的 { $count } 条会恢复原样，新增的会撤下，历史都保留。
import-undone = ↩️ 已撤回
import-undoing-done = ↩️ <b>{ $name }</b> 已撤回，恢复了：
button-import-from-today = 生效：今天
button-import-from = 生效：{ $day }
import-from-ask = 这份清单从哪一天起生效？请发送，如：2027-01-01
