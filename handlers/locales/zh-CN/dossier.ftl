console-dossier-whole = 卷宗完整：{ $events } 个事件、{ $files } 个文件、{ $erased } 处依法删除。末端 { $head }
console-dossier-printed = 纸上页脚的哈希值是其中第 { $event } 个事件。
console-dossier-written = 已写出卷宗 { $path }：{ $events } 个事件、{ $files } 个文件。
console-dossier-kind = { $kind ->
    [scheme] 抽查工作方案
    [notice] 行政检查通知书
    [record] 实地核查记录表
    [pictures] 检查图片
    [minute] 随机抽取记录
    [proof] 抽取证明文件
   *[publication] 检查结果公示截图
}
console-dossier-holds = 已有：{ $kinds }
console-dossier-missing = 归档还缺：{ $kind }
console-dossier-open = 归档还缺：尚未提交
console-dossier-erased = 已删除核查 { $number } 的 { $what }；事件链保留，并记明已删除。
console-dossier-print =
    { $kind ->
        [notice] 通知书
        [record] 记录表
        [addendum] 更正说明
        [transfer] 移交单
       *[other] 文书
    }
console-dossier-erasing = 一并删除显示该内容的打印件：{ $paper } { $number }（{ $format }），SHA-256 { $sha256 }。
console-dossier-also = 同样的内容还封存在第 { $event } 个事件的 { $path }；如也要删除，请再执行一次：--event { $event } --path { $path }
console-dossier-unchanged = 核查还没有提交，检查人员写下的内容仍在工作表里：请他们先在聊天中改掉，否则重新打印时又会出现。
