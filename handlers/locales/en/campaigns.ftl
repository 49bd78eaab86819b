button-plans = 🎲 Campaigns and draws
button-plans-short = 🎲 Draws
button-plan = { $number } { $title }
button-plan-new = + New campaign
button-draw-open = 🎲 { $number } { $title }
plans-title = <b>Campaigns and draws</b>
plans-none = No campaign to draw for yet. Supervisors and clerks make them.

plan-title = 📋 <b>{ $number } { $title }</b>
plan-departments = Departments (first leads): { $names }
plan-scope = Scope: { $industries } · { $places }
plan-objects = To draw from: { $count } ({ $classes }), left out: { $excluded }
plan-matters = Matters: { $count }
plan-ratios = Ratios: { $ratios }
plan-window = Window: { $first } to { $last }
plan-officers = Officers: { $each } per department, { $most } objects each at most
plan-everywhere = all districts
plan-nothing = none yet
button-plan-departments = Departments
button-plan-industries = Industries
button-plan-matters = Matters
button-plan-districts = Districts
button-plan-risks = Risk classes
button-plan-ratios = Ratios
button-plan-window = Window
button-plan-officers = Officers
button-plan-title = Name
button-plan-drop = Remove
button-plan-check = Check, prepare the draw
button-plan-back = ‹ The campaign
button-plan-draw = 🎲 See the draw
choose-departments = <b>Departments</b>: the first leads; they draw in this order.
choose-industries = <b>Industries</b> of the lead department's registry.
choose-matters = <b>Matters</b> that are about objects in scope.
choose-districts = <b>Districts</b>: none chosen means all.
choose-risks = <b>Risk classes</b>: complaints, abnormal list and violations raise by one.
choose-chosen = Chosen, { $count }: { $names }
choose-nothing = Nothing to choose. Choose departments and industries first, or complete the registry.
ask-new = What is the campaign called? Send its name, such as: Catering safety
ask-title = Send the new name.
ask-ratios = Send the ratio of each class in per cent, such as: A 3 B 5 C 10 D 100
ask-window = Send the first and the last day, such as: 12.1 12.15
ask-officers = Send two numbers: officers of each department, objects per officer at most, such as: 2 6

check-title = 🔍 <b>{ $number } { $title }</b>
check-class = Class { $risk }: { $drawn } of { $pool }
check-officers = Officers: { $count }; left out: { $excluded }; reserve per class: { $reserve }
check-gaps = To be known: { $gaps }
check-ready = Once the hash is published, lists and parameters are frozen.
check-ready-supervisor = It can be drawn; the supervisor publishes the hash.
button-plan-commit = Freeze the lists, publish the hash
button-plan-rehearse = Rehearse once
plan-rehearsed = [Rehearsal 演练] { $objects } objects drawn, { $unfilled ->
        [0] each with a full team
       *[other] { $unfilled } without a full team
    }. It counts for nothing and is not kept.
plan-sent = Sent out: { $count }

draw-card-title = 🎲 <b>Draw { $number }</b> · campaign { $campaign } · { $state ->
        [committed] waits for the dice
        [sealed] 🔒 sealed, waits for the dice
        [drawn] held
        [sent] sent out
       *[abandoned] abandoned
    }
draw-frozen = Frozen { $moment }: { $objects } objects, { $officers } officers
draw-hash = The hash; keep a copy: <code>{ $hash }</code>
draw-typed-by = Typed by: { $names }
draw-mine = Yours: <code>{ $dice }</code>
draw-differs = ⚠️ Read differently: { $places }. Compare with the dice; whoever mistyped sends that group again.
draw-ready = All have typed the same. The supervisor makes it final.
draw-throw = Throw 20 or more ten-sided dice before all; each reads and types them, copying nobody.
draw-dice-ask = Draw { $number }: send the digits in the order thrown, five at a time (such as 07392) or all at once (20 or more); leading zeros too.
draw-abandon-ask = Why is draw { $number } given up? Send the reason; it stays public.
draw-abandoned = Reason: { $reason }
draw-lapsed = Reason: its days passed and it was not held.
draw-abandoned-public = Dice, salt and what they would have drawn are public.
draw-abandoned-sealed = Dice, salt and what they would have drawn are public from { $day }.
button-dice-withdraw = Take mine back
button-dice-way = A reading stands in the way
button-reading-half = { $name }: { $count } dice
button-reading-other = { $name }: reads otherwise
draw-way = <b>Draw { $number }: whose reading is set aside?</b>
    First have them type again. It stays public with its reason; nobody's can be set aside whom those who read alike do not outnumber.
