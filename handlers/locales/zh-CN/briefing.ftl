matters-title = 📋 <b>事项清单 · { $number }</b>　{ $department } { $total }项
matters-line = <b>{ $code }</b> { $matter }{ $grade ->
        [key] （重点）
       *[general] {""}
    }
matters-basis = <blockquote expandable>{ $method }　{ $basis }</blockquote>
matters-none = 本任务没有列出您部门的事项。请联系牵头部门。

draw-title = 🎲 <b>抽取依据 · { $number }</b>
draw-number = 抽取编号：{ $draw }
draw-imported = 抽取编号：{ $draw }（在别处抽取后导入，未附抽取时间）
draw-unnumbered = 没有登记抽取编号。
draw-known = 录入：{ $moment }
draw-known-by = 录入：{ $moment } · { $who }
draw-source = 来源文件的指纹：{ $sha256 }…
draw-order = { $department }的抽取顺序：
draw-more = ……后面还有 { $count }位
draw-hint = 候补按顺序补位；补位前不显示姓名。
order-line = 序{ $ticket } { $state ->
        [seated] { $name }
        [asked] { $name }（申请待决定）
        [left] { $name }（已更换）
        [stepped_in] { $name }（已补位）
        [next] 候补（下一顺位）
        [expired] 候补（证件{ $until }到期）
        [revoked] 候补（已停用，不合格）
        [seated_elsewhere] 候补（已在本组）
       *[waiting] 候补
    }
