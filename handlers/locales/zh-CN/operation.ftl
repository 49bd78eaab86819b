alarm-parked =
    ⚠️ 有一步操作多次未能记上，已停下。
    代码 { $code }，人员 { $person }。详情见运行日志。
alarm-notice-failed =
    ⚠️ 有一条通知没能发出，事情本身已记下。
    代码 { $code }，事件 { $event }。详情见运行日志。
retry-begun = 正在再试一次
retry-none = 这一步已经处理过了
alarm-webhook-taken =
    ⚠️ 另一个程序用本机器人的令牌改动了推送地址，消息可能被它收走。
    已改回本机的地址。请停掉那个程序；找不到就在 @BotFather 更换令牌。
alarm-polling-disputed =
    ⚠️ 另一个程序在用本机器人的令牌接收消息，可能收走了几条。
    本机照常运行。请停掉那个程序；找不到就在 @BotFather 更换令牌。
