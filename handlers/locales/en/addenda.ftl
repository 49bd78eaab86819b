button-addenda = 📄 Addenda
button-addenda-count = { $count ->
        [0] 📄 Addenda
       *[other] 📄 Addenda ({ $count })
    }
addenda-title = 📄 <b>Addenda · { $number }</b> { $name }
addenda-none = There is no addendum yet.
addenda-line = { $place } { $number ->
        [draft] Draft
       *[other] { $number }
    }　{ $state ->
        [draft] only you see it
        [confirmed] ⏳ to be signed
        [signed] ✅ signed
       *[withdrawn] void
    } · { $concern }
addenda-hint = 🔒 The record stays as it is; what is wrong is corrected here, signed, as a paper of its own.
button-addendum = { $place } { $number ->
        [draft] Draft
       *[other] { $number }
    }
button-addendum-new = Write an addendum
button-addendum-go-on = Go on with the draft
addendum-concern-open = place not chosen
addendum-concern = { $kind ->
        [whole] whole record
        [section] { $department } part
       *[item] { $department } item { $item }
    }
addendum-where =
    📄 <b>Addendum · { $number }</b>
    Which part of the record is wrong?
button-addendum-whole = The whole record
addendum-item =
    📄 <b>Which item of { $department }?</b>
    Send its number (1–{ $asked }), or choose.
button-addendum-item = Item { $item }
button-addendum-section = No item, the whole part
addendum-ask-stands =
    📄 <b>What does the record say?</b> ({ $concern })
    Send the words that are wrong.{ $has ->
        [no] {""}
       *[yes] {"\u000A"}Now: { $now }
    }
addendum-ask-reads =
    📄 <b>What should it say?</b> ({ $concern })
    Says: { $stands }
    Send the right words.{ $has ->
        [no] {""}
       *[yes] {"\u000A"}Now: { $now }
    }
addendum-ask-reason =
    📄 <b>Why is it corrected?</b> ({ $concern })
    Send one sentence; it is printed on the addendum.{ $has ->
        [no] {""}
       *[yes] {"\u000A"}Now: { $now }
    }
addendum-preview = 📄 <b>Look once more · { $number }</b>
addendum-about = Place: { $concern }
addendum-stands = Says: { $text }
addendum-reads = Should say: <b>{ $text }</b>
addendum-reason = Reason: { $text }
addendum-preview-hint = Once confirmed it is numbered and printed as it is; it can be voided until somebody signs.
button-addendum-confirm = Confirm and print to sign
button-addendum-edit-where = Change place
button-addendum-edit-stands = Change “says”
button-addendum-edit-reads = Correction
button-addendum-edit-reason = Change reason
button-addendum-drop = ↩️ Drop it
addendum-confirmed = { $number } is confirmed; the paper comes in a moment
addendum-withdrawn = Withdrawn
addendum-title = 📄 <b>Addendum { $number }</b>　{ $state ->
        [confirmed] ⏳ to be signed
        [signed] ✅ signed
       *[withdrawn] void
    }
addendum-by = By { $name }, { $time }
addendum-officers = Officers: { $officers }
addendum-pages = 📷 { $photos ->
        [0] Print it, let all sign, send a photo of the page
       *[other] Photos: { $photos }; tick who signed
    }
addendum-why-ask =
    ⚠️ <b>{ $number } · { $kind ->
        [absent] Why can nobody come?
       *[sign] Why is it not signed?
    }</b>
    Choose one, or send a sentence.
button-addendum-mine = ✍️ I sign here
button-addendum-party = ✍️ They sign here
addendum-whose =
    ✍️ <b>{ $number } · Who signs for the party?</b>
addendum-agent = ✍️ <b>{ $number } · An agent signs</b>
button-addendum-retake = Retake
button-addendum-void = ↩️ Void
told-addendum = 📄 <b>Addendum { $number }</b> { $name }　{ $state ->
        [signed] signed
       *[confirmed] a signature is denied, to be signed again
    }
addendum-void-ask =
    ⚠️ <b>Void { $number }?</b>
    Its number stays; whoever scans the record's code sees that it is void.
    To void it, send why in a sentence.
addendum-void-why = Void because: { $reason }
