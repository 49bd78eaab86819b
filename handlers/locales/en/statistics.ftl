button-statistics = Stats
button-stat-period = { $chosen ->
        [True] ● { $name }
       *[False] { $name }
    }
button-stat-xlsx = 📄 Excel
button-stat-csv = 📄 CSV
button-stat-credit = Credit
button-stat-risks = Risk classes
button-stat-breaches = Serious breaches
button-stat-web = 🌐 Web
button-stat-open = Open the dashboard
button-stat-others = Others
button-stat-cut = { $title }
stat-menu = 📊 <b>Statistics</b> · { $period } ({ $first } – { $last })
    Choose one: picture and numbers come here, with 95% intervals and the year before.{ $whole ->
        [True] {""}
       *[False] {" "}Your own department's inspections only.
    }
stat-web = 🌐 <b>Web dashboard</b>
    The link works for 30 minutes, once, for you alone. When your roles change, the page ends at once.
stat-being-counted = Being counted; it will arrive here
stat-span = { $period }, { $first } – { $last }
stat-scope-whole = whole district
stat-empty = Nothing to count in these days: inspections count once they are submitted. Choose another period:
stat-title = 📊 <b>{ $title }</b> · { $span } · { $scope }
stat-whole = { $of ->
        [one] { $of } inspection
       *[other] { $of } inspections
    }, { $hits } with problems: <b>{ $share }</b> (95%: { $low }–{ $high })
stat-before = Same days of { $year }: { $change ->
        [none] nothing to compare
        [higher] { $hits }/{ $of }, { $share }; surely higher in this period
        [lower] { $hits }/{ $of }, { $share }; surely lower in this period
       *[unsure] { $hits }/{ $of }, { $share }; no sure difference
    }
stat-line = { $place } { $name } { $hits }/{ $of } · { $share } ({ $low }–{ $high }){ $change ->
        [higher] {" "}↑
        [lower] {" "}↓
       *[other] {""}
    }
stat-line-load = { $place } { $name } · { $done } done, { $waiting } open now
stat-more = { $count } lines, all of them in the Excel file.
stat-follow-ups = { $of ->
        [one] { $of } follow-up
       *[other] { $of } follow-ups
    }, { $hits } rectified{ $load ->
        [True] ; done and open include them.
       *[False] , not counted above.
    }
stat-parts = { $cut ->
        [matter] Departments' parts ({ $count }): a department's result counts for all its matters.
       *[other] Departments' parts ({ $count }); an inspection can have several.
    }
stat-by-registry = { $cut ->
        [risk] Class of { $count } by the registry now: no draw kept it.
       *[other] Flags of { $count } by the registry now: no draw kept them.
    }
stat-effect = Directed against random: { $share } points ({ $low } to { $high }), { $certain ->
        [True] a sure difference
       *[False] no sure difference
    }
stat-map = 🔺 { $found } with problems · ⭕ { $clean } without{ $unplaced ->
        [0] {""}
       *[other] {" "}· { $unplaced } without a place
    }
stat-decision = To decide: { $decision }
stat-chart-title = { $kind ->
        [rates] Problem rates by { $title }
        [load] { $title }: inspections
       *[map] { $title }
    }
stat-chart-subtitle = { $span } · { $scope } · { $of ->
        [one] { $of } inspection
       *[other] { $of } inspections
    }
stat-chart-text = { $hits }/{ $of }  { $share } ({ $low }–{ $high })
stat-chart-load-text = { $done } done, { $waiting } open now
stat-chart-legend = { $kind ->
        [rates] Lines: 95% confidence intervals. Diamonds: a year before
        [load] Filled: done. Hollow: open now
       *[map] Triangles: problem found. Rings: none. North is up
    }
made-statistics_xlsx = The statistics, a sheet each, with 95% intervals and the year before.
made-statistics_credit = The credit record of the object.
made-statistics_breaches = The list of serious breaches, for authorities that take joint measures.
made-statistics_breaches_csv = The list of serious breaches, for authorities that take joint measures.
button-credit-visit = ‹ Back to the visit
object-ask-search = Which object? Send part of its name, or its registration code.
object-ask-decline = Why does the class stay? Send a line; it is kept in the ledger.
object-ask-release = On which legal ground? Send a line with its clause, such as “Measures on Serious Violations, art. 2”. You look once more before it is noted.
object-ask-keep = Why is it kept off the list? Send a line; it is kept in the ledger.
object-ask-withdraw = Why is it taken off the list? Send a line; it is kept in the ledger.
object-found = { $count } objects found; choose one:
object-found-line = { $place } { $name } · class { $risk }
object-done = Noted
object-why = Why: { $reason }
    Rests on: { $visits } · Rule: { $source }
