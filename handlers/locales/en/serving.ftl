notice-title = 📄 <b>Inspection notice</b>
notice-number = { $number }
notice-visit = { $visit } { $name } · { $matters } matters · on { $planned }
notice-announced = ⏳ { $moment } { $who } announced it by telephone; hand over the paper on site.
notice-served = ✅ { $moment } served on paper
notice-served-by = Received by: { $by ->
        [person_in_charge] the person in charge
        [staff] staff
       *[other] somebody else ({ $named })
    } · served by { $who }
notice-refused = ⚠️ { $moment } refused, left there
notice-refused-by = { $by ->
        [person_in_charge] The person in charge refused
        [staff] Staff refused
       *[nobody] Nobody there
    } · served by { $who }
notice-not-delivered = ⚠️ { $moment } place not found, not served; the supervisor knows.
notice-photos = 📷 Photos: { $count }{ $files ->
        [0] {""}
       *[other] {" "}· 📎 { $files }
    }
notice-no-photo = No photo of the receipt: { $reason }
notice-receipt-gone = ⚠️ The photo of the receipt is gone: the service stands, its proof is missing.
notice-ask = How is it served?

notice-paper-title = 📄 <b>Handing it over · { $visit } { $name }</b>
notice-paper-photo = 📷 Send a photo of the receipt page.
notice-paper-who = Received by: { $by ->
        [none] ⏳ choose
        [person_in_charge] the person in charge
        [staff] staff
       *[other] somebody else ({ $named })
    }
notice-paper-hint = With photo and receiver it counts as served.
notice-paper-ready = Both are there: press “Confirm”.

notice-receiver-ask =
    ✍️ <b>Who received it? · { $visit }</b>
    Send the name or the relation to the party, such as <b>the manager’s wife</b>.
    The notice prints it as you send it.

notice-no-photo-ask =
    <b>No photo of the receipt · { $visit }</b>
    Why not? Send a sentence, or choose:
notice-photo-refused = They object
notice-photo-broken = Camera fails

notice-date-ask =
    📄 <b>Another day · { $visit }</b>
    Now: { $planned }
    Possible: { $days }
    Press a day, or send one, such as <b>{ $example }</b>.
notice-date-over =
    📄 <b>Another day · { $visit }</b>
    ⚠️ The days for this visit ended on { $last }.
    Ask the supervisor for more time.

refusal-title = ⚠️ <b>Notice refused · { $visit }</b>
refusal-by = What happened: { $by ->
        [none] ⏳ choose
        [person_in_charge] the person in charge refused
        [staff] staff refused
        [nobody] nobody was there
       *[not_found] the place was not found
    }
refusal-said-ask = What was said: ⏳ one sentence, e.g.
refusal-said-example = <blockquote>The manager read it and did not sign; the owner is away.</blockquote>
refusal-said = What was said: { $said }
refusal-witness = Witness: { $witness }
refusal-no-witness = none ({ $reason })
refusal-photos = 📷 Photos: { $count }{ $files ->
        [0] {""}
       *[other] {" "}· 📎 { $files }
    } (send them any time)
refusal-lacks = Missing: { $lacks }
refusal-lacks-by = what happened
refusal-lacks-said = what was said
refusal-lacks-witness = the witness
refusal-hint = { $by ->
        [not_found] Confirming notes that it was not served; the supervisor hears at once.
       *[other] Confirming means: left there. The supervisor hears at once.
    }
refusal-witness-ask =
    ✍️ <b>Witness · { $visit }</b>
    Send name and telephone: <b>Li 139…</b>
    Not an officer of this team.
    Both are kept sealed; you may delete your message.
refusal-no-witness-ask =
    ✍️ <b>No witness · { $visit }</b>
    Why not? Send a sentence, or choose:

notice-served-toast = Noted as served
notice-announced-toast = Announced; hand over the paper on site
notice-date-toast = The day is changed
notice-corrected-toast = Unserved again; the trace stays
refusal-left-toast = Left there; the supervisor knows
refusal-attempt-toast = Not served; the supervisor knows

button-notice-paper = Hand over, photo of receipt
button-notice-telephone = Announced by phone, paper later
button-notice-refusal = Refused, absent
button-notice-date = Another day
button-notice-correct = Correct this
button-notice-receipt = Send the receipt again
button-receiver-person_in_charge = In charge
button-receiver-staff = Staff
button-receiver-other = Other
button-notice-no-photo = No photo possible
button-notice-confirm = Confirm: served
button-refused-person_in_charge = In charge
button-refused-staff = Staff
button-refused-nobody = Nobody there
button-refused-not_found = Not found
button-refusal-witness = Witness
button-refusal-confirm = Confirm: left there
button-refusal-attempt = Confirm: not served
button-witness-none = No witness
