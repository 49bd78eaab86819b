dispatch-title = 📋 <b>Sent { $number }</b> { $title }
dispatch-sizes = { $visits ->
        [one] 1 visit
       *[other] { $visits } visits
    } · { $people ->
        [one] 1 officer
       *[other] { $people } officers
    }
dispatch-answers = Tasks: accepted { $accepted } · no answer { $silent } · recusal or hand-over { $asked }
dispatch-unreached = ⚠️ Not reached: { $unbound ->
        [0] { $blocked } stopped the bot
       *[other] { $unbound } not linked{ $blocked ->
            [0] {""}
           *[other] , { $blocked } stopped the bot
        }
    }
dispatch-time-ask =
    <b>When is { $number } to be sent out?</b>
    Send a day and a time, like <b>tomorrow 8:30</b>.
    The teams get it then by itself; nobody before.
draw-sends-at = ⏳ Goes out by itself on { $moment }
officers-title = 👥 <b>Answers by officer</b> ({ $total })
officers-legend = ✅ accepted ⏳ no answer ✋ recusal, hand-over
officers-none = No task has gone to an officer of your department.
officers-line = { $name } ✅{ $accepted }{ $silent ->
        [0] {""}
       *[other] {" "}⏳{ $silent }
    }{ $asked ->
        [0] {""}
       *[other] {" "}✋{ $asked }
    }{ $reach ->
        [open] {""}
        [unbound] {" "}⚠️ not linked
       *[blocked] {" "}⚠️ unreachable
    }
silent-title = ⏳ <b>No answer, or unreachable</b> ({ $total })
silent-none = ✅ Every task that was sent has an answer.
silent-line = { $place } { $name } · { $number } · { $days ->
        [0] sent today
        [one] 1 working day
       *[other] { $days } working days
    }{ $reach ->
        [open] {""}
        [unbound] 　⚠️ not linked
       *[blocked] 　⚠️ unreachable
    }
silent-one = ⏳ <b>{ $name }</b> · { $number } { $object }
silent-since = No answer for { $days ->
        [one] 1 working day.
       *[other] { $days } working days.
    }
silent-accepted = Has accepted, but gets no messages now.
silent-reach = { $reach ->
        [open] Remind once more, or let the next in order step in.
        [unbound] Has no account yet and gets nothing. Ask the administrator for an invitation.
       *[blocked] Gets no messages (has perhaps stopped the bot). Please telephone.
    }
silent-answered = ✅ Has answered; nobody has to step in.
remind-outcome = { $outcome ->
        [told] Reminded
        [waited] Reminded a moment ago; again in a few hours
       *[unreachable] Not reached; please telephone
    }
next-ask =
    ⚠️ <b>{ $number }: the next in order instead of { $name }?</b>
    The drawn order fills the seat, publicly noted. It cannot be taken back.
requests-title = ⏳ <b>Recusals and hand-overs to decide</b> ({ $total })
requests-none = ✅ No recusal or hand-over waits for you.
request-line = { $place } { $name } · { $number }
due-title = ⏳ <b>Due soon or late</b> ({ $total })
due-none = ✅ Nothing is due within two working days.
due-line = { $place } { $number } · { $day } · { $is_over ->
        [yes] ⚠️ { $left ->
            [one] 1 working day late
           *[other] { $left } working days late
        }
       *[no] { $left ->
            [one] 1 working day left
           *[other] { $left } working days left
        }
    }
told-silent =
    ⏳ <b>{ $count ->
        [one] 1 task stays without an answer
       *[other] { $count } tasks stay without an answer
    }</b>, after a reminder.
    { $names }
told-not-sent = ⚠️ <b>{ $number } was not sent out on time</b> ({ $code }). Open the campaign, check, and send it.

button-by-officer = Answers by officer
button-silent = No answer { $count }
button-requests = To decide { $count }
button-due-closing = Due soon { $count }
button-due-overdue = Overdue { $count }
button-due-both = Due soon or overdue { $count }
button-remind = Remind once more
button-next-ticket = Next in order steps in
button-next-go = Yes, the next in order
button-dispatch-time = Send at a chosen time
button-dispatch-retime = Change the time
button-untime = Do not send by itself
button-followed = Who accepted, who did not
button-see-silent = Next in order
