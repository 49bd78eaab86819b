conclusion-title = <b>{ $name }</b> · { $department } · result
conclusion-counts = { $answered }/{ $asked } answered: complies { $complies } · n/a { $not_applicable } · problems { $problems }{ $other ->
        [0] {""}
       *[other] {" "}· text, numbers etc. { $other }
    }
conclusion-result = { $mark }{ $place } { $text }
conclusion-result-closed = <s>{ $place } { $text }</s>
conclusion-remarks = Remarks: { $remarks }
conclusion-signatures = ⚠️ Signatures given: { $count }. Confirming makes them void.
conclusion-lacking = ⚠️ Still missing: { $count }. Complete it to confirm.
conclusion-confirmed = Result confirmed

remarks-title =
    <b>Remarks</b> (printed in the record)
    Send a text; it replaces the present one.
    Now: { $has ->
        [no] none
       *[yes] { $remarks }
    }
remarks-stored = Remarks noted
remarks-cleared = Remarks cleared

reopen-warning =
    ⚠️ Changing the result makes { $count } signatures void (they were given on the earlier record).
    The earlier record stays on file; everybody has to sign again.
reopened = Open again; change what you need
reopened-lapsed = Open again; { $count } signatures are void, all sign again later

waiting-title = 📋 <b>{ $number } { $name }</b>
waiting-mine = ✅ { $department } done { $time }
waiting-result = {"  "}Result: { $results }
waiting-other-done = ✅ { $department } done, { $asked } items, problems { $problems }
waiting-other-running = ⏳ { $department } { $answered }/{ $asked } ({ $name } at it { $time })
waiting-other-not-begun = ⏳ { $department } not begun yet
waiting-next = Next: signatures.
waiting-hint =
    When every department is done, all sign once.
    You may leave; you will be told.
nudged = Reminder sent

watch-title = <b>Other departments</b> · { $number } { $name }
watch-problem = {"  "}⚠️ Item { $number } { $label }
watch-more = {"  "}… { $count ->
        [1] 1 more problem
       *[other] { $count } more problems
    }
lacks = {"  "}⚠️ Missing: { $gaps }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
gap-named = item { $number }: { $kind ->
        [answer] answer
        [note] note
        [how] how found
       *[photo] photo
    }

told-concluded = ✅ { $number } { $department } done { $answered }/{ $asked }, problems { $problems }.
told-concluded-all = Every department is done: time to sign.
told-reopened = ↩️ { $number } { $department } opened its result again; you will be told when it is done.
told-nudged = ⏳ { $number }: { $name } ({ $department }) waits for your department ({ $answered }/{ $asked }).

button-remarks = Remarks
button-remarks-clear = Clear the remarks
button-confirm-result = Confirm the result
button-gap-item = Item { $number }: { $kind ->
        [answer] answer
        [note] note
        [how] how found
       *[photo] photo
    }
button-all-gaps = All { $count } missing
button-reopen = Change mine
button-reopen-not = Leave it
button-reopen-reset = Change it, all sign again
button-watch = Other parts
button-nudge = Remind them
button-to-signatures = Signatures
button-close-open = Submit anyway
