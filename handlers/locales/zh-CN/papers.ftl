button-paper-notice = 📄 通知书
button-paper-record = 📄 记录表
button-paper-scheme = 📄 实施方案
button-paper-minute = 📄 抽取记录
button-paper-publication = 📄 公示名单
button-paper-addendum = 📄 更正说明
button-paper-docx = 要 Word 版
button-paper-verify = 🔎 扫码后所见
button-campaigns = 📄 实施方案 / 抽取记录
button-campaigns-short = 📄 文书
paper-asked = 正在生成{ $paper ->
        [notice] 通知书
        [scheme] 实施方案
        [minute] 抽取记录
        [publication] 公示名单
        [addendum] 更正说明
        [transfer] 线索移交单
       *[record] 记录表
    }，一会儿发来
record-of-which = 先打开一个任务，再发“记录表”。
paper-printed = 📄 { $paper ->
        [notice] 附件2 行政检查通知书
        [scheme] 抽查实施方案
        [minute] 随机抽取记录
        [publication] 抽查公示名单
        [addendum] 更正说明
        [transfer] 线索移交单
       *[record] 附件1 实地核查记录表
    }　{ $number }（第1页）
paper-void = 🚫 <b>已作废</b>，不能再签。
paper-file = { $paper ->
        [notice] 通知书
        [scheme] 实施方案
        [minute] 抽取记录
        [publication] 公示名单
        [addendum] 更正说明
        [transfer] 线索移交单
       *[record] 记录表
    }_{ $number }
paper-sha256 =
    全文。SHA-256：
    <code>{ $sha256 }</code>
paper-docx = 同一文书的 Word 版，可编辑；以 PDF 为准。
campaign-title = 📁 <b>{ $number } { $title }</b>
campaign-lead = 牵头：{ $department }
campaign-window = 时间：{ $first }至{ $last }
campaign-visits = 检查对象：{ $visits }户，已提交{ $submitted }户
campaign-hint = 点一下就生成文书；还没录入的内容留空待填。
campaign-none = 你名下没有抽查任务的文书。
console-papers-good = 可以打印文书。模板：{ $has ->
        [yes] { $folder }
       *[no] 原样
    }；字体：{ $font }。
