left-until = by { $day }
left = { $days ->
        [one] 1 working day left
       *[other] { $days } working days left
    }
left-last-day = due today
left-over = ⚠️ { $days ->
        [one] 1 working day late
       *[other] { $days } working days late
    }
extend-ask =
    ⏳ <b>More time · { $number }</b>
    Ends on { $day } now.
    Choose the new end, or send a day, like <b>25 Mar</b>.
extend-why =
    ⏳ <b>{ $number } until { $day }</b>
    Why? Send one sentence; the supervisor reads it.
extend-waits =
    ⏳ <b>{ $number } until { $day }</b>
    Sent to the supervisor. You can go on meanwhile.
extension-title = ⏳ <b>{ $name } asks for more time { $number }</b> { $object }
extension-days = { $before } → <b>{ $after }</b>
extension-decided = { $state ->
        [granted] ✅ Granted, until { $day }.
       *[refused] ↩️ Not granted; the end stays.
    }
extension-why =
    ↩️ <b>No more time for { $number }</b>
    Send the reason; the team reads it as it is.
extension-granted-toast = Granted
extension-told = { $state ->
        [granted] ✅ <b>{ $number } { $name }</b>: more time, until { $day }; { $left ->
            [one] 1 working day left.
           *[other] { $left } working days left.
        }
       *[refused] ↩️ <b>{ $number } { $name }</b>: no more time, it still ends on { $day }. Reason: { $reason }
    }

button-extend = Ask for more time
button-extend-days = { $count } working days · { $day }
button-extension-grant = Grant more time

office-days-title = <b>Working days of the office</b>
office-days-none = Nothing of our own: the State Council's calendar holds.
office-day = { $day }　{ $works ->
        [yes] work
       *[no] off
    }
office-days-hint = Send a day and “off” or “work”, like <b>1 Oct off</b>. Deadlines and reminders follow at once.
