day = { $day }{"\u00A0"}{ $name }
day-of-year = { $day }{"\u00A0"}{ $name }{"\u00A0"}{ $year }
window-month = { $first }–{ $last }{"\u00A0"}{ $name }
window-months = { $first } – { $last }
metres = { $number }{"\u00A0"}m
kilometres = { $number }{"\u00A0"}km
list-separator = {", "}
part-separator = {"; "}
page-of = page { $page }/{ $pages }

role-inspector = inspector
role-lead = team lead
role-supervisor = supervisor
role-clerk = registry clerk
role-administrator = administrator

stranger =
    Hello, this is the inspectors' assistant, for registered staff only.
    Have an invitation code? Send it here.
    Want to know whether a visit is genuine? Call the office number on the notice.
invitation =
    <b>Link your work account</b>
    Name: { $name } · Unit: { $department }
    Role: { $roles }
    Once linked, only this Telegram account acts in your name, and every act is logged.
    <b>Is this you?</b> Send the <b>last four digits</b> of your { $proof ->
        [certificate] certificate number
       *[code] staff code
    }.
invitation-void = The invitation is not valid or older than 24 hours. Ask the sender for a new one.
invitation-missed = These digits do not fit; tries left: { $left }.
invitation-used-up = Three misses: the invitation is void now, and its sender was told.
invitation-rejected = The invitation is void now, and its sender was told. Thank you.
bound =
    ✅ Linked: { $name }
    Your tasks will arrive here.
    A flat battery, a new phone or no signal loses nothing that you entered.
language-title = 语言 / Language
language-set = Switched to English
help-supervising =
    <b>Handy</b>
    tasks — submitted ones first
    review, clues, publication
    campaigns, plan, caps, registries, people, statistics
    help, language
    Open a visit: exceptions and problems first, then answers, photos and files.
    Refusals to sign come at once; the rest as set in “Alerts”.
help =
    <b>Handy</b>
    continue — back to the running visit
    tasks — my tasks
    5 — open item 5
    5 yes — item 5 complies
    5 no note — item 5 does not comply
    undo — take the last answer back
    overview, help
    Send photos at any time; as “File” to keep the original.
    <blockquote expandable>Everything can be changed until you submit; after that it is locked but for what is sent back, and an addendum corrects what is wrong. For a new phone ask your administrator.</blockquote>

press-stale = This card is old; nothing was changed. The newest one is open now.
press-too-soon = Please read this page first, then press again
press-foreign = This card belongs to another officer; you cannot act with it. For your own tasks send “continue”.
not-noted = “{ $text }” was not recorded. If it matters, use the buttons on the card.
of-no-use = That is of no use here and was not recorded. Please go on with the card.
forwarded-not-typed = Forwarded words are not your own and were not recorded. Please type them; photos may be forwarded.
revoked = Your account is closed; what you entered is kept. Please ask the administrator.
apology-retrying =
    ⏳ That last step is not stored yet; trying again by itself.
    Everything before it is safe. Code { $code }
apology-parked =
    ⚠️ That last step was not stored; everything before it is safe.
    Code { $code }, the administrator knows.

button-not-me = Not me
button-other-language = 简体中文
button-my-tasks = My tasks
button-language = 语言 Language
button-help = Help
button-back = ‹ Back
button-continue = Continue the visit
button-retry = Try again

command-continue = Back to the running visit
command-tasks = My tasks
command-overview = The checklist at a glance
command-undo = Take the last answer back
command-help = Help
command-language = 语言 Language