draw-way-reason = Why is the reading of <b>{ $name }</b> set aside? Send the reason; it stays public. Such as: left after one group.
draw-set-aside = 🎲 Draw { $number }: your reading of the dice was set aside. Reason, in public: { $reason }
draw-set-aside-own = Your reading was set aside; the reason is public.
draw-unsent-yet = ⚠️ Draw { $number } is held and not sent out, and its days have come. Send it; if it never is, that is published.
draw-unsent-left = ⚠️ Draw { $number } is held and not sent out, and its days have come. Its supervisor is gone, and nobody else may send it. An administrator can restore them; if it is never sent, that is published.
draw-never-sent = ⚠️ Draw { $number } was held and never sent out; its days have passed. The public page says so. To inspect after all, draw again.
drawn-replaced = ↩️ Draw { $number }: in { $count } seats the officers who were drawn may not act now (certificate, leave, access). The next tickets stepped in; see the draw.
drawn-replaced-unfilled = ↩️ Draw { $number }: in { $count } seats the officers who were drawn may not act now (certificate, leave, access). The next tickets stepped in, but nobody is left for { $unfilled } objects: open the draw and decide about them.
draw-dice = Dice: <code>{ $dice }</code>
draw-class = { $risk } { $drawn }/{ $pool }
draw-class-bare = { $risk } { $drawn }
draw-object = { $place } { $name } · { $risk }
draw-team = 　{ $people }
draw-team-unfilled = unfilled: { $names }
draw-changed = ⚠️ Registry changed: no influence.
draw-unfilled = ⚠️ Without a full team: { $count }
button-draw-dice = Type the dice
button-draw-dice-again = Type the dice again
button-draw-hold = The dice are right: draw
button-draw-abandon = Abandon this draw
button-draw-files = 📎 Proof and checking kit
button-plan-send = Send to the officers
made-draw_commit = What was published before the draw. Keep it, to compare afterwards.
made-draw_proof = The proof of the draw: anyone can recompute it.
made-draw_page = The checking page: open it in a browser, choose the proof; it needs no network.
made-draw_script = The checking script: python3 verify_draw.py PROOF
made-draw_addendum = Who stepped in since the draw; verified together with the proof.
draw-announced = 🎲 The lists of draw { $number } (campaign { $campaign }) are frozen. The hash; keep a copy: <code>{ $hash }</code>
plan-being-committed = ⏳ Freezing the lists{ $objects ->
        [0] {""}
       *[other] : { $objects } objects
    }, computing their hash. All leads will get it; long lists take a minute or two.
button-plan-look = See how it stands
draw-being-held = ⏳ Draw { $number } is being computed; all is published at once. Until then nothing is final.
button-draw-look = See how it stands
button-plan-sealed = Freeze for a sealed draw
plan-reopened = Change the plan, then draw again
draw-sealed = 🔒 Sealed; open on { $day }.
button-draw-unfilled = Teams to decide on: { $count }
button-draw-out = Object falls out
button-draw-more = Draw more
button-draw-open-seal = Open the sealed draw
drawn-out = <b>Draw { $number }: which object falls out?</b>
    It does not exist, is cancelled, has moved away. The next reserve of its class comes in by its ticket; the reason is public.
drawn-out-reason = Why does <b>{ $name }</b> (class { $risk }) fall out? Send the reason; it is public. Such as: registration cancelled.
drawn-unfilled = ⚠️ <b>{ $name }</b>, no full team: { $departments }
    No rule is relaxed and nobody can be picked. Choose what becomes of it; the reason is public. To decide: { $count }.
button-unfilled-drop = Without that department
button-unfilled-extra = More officers, draw again
button-unfilled-later = Put it off
drawn-unfilled-reason = <b>{ $name }</b>: { $choice ->
        [drop] without the department that was not filled
        [extra] more officers, drawn again
       *[later] put off
    }. Why? Send the reason; it is public.
reserve-used = 🎲 Draw { $number }: { $old } falls out, { $new } comes in from the reserve by its ticket.
visit-voided = 📋 { $number } { $name }: you need not go, { $kind ->
        [follow_up] the follow-up is called off
       *[regular] the object fell out of the draw
    }. Reason: { $reason }
draw-place = group { $group }, die { $die }
draw-next-group = Now send the 5 digits of group { $group }.
button-dice-photo = Photo of the dice
button-dice-photos = See the photos
dice-photo-ask = Draw { $number }: send a photograph on which every die can be read.
dice-photo-received = The photograph of the dice came and is being secured.
dice-photo = The dice, taken by { $name }
dice-photos-none = No photo of the dice yet
dice-photo-lost = ⚠️ The photograph of the dice of draw { $number } could not be fetched. Send it again.
recusals-title = <b>Recusals before a draw</b>: { $count }
    { $who ->
        [clerk] To declare one send: officer's code, object's code or name, reason. Such as: SJ-02 晨露餐饮 a relative works there
       *[officer] To declare one send: the object's code or name, then the reason. Such as: 晨露餐饮 a relative works there
    }
    It counts from the next commitment; the reason is not published. Tap one to withdraw it.
recusals-not-yours = Officers declare their recusals themselves, or their department's clerk does.
button-recusal-withdraw = × { $person } { $name }
recusal-withdrawn = Withdrawn; it no longer counts in the next draw
draw-changes = ↩️ Changes since: { $count }
drawn-shortage = Of { $officers } officers: { $recused } recused, { $full } fully loaded, { $qualified } of the others qualified
