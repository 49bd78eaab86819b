supervised-title = 📋 <b>My visits</b> ({ $total }) · submitted { $submitted }
supervised-none = 📋 Your campaigns have no visits yet. They are listed here once they are sent out.
supervised-line = { $place } { $number } { $name } · { $state ->
        [submitted] 🔎 to review, { $when }
        [seconding] ⏳ second review
        [approved] ✅ approved
        [returned] ↩️ returned
        [running] ⏳ { $answered }/{ $asked }
       *[assigned] to begin by { $when }
    }
review-title = 📋 <b>{ $number } { $name }</b> · { $state ->
        [submitted] by { $by }
        [void] called off
        [returned] returned
        [running] running
       *[assigned] not begun
    }
review-followed-now = 　Now: item { $number } <b>{ $value }</b>{ $note ->
        [none] {""}
       *[other] , { $note }
    } 📷{ $photos }
review-followed-open = not answered
review-problems-only = No exceptions; problems found:
review-no-exceptions = ✅ No exceptions.
review-more = … { $count ->
        [0] {""}
        [1] 1 problem
       *[other] { $count } problems
    }{ $figures ->
        [0] {""}
       *[other] { $count ->
            [0] {""}
           *[other] {", "}
        }{ $figures ->
            [1] 1 line
           *[other] { $figures } lines
        }
    } more: { $on ->
        [message] Open
       *[card] { $count ->
            [0] the record
           *[other] answers
        }
    }
review-problem = ⚠️ { $department } item { $number }: { $text } 📷{ $photos }
review-gate = ⚠️ { $department }: { $missing } ({ $text })
review-gate-name = { $gate ->
        [far] { $distance } from the address
        [long_ago] place sent long before the start
        [certificate] no valid certificate
        [officers] too few officers
        [window] begun outside its days
        [notice] begun before the notice
       *[other] exception at the start
    }
review-no-photo = ⚠️ { $department }: no photo for item { $numbers }
review-notice = ⚠️ Notice refused, left there
review-place = 📍 { $department }: no location (skipped)
review-submitted_with = ⚠️ Submitted with gaps: { $text }
review-open = ⚠️ { $department } not done: { $answered }/{ $asked } answered
review-unsigned = ⚠️ Signatures missing: { $count }
review-lost = ⚠️ Lost photos: { $count }
review-quarantined = ⛔ Files kept apart: { $count }
review-section = { $department } { $answered }/{ $asked } · { $results ->
        [none] no result confirmed
       *[other] { $results }
    }
review-result-short = { $department } { $results ->
        [none] no result
       *[other] { $results }
    }
review-signatures = ✍️ Signatures { $given }/{ $needed } · answered in batches { $bulk }
button-answers = { $department }: answers
button-files = Photos and files ({ $count })
button-visits = ‹ All visits
button-look = Open

told-submitted = 📋 <b>{ $number } { $name } { $again ->
        [0] submitted
       *[other] submitted again ({ $again })
    }</b> { $time }
told-submitted-section = { $department }: problems { $problems } · { $results ->
        [none] no result confirmed
       *[other] { $results }
    }
told-refused = ⚠️ <b>{ $number } { $name }</b>
told-refusal-over = ↩️ { $number } { $name }: the refusal or absence no longer stands; the party signs anew.
told-witness = Witness: { $has ->
        [yes] yes
       *[no] none, with a reason
    }
told-on-site = The team is still on site.
told-has-left = Submitted.

answers-title = { $number } · <b>{ $department }</b> · page { $page }/{ $pages }
answers-line = { $mark } { $number } { $label }: <b>{ $value }</b>{ $has ->
        [no] {""}
       *[yes] {" "}({ $note })
    }
files-title = 📷 <b>{ $number }</b> photos and files · page { $page }/{ $pages }{ $left ->
        [0] {""}
       *[other] {"\u000A"}{ $left } recordings or videos are still being fetched.
    }
files-caption = { $number } { $places }
files-item = { $department } item { $number }
files-at = { $purpose ->
        [notice] receipt of the notice
        [signature] signed page
        [authorisation] authorisation
        [refusal] proof of the refusal
       *[scene] scene
    }
review-late = ⚠️ Submitted after its window
