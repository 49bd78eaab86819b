button-publications = 📢 公示
publication-title = 📢 <b>公示</b> · 待办 { $total } · 超期 { $overdue } · 等您审定 { $waiting }
publication-done-title = 📢 <b>已办公示</b> · { $total } 项
publication-line = { $place } { $name } <code>{ $number }</code>
publication-left = 还有 { $days } 个工作日
publication-overdue = ⚠️ 超期 { $days } 个工作日
publication-waits = 等审定：{ $wish ->
        [publish] 公示
        [correct] 更正
        [withhold] 不公示
       *[withdraw] 撤回
    }
publication-making = ⏳ 已审定，正在生成网页
publication-state = { $state ->
        [open] 未公示
        [published] ✅ 已公示
        [withheld] 🔒 不公示
       *[withdrawn] ↩️ 已撤回
    }
publication-outdated = ⚠️ 记录已变动，待更正
publication-review = 🔒 不公示，{ $day }复核
publication-none = 没有要公示的结果。复核通过后会出现在这里。
publication-none-done = 还没有办过公示。
publication-together = 按任务一起办。每一项都和单独办一样留痕；内容有变动的不会公示。
publication-together-none = 没有可以一起办的任务。
publication-campaign = <b>{ $number } { $title }</b>：可准备 { $prepare }，等您审定 { $agree }
publication-preparing-all = 正在准备 { $count } 项
publication-agreeing-all = 正在公示 { $count } 项
button-publication = { $place } { $name } { $number }
button-publication-list = ‹ 公示列表
button-publication-done = 已办
button-publication-together = 按任务一起办
button-publication-prepare-all = 准备 { $number } 的 { $count } 项
button-publication-agree-all = 公示 { $number } 的 { $count } 项
button-publication-preview = 👁 预览网页
button-publication-prepare = 准备公示
button-publication-correct = 更正
button-publication-withdraw = 撤回
button-publication-withhold = 依法不公示
button-publication-agree = ✅ 同意{ $wish ->
        [publish] 公示
        [correct] 更正
        [withhold] 不公示
       *[withdraw] 撤回
    }
button-publication-back = 退回
button-publication-addenda = 更正说明
button-publication-drop = 取消准备
button-publication-see = 查看公示列表
button-publication-look = 查看
button-ground-secret = 保密（国家秘密、商业秘密）
button-ground-security = 国家安全
button-ground-safety = 公共安全
button-ground-other = 其他法定情形
publishing-title = 📢 <b>{ $number } { $name }</b>
publishing-due = { $day }前公示
publishing-waits = { $wish ->
        [publish] 公示
        [correct] 更正
        [withhold] 不公示
       *[withdraw] 撤回
    }由{ $by }准备，{ $own ->
        [yes] 等监管负责人审定
       *[no] 等审定
    }
publishing-settled = { $version ->
        [0] {""}
       *[other] 第{ $version }版，
    }{ $day }；{ $prepared }准备，{ $agreed }审定
publishing-nobody = ⚠️ { $own ->
        [yes] 除您以外，没有人能审定
       *[no] 没有别人能审定
    }。请系统管理员发送“人员”，再指定一位监管负责人；或取消，请名录库管理员、负责人准备。
publishing-reason = 原因（公开）：{ $reason }
publishing-ground = 依据：{ $ground ->
        [secret] 保密
        [security] 国家安全
        [safety] 公共安全
       *[other] 其他法定情形
    }，{ $clause }；{ $day }复核
publishing-public = <b>{ $ends ->
        [yes] 现在公开、将撤下的
       *[no] 公开的内容
    }</b>：{ $department }，{ $day }，{ $items } 项事项
publishing-result = ☑ { $result }
publishing-more = ……还有{ $count }项结果，见预览
publishing-nothing-else = 不公开：人员、电话、备注、照片。
publishing-changed = { $has ->
        [none] ⚠️ 记录已有变动，公示的还是旧内容，请更正。
       *[other] ⚠️ 准备后记录有变动，请退回重新准备。
    }
publishing-address = { $address }
publication-same = { $number } 公示的就是现在记录写的，没有可更正的。先写更正说明改记录，再来更正；不宜公示的请撤回。
publication-ask-correct = { $number } 为什么更正？原因会写在网页上，不能有人名、电话。请发送。
publication-ask-withdraw = { $number } 为什么撤回？原因会写在网页上，不能有人名、电话。请发送。
publication-ask-back = { $number } 为什么退回？请发送，准备的人会看到。
publication-ask-clause = 请发送法律依据的名称和条款，如：《保守国家秘密法》第十三条
publication-ask-review = 哪一天复核是否还要不公示？请发送，如：6.30
publication-grounds = { $number } 依法不公示，是哪一种情形？（细则四（九））
publication-named-by = ⚠️ 同一次检查的 { $number } 仍在公示，写有检查对象名称。
publication-asked = 📢 有 { $count } 项等您审定。最新：{ $number } { $name }（{ $wish ->
        [publish] 公示
        [correct] 更正
        [withhold] 不公示
       *[withdraw] 撤回
    }）
publication-told = { $wish ->
        [publish] ✅ 已公示
        [correct] ✅ 已更正
        [withhold] 🔒 已定为不公示
       *[withdraw] ↩️ 已撤回
    }：{ $number } { $name }
publication-told-outdated = { $because ->
        [reopened] 🔁 已公示的 { $number } { $name } 重新打开复核，公示内容可能要改。通过后再通知您；不宜继续公示的请撤回。
        [addendum] ⚠️ 已公示的 { $number } { $name } 有了新的更正说明，公示的还是旧内容，请更正。
        [denied] ⚠️ 已公示的 { $number } { $name } 所附更正说明有人否认签字，重新签好之前不作数，请更正。
        [unchanged] ✅ 已公示的 { $number } { $name } 重新复核通过，与公示的一致，不用更正。
       *[approved] ⚠️ 已公示的 { $number } { $name } 重新复核通过，结果与公示的不同，请更正。
    }
publication-nobody = ⚠️ 有 { $count } 项公示准备好了，但除准备人外没有人能审定。最新：{ $number } { $name }。请在“人员”里给该部门再指定一位监管负责人；或请准备人取消，由名录库管理员、负责人准备。
publication-returned = ↩️ { $number } { $name } 的公示被退回：{ $reason }
publication-due = 📢 公示提醒：{ $what }。
publication-due-late = 超期 { $count } 项
publication-due-outdated = 待更正 { $count } 项
publication-due-soon = 即将到期 { $count } 项
publication-due-again = 不公示待复核 { $count } 项
made-publication_preview = 公示网页预览，打开就是公众将看到的内容。
