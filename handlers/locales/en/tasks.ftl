home-title = 📋 <b>My tasks</b> ({ $total })
home-done = 📋 <b>Done</b> ({ $total })
home-none =
    📋 No tasks for you at present.
    New ones arrive here by themselves.
home-done-none = 📋 Nothing submitted yet.
home-not-found = No task whose name holds “{ $text }”.
home-search-hint = Send a part of a name to search.
home-line = { $number } { $name } · { $visit }
home-submitted = 🔒 submitted
home-returned = ↩️ returned
home-concluded = ⏳ my part is done; sign and submit
home-running = running { $answered }/{ $asked }
home-sent = to accept
home-accepted = accepted
home-recusal = ⏳ request pending

button-task = { $number } { $name }
button-task-continue = Continue { $number } { $name }
button-page-back = ‹ Page
button-page-on = Page ›
button-done-tasks = Done
button-all-tasks = All tasks
button-home = ‹ Tasks

task-title-new = 📋 <b>New task { $number } { $name }</b>
task-title = 📋 <b>{ $number } { $name }</b>
task-kind = { $campaign } · { $kind ->
        [special] special
        [clue] clue check
        [immediate] immediate
       *[daily] routine
    } · { $method }
task-window = { $days }{ $state ->
        [none] , any day
        [over] {" "}· ⚠️ { $left ->
            [one] 1 working day late
           *[other] { $left } working days late
        }
        [today] {" "}· due today
       *[left] {" "}· { $left ->
            [one] 1 working day left
           *[other] { $left } working days left
        }
    }
task-place = 📍 { $address }
task-part = { $department }: { $asked ->
        [one] 1 item
       *[other] { $asked } items
    }{ $lead ->
        [none] {""}
        [own] {" "}(lead)
       *[other] ; lead: { $lead }
    }
task-team = Team: { $team }
task-notice = Notice: { $state ->
        [served] ✅ served { $day }
        [refused] ⚠️ refused { $day }, left there
        [announced] ⏳ announced, paper to come
       *[prepared] not served (serve it first)
    }
task-accepted = Accepted { $accepted }/{ $team }{ $waiting ->
        [none] {""}
       *[other] {" "}({ $waiting } not yet)
    }
task-next-notice = Next: serve the notice (for { $planned }).
task-next-arrive = Visit on { $planned }; then “I am on site”.
task-runs = Inspection under way { $answered }/{ $asked }
task-submitted = 🔒 Submitted; addenda correct it.
task-recusal-hint = An interest in this party? Ask to be recused.
task-recusal-waiting = ⏳ Your request was sent; until the decision the task stays yours.
task-accepted-toast = Task accepted
task-no-place = No coordinates are registered for this object

team-title = <b>Team · { $number }</b>
team-section = <b>{ $department }</b>
team-member = { $name } · cert. …{ $tail } · { $phone }{ $state ->
        [accepted] {" "}✅
       *[other] {" "}⏳
    }

recuse-title =
    <b>Recusal / hand-over · { $number }</b>
    Choose a reason, or type one.
    The supervisor decides; until then the task stays yours.
    The next in the drawn order steps in; nobody picks a name.
recuse-kin = Relative or interest
recuse-past = Former post or shares
recuse-other = Other doubt of fairness
recuse-handover = Leave or duty (hand over)
recuse-revoked = Access revoked
recuse-unreachable = Cannot be reached
recuse-silent = No answer to the task
recuse-confirm =
    <b>Ask for recusal · { $number }</b>
    Reason: { $reason }
    Send another sentence to replace it.
recuse-confirm-handover =
    <b>Ask to hand over · { $number }</b>
    Reason: { $reason }
    Send another sentence to replace it.
recuse-sent = Your request was sent; you will hear of the decision

button-map = Map
button-team = Team phones
button-items = Items
button-draw = The draw
button-recuse = Ask for recusal
button-accept = Accept the task
button-serve = Serve the notice
button-notice = See the notice
button-arrive = I am on site
button-send-request = Send the request
home-trial = Trial: { $form }
