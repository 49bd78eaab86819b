dash-title = Statistics of inspections
dash-span = { $first } to { $last }.
dash-whole = Inspections of the whole district.
dash-own = Inspections of your own department ({ $names }).
dash-empty = Nothing to count in these days: inspections count once they are submitted.
dash-found = Inspections: { $of }; with problems: { $hits }, { $share } (95% interval { $low }–{ $high }).
dash-before = In the same days of { $year }: { $of }; with problems: { $hits }, { $share }.
dash-legend = Lines are 95% confidence intervals (Wilson), diamonds the year before. “Change” is of this period against the year before, sure differences only: where the 95% interval of the difference leaves out zero.
dash-decision = To decide: { $decision }
dash-of = Inspections
dash-hits = Problems
dash-share = Rate
dash-interval = 95%
dash-year-before = Year before
dash-change = Change
dash-higher = higher
dash-lower = lower
dash-bar = Chart
dash-done = Done
dash-open = Open now
dash-done-before = Done a year before
dash-more = { $count } more in the Excel file of the chat.
dash-map = Triangles: problem found at { $found }. Rings: none at { $clean }. North is up.
dash-unplaced = Not drawn, without a place: { $count }.
dash-no-points = Nothing to draw: no object that was inspected in these days has a place.
dash-follow-ups = Follow-ups: { $of }; rectified: { $hits }. They stand apart and are no part of inspections and rates; officer load includes them.
dash-parts = Counted are departments' parts, { $count } of them; an inspection can have several.
dash-matter = A result counts for each matter of its department: the rate is the department's, not the matter's.
dash-by-registry = { $cut ->
        [risk] For { $count } of them no draw kept the class: the registry's of now is taken.
       *[other] For { $count } of the drawn ones no draw kept the flags: the registry's of now are taken.
    }
dash-counts = Counted are inspections that are submitted and not sent back, on the day on which they began. Risk class and flags are those of the draw, flagged objects by their raised class; industry and area are the registry's of now.
dash-door = This link opens once, within 30 minutes, for whoever asked the bot for it.
dash-enter = Open the dashboard
