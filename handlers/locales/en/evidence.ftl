pictures-received = 📷 { $count } { $kind ->
        [photo] { $count ->
            [one] photo
           *[other] photos
        }
       *[file] { $count ->
            [one] file
           *[other] files
        }
    } received → <b>{ $place }</b>
pictures-securing = { $secured }/{ $received } secured, the rest follow by themselves; carry on.
pictures-secured = ✅ { $count } { $kind ->
        [photo] { $count ->
            [one] photo
           *[other] photos
        }
       *[file] { $count ->
            [one] file
           *[other] files
        }
    } secured.
pictures-lost = ⚠️ { $count } { $kind ->
        [photo] { $count ->
            [one] photo
           *[other] photos
        }
       *[file] { $count ->
            [one] file
           *[other] files
        }
    } could not be fetched; please send again.
pictures-recompressed = Telegram compressed it and removed camera data. For key evidence send the original again as “File”.
pictures-withdrawn = Withdrawn; the original is kept for the record.
pictures-moved = Moved
pictures-at-item = item { $number } { $label }
pictures-at-scene = the scene (no item)
pictures-at-notice = receipt of the notice
pictures-at-signature = signature page
pictures-at-authorisation = authorisation
pictures-at-refusal = proof of refusal
pictures-at-unassigned = waiting for a place
pictures-move =
    📷 Where { $count ->
        [one] does this
       *[other] do these { $count }
    } belong?
    Send the item number, such as <b>5</b>, or choose:
pictures-choose = 📷 { $count } { $kind ->
        [photo] { $count ->
            [one] photo
           *[other] photos
        }
       *[file] { $count ->
            [one] file
           *[other] files
        }
    } received, but for which visit? Choose:
file-too-big =
    This file has { $megabytes } MB, over 20 MB, and could not be fetched.
    Compress or shorten it, or take a photo. Nothing else is affected.
file-lost =
    ⚠️ { $place }: one file could not be fetched: { $because ->
        [too_big] over 20 MB
        [gone] Telegram no longer has it
       *[unreachable] several tries failed
    }.
    Please send it again.

button-pictures-move = Move
button-pictures-withdraw = Withdraw
button-pictures-item = Item { $number } (current)
button-pictures-scene = The scene (no item)
button-pictures-visit = { $number } { $name }
button-pictures-drop = Drop them
