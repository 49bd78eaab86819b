remind-unanswered =
    ⏳ <b>{ $number } { $name }</b> is not accepted yet.
    Please accept it, or ask to be recused.
remind-closing =
    ⏳ <b>{ $number } { $name }</b>
    Due { $day }; working days left: { $left }.
remind-missed =
    ⚠️ <b>{ $number } { $name }</b> was due { $day }.
    You can still fill it in; the submission will ask for a reason.
remind-missed-supervisor = ⚠️ { $number } was due { $day } and is not submitted.
digest-title = 📋 <b>Today</b> { $day } (since { $since })
digest-reviews = ⏳ To review: { $count }, { $oldest ->
        [0] all came today
        [1] oldest for 1 working day
       *[other] oldest for { $oldest } working days
    }
digest-submitted = Submitted: { $count }
digest-problems = Problems: { $count }
digest-refused = Refusals to sign: { $count }
digest-requests = Recusals and hand-overs to decide { $count }
digest-closing = Due within 2 working days: { $count }
digest-overdue = ⚠️ Overdue: { $count }
digest-unanswered = Tasks without an answer: { $count }
digest-lost-files = ⚠️ Files not fetched: { $count }
digest-root = Head of the chains: <code>{ $root }</code>
button-see-visits = See the visits
