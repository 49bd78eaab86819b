console-draw-valid = Valid: { $name }, draw { $draw_id }. Recomputed from its lists, parameters and seed, everything agrees.
console-draw-invalid = Invalid: { $name }, for { $count } { $count ->
        [one] reason
       *[other] reasons
    }:
console-draw-class = Class { $risk }: { $drawn } of { $pool } drawn, { $reserve } in reserve
console-draw-teams = Teams for { $teams } objects, { $unfilled } unfilled
console-draw-remarks = To be known, { $count }:
console-draw-held = The commitment is the one that you hold. Not shown: that the register was complete, that exclusions were honest.
console-draw-not-held = Not shown: that the register was complete, that exclusions were honest, that the commitment came before the dice. Compare it with a copy kept from before: --commit.
console-draw-rehearsed = Rehearsed; the proof is in { $path }, draw { $draw_id }. A rehearsal appoints nobody.
console-draw-refused = Nothing was drawn; { $count } to mend:
console-draw-changes = Changed since, { $count }, each time to the next ticket:
