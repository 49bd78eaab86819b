alarm-subscriber-dropped =
    ⚠️ { $host } has not taken announcements for days, or wants no more; nothing is posted there any longer.
    Once it works again, resume: what it missed follows.
alarm-forwarding-given-up =
    ⚠️ Result { $result } could not be handed to the form server: { $error }
    Once that is mended, try again.
alarm-forwarded-incomplete =
    ⚠️ Result { $result } went to the form server without files that were lost: { $files }
    Have them sent again in the chat, and add them there by hand.
keying-title = ⌨️ <b>To be keyed on the municipal platform</b> · { $total }
keying-title-done = ⌨️ <b>Keyed</b> · { $total }
keying-line = { $place } { $name } <code>{ $number }</code>
keying-none = Nothing is to be keyed. Approved results appear here.
keying-none-done = Nothing has been keyed yet.
keying-hint = Once it is entered on the platform, open it here and send the platform's number, or press “Keyed”.
keying-sheet-title = ⌨️ <b>{ $number }</b> { $name }
keying-value = { $heading }: <code>{ $value }</code>
keying-keyed = ✅ Keyed; the platform's number: { $number }
keying-ask = Keyed? Send the number it got there, or press the button.
keying-noted = Noted
button-keying = { $place } { $name } { $number }
button-keying-list = ‹ To be keyed
button-keying-done = Keyed
button-keying-file = As a table
button-keying-keyed = ✅ Keyed
button-keying-back = Back to the list
made-keying = 📄 What is to be keyed, in the platform's columns.
keying-changed = 🔁 Approved anew: mend { $number ->
        [none] it
       *[other] { $number }
    } on the platform, then press “Keyed”.
keying-outdated =
    🔁 { $result } { $name }: approved anew after it was keyed; the platform has what it was before{ $number ->
        [none] {""}
       *[other] {" "}({ $number })
    }.
    Compare and mend it there, then note it as keyed.
button-keying-look = Open
button-keying-list-short = ⌨️ To be keyed
registry-platform_tasks = municipal platform’s tasks
registry-platform_keyed = numbers the platform gave
doors-title-subscribers = 🔌 <b>Told what happens</b> · { $total }
doors-title-forwardings = 🔌 <b>On their way to the form server</b> · { $total }
doors-title-tokens = 🔌 <b>Tokens of other systems</b> · { $total }
doors-line-subscribers = { $place } { $name } { $state ->
        [on] ✅ well
        [failing] ⏳ fails since { $since }
        [dropped] ⛔ nothing is posted there
       *[ended] ended
    }
doors-line-forwardings = { $place } { $name } { $state ->
        [sent] ✅
        [waiting] ⏳
       *[given_up] ⛔
    } { $told }
doors-line-tokens = { $place } { $name } { $told } · { $state ->
        [open] { $since ->
            [none] open
           *[other] until { $since }
        }
        [over] over
       *[revoked] revoked
    }
doors-hint-subscribers = Once the other system works again, resume: it gets what it missed in the last 30 days.
doors-hint-forwardings = Once the reason is mended, try again.
doors-hint-tokens = Whoever runs the machine makes and revokes tokens.
doors-none-subscribers = Nobody is told yet. Whoever runs the machine adds subscribers.
doors-none-forwardings = Nothing has been forwarded yet.
doors-none-tokens = There is no token yet. Whoever runs the machine makes them.
doors-goes-on = It goes on
button-doors = 🔌 Doors
button-doors-subscribers = Subscribers
button-doors-forwardings = Forwarded
button-doors-tokens = Tokens
button-doors-resume = ▶️ Resume
button-doors-resume-one = ▶️ { $place } { $name }
button-doors-again = 🔁 Try again
button-doors-again-one = 🔁 { $place } { $name }
