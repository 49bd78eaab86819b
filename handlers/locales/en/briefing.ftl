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
draw-known = Entered: { $moment }
draw-known-by = Entered: { $moment } · { $who }
draw-source = Hash of its file: { $sha256 }…
draw-order = { $department }:
draw-more = … and { $count } more
draw-hint = Reserves: named when they step in.
order-line = { $ticket }. { $state ->
        [seated] { $name }
        [asked] { $name } (request pending)
        [left] { $name } (replaced)
        [stepped_in] { $name } (stepped in)
        [next] reserve (next)
        [expired] reserve (expired { $until })
        [revoked] reserve (access withdrawn)
        [seated_elsewhere] reserve (in this team)
       *[waiting] reserve
    }
