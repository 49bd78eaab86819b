button-addenda = 📄 更正说明
button-addenda-count = { $count ->
        [0] 📄 更正说明
       *[other] 📄 更正说明（{ $count }）
    }
addenda-title = 📄 <b>更正说明 · { $number }</b> { $name }
addenda-none = 还没有更正说明。
addenda-line = { $place } { $number ->
        [draft] 草稿
       *[other] { $number }
    }　{ $state ->
        [draft] 只有您看得到
        [confirmed] ⏳ 待签字
        [signed] ✅ 已签
       *[withdrawn] 已作废
    } · { $concern }
addenda-hint = 🔒 记录表原样保留；写错的在这里更正，签字后另成一份文书。
button-addendum = { $place } { $number ->
        [draft] 草稿
       *[other] { $number }
    }
button-addendum-new = 写一份更正说明
button-addendum-go-on = 接着写草稿
addendum-concern-open = 位置未选
addendum-concern = { $kind ->
        [whole] 整份记录表
        [section] { $department }部分
       *[item] { $department } 第{ $item }项
    }
addendum-where =
    📄 <b>更正说明 · { $number }</b>
    要更正记录表的哪一处？
button-addendum-whole = 整份记录表
addendum-item =
    📄 <b>{ $department }的哪一项？</b>
    发题号（1–{ $asked }），或选下面的。
button-addendum-item = 第{ $item }项
button-addendum-section = 不是某一项，是整个部分
addendum-ask-stands =
    📄 <b>记录表上怎么写的？</b>（{ $concern }）
    把要更正的原文发来。{ $has ->
        [no] {""}
       *[yes] {"\u000A"}现在：{ $now }
    }
addendum-ask-reads =
    📄 <b>应当怎么写？</b>（{ $concern }）
    原文：{ $stands }
    把更正后的内容发来。{ $has ->
        [no] {""}
       *[yes] {"\u000A"}现在：{ $now }
    }
addendum-ask-reason =
    📄 <b>为什么更正？</b>（{ $concern }）
    发一句话；原因会印在更正说明上。{ $has ->
        [no] {""}
       *[yes] {"\u000A"}现在：{ $now }
    }
addendum-preview = 📄 <b>确认前看一遍 · { $number }</b>
addendum-about = 位置：{ $concern }
addendum-stands = 原文：{ $text }
addendum-reads = 更正为：<b>{ $text }</b>
addendum-reason = 原因：{ $text }
addendum-preview-hint = 确认后编号、打印，不能再改；签字前可以作废。
button-addendum-confirm = 确认，打印出来签
button-addendum-edit-where = 改位置
button-addendum-edit-stands = 改原文
button-addendum-edit-reads = 改更正内容
button-addendum-edit-reason = 改原因
button-addendum-drop = ↩️ 不写了
addendum-confirmed = { $number } 已确认，文书马上发来
addendum-withdrawn = 已撤回
addendum-title = 📄 <b>更正说明 { $number }</b>　{ $state ->
        [confirmed] ⏳ 待签字
        [signed] ✅ 已签
       *[withdrawn] 已作废
    }
addendum-by = { $name } { $time } 写
addendum-officers = 核查人：{ $officers }
addendum-pages = 📷 { $photos ->
        [0] 打印后各方签字，整页拍下发来
       *[other] 收到{ $photos }张；勾上谁签了
    }
addendum-why-ask =
    ⚠️ <b>{ $number } · { $kind ->
        [absent] 为什么不能到场？
       *[sign] 为什么不签？
    }</b>
    选一个，或发一句话。
button-addendum-mine = ✍️ 我手写签字
button-addendum-party = ✍️ 对方手写签字
addendum-whose =
    ✍️ <b>{ $number } · 对方谁来签？</b>
addendum-agent = ✍️ <b>{ $number } · 受委托人签字</b>
button-addendum-retake = 重拍
button-addendum-void = ↩️ 作废
told-addendum = 📄 <b>更正说明 { $number }</b> { $name }　{ $state ->
        [signed] 已签
       *[confirmed] 有人否认签名，重新签
    }
addendum-void-ask =
    ⚠️ <b>作废 { $number }？</b>
    编号保留，扫记录表二维码的人会看到“已作废”。
    要作废，发一句话说明原因。
addendum-void-why = 作废原因：{ $reason }
