people-title = <b>People</b> ({ $total })
people-none = Nobody is registered yet. Press “New person”.
people-not-found = Nobody has “{ $text }” in name or code.
people-hint = Send a name or a code to look for somebody.
people-line = { $place } { $name } · { $department }{ $state ->
        [open] {""}
        [unbound] 　⏳ not linked
        [blocked] 　⚠️ unreachable
       *[revoked] 　🔒 revoked
    }
person-new-ask =
    <b>New person</b>
    Please send the name.
person-title = <b>{ $name }</b>　{ $code }
person-department = Department: { $department }
person-roles = Roles: { $roles }
person-state = { $state ->
        [open] ✅ Linked
        [unbound] ⏳ Not linked: pass on an invitation
        [blocked] ⚠️ Stopped the bot, gets no messages
       *[revoked] 🔒 Revoked: a new invitation restores
    }
person-tasks = { $count ->
        [one] 1 task is not finished
       *[other] { $count } tasks are not finished
    }
person-campaigns = ⚠️ { $count ->
        [one] Looks after 1 campaign, which nobody would decide on.
       *[other] Looks after { $count } campaigns, which nobody would decide on.
    }
person-roles-hint = Press to give a role, press again to take it. It holds at once.
person-where-hint = Roles of a department move along.
person-invited =
    <b>Invitation for { $name }</b>{ $is_restored ->
        [yes] 　✅ restored
       *[no] {""}
    }
    <code>{ $code }</code>
    It holds for 24 hours and once. Pass it on, or tell by telephone:
    open this bot in Telegram, press Start, send the code, then the last four signs of the { $proof ->
        [certificate] certificate number
       *[code] personal code
    }.
    This message goes at your next act.
revoke-ask = ⚠️ <b>Revoke { $name } ({ $code })?</b>
revoke-follows = From the next act on nothing can be done in this name; what was entered is kept.{ $tasks ->
        [0] {""}
        [one] {" "}1 unfinished task goes to the supervisor, for the next of the drawn order.
       *[other] {" "}{ $tasks } unfinished tasks go to the supervisor, for the next of the drawn order.
    } A new invitation restores.
revoke-done = Revoked
told-supervisor-gone =
    ⚠️ <b>{ $name }</b> supervises no more.
    Now looked after by you and the other supervisors: { $numbers }
told-unattended = { $numbers ->
        [none] ✅ Every campaign has a supervisor again.
       *[other] ⚠️ <b>Nobody supervises</b> these any more: { $numbers }
            Make somebody a supervisor: choose a person, then “Roles”.
    }
told-revoked =
    ⚠️ The access of <b>{ $name }</b> was revoked.
    { $count ->
        [one] 1 task needs the next in order: { $numbers }
       *[other] { $count } tasks need the next in order: { $numbers }
    }

button-people = People
button-people-all = Everybody
button-person-new = New person
button-person-where = Department
button-roles = Roles
button-role-held = ☑ { $role }
button-role-open = ☐ { $role }
button-revoke = Revoke
button-revoke-go = Yes, revoke
button-restore = Restore and invite
