# Settings of alerts, what was kept for the digest, alerts in groups.
command-notices = Alerts and quiet hours
button-notices = Alerts
button-see-open = My tasks
notices-title = 🔔 <b>Alerts</b>
notices-how = Each tap changes one: now → daily digest (17:30) → off.
notices-fixed = Never off: { $kinds }. Deadlines of law, safety on site or a decision of yours depend on them.
notices-quiet-none = Quiet hours: none.
notices-quiet = Quiet: { $hours }{ $rests ->
    [yes] {" "}and days off
   *[no] {""}
}; told when they end.{ $urgent ->
    [none] {""}
   *[other] {" "}Always told: { $urgent }.
}
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
notice-why-tasks = Never off: tasks have deadlines of law.
notice-why-returned = Never off: what is returned must be mended in time.
notice-why-onsite = Never off: the supervisor must hear of refusals on site.
notice-why-decide = Never off: others wait for your decision.
notice-why-due = Never off: what is late delays publication.
notice-why-clues = Never off: a clue must end.
notice-why-draws = Never off: a draw needs its witnesses.
notice-why-operation = Never off: somebody must mend what fails.
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
    🗂 <b>Kept for today’s digest ({ $count })</b>
digest-told-line = { $mark } { $text }
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
