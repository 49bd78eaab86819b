sign-title = ✍️ <b>Signatures · { $number }</b> { $name }
sign-too-early = ⏳ Not done yet: { $departments }. What is signed now must be signed again then.
sign-record = 📄 { $is_printed ->
        [True] To sign: record { $sha256 }…, sent here
       *[False] The record is being printed; read it before signing
    }
sign-party-open = Inspected party: ⏳ open
sign-party-writing = Inspected party: ✍️ refusal or absence half written
sign-party-signed = Inspected party: ✅ { $who } { $time } ({ $way ->
        [drawn] drawn
       *[paper] paper
    })
sign-party-refused = Inspected party: ⚠️ { $kind ->
        [sign] refused to sign
        [inspection] refused the inspection
        [not_found] not found
       *[absent] could not come
    } { $time } ({ $reason })
sign-officers = { $department }: { $officers }
sign-officer-open = { $name } ⏳
sign-officer-ticked = { $name } ✅ to confirm
sign-officer-signed = { $name } ✅
sign-officer-drawn = { $name } ✅ drawn
sign-witness-unneeded = Witness: not needed (for refusal, absence)
sign-witness-needed = Witness: ⏳ needed
sign-witness-none = Witness: none ({ $reason })
sign-witness = Witness: { $name } { $phone } { $state ->
        [signed] ✅
       *[named] ⏳ open
    }
sign-seals = Seals: theirs { $party ->
        [stamped] ✅
        [later] later
        [none] none
        [refused] ⚠️ refused
       *[open] ⏳
    } · ours { $office ->
        [stamped] ✅
        [later] later
       *[open] ⏳
    }
sign-page-lost = ⚠️ A photo of a signed page is lost or withdrawn; take it again.

button-sign-or-refused = Sign · refused · not found
button-party = Inspected party
button-party-writing = Go on writing
button-party-now = The party signs after all
button-me = Myself
button-other-officers = Other officers
button-witness = Witness
button-seals = Seals
button-one-sheet = All on one sheet, photo
button-to-summary = { $left ->
        [0] To submission
       *[other] To submission ({ $left } missing)
    }

party-title =
    ✍️ <b>Signature of the inspected party</b>
    Who signs?
button-legal = Person in charge
button-agent = Agent
button-refuses = Refuses to sign
button-absent = Cannot come
button-refuses-inspection = Refuses visit
button-not-found = Not found

agent-title = ✍️ <b>An agent signs</b>
agent-name-open = 1 Name: ⏳ please send
agent-name = 1 Name: { $name } ✅
agent-photos-open = 2 Photo of the authorisation: ⏳ please send
agent-photos = 2 Photos of the authorisation: ✅ { $count }
agent-no-authorisation = 2 No authorisation: { $reason }
agent-hint = The name is stored sealed; you may delete it from the chat.
button-no-authorisation = There is no authorisation
button-agent-signs = Next: the signature
agent-none-ask =
    ✍️ <b>No authorisation</b>
    Say in one sentence which post, and why, e.g.
    <blockquote>Shop manager, authorised by telephone; the paper follows within 3 days.</blockquote>

sheet-signed-title = ✍️ <b>Signed page · { $number }</b> 📷 { $photos }
sheet-signed-ask-photo =
    Photograph the whole signed page and send it; the writing must be legible.
    Who signed on it? Please tick:
sheet-signed-ask = Who signed on this page? Tick them, then press “That is all”.
sheet-signed-nobody = Everybody has signed.
sheet-signed-party = For the party signs: { $who }{ $has ->
        [no] .
       *[yes] {" "}({ $agent }).
    }
sheet-signed-agent-lacks = ⚠️ The agent's name or authorisation is missing.
sheet-signed-witness-lacks = ⚠️ The witness has no name and telephone yet.
button-tick-party = Inspected party
button-tick-witness = Witness
button-complete-agent = Complete the agent
button-name-witness = Name the witness
button-sheet-done = That is all
sheet-closed = Signatures noted: { $count }

pad-ways-title = ✍️ <b>Signature · { $number }</b>
pad-ways-who = Signed by: { $role ->
        [officer] yourself
        [witness] the witness
       *[party] the party, { $who }
    }
