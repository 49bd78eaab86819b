alarm-subscriber-dropped =
    ⚠️ { $host } has not taken announcements for days, or wants no more; nothing is posted there any longer.
    Once it works again: hecha api subscriber resume { $number }
alarm-forwarding-given-up =
    ⚠️ Result { $result } could not be handed to the form server: { $error }
    Once that is mended: hecha api forwarding again { $number }
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
