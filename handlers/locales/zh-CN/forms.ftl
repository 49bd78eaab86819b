draft-checking = ⏳ 收到 <b>{ $name }</b>，正在检查…
draft-refused = ❌ <b>{ $name }</b> 有 { $count } 处要改：
draft-mend = { $pages ->
        [1] {""}
       *[other] 第{ $page }/{ $pages }页。
    }改好直接重发；缺的文件发来就自动再检查。
draft-good = ✅ <b>{ $title }</b>　版本 { $version }
draft-whose = { $department } · { $form_id }
draft-size = { $asked } 题 · { $groups } 组{ $repeats ->
        [0] {""}
       *[other] {" · "}{ $repeats } 个重复组
    }
draft-languages = 语言：{ $languages }
draft-files = 附带文件：{ $count } 个
draft-has-warnings = ⚠️ { $count } 项提醒
draft-new-form = 新表单。
draft-same = 与正在使用的版本完全相同。
draft-compared = 与 { $version } 相比：新增 { $added }，删去 { $removed }，改动 { $changed }{ $moved ->
        [0] {""}
       *[other] ，换位 { $moved }
    }{ $others ->
        [0] {""}
       *[other] ，其他 { $others }
    }
draft-use = 按“使用”后，新派发的检查用这一版，已派发的不变。
draft-same-use = 不用再做什么；想看怎么问，可以试填。
draft-taken-in = ✅ <b>{ $title }</b> { $version } 已使用。新派发的检查用这一版，已派发的不变。
draft-taken-in-toast = 已使用
draft-compared-anew = 刚有另一版启用，已重新比较，请再看一眼
draft-discarded = 已放弃 { $name }，没有改动。
draft-replaced = { $name }：后来又发了一份，以新的为准。
draft-warnings = ⚠️ <b>{ $count } 项提醒</b>（可以照常使用）
draft-changes = <b>与 { $version } 相比，{ $count } 处不同</b>
form-file-kept = 📎 已收到 { $name }，保留24小时，工作簿发来时一并使用；若是名录或平台的表，马上告知检查结果。
fault-list-title = 待改清单
fault-list-sheet = 工作表
fault-list-row = 行
fault-list-column = 列
fault-list-code = 编号
fault-list-text = 要改什么、怎么改
fault-list-caption = { $name }：共 { $count } 处要改。

change-title = 标题改了
change-rest = 版本号，或别的不影响提问的内容
change-languages = 语言有增减：{ $names }
change-files = 附带文件有变：{ $names }
change-added = 新增：{ $label }
change-removed = 删去：{ $label }
change-moved = 换了位置：{ $label }
change-changed = 改动：{ $label }（{ $aspects }）
aspect-label = 题目
aspect-hint = 提示
aspect-guidance = 依据
aspect-kind = 题型
aspect-choices = 选项
aspect-required = 必答
aspect-bounds = 范围
aspect-logic = 逻辑
aspect-group = 分组
aspect-marks = 合规标记
aspect-looks = 样式
aspect-default = 默认值
aspect-rounds = 重复次数
aspect-hidden = 计算

shelf-title = <b>我的表单</b>　共 { $total } 个
shelf-empty = <b>我的表单</b>　还没有。
shelf-line = { $number } <b>{ $title }</b> { $version }
shelf-about = { $department } · { $day }启用
shelf-hint = 把 Excel 工作簿（XLSForm）直接发到这里，就会检查。
form-title = <b>{ $title }</b>　版本 { $version }
form-about = { $asked } 题 · { $day }启用 · 共 { $total } 版
form-submitted = 已提交的检查：{ $count } 份
versions-title = <b>{ $title }</b>　共 { $total } 版
versions-line = { $version } · { $day } · { $asked } 题

trial-title = 🧪 <b>试填 { $number }</b>
    { $title }　版本 { $version }
trial-answered = 已答 { $answered }/{ $asked }，问题 { $problems } 个
trial-lacks = 还缺：第 { $numbers } 项
trial-nobody = 试填不派发、不通知任何人，也不计入统计。
trial-ended = 已结束。
trial-ended-itself = { $days } 天没有再填，已自动结束；答案还在，可取 XML 或从头再填。
made-xml = 🧪 试填的提交内容（OpenRosa XML）
made-submissions = 检查的提交内容（OpenRosa XML）和附件
made-part = （第{ $part }份，共{ $parts }份）
made-left-out = ⚠️ 超过 Telegram 上限，未放入：{ $names }{ $more ->
        [0] {""}
       *[other] 等，另有 { $more } 个
    }。原件仍保存着，清单见压缩包内 left-out.txt。
made-left-out-note =
    本次检查的下列文件每个都超过 { $most } MB，Telegram 不收，因此没有放进任何一个压缩包。
    原件仍保存着。检查提交后，可在服务器上用“hecha forms export”导出到文件夹。
made-left-out-line = { $name } · { $size } MB · SHA-256 { $sha256 }
made-xlsx = 已提交检查的答案（Excel）
made-csv = 已提交检查的答案（CSV）
file-being-made = 正在生成，好了就发到这里

button-draft-try = 试填
button-draft-use = 使用这一版
button-draft-drop = 放弃
button-draft-warnings = 提醒（{ $count }）
button-draft-changes = 改动（{ $count }）
button-fault-list = 全部清单（Excel）
button-forms = 我的表单
button-versions = 历史版本（{ $count }）
button-export-xlsx = 导出 Excel
button-export-csv = 导出 CSV
button-export-names = 导出 CSV（题名）
button-export-visit = 导出 XML 和附件
button-trial-on = 继续填
button-trial-xml = 提交内容 XML
button-trial-again = 从头再填
button-trial-end = 结束试填

help-forms = 表单、名录、公示、年度计划；发文件即检查

console-form-good = { $form_id } { $version } 可以使用：{ $asked } 题，{ $warnings } 项提醒。
console-form-refused = { $name } 有 { $count } 处要改：
console-taken-in = { $form_id } { $version } 已使用，新派发的检查用这一版。
console-same = { $form_id } { $version } 已在使用，没有改动。
console-exported = 已写出 { $count } 份：{ $folder }
