more-label = 还有下一个“{ $label }”吗？
more-none = 没有了
item-files = { $photos }个文件
item-pins = { $count }个点
item-agreed = 知道了
item-round = <b>{ $label }</b>
item-media = 📄 附图：{ $names }（这里看不到，请看纸质表）
item-note = ▪ { $text }
item-read = ▪ { $label }：<b>{ $value }</b>
item-hides = ↪️ 有{ $count }个回答现在不问了，先留着，改回来就恢复。
item-by-form = 现在的答案：<b>{ $value }</b>（表单填的，可改）
button-whole = 看全文
item-not-taken = ⚠️ 您发的“{ $text }”没有记入。要答本题，请再发一次或按按钮。
item-not-for = 第{ $number }项没有记入：{ $why }
item-objection =
    ⚠️ { $reason }
    您填的“{ $typed }”没有记入，原来的答案不变。
item-objection-toast = 没有记入，请看说明
button-result = 去填结果
sheet-hint-alone = 按编号单独答。
rest-page-changed = 要答的项刚变了，没有记入。请看新的一页
conclusion-hidden = ⚠️ { $count }个回答因后来的改动不再计入：{ $labels }{ $more ->
        [0] {""}
       *[other] ，另{ $more }个
    }。

item-ask-list = 共{ $count }个选项，发几个字查找。
item-look = 含“{ $text }”的有{ $count }个：
item-look-none = 没有含“{ $text }”的，再短一些试试。
button-list-all = 全部
item-ask-rank = 把{ $count }项按顺序点，最后一项自动排上。
item-ranked = { $place } <b>{ $label }</b>
button-rank-again = 重新排

item-ask-counter = 按＋－，或直接发送整数。
item-ask-range = 发送 { $start } 到 { $end } 的数字，每格{ $step }。
item-ask-step = 请选：
item-ask-numbers = 直接发送号码（数字、“-”、“.”）。
item-ask-multiline = 直接发送文字，可分行。
item-ask-masked = 直接发送文字，卡片上不显示。发完可自行删除那条消息。
button-agree = 知道了

item-ask-month = 发送年月，如 <b>2026.9</b>。
item-ask-year = 发送年份，如 <b>2026</b>。
item-ask-time = 发送时间，如 <b>9:30</b> 或 0930。
item-ask-datetime = 发送日期和时间，如 <b>2026-11-26 9:30</b>。
item-pick-day = <b>{ $month }</b>　一 二 三 四 五 六 日
item-pick-month = <b>{ $year }年</b>　请选月份：
item-pick-year = 请选年份：
button-this-month = 本月
button-this-year = 今年
button-pick = 选
button-calendar = 选日期
button-calendar-close = ‹ 返回本题
button-now = 现在
month = { $year }年{ $month }月
month-short = { $month }月

item-ask-point = 📍 在现场发送位置：按下面的按钮，或回形针 → 位置。
item-ask-point-any = 📍 发送一个位置，也可在地图上选：回形针 → 位置。
item-ask-geotrace = 📍 沿线逐个发送位置，至少{ $count }个点。
item-ask-geoshape = 📍 沿边逐个发送位置，至少{ $count }个点，自动闭合。
item-pins-so-far = 已有 { $count }个点。
button-locate = 用手机定位
button-pin-undo = 撤回上一个点
button-pins-done = 完成（{ $count }个点）
ask-pin = 📍 按下方按钮发送现在的位置。
pin-taken = 📍 已收到位置。
pin-hand-picked = 📍 已收到。这是手选或转发的点，不是手机现在测得的，会注明。
pin-reason = 手选或转发的点

item-ask-signature = 请对方签在纸上，拍照发来。已收到 { $photos }张
item-ask-draw = 请画在纸上，拍照发来。已收到 { $photos }张
item-ask-annotate = 请先在手机上把图标好（发图前可用画笔），再发来。已收到 { $photos }张
item-ask-nothing-before = 现在没有可选的：先答第{ $number }项“{ $label }”。
item-ask-nothing = 现在没有可选的：它随别的回答而定。可以先答别的题，或写明为什么无法填写。
item-ask-audio = 发送语音或录音文件。已收到 { $photos }个
item-ask-video = 发送视频。已收到 { $photos }个
item-ask-file = 用“文件”发送文档。已收到 { $photos }个
item-ask-barcode = 拍下条码或二维码发来，自动读取；也可直接发送号码。
file-no-answer = ⚠️ 已作为本项的附件收下，但这一题要{ $kind ->
        [audio] 录音
        [video] 视频
        [file] “文件”
       *[other] 照片
    }，不算作回答。
file-no-proof = ⚠️ 已作为本项的附件收下，但不是照片，不算拍照取证。
file-objection =
    ⚠️ { $reason }
    发来的已作为本项的附件收下，还不算作回答。
code-being-read = ⏳ 照片已收到，正在读条码……
code-sought = { $outcome ->
        [read] ✅ 已从照片读出：<b>{ $text }</b>（{ $place }）
        [objected] ⚠️ 读出“{ $text }”，但没有记入：{ $reason }（{ $place }）
       *[none] ⚠️ 照片上没读出条码（{ $place }）。请拍近些再发，或直接发送号码。
    }
pictures-at-hidden = 现在不用答的项

rounds-count = 已记 { $count }个
rounds-line = { $mark } { $label }　{ $done }/{ $count }
rounds-remove-which = 要删除哪一个？
rounds-remove-ask = 删除<b>{ $label }</b>和其中{ $count }个回答？删除后不再计入，记录留存备查。
rounds-removed = ↩️ 已删除{ $label }，其中{ $count }个回答不再计入。
round-nameless = 第{ $position }个
rounds-restored = ↩️ 已恢复，其中{ $count }个回答照旧计入。
button-round-restore = ↩️ 撤销删除
button-round-add = ＋ 再加一个
button-round-none = 没有了，继续
button-round-remove = 删除一个
button-round-keep = ‹ 不删
button-round-gone = 删除 { $label }
