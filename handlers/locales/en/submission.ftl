summary-title = 📋 <b>{ $number } { $name }</b> · to submit
summary-section = { $department } { $answered }/{ $asked } · problems { $problems }{ $numbers ->
        [none] {""}
       *[other] {" "}(item { $numbers })
    }{ $results ->
        [left_out] {""}
        [none] {" "}· not confirmed
       *[other] {" "}· { $results }
    }
summary-signatures = ✍️ Signatures { $given }/{ $needed }
photos-none = 📷 No photos
photos-all = 📷 { $count }{ $files ->
        [0] {""}
       *[other] {" "}· 📎 { $files }
    } · all secured
photos-some = 📷 { $count }{ $files ->
        [0] {""}
       *[other] {" "}· 📎 { $files }
    }: { $secured } secured{ $waiting ->
        [0] {""}
       *[other] , <b>{ $waiting } to come</b>
    }{ $lost ->
        [0] {""}
       *[other] , ⚠️ { $lost } lost
    }
summary-no-place = 📍 No location (skipped): { $departments }; it can still follow
button-summary-place = 📍 Send location
summary-gaps = ⚠️ Missing: { $count }
summary-reason = Reason: { $reason }
summary-locks = <b>Locks</b> it; then returns or addenda.
summary-not-lead = A department is not done: the lead department submits, or wait for them.
summary-waiting = ⏳ Not secured yet: { $places }{ $more ->
        [0] {""}
       *[other] , …
    }

button-gap-own-result = Confirm our result
button-gap-other = { $department } { $kind ->
        [result] not done
        [answer] { $number }: answer
        [note] { $number }: note
        [how] { $number }: how found
       *[photo] { $number }: photo
    }
button-gap-party = Signature of the party
button-gap-officer = Signature of { $name }
button-gap-witness = The witness
button-gap-seal_party = Seal of the party
button-gap-seal_office = Our seal
button-gap-page = Photo of the signed page
button-gap-receipt = Photo of the receipt
button-gap-lost = Lost photos ({ $count })
button-back-to-signatures = Back to the signatures
button-give-reason = Give a reason and submit
button-change-reason = Change the reason
button-submit-with-reason = Submit with this reason, lock
button-submit = Submit and lock

gaps-title = ⚠️ <b>{ $number }: { $count } missing</b> · page { $page }/{ $pages }
submit-reason-ask =
    ⚠️ <b>{ $count } missing: why submit now?</b>
    Send one sentence; it stands on the receipt and in the dossier, and the supervisor reads it. The record does not print it.{ $has ->
        [no] {""}
       *[yes] {"\u000A"}Now: { $reason }
    }
submitted-toast = Submitted, receipt { $receipt }
submitted-already = { $name } submitted it at { $time }; nothing was changed.

locked = 🔒 { $number } { $name } submitted { $time }
button-read-submitted = Record, answers, photos
locked-by = by { $name } · receipt <code>{ $receipt }</code>
receipt-title = ✅ <b>Submitted { $number } { $name }</b> { $time }
receipt-section = { $department } { $done }
receipt-sections = { $sections } · problems { $problems }
receipt-secured = 📷 { $count }{ $files ->
        [0] {""}
       *[other] {" "}· 📎 { $files }
    } · all secured ({ $time })
receipt-reason = ⚠️ Submitted with gaps: { $reason }
receipt-chain = Chain <code>{ $head }</code>
receipt-next = { $review ->
        [approved] ✅ Reviewed and approved; an addendum corrects what is wrong.
       *[waiting] Next: the supervisor reviews; a return will reach you. Mistakes: write an addendum.
    }
button-next-task = Next: { $name }

sheet-page-ask =
    📷 <b>{ $number } · the signed page once more</b>
    Photograph the whole signed page and send it.
lost-title = ⚠️ <b>{ $number }: lost photos</b> ({ $count })
lost-none = ✅ { $number }: no photo is missing any more.
lost-line = { $place } { $where } (sent by { $name })
lost-at = { $purpose ->
        [notice] receipt of the notice
        [signature] signed page
        [authorisation] authorisation
        [refusal] proof of the refusal
       *[scene] scene
    }
lost-at-item = item { $number }
lost-after = ⚠️ { $number }: a photo could not be fetched ({ $where }); please send it again.
resend-ask =
    📷 <b>Send a photo again · { $number }</b>
    Send the photo of “{ $where }” once more; it takes its old place.
pictures-at-resent = photo sent again
button-send-again = Send { $place } again
button-drop-lost = Drop { $place }
button-send-now = Send it now
button-gap-late = Too late: ask for more time
