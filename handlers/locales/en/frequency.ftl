plan-capped = ⚠️ { $count } of them visited often enough
button-plan-capped = See { $count }
button-caps = Frequency caps
caps-title = <b>Caps of frequency</b> (all departments together)
caps-line = Class { $risk }: { $cap }
caps-hint = Draws leave out what is at its cap. Tap a class to see and change it.
caps-hint-others = Draws leave out what is at its cap. The administrator sets the caps.
button-cap = { $risk }
cap-phrase = { $most } a { $window ->
        [quarter] quarter
        [half] half-year
       *[year] year
    }
cap-gap = , { $days } days apart
cap-title = <b>Class { $risk }</b>: { $cap }
cap-source = Source: { $source }
cap-valid = From { $day }
cap-exempt = Neither counted nor capped: { $kinds }
kind-of-task = { $kind ->
        [special] special
        [clue] clue
        [immediate] immediate
       *[daily] daily
    }
button-cap-set = Change the cap
cap-ask = The cap of class { $risk }: write visits, period (year, half, quarter), days between, first day and source, such as: 2 year 180 { $day } Notice 3/2026
capped-title = <b>Visited often enough, not drawn: { $count }</b>
capped-none = No object is at its cap.
capped-object = { $name } · { $risk } · { $reason }
capped-reason = { $reason ->
        [soon] too soon
       *[most] cap reached
    }
capped-visits = 　{ $count } in all: { $days }
