alarm-parked =
    ⚠️ A step failed several times and was put aside.
    Code { $code }, person { $person }. The log tells more.
alarm-notice-failed =
    ⚠️ A notice could not be sent; what happened is stored.
    Code { $code }, event { $event }. The log tells more.
retry-begun = Trying it again
retry-none = That step was dealt with already
alarm-webhook-taken =
    ⚠️ Another program with this bot's token changed the webhook; it may have received messages.
    Ours is set again. Stop that program; if you cannot find it, change the token at @BotFather.
alarm-polling-disputed =
    ⚠️ Another program receives with this bot's token; it may have taken some messages.
    Ours goes on. Stop that program; if you cannot find it, change the token at @BotFather.
