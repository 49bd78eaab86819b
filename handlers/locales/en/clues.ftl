button-clues = Follow-up ({ $count })
button-clues-short = Clues { $count }
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
        [followed] rectified, to close
        [closed] ✅ closed
       *[void] void
    }{ $live ->
        [False] {""}
       *[True] {" "}· { $left ->
            [late] ⚠️ overdue
            [1] 1 day
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
        [followed] ⏳ Followed up and rectified: to be closed
        [closed] ✅ Closed
       *[void] Void: the visit says otherwise now
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
clue-owner = { $department }, { $owner } · { $closes ->
        [True] close by
       *[False] due
    } { $day }{ $late ->
        [True] , <b>overdue</b>
       *[False] , { $left ->
            [1] 1 working day left
           *[other] { $left } working days left
        }
    }
clue-refused = ↩️ { $department } rejected it: { $reason }
clue-reopened = ↩️ Reopened: { $reason }
clue-unit = With: { $unit }
clue-files = 📷 Proof: { $count }
clue-files-not = ⚠️ No proof of the end: { $known ->
        [0] {""}
       *[other] { $known } there before
    }{ $unfit ->
        [0] {""}
       *[other] { $known ->
            [0] {""}
           *[other] ,{" "}
        }{ $unfit } no photo, video or scan
    }. Send another.
clue-hint = Before closing, send a photo, a video or a scan here.
button-clue-unit = To our competent unit
button-clue-order = Order by a day
button-clue-offer = To a department
button-clue-accept = Accept
button-clue-reject = Reject
button-clue-take-back = ↩️ Take it back
button-clue-close = Close
button-clue-same = Close with the old ones
button-clue-hand = Hand it over
button-clue-reopen = Reopen
button-clue-steps = Steps
button-paper-transfer = 📄 Slip
clue-ask-unit = Which unit, and who? Send a line, such as “Enforcement, Zhang San”.
clue-ask-order = Rectify by which day? Send it, such as <b>15 Dec</b>.
clue-ask-offer = Which department? You are asked once more before it goes.
clue-last-look =
    To <b>{ $department }</b>? A last look.
    Who answers: { $owner }
    To answer by: { $day }
    The slip is printed, a copy for each side. Until it is received you may take it back, and its way and day are what they were.
clue-unreached = ⚠️ { $owner } cannot be told here (not linked, or stopped the bot): tell them in person.
clue-ask-reject = Why not? Send a line; whoever handed it over reads it.
clue-ask-close = What came of it? Send a line, such as “Rectified, checked on site”.
clue-ask-same = These were there when the problem was found; they prove no end. Best send another. If there is none, say why.
clue-ask-reopen = Why again? Send a line.
clue-steps-title = <b>Clue { $code }</b> · steps
clue-step-more = …{ $text }
clue-step = · { $when } { $name } { $kind ->
        [opened] opened
        [to_unit] to the unit
        [ordered] ordered
        [offered] handed over
        [accepted] accepted
        [rejected] rejected
        [taken_back] taken back
        [closed] closed
        [corrected] put right
        [reopened] reopened
        [follow_up_sent] follow-up sent out
        [follow_up_off] follow-up called off
        [followed_up] followed up: rectified
        [still_stands] followed up: not rectified
       *[void] void
    }{ $department ->
        [none] {""}
       *[other] {" "}to { $department }
    }{ $text ->
        [none] {""}
       *[other] : { $text }
    }
clue-rectified = rectified, follow-up { $number }
clue-known = with the old photos: { $reason }
clue-gone = the clue does not stand any more
clue-done = Noted
told-clues-opened = ⏳ <b>{ $number } { $name }</b> is approved; { $count } to follow up.
told-clue-offered = ⏳ <b>{ $department } hands over clue { $code }</b> · { $name }
told-clue-answered = { $accepted ->
        [True] ✅ { $department } accepted clue { $code }.
       *[False] ↩️ { $department } rejects clue { $code }: { $reason }
    }
told-clue-taken-back = ↩️ { $department } took clue { $code } back: nothing is to be received, its slip is void.
told-clue-ended = ✅ { $department } closed clue { $code }: { $result }
told-clues-given = { $count ->
        [1] ⏳ Yours to follow up now: <b>{ $code }</b> · { $name }
       *[other] ⏳ Yours to follow up now: { $count } clues
    }
told-clues-due = { $escalated ->
        [True] ⚠️ Clues are overdue with others: { $overdue }
       *[False] ⏳ To follow up: overdue { $overdue } · due soon { $soon }
    }
told-return-overdue = ⚠️ <b>{ $number } { $name }</b>: what was returned is not submitted again, and the day has passed.
pictures-at-clue = proof of a clue
button-follow-up = 🔁 Follow-up visit
button-follow-up-off = Call it off
button-follow-up-look = See it
button-follow-up-send = Send it out
button-follow-up-proven = Close with its photos ({ $count })
button-follow-up-officer = { $chosen ->
        [True] ☑ { $name }
       *[False] ☐ { $name }
    }
follow-up-choose =
    <b>Follow-up inspection</b> of this clue, no draw
    Officers: { $names } ({ $count }, at least { $least })
    Day: { $day ->
        [none] not yet. Send it, such as <b>15 Dec</b>
       *[other] { $day } (send another to change it)
    }
    Those of the first visit come first; valid certificates only, nobody who steps back.
follow-up-stands = 🔁 Follow-up { $number } ({ $day }, { $names }): { $state ->
        [assigned] to be inspected
        [running] under way
        [returned] sent back
        [submitted] waits for its review
        [complied] ✅ rectified
       *[standing] ⚠️ not rectified, choose a way anew
    }{ $photos ->
        [0] {""}
       *[other] {" "}📷{ $photos }
    }{ $known ->
        [0] {""}
       *[other] {" "}⚠️ { $known } there before
    }
clue-ask-off = Why is it called off? Send a line; the officers read it.
button-followed-first = 🔁 Item { $number } first
item-followed = 🔁 <b>Follow-up of { $code }</b>. Before: { $note }. Take a photo to compare; it can prove the end.
review-followed = 🔁 Follow-up of { $code }, item { $number }. Before: { $note }
button-earlier = 🖼 Earlier photos ({ $count })
earlier-caption = Earlier photos { $number } · { $day } · SHA-256 { $hashes }
told-follow-up-ended = { $complied ->
        [True] ✅ <b>Clue { $code }</b> { $name }: rectified, says follow-up { $number }; it can be closed.
       *[False] ⚠️ <b>Clue { $code }</b> { $name }: not rectified, says follow-up { $number }; choose a way anew.
    }
draw-targeted = No draw: the clue's owner chose who goes.
draw-order-targeted = { $department }, in turn:
