button-publications = 📢 Publish
publication-title = 📢 <b>Publication</b> · { $total } to do · { $overdue } overdue · { $waiting } for you
publication-done-title = 📢 <b>Publication, done</b> · { $total }
publication-line = { $place } { $name } <code>{ $number }</code>
publication-left = { $days } working { $days ->
        [one] day
       *[other] days
    } left
publication-overdue = ⚠️ { $days } working { $days ->
        [one] day
       *[other] days
    } overdue
publication-waits = to be agreed: { $wish ->
        [publish] publish
        [correct] correct
        [withhold] withhold
       *[withdraw] withdraw
    }
publication-making = ⏳ agreed, its page is being made
publication-state = { $state ->
        [open] not public
        [published] ✅ public
        [withheld] 🔒 withheld
       *[withdrawn] ↩️ withdrawn
    }
publication-outdated = ⚠️ the record has changed, to be corrected
publication-review = 🔒 withheld until { $day }
publication-none = Nothing is to be published. What was approved appears here.
publication-none-done = Nothing was published yet.
publication-together = Several at once, by campaign. Each leaves the same trace as alone; what has changed is not published.
publication-together-none = No campaign has several to be done.
publication-campaign = <b>{ $number } { $title }</b>: { $prepare } to prepare, { $agree } for you to agree
publication-preparing-all = Preparing { $count }
publication-agreeing-all = Publishing { $count }
button-publication = { $place } { $name } { $number }
button-publication-list = ‹ Publication
button-publication-done = Done
button-publication-together = By campaign
button-publication-prepare-all = Prepare { $count } of { $number }
button-publication-agree-all = Publish { $count } of { $number }
button-publication-preview = 👁 Preview the page
button-publication-prepare = Prepare to publish
button-publication-correct = Correct
button-publication-withdraw = Withdraw
button-publication-withhold = Withhold by law
button-publication-agree = ✅ Agree to { $wish ->
        [publish] publish
        [correct] correct
        [withhold] withhold
       *[withdraw] withdraw
    }
button-publication-back = Send back
button-publication-addenda = Addenda
button-publication-drop = Drop it
button-publication-see = See the list
button-publication-look = See it
button-ground-secret = Secrets (state, business)
button-ground-security = National security
button-ground-safety = Public safety
button-ground-other = Another ground in law
publishing-title = 📢 <b>{ $number } { $name }</b>
publishing-due = due { $day }
publishing-waits = { $by } prepared to { $wish ->
        [publish] publish it
        [correct] correct it
        [withhold] withhold it
       *[withdraw] withdraw it
    }; { $own ->
        [yes] the supervisor is to agree
       *[no] it waits for agreement
    }
publishing-settled = { $version ->
        [0] {""}
       *[other] Edition { $version }, {""}
    }{ $day }; { $prepared } prepared, { $agreed } agreed
publishing-nobody = ⚠️ Nobody { $own ->
        [yes] but you could agree
       *[no] else could agree
    }. Let an administrator send “people” and name one more supervisor; or drop it, and let the clerk or lead prepare it.
publishing-reason = Reason (public): { $reason }
publishing-ground = Ground: { $ground ->
        [secret] secrets
        [security] national security
        [safety] public safety
       *[other] another in law
    }, { $clause }; to be looked at on { $day }
publishing-public = <b>{ $ends ->
        [yes] Public now, to be taken off
       *[no] Public
    }</b>: { $department }, { $day }, items: { $items }
publishing-result = ☑ { $result }
publishing-more = … and results: { $count }; see the preview
publishing-nothing-else = Not public: people, telephones, remarks, photographs.
publishing-changed = { $has ->
        [none] ⚠️ The record has changed, what is public has not: correct it.
       *[other] ⚠️ The record has changed since: send it back.
    }
publishing-address = { $address }
publication-same = { $number }: what is public is what the record says. Write an addendum first, then correct; withdraw what cannot stay public.
publication-ask-correct = Why is { $number } corrected? The page will say so: no names, no telephones. Send it.
publication-ask-withdraw = Why is { $number } withdrawn? The page will say so: no names, no telephones. Send it.
publication-ask-back = Why is { $number } sent back? Its author will read it. Send it.
publication-ask-clause = Send the law and its clause, such as: Law on Guarding State Secrets, Article 13
publication-ask-review = On which day is it looked at again? Send it, such as: 30 Jun
publication-grounds = { $number } is withheld by law: on which ground? (rules, 四（九）)
publication-named-by = ⚠️ { $number } of the same visit stays public and names the object.
publication-asked = 📢 { $count } to be agreed by you. The newest: { $number } { $name } ({ $wish ->
        [publish] publish
        [correct] correct
        [withhold] withhold
       *[withdraw] withdraw
    })
publication-told = { $wish ->
        [publish] ✅ Public
        [correct] ✅ Corrected
        [withhold] 🔒 Withheld
       *[withdraw] ↩️ Withdrawn
    }: { $number } { $name }
publication-told-outdated = { $because ->
        [reopened] 🔁 { $number } { $name } is public, and its visit is looked at again. You hear what comes of it; withdraw it if it cannot stay.
        [addendum] ⚠️ { $number } { $name } is public as it was before an addendum to its record: correct it.
        [denied] ⚠️ { $number } { $name } is public with an addendum on which a signature was denied: it is none until it is signed anew. Correct it.
        [unchanged] ✅ { $number } { $name } was approved again and says what is public: nothing to correct.
       *[approved] ⚠️ { $number } { $name } was approved again and says something else than what is public: correct it.
    }
publication-nobody = ⚠️ { $count } prepared for publication, and nobody but the author could agree. The newest: { $number } { $name }. Make one more person of its department a supervisor; or let the author drop it, and the clerk or lead prepare it.
publication-returned = ↩️ { $number } { $name } was sent back: { $reason }
publication-due = 📢 Publication: { $what }.
publication-due-late = { $count } overdue
publication-due-outdated = { $count } to be corrected
publication-due-soon = { $count } due soon
publication-due-again = { $count } withheld, to be looked at again
made-publication_preview = The page as everybody will see it.
