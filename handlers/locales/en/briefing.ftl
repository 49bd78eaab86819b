matters-title = 📋 <b>Matters · { $number }</b>　{ $department }: { $total }
matters-line = <b>{ $code }</b> { $matter }{ $grade ->
        [key] {" "}(key)
       *[general] {""}
    }
matters-basis = <blockquote expandable>{ $method }　{ $basis }</blockquote>
matters-none = No matter of your department is listed. Ask the lead department.

draw-title = 🎲 <b>The draw · { $number }</b>
draw-number = Draw: { $draw }
draw-imported = Draw: { $draw } (imported, time not given)
draw-unnumbered = No number of a draw was registered.
draw-known = Entered { $moment } · trace { $head }
draw-order = Drawn order, { $department }:
draw-more = … and { $count } more
draw-hint = Reserves stay unnamed until they step in.
order-line = { $ticket }. { $state ->
        [seated] { $name }
        [asked] { $name } (request pending)
        [left] { $name } (replaced)
        [stepped_in] { $name } (stepped in)
        [next] reserve (next)
        [expired] reserve (certificate ended { $until })
        [revoked] reserve (access withdrawn)
        [seated_elsewhere] reserve (already in this team)
       *[waiting] reserve
    }
