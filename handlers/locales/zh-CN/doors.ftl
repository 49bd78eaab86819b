alarm-subscriber-dropped =
    ⚠️ { $host } 多日没有收下通知，或不再需要，已停止外发。
    修好后运行：hecha api subscriber resume { $number }
alarm-forwarding-given-up =
    ⚠️ 结果 { $result } 没能转报到表单服务器：{ $error }
    处理好后运行：hecha api forwarding again { $number }
keying-title = ⌨️ <b>待补录到市级平台</b> · { $total } 项
keying-title-done = ⌨️ <b>已补录</b> · { $total } 项
keying-line = { $place } { $name } <code>{ $number }</code>
keying-none = 没有要补录的结果。复核通过后会出现在这里。
keying-none-done = 还没有补录过。
keying-hint = 在平台录入后，点开那一项，发送平台编号或按“已录入”。
keying-sheet-title = ⌨️ <b>{ $number }</b> { $name }
keying-value = { $heading }：<code>{ $value }</code>
keying-keyed = ✅ 已录入，平台编号：{ $number }
keying-ask = 录入后请发送平台编号，没有就按按钮。
keying-noted = 已记录
button-keying = { $place } { $name } { $number }
button-keying-list = ‹ 补录清单
button-keying-done = 已补录
button-keying-file = 导出表格
button-keying-keyed = ✅ 已录入
button-keying-back = 退回清单
made-keying = 📄 补录清单，列名与市级平台一致。
keying-changed = 🔁 复核重新通过：请在平台改好{ $number ->
        [none] {""}
       *[other] { $number }
    }，再按“已录入”。
keying-outdated =
    🔁 { $result } { $name }：补录之后复核重新通过，平台上还是原来的{ $number ->
        [none] {""}
       *[other] （{ $number }）
    }。
    请在平台核对修改，再记为已录入。
button-keying-look = 打开
button-keying-list-short = ⌨️ 补录清单
