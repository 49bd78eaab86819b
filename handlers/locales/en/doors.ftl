alarm-subscriber-dropped =
    ⚠️ Subscriber { $number }, <code>{ $host }</code>, has not taken announcements for days, or wants no more; nothing is posted there any longer.
    Once it works again, resume: what it missed follows.
alarm-forwarding-given-up =
    ⚠️ Result { $result } could not be handed to the form server: { $error }
    Once that is mended, try again.
alarm-forwarded-incomplete =
    ⚠️ Result { $result } went to the form server without files that were lost: { $files }
    Have them sent again in the chat, and add them there by hand.
keying-title-list = ⌨️ <b>To be keyed on the municipal platform</b> · { $total }
keying-title-done = ⌨️ <b>Keyed</b> · { $total }
keying-title-take_back = ↩️ <b>To be taken back</b> · { $total }
keying-line = { $place } { $name } <code>{ $number }</code>
keying-none-list = Nothing is to be keyed. Approved results appear here.
keying-none-done = Nothing has been keyed yet.
keying-none-take_back = Nothing is to be taken back.
keying-hint-list = Once it is entered on the platform, open it here and send the platform's number, or press “Keyed”.
keying-hint-take_back = Withheld or withdrawn after it went there. Remove it there, then note that here.
keying-sheet-title = ⌨️ <b>{ $number }</b> { $name }
keying-value = { $heading }: <code>{ $value }</code>
keying-keyed = ✅ Keyed; the platform's number: { $number }
keying-keyed-not-shown = ✅ Keyed; the platform's number: { $number }. Kept back, or not approved now: its content is not shown.
keying-ask = Keyed? Send the number it got there, or press the button.
keying-noted = Noted
keying-other-round = It was approved anew, or its addenda changed: nothing was noted. Here it is as it reads now: compare, then note it anew.
keying-to-take-back = ↩️ Kept back by now. Remove it { $where ->
        [keyed] from the platform
        [forwarded] from the form server
        [perhaps] from the form server, if it has it (it gave no clear answer)
        [keyed_perhaps] from the platform, and from the form server, if it has it
       *[both] from the platform and the form server
    }{ $number ->
        [none] {""}
       *[other] {" "}(number there: { $number })
    }, then press the button.
take-back =
    ↩️ { $result } { $name } is withheld or withdrawn, and stands { $where ->
        [keyed] on the platform
        [forwarded] on the form server
        [perhaps] perhaps on the form server, which gave no clear answer
        [keyed_perhaps] on the platform and perhaps on the form server
       *[both] on the platform and on the form server
    }{ $number ->
        [none] {""}
       *[other] {" "}under { $number }
    }.
    Remove it there, then note that here.
alarm-take-back =
    ↩️ { $result } is withheld or withdrawn, and stands { $where ->
        [keyed] on the platform
        [forwarded] on the form server
        [perhaps] perhaps on the form server, which gave no clear answer
        [keyed_perhaps] on the platform and perhaps on the form server
       *[both] on the platform and on the form server
    }{ $number ->
        [none] {""}
       *[other] {" "}under { $number }
    }.
    Help its department remove it; they note it under “keying”.
button-keying = { $place } { $name } { $number }
button-keying-list = ‹ To be keyed
button-keying-done = Keyed
button-keying-take-back = ↩️ To be taken back: { $count }
button-keying-gone = ✅ Removed there
button-keying-file = As a table
button-keying-keyed = ✅ Keyed
button-keying-back = Back to the list
made-keying = 📄 What is to be keyed, in the platform's columns.
keying-changed = 🔁 { $because ->
        [addendum] An addendum says otherwise
       *[approved] Approved anew
    }: mend { $number ->
        [none] it
       *[other] { $number }
    } on the platform, then press “Keyed”.
keying-outdated =
    🔁 { $result } { $name }: { $because ->
        [addendum] an addendum was signed, or a signature on one denied,
       *[approved] approved anew
    } after it was keyed; the platform has what it was before{ $number ->
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
doors-line-subscribers = { $number }. <code>{ $name }</code> { $state ->
        [on] ✅ well
        [failing] ⏳ fails since { $since }
       *[dropped] ⛔ nothing is posted there
    }
doors-line-forwardings = { $number }. { $name } { $state ->
        [sent] ✅
        [waiting] ⏳
        [taken_back] ↩️
       *[given_up] ⛔
    } { $told }
doors-line-tokens = { $number }. { $name } { $told } · { $state ->
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
button-doors-resume-one = ▶️ { $number }. { $name }
button-doors-again = 🔁 Try again
button-doors-again-one = 🔁 { $number }. { $name }
