button-paper-notice = 📄 通知书
button-paper-record = 📄 记录表
button-paper-docx = 要 Word 版
button-paper-verify = 🔎 扫码后所见
paper-asked = 正在生成{ $paper ->
        [notice] 通知书
       *[record] 记录表
    }，一会儿发来
paper-printed = 📄 { $paper ->
        [notice] 附件2 行政检查通知书
       *[record] 附件1 实地核查记录表
    }　{ $visit }（第1页）
paper-file = { $paper ->
        [notice] 通知书
       *[record] 记录表
    }_{ $visit }
paper-sha256 =
    全文。SHA-256：
    <code>{ $sha256 }</code>
paper-docx = 同一文书的 Word 版，可编辑；以 PDF 为准。
