button-year = Annual plan
year-title = <b>Annual plan { $year }</b> · { $state ->
        [approved] approved
        [published] published
       *[collecting] being collected
    }
year-lines = Lines: { $count }, of { $departments } departments
year-missing = Departments without a line: { $count }
year-own = Your department: { $count }
year-proposals = ⚠️ Visits that could be joined: { $count } to decide
year-approved = Approved { $day } by { $name }
year-published = Published { $day } { $address }
year-empty = Add lines one by one, or send a spreadsheet (department, matter, object kind, share or number, months, lead or part).
year-empty-others = No department has written a line yet. Their clerks can.
button-year-own = Ours
button-year-all = All
button-year-add = ＋ Add a line
button-year-joint = Joint { $count }
button-year-missing = Missing
button-year-file = Spreadsheet
button-year-approve = Approve this plan
button-year-publish = Publish it
button-year-back = ‹ The plan
registry-plan = annual plan
lines-own = <b>{ $year }, your department: { $count }</b> ({ $page }/{ $pages })
lines-all = <b>{ $year }, all lines: { $count }</b> ({ $page }/{ $pages })
button-lines-back = ‹ All lines
line-ask-matter = What is to be inspected? Choose a matter, or send one.
line-ask-matter-typed = What is to be inspected? Send the matter.
missing-title = <b>Departments without a line: { $count }</b>: { $names }
joint-none = No joint visit is waiting to be decided.
joint-title = <b>One door, many matters</b> ({ $count } left)
joint-what = { $kind } in month { $month } could be one joint campaign:
button-joint-accept = Join them
button-joint-decline = Do not, say why
joint-ask-reason = Why should they not be joined? Send the reason, it is kept.
line-title = <b>Line { $number }</b> · { $year } · { $department }
line-objects = Objects: { $kind }, { $amount }
line-count = { $count } in number
line-months = Months: { $months }
line-part = { $part ->
        [lead] Leads
       *[part] Takes part
    }
line-joint = 🔗 Month { $month }, together with { $names }
line-campaigns = Campaigns begun: { $numbers }
line-changed = { $day } { $who }: { $reason }
line-was = 　{ $before } → { $after }
button-line-object-kind = Objects
button-line-amount = How many
button-line-months = Months
button-line-part = Lead or part
button-line-matter = Matter
button-line-drop = Drop it
button-line-begin = Begin a campaign
button-line-enough = ‹ This line
button-line-lead = We lead
button-line-takes = We take part
line-ask-object-kind = Line { $number }: which objects? Choose a kind, or send one.
line-ask-amount = Line { $number }: how many? Send a share or a number, such as 5% or 20
line-ask-months = Line { $number }: which months? Send them, such as 3-5, 9, or Q2, or all year
line-ask-part = Line { $number }: does your department lead, or take part?
line-ask-other-matter = Line { $number }: what is to be inspected? Send the matter.
line-ask-reason = The plan is approved. Why is it changed? Send the reason, it is published with the plan.
plan-line-changed = 📋 Annual plan { $year }, line { $number } ({ $department }) has changed: { $reason }
plan-lines-missing = ⏳ { $department } has written no line of the plan for { $year } yet. It is due before March.
button-plan-line = See the line
button-plan-open = Open the plan
