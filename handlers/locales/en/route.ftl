route-title = 📍 <b>Today's route</b> ({ $total ->
        [one] 1 visit
       *[other] { $total } visits
    }, about { $way })
route-none = 📍 There is nobody to visit today. New tasks are told here.
route-line = { $place } { $name }{ $far ->
        [placeless] {" "}· no place known
        [none] {""}
       *[other] {" "}· { $far }
    } · { $due }
route-later = { $count ->
        [one] 1 more visit may be made only later.
       *[other] { $count } more visits may be made only later.
    }
route-no-start = Where you are is not known; it begins at what is due first.
route-start-ask =
    📍 <b>Where do you start?</b>
    Share your location (clip → location), or type degrees, or part of a name or street of yours.
button-route = Today's route
button-route-start = Set the start
button-route-map = Map { $number }
button-list-today = Today
button-list-near = By distance
home-today-none = 📋 No visit is planned for today.
home-near-hint = Where you are is not known: set the start in “Today's route”.
