more-label = Another “{ $label }”?
more-none = no more
item-files = { $photos } files
item-pins = { $count } points
item-agreed = read
item-round = <b>{ $label }</b>
item-media = 📄 Picture: { $names } (not shown here; see the paper form)
item-note = ▪ { $text }
item-read = ▪ { $label }: <b>{ $value }</b>
item-hides = ↪️ { $count ->
        [one] 1 answer is
       *[other] { $count } answers are
    } not asked now; kept, and back when you change this back.
item-by-form = Answer now: <b>{ $value }</b> (set by the form; you may change it)
button-whole = Read it all
item-not-taken = ⚠️ “{ $text }” was not noted. To answer this item, send it again or use the buttons.
item-not-for = Nothing noted for item { $number }: { $why }
item-objection =
    ⚠️ { $reason }
    “{ $typed }” was not noted; the answer before stands.
item-objection-toast = Not noted; see why
button-result = Result
sheet-hint-alone = Tap a number to answer it.
rest-page-changed = The items have just changed; nothing noted. See the new page
conclusion-hidden = ⚠️ { $count ->
        [one] 1 answer no longer counts
       *[other] { $count } answers no longer count
    }: { $labels }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }.

item-ask-list = { $count } choices; send a few letters to find one.
item-look = With “{ $text }”: { $count }
item-look-none = None holds “{ $text }”; try something shorter.
button-list-all = All
item-ask-rank = Tap all { $count } in order; the last one follows by itself.
item-ranked = { $place } <b>{ $label }</b>
button-rank-again = Start again

item-ask-counter = Press ＋ or －, or send a whole number.
item-ask-range = Send a number from { $start } to { $end }, in steps of { $step }.
item-ask-step = Choose:
item-ask-numbers = Send the number (digits, “-” and “.”).
item-ask-multiline = Send your text, also in several lines.
item-ask-masked = Send your text; the card does not show it. You may delete your message afterwards.
button-agree = OK, read

item-ask-month = Send year and month, such as <b>2026-09</b>.
item-ask-year = Send a year, such as <b>2026</b>.
item-ask-time = Send a time, such as <b>9:30</b> or 0930.
item-ask-datetime = Send day and time, such as <b>2026-11-26 9:30</b>.
item-pick-day = <b>{ $month }</b> · Mo to Su
item-pick-month = <b>{ $year }</b> · choose a month:
item-pick-year = Choose a year:
button-this-month = This month
button-this-year = This year
button-pick = Choose
button-calendar = Calendar
button-calendar-close = ‹ Back to the item
button-now = Now
month = { $year }-{ $month }
month-short = { $name }

item-ask-point = 📍 Send where you are: by the button below, or paper clip → Location.
item-ask-point-any = 📍 Send a place, or choose one on the map: paper clip → Location.
item-ask-geotrace = 📍 Send locations one by one along the line, at least { $count }.
item-ask-geoshape = 📍 Send locations one by one along the edge, at least { $count }; it closes itself.
item-pins-so-far = Points so far: { $count }
button-locate = Use the phone's location
button-pin-undo = Take the last point back
button-pins-done = Done ({ $count } points)
ask-pin = 📍 Send where you are now by the button below.
pin-taken = 📍 Place received.
pin-hand-picked = 📍 Received. This point was chosen or forwarded, not measured by the phone; that is noted.
pin-reason = chosen or forwarded point

item-ask-signature = Have it signed on paper and send a photo. Received: { $photos }
item-ask-draw = Draw it on paper and send a photo. Received: { $photos }
item-ask-annotate = Mark the picture on your phone first (the brush, before you send it), then send it. Received: { $photos }
item-ask-nothing-before = There is nothing to choose from yet: answer item { $number }, “{ $label }”, first.
item-ask-nothing = There is nothing to choose from now: it depends on other answers. Answer those first, or say why you cannot.
item-ask-audio = Send a voice message or a recording. Received: { $photos }
item-ask-video = Send a video. Received: { $photos }
item-ask-file = Send a document as “File”. Received: { $photos }
item-ask-barcode = Send a photo of the bar code or QR code, it is read for you; or send the number.
file-no-answer = ⚠️ Kept as an attachment of this item, but it asks for { $kind ->
        [audio] a recording
        [video] a video
        [file] a “File”
       *[other] a photo
    }; this is no answer.
file-no-proof = ⚠️ Kept as an attachment of this item; it is no photo and proves no problem.
file-objection =
    ⚠️ { $reason }
    What you sent is kept with this item; it is no answer yet.
code-being-read = ⏳ Photo received; the code is being read…
code-sought = { $outcome ->
        [read] ✅ Read off the photo: <b>{ $text }</b> ({ $place })
        [objected] ⚠️ “{ $text }” was read and not noted: { $reason } ({ $place })
       *[none] ⚠️ No code was found on the photo ({ $place }). Take it closer, or type the number.
    }
pictures-at-hidden = an item not asked now

rounds-count = So far: { $count }
rounds-line = { $mark } { $label } · { $done }/{ $count }
rounds-remove-which = Which one shall go?
rounds-remove-ask = Remove <b>{ $label }</b> and its { $count } answers? They no longer count; the record keeps them.
rounds-removed = ↩️ { $label } removed; its { $count } answers no longer count.
round-nameless = No. { $position }
rounds-restored = ↩️ Back in its place, with its { $count } answers.
button-round-restore = ↩️ Undo the removal
button-round-add = ＋ Add one
button-round-none = No more, go on
button-round-remove = Remove one
button-round-keep = ‹ Keep it
button-round-gone = Remove { $label }
