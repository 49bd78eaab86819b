button-queue = To review ({ $count })
button-queue-short = Review { $count }
button-queue-all = All { $count }
button-queue-problems = Problems { $count }
button-queue-returned = Returned { $count }
button-queue-own = My own { $count }
button-queue-department = Department ›
queue-title = <b>To review</b> ({ $total }){ $filter ->
        [all] {""}
        [problems] {" "}· with problems
        [returned] {" "}· returned, with the team
        [own] {" "}· my own
       *[d] {" "}· { $department }
    }
queue-none = { $filter ->
        [all] ✅ Nothing waits for a review. Submitted visits are listed here.
        [returned] ✅ Nothing is out with a team.
       *[other] ✅ None of this kind. Try all of them.
    }
queue-line = { $place } { $number } { $name } · { $state ->
        [returned] ↩️ returned
        [seconding] ⏳ second review
        [again] ↩️ again { $when }
       *[waiting] { $when }
    }{ $problems ->
        [0] {""}
       *[other] {" "}· ⚠️{ $problems }
    }{ $refused ->
        [True] {" "}· refused or absent
       *[False] {""}
    }

review-state = { $state ->
        [approved] ✅ Approved
       *[seconding] { $own ->
            [True] ⏳ You approved; a second supervisor has to
           *[False] ⏳ One supervisor approved; yours is the second
        }
    }
review-nobody = ⏳ { $own ->
        [True] You approved; two supervisors must
       *[False] One supervisor approved; two must
    }, and nobody else can: the administrators were told, ask them to name one more.
review-reopened = 🔓 Reopened: { $reason }
review-sent-back = ↩️ { $what }: { $comment } ({ $touched ->
        [True] worked on
       *[False] open
    })
review-change = ↩️ { $what }: { $told }
change-value = { $before } → <b>{ $now }</b>
change-sentence = { $of ->
        [note] note
       *[remarks] remarks
    } “{ $before }” → “<b>{ $now }</b>”
change-named = { $of ->
        [note] note changed
       *[remarks] remarks changed
    }
change-found = how it was found, or why no photo, was changed
change-signed = signed again: { $count }
change-none = { $kind ->
        [item] same answer, same note
        [result] same result, same remarks
       *[signing] not signed again
    }
change-separator = {"; "}
change-pictures = { $photos ->
        [0] {""}
       *[other] {" "}📷+{ $photos }
    }{ $gone ->
        [0] {""}
       *[other] {" "}📷−{ $gone }
    }
change-awaited = with the team
change-comment = Returned because:
    <blockquote expandable>{ $text }</blockquote>
change-before = Before:
    <blockquote expandable>{ $text }</blockquote>
change-now = Now:
    <blockquote expandable>{ $text }</blockquote>
change-stands = It says:
    <blockquote expandable>{ $text }</blockquote>
change-became = ↩️ { $told }
version-remarks = Remarks: { $text }
version-note = Note: { $text }
button-review-changes = Before, now ({ $count })
button-approve = Approve
button-approve-first = Approve, on to the second
button-return = ↩️ Return one
button-review-history = History
button-take-back = ↩️ Take back
button-reopen-review = Reopen
button-review-before = ‹ Previous
button-review-behind = Next ›
approved-toast = Approved. You can reopen it.
approved-first-toast = Approved; a second supervisor is asked.
approved-alone-toast = Approved. Two must, and there is no second supervisor: the administrators were told.
review-reopen-ask =
    <b>Reopen { $number } { $name }</b>
    Why? Send one sentence; it is kept. Then it can be returned or approved again.
review-history-title = <b>{ $number } { $name }</b> · review
review-history-none = Not submitted yet.
review-history-step = · { $kind ->
        [submitted] Submitted
        [reopened] Reopened
        [approved_first] First approval
        [returned] Returned
       *[approved] Approved
    } { $name } { $when }
review-history-reason = <blockquote expandable>{ $reason }</blockquote>
review-history-return = 　↩️ { $what }{ $comment ->
        [none] {""}
       *[other] {": "}{ $comment }
    }
review-history-became = 　　→ { $told }

return-what = { $kind ->
        [item] { $department } item { $number }
        [result] { $department }: result
       *[signing] signatures
    }
return-choose =
    ↩️ <b>Return which item?</b> { $number } { $name }
    Send its number, such as <b>10</b>{ $other ->
        [none] {""}
       *[other] {" "}(of another department <b>{ $other }4</b>)
    }, or choose below.
    Then write why; the inspectors read it word for word.
button-return-item = { $department } { $number }
button-return-result = { $department }: result, remarks
button-return-signing = Signatures
return-comment =
    ↩️ <b>{ $number } { $what }</b>{ $label ->
        [none] {""}
       *[other] {" "}· { $label }
    }
    Why? Send one sentence; the inspectors read it word for word.
button-return-not-this = Not this one
return-preview = ↩️ <b>{ $number }: { $count } to return</b>, not sent yet:
return-line = { $place } { $what }: { $comment }
return-more = … and { $count } more
return-preview-hint = The rest stays locked. Another sentence replaces the last reason.
button-return-more = One more
button-return-drop = Return nothing
button-return-send = Return ({ $count })
return-sent = Returned: { $count }
return-taken-back = Taken back

exchange-title = ↩️ <b>{ $number } { $name }</b> · { $what }
exchange-comment = Returned: { $text }
exchange-line = { $name } { $when }: { $text }
exchange-over = This is settled.
button-answer-line = Answer
button-waive = Take this one back
button-ask-line = Ask again
say-hint = { $who ->
        [reviewer] Send one sentence; the inspectors read it word for word.
       *[team] What is unclear? Send one sentence; the supervisor reads and answers it.
    }
line-sent = Sent on

told-taken-back = 🔒 { $number } { $name }: no longer returned; nothing has to be changed.
told-reviews-due =
    ⏳ <b>{ $count } to review, due to be public within { $days } working days or already</b>
    { $numbers }
told-second = ⏳ <b>{ $number } { $name }</b> waits for a second review. { $by } approved.

told-no-second = ⚠️ <b>{ $number } { $name }</b>: two supervisors must approve, one has, and there is no second. Make somebody of the lead department a supervisor who was not on the team{ $names ->
        [none] {""}
       *[other] , such as { $names }
    }. It then waits for them under “review”.

returned-title = ↩️ <b>{ $number } { $name }: { $count } returned</b>
returned-item = { $touched ->
        [True] ✅
       *[False] ⚠️
    } { $what }{ $label ->
        [none] {""}
       *[other] {" "}· { $label }
    }
returned-comment = { $text }
returned-asked = ❓ { $count ->
        [1] Asked { $at }
       *[other] { $count } questions asked since { $at }
    }; not answered yet.
returned-due = The rest is locked. Due { $day }, { $late ->
        [True] <b>overdue</b>.
       *[False] { $left ->
            [1] 1 working day left.
           *[other] { $left } working days left.
        }
    }
returned-confirm-again = ⏳ Answers changed: confirm your result again.
returned-sign-again = ✍️ The record says something new; sign again: { $given }/{ $needed }
button-open-returned = { $kind ->
        [item] Open item { $number }
        [result] Change result
       *[signing] Sign again
    }
button-ask-back = Ask back
button-card = The task
button-submit-again = Submit again ({ $count })
button-check-again = Check, then submit
task-returned = ↩️ Returned: change what is named, then submit again.
conclusion-confirmed-lapsed = Confirmed; the record changed, { $count } signatures lapsed. Please sign again.