pad-ways-record = 📄 To sign: { $paper ->
        [addendum] addendum
       *[record] record
    } { $sha256 }…
pad-ways-hint = { $role ->
        [officer] Sign on the page that opens; every stroke is saved.
       *[other] Hand over this phone, or send a link to theirs; every stroke is saved.
    }
pad-not-ready = The record is being printed; paper works now, signing here a little later
pad-withdrawn = Withdrawn; sign again
pad-link =
    ✍️ <b>Link to sign · { $number }</b>
    Let their own phone read the code, or send them the link:
    { $address }
    To be opened within { $minutes } minutes; works once.
button-pad-mine = Sign here
button-pad-here = Sign here (on this phone)
button-pad-link = Link to their phone
button-pad-paper = On paper, photo
button-pad-again = New link
button-drawn = Withdraw a drawn signature
drawn-title = ✍️ <b>Drawn signatures · { $number }</b>
drawn-line = { $who } ✅ { $time }
drawn-hint = What is withdrawn is kept for the record and must be signed again.
button-withdraw-drawn = Withdraw: { $who }

ticked-ask =
    ✍️ { $number } { $name }
    { $by } noted at { $time } that you signed on paper. Was it you?
ticked-confirmed = ✅ Confirmed: you signed yourself.
ticked-denied = ⚠️ The signature is cancelled; the colleague who noted it was told.
button-ticked-mine = Yes, I signed
button-ticked-not-mine = No, not me

witness-title = ✍️ <b>Witness</b>
witness-ask = Send name and telephone, like <b>Li 13900000000</b>
witness-delete-hint = Stored sealed, shown masked; you may delete the text from the chat.
witness-rule = A witness cannot be an officer of this team.
button-witness-signs = Witness signs
button-no-witness = No witness (say why)
no-witness-ask =
    ✍️ <b>No witness</b>
    Choose why, or send a sentence:
witness-stored = Witness noted

seal-title = <b>Seals</b>
seal-reason = { $side ->
        [party] Party
       *[office] Office
    }: { $reason }
button-seal-party-stamped = Party: stamped
button-seal-party-later = Party: later
button-seal-party-none = Party: none
button-seal-party-refused = Party: refuses
button-seal-office-stamped = Ours: stamped
button-seal-office-later = Ours: later
seal-why = <b>{ $state ->
        [refused] The party refuses its seal
       *[none] No seal of the party
    }</b>
    Choose why, or send a sentence:
seal-stored = Seal noted

refused-title = ⚠️ <b>{ $kind ->
        [sign] Refusal to sign
        [inspection] Refusal of the inspection
        [not_found] Party not found
       *[absent] Person in charge absent
    }</b> { $number }
refused-read = Record read out or shown: { $mark }
refused-who-why = Who: { $who } · Why: { $why }
refused-why = Why: { $why }
refused-later = Will sign on: { $day }
refused-witness = Witness: { $witness } · proof: { $photos } (just send photos, voice)
refused-no-witness = none ({ $reason })
refused-printed = The signature cell prints this in Chinese:
refused-lacks = Still missing: { $gaps }
refused-gap-read_out = read out or shown
refused-gap-who = who
refused-gap-why = why
refused-gap-witness = witness
refused-who-ask = <b>Who refused?</b>
refused-why-ask =
    <b>Why?</b>
    Choose, or send a sentence; it is printed in the signature cell.
refused-later-ask =
    <b>On which day will they sign?</b>
    Send a day, such as <b>20 Mar</b>.
refused-confirmed = Noted; the supervisor was told
button-read-out = Read out or shown
button-who = Who refused
button-why = Why
button-agent-instead = An agent signs
button-later-day = Signs later
button-confirm-refusal = { $kind ->
        [sign] Confirm the refusal to sign
        [inspection] Confirm: inspection refused
        [not_found] Confirm: party not found
       *[absent] Confirm the absence
    }
button-refusal-back = ‹ Back, they will sign

told-denied = ⚠️ { $number }: { $name } says that the signature on the page is not theirs; it was cancelled. Please sign again.
