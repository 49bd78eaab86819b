alarm-parked =
    ⚠️ 有一步操作多次未能记上，已停下。
    代码 { $code }，人员 { $person }。详情见运行日志。
retry-begun = 正在再试一次
retry-none = 这一步已经处理过了