object-decides = This is a suggestion; you decide.
credit-title = <b>{ $name }</b> · { $code }
credit-risk = Risk class { $risk }{ $source ->
        [none] {""}
       *[other] {" "}({ $source })
    } · { $total ->
        [0] no inspections on record yet
        [one] { $total } entry · { $page }/{ $pages }
       *[other] { $total } entries · { $page }/{ $pages }
    }
credit-listed = ⚠️ on the list of serious breaches
credit-line = { $day } <b>{ $number }</b> { $department }
credit-line-rest = {" "}{ $kind ->
        [special] special ·{" "}
        [clue] clue ·{" "}
        [immediate] immediate ·{" "}
       *[daily] {""}
    }{ $results ->
        [none] no result yet
       *[other] { $results }
    } · { $state ->
        [running] running
        [submitted] submitted
        [returned] sent back
        [approved] approved
       *[assigned] assigned
    }{ $clues ->
        [0] {""}
        [one] {" "}· { $clues } clue
       *[other] {" "}· { $clues } clues
    }{ $live ->
        [0] {""}
       *[other] {" "}({ $live } open)
    } · { $publication ->
        [published] public
        [withheld] withheld
        [withdrawn] withdrawn
       *[open] not public
    }
button-credit-other = Another object
risk-suggested = <b>Suggested class</b> · { $name } ({ $code })
    { $classes }
risk-none = No class is suggested for this object now: it was decided, or what it rests on has changed.
button-risk-accept = Set class { $risk }
button-risk-decline = Keep the class
breach-proposed = <b>Proposed for the list of serious breaches</b>{ $classes } · { $name } ({ $code })
breach-none = This object is not proposed now: it was decided, or what it rests on has changed.
button-breach-release = Put on the list
button-breach-keep = Keep off the list
button-breach-withdraw = Take off the list
button-breach-proposals = Show proposals
breaches-title = <b>Serious breaches</b> ({ $total }), shared with other authorities for joint measures
breaches-none = The list is empty. Rules propose; a supervisor puts an object on it and names the legal ground.
breaches-line = { $place } { $name } · { $day } · { $ground }
breach-entry = <b>{ $name }</b> · { $code }
    Rule: { $rule }
    Rests on: { $visits }
    Legal ground: { $ground }
    On the list since { $day }
breach-last-look = { $step ->
        [release] <b>One more look: onto the list of serious breaches</b>
       *[withdraw] <b>One more look: off the list of serious breaches</b>
    }
    { $name } · { $code }
    Rule: { $rule }
    Rests on: { $visits }
    { $step ->
        [release] Legal ground:
       *[withdraw] Taken off because:
    }
    <blockquote expandable>{ $line }</blockquote>
    Only the button notes it: in the ledger, and shared with other authorities.
button-breach-decisions = Decided
button-breach-list = The list
button-breach-put-back = { $state ->
        [withdrawn] Put back on the list
       *[declined] Propose again
    }
breach-decisions-title = <b>Decided</b> ({ $total }): taken off or kept off; each can be put back
breach-decisions-none = Nobody was taken off or kept off yet.
breach-decisions-line = { $place } { $name } · { $day }
breach-decisions-why = 　{ $state ->
        [withdrawn] taken off
       *[declined] kept off
    }: { $reason }
breach-decision = { $state ->
        [withdrawn] ↩️ <b>Taken off the list of serious breaches</b>
       *[declined] <b>Kept off the list of serious breaches</b>
    }
    { $name } · { $code }
    { $day }, { $by }: { $reason }
breach-rests = Rule: { $rule }
    Rests on: { $visits }
breach-ground = Legal ground: { $ground }
breach-put-back = { $state ->
        [released] On the list again
       *[proposed] Proposed again
    }
breach-unsettled = ⚠️ <b>{ $name }</b> is on the list of serious breaches, and rests on inspection { $number }, { $because ->
        [returned] which was sent back
        [voided] which is void now
       *[reopened] whose review was opened again
    }. See whether the entry may stay; it does until one of you takes it off.
button-breach-entry = See the entry
suggestions-title = { $what ->
        [risk] <b>Suggested classes</b> ({ $total })
       *[breaches] <b>Proposed for the list of serious breaches</b> ({ $total })
    }{ $pages ->
        [1] {""}
       *[other] {" "}· { $page }/{ $pages }
    }
suggestions-none = { $what ->
        [risk] ✅ No class is suggested now. Results that meet a rule will be listed here.
       *[breaches] ✅ Nobody is proposed now. Results that meet a rule will be listed here.
    }
suggestions-line = { $place } { $name } · { $said } · { $visits }
