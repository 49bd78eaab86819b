# Settings of alerts, what was kept for the digest, alerts in groups.
command-notices = Alerts and quiet hours
button-notices = Alerts
button-see-open = My tasks
notices-title = 🔔 <b>Alerts</b>
notices-how = Tap a kind to see what is in it and how you are told.
notices-urgent = Always at once, in quiet hours too: { $kinds }.
notices-quiet-none = Quiet hours: none.
notices-quiet = Quiet: { $hours }, { $rests ->
    [yes] and all of days off
   *[no] days off like others
}. Told when they end; no deadline is missed.
notices-kept = { $count } waiting for that, the first until { $at }.
notice-kind-tasks = Tasks
notice-kind-returned = Returned
notice-kind-onsite = On site
notice-kind-decide = Decide
notice-kind-due = Due
notice-kind-clues = Clues
notice-kind-draws = Draws
notice-kind-operation = System
notice-kind-done = Done
notice-kind-team = Team
notice-kind-plans = Plans
notice-what-tasks = New tasks, what was decided of recusals and extensions, visits voided.
notice-what-returned = What was sent back to be mended, with its questions, publications too; signatures denied.
notice-what-onsite = Refusals to sign or to take the notice, or their end; visits begun although something was missing.
notice-what-decide = For you to decide or do: recusals, extensions, sending out, approvals, publication, people who come, go or cannot be reached.
notice-what-due = Due soon, overdue or without an answer: tasks, what was sent back, reviews, clues, publication, plans.
notice-what-clues = New clues, those handed to you, answers, results, transfer slips.
notice-what-draws = Each step of a draw: frozen, dice, result, abandoned, reserves.
notice-what-operation = Faults: acts not stored, alerts not sent, forwarding that failed.
notice-what-done = Visits submitted, addenda signed, campaigns sent out, publications settled.
notice-what-team = Colleagues confirm or reopen their part, or wait for you.
notice-what-plans = Changes of the annual plan.
notice-why-tasks = Never off: tasks have deadlines of law.
notice-why-returned = Never off: what is returned must be mended in time.
notice-why-onsite = Always at once, in quiet hours too: later, nobody can go there.
notice-why-decide = Never off: others wait for your decision.
notice-why-due = Never off: what is late delays publication.
notice-why-clues = Never off: a clue must end.
notice-why-draws = Never off: a draw needs its witnesses.
notice-why-operation = Always at once, in quiet hours too: somebody must mend what fails.
notice-why-done = May be off: then no submission is told; see “tasks”.
notice-why-team = May be off: the task shows how far the others are.
notice-why-plans = May be off: the plan shows its changes.
notice-kind-title = 🔔 <b>{ $kind }</b>
notice-digest-when = Digest: all together, 17:30 on working days.
button-way = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}{ $way ->
    [now] Now
    [digest] Digest
   *[off] Off
}
button-deliver = Deliver now ({ $count })
notices-delivered = { $count } on the way.
button-alert-kind = { $kind }: { $way ->
    [now] now
    [digest] digest
   *[off] off
}
notice-set = { $kind }: { $way ->
    [now] told at once.
    [digest] in the daily digest.
   *[off] not told any more.
}
button-quiet = Quiet hours
button-quiet-none = None
button-rest = { $rests ->
    [yes] Quiet on days off
   *[no] Told on days off
}
quiet-hours-ask =
    🔕 <b>Quiet hours</b>
    What happens meanwhile is told when they end. Choose, or type them, like 21:30-07:30.
digest-told =
    🗂 <b>Kept for the digest</b> of { $day } ({ $count })
digest-told-line = { $mark } { $text }
digest-told-earlier = { $day } · { $text }
digest-task = By { $day }: { $number } { $name }
digest-told-more = The rest comes with the button, else with the next digest.
digest-told-all = That was all
button-digest-more = { $count } more
button-digest-line = { $mark } { $label }
link-not-yours = This visit is not yours, or is no more.
group-hello = This group can hear of visits: number and severity, never a name. An administrator or lead sends /bind.
group-bound =
    Bound: { $department }.
    Here stand number and severity only; the button leads to your own chat. To end it, send /unbind.
group-everywhere = the whole district
group-released = Released; this group hears nothing any more.
group-notice = { $severity ->
    [high] 🔴 urgent
    [middle] 🟠 important
   *[low] 🟢 ordinary
} · { $number }
button-group-look = Open in my chat
