button-clues = Follow-up ({ $count })
button-clues-short = Open { $count }
button-clues-ended = Ended
button-clues-live = Open ones
clues-title = <b>To follow up</b> ({ $total }){ $ended ->
        [True] {" "}· ended
       *[False] { $overdue ->
            [0] {""}
           *[other] {" "}· ⚠️ overdue { $overdue }
        }
    }
clues-none = { $ended ->
        [True] None has ended yet.
       *[False] ✅ Nothing to follow up. Problems of approved visits are listed here.
    }
clue-line = { $place } { $number } item { $item } { $name } · { $state ->
        [open] to decide
        [unit] own unit
        [offered] handed over
        [ordered] ordered
        [closed] ✅ closed
       *[void] void
    }{ $live ->
        [False] {""}
       *[True] {" "}· { $left ->
            [late] ⚠️ overdue
           *[other] { $left } days
        }
    }
button-clue = { $place } { $number } item { $item }
clue-title = <b>Clue { $code }</b> · { $name }
clue-note = ⚠️ Item { $item }: { $note }
clue-state = { $state ->
        [open] ⏳ To decide: choose a way
        [unit] ⏳ With { $department }
        [offered] ⏳ From { $giver } to { $department }, not received yet
        [ordered] ⏳ Rectification ordered
        [closed] ✅ Closed
       *[void] Void: the visit says otherwise now
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
clue-owner = { $department }, { $owner } · due { $day }{ $late ->
        [True] , <b>overdue</b>
       *[False] , { $left } working days left
    }
clue-files = 📷 Proof: { $count }
clue-hint = Before closing, send a photo or a file here.
button-clue-unit = To our competent unit
button-clue-order = Order by a day
button-clue-offer = To a department
button-clue-accept = Accept
button-clue-reject = Reject
button-clue-take-back = ↩️ Take it back
button-clue-close = Close
button-clue-reopen = Reopen
button-clue-steps = Steps
button-paper-transfer = 📄 Slip
clue-ask-unit = Which unit, and who? Send a line, such as “Catering, Zhang San”.
clue-ask-order = Rectify by which day? Send it, such as <b>15 Dec</b>.
clue-ask-offer = Which department? The slip is printed, and they accept it here.
clue-ask-reject = Why not? Send a line; whoever handed it over reads it.
clue-ask-close = What came of it? Send a line, such as “Rectified, 4 °C”.
clue-ask-reopen = Why again? Send a line.
clue-steps-title = <b>Clue { $code }</b> · steps{ $left ->
        [0] {""}
       *[other] {" "}({ $left } earlier)
    }
clue-step = · { $when } { $name } { $kind ->
        [opened] opened
        [to_unit] to the unit
        [ordered] ordered
        [offered] handed over
        [accepted] accepted
        [rejected] rejected
        [taken_back] taken back
        [closed] closed
        [reopened] reopened
       *[void] void
    }{ $text ->
        [none] {""}
       *[other] : { $text }
    }
clue-done = Noted
told-clues-opened = ⏳ <b>{ $number } { $name }</b> is approved; { $count } to follow up.
told-clue-offered = ⏳ <b>{ $department } hands over clue { $code }</b> · { $name }
told-clue-answered = { $accepted ->
        [True] ✅ { $department } accepted clue { $code }.
       *[False] ↩️ { $department } rejects clue { $code }: { $reason }
    }
told-clues-due = { $escalated ->
        [True] ⚠️ Clues of your campaigns are overdue: { $overdue }
       *[False] ⏳ To follow up: overdue { $overdue } · due soon { $soon }
    }
told-return-overdue = ⚠️ <b>{ $number } { $name }</b>: what was returned is not submitted again, and the day has passed.
pictures-at-clue = proof of a clue
