pictures-received = { $kind ->
        [photo] 📷
       *[file] 📎
    } { $count } { $kind ->
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
pictures-quarantined = ⛔ { $count } { $kind ->
        [photo] { $count ->
            [one] photo
           *[other] photos
        }
       *[file] { $count ->
            [one] file
           *[other] files
        }
    } kept apart, no evidence.
pictures-reused = ⚠️ Same picture as in { $visits }: { $count }. Please check.
pictures-doubled = ⚠️ Same picture used more than once: { $items }. Please check.
pictures-doubled-item = { $department } { $number }
pictures-old = ⚠️ Taken before the visit: { $count } (camera: { $day }). Please check.
pictures-recompressed = Telegram compressed it and removed camera data. For key evidence send the original again as “File”.
pictures-withdrawn = Withdrawn; the original is kept for the record.
pictures-beside = ⚠️ The record is signed: { $count } kept in the dossier only, not in the record.
pictures-entered = { $count ->
        [0] In the record now
       *[other] In the record; sign again: { $count }
    }
pictures-signed =
    ⚠️ The record with these photos bears signatures: { $count }.
    Without the photos it is another record; all must sign again.
pictures-moved = Moved
pictures-at-item = item { $number } { $label }
pictures-at-scene = the scene (no item)
pictures-at-notice = receipt of the notice
pictures-at-signature = signature page
pictures-at-authorisation = authorisation
pictures-at-refusal = proof of refusal
pictures-at-interview = an interview’s confirmation
pictures-at-unassigned = waiting for a place
pictures-waiting-at = { $purpose ->
        [item] { $number ->
            [0] items
           *[other] item { $number }
        }
        [scene] scene
        [notice] receipt
        [signature] signature page
       *[other] others
    } ×{ $count }
pictures-move =
    📷 Where { $count ->
        [one] does this { $kind ->
            [photo] photo
           *[file] file
        }
       *[other] do these { $count } { $kind ->
            [photo] photos
           *[file] files
        }
    } belong?
    Send the item number, such as <b>5</b>, or choose:
pictures-choose = { $kind ->
        [photo] 📷
       *[file] 📎
    } { $count } { $kind ->
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
file-quarantined =
    ⛔ { $place }: { $what } is kept apart and is no evidence.
    { $reason }
    The original stays sealed; nothing else is affected. ({ $code })
quarantined-what = { $kind ->
        [photo] one photo
        [voice] one voice message
        [audio] one recording
        [video] one video
        [video_note] one video
       *[document] one file
    }{ $name ->
        [none] {""}
       *[other] {" "}“{ $name }”
    }
item-quarantined = ⛔ Kept apart, not counted: { $count }. Please send it again.
file-lost =
    ⚠️ { $place }: one file could not be fetched: { $because ->
        [too_big] over 20 MB
        [gone] Telegram no longer has it
       *[unreachable] several tries failed
    }.
    Please send it again.

button-pictures-move = Move
button-pictures-enter = Into the record, sign again
button-pictures-unsign = Withdraw, sign again
button-pictures-withdraw = Withdraw
button-pictures-item = Item { $number } (current)
button-pictures-scene = The scene (no item)
button-pictures-visit = { $number } { $name }
button-pictures-drop = Drop them
