request-title = ⏳ <b>{ $name } asks { $kind ->
        [called] has to be replaced
        [handover] to hand over
       *[recusal] for recusal:
    } { $number }</b> { $object }
request-reason = Reason: { $reason }
request-next = If granted, the <b>next in the drawn order</b> steps in: no. { $ticket } ({ $department }).
request-exhausted = ⚠️ The drawn order of { $department } is used up. If granted, the seat stays empty until a further draw.
request-granted = ✅ Granted; { $name } steps in (no. { $ticket } of the order).
request-unfilled = ✅ Granted. ⚠️ A seat of { $department } is empty; a further draw is needed.
request-denied = ↩️ Not granted; the task stays theirs.
request-restored = ↩️ Nobody has to step in; the task stays where it was.
request-unreachable = ⚠️ { $name } { $reach ->
        [unbound] has no account linked and gets no task. Send an invitation, and telephone.
       *[blocked] has blocked the bot and gets no task. Please telephone.
    }
invite-made =
    <b>Invitation for { $name }</b> ({ $number })
    <code>{ $code }</code>
    Valid for 24 hours, usable once. Forward it, or read it out by telephone:
    open this bot in Telegram, press Start, send the code, then the last four digits of the certificate.
    This message goes at your next act.
request-why =
    ↩️ <b>{ $number } · not granting { $name }'s request</b>
    Send the reason; they read it as you write it.
request-granted-toast = Granted; filled by the drawn order

order-title = 🎲 <b>Drawn order · { $number } { $department }</b>
order-hint = Seats are filled by the order only; nobody picks.

decided-granted = ✅ <b>{ $number } { $name }</b>: your { $kind ->
        [handover] hand-over
       *[recusal] recusal
    } was granted; the next in the order takes it.
decided-called = 📋 <b>{ $number } { $name }</b>: no answer came from you, so the next in order has stepped in. Nothing is left to do.
decided-denied =
    ↩️ <b>{ $number }</b>: your { $kind ->
        [handover] hand-over
       *[recusal] recusal
    } was not granted.
    Reason: { $reason }
    The task stays yours.
task-gone = { $number } was taken over
lead-replaced = 📋 { $number } { $department }: { $new } (no. { $ticket } of the order) replaces { $old }.
lead-unfilled = ⚠️ { $number } { $department }: { $old } left, the order is used up, the seat is empty.

button-order = See the drawn order
button-grant = Grant, next steps in
button-grant-empty = Grant (seat stays empty)
button-deny = Do not grant (say why)
button-open-task = Open the task
button-invite = Make an invitation
