arrive-title = 📍 <b>On site · { $number } { $name }</b>
arrive-place-awaited = Place: ⏳ please send
arrive-place-skipped = Place: none, can follow
arrive-place = Place: { $time } { $source ->
        [hand_picked] picked by hand,{" "}
       *[shared] {""}
    }{ $distance ->
        [none] no coordinates are registered
       *[other] { $distance } from the registered address
    }{ $accuracy ->
        [none] {""}
       *[other] , ±{"\u00A0"}{ $accuracy }
    }
arrive-present = Present (at least { $minimum } per department):
arrive-officer = { $mark } { $name } ({ $how ->
        [me] this phone
        [own] confirmed { $time }
       *[tail] cert. …{ $tail }
    })
arrive-certificate-expired = {" "}⚠️ no valid certificate
arrive-notice = Notice: { $state ->
        [served] ✅ served
        [refused] ⚠️ refused, left there
        [announced] ⏳ announced, paper to come
       *[prepared] not served
    }
arrive-other-day = ⚠️ The notice says { $planned }, not today.
arrive-declares = “Start” declares: those ticked are here, <b>certificates were shown</b> and the matters explained.
arrive-runs = { $department } started { $started }.
arrive-started = Started
arrive-started-before = A colleague has started
arrive-taken-back = Arrival taken back

ask-location = 📍 Press the button below to send your location. No signal? Skip; it can follow.
ask-location-share = Send location
ask-location-skip = Skip
place-received = 📍 Location received { $time }{ $distance ->
        [none] . No coordinates are registered to compare with
       *[other] , { $distance } from the registered address
    }{ $accuracy ->
        [none] { $source ->
            [hand_picked] . A point on the map, not where you are: kept as picked by hand
           *[shared] . The phone gave no accuracy
        }
       *[other] , ±{"\u00A0"}{ $accuracy }
    }.
place-skipped = 📍 Location skipped; it can follow.
place-later = 📍 No location yet; it can follow from the check-in.
place-not-needed = 📍 No location is needed now.

gate-title = ⚠️ <b>Before you start · { $number }</b>
gate-far = · { $distance } from the address
gate-long_ago = · the place is from { $time }, long ago
gate-certificate = · { $names }: certificate expired or not registered, not counted
gate-officers = · { $department }: { $count } of { $minimum } with certificate
gate-window = · today is outside the days of this visit ({ $days })
gate-notice = · { $state ->
        [announced] notice: paper not handed over
       *[prepared] notice not served
    }
gate-reason = 　Reason: { $reason }
gate-reason-replaced = ↩️ The reason was replaced. Before: “{ $reason }”
gate-hint = You may go on with a reason; it enters the record, the supervisor reads it. Do what is missing later.
gate-ask = Send the reason, or choose:
gate-ready = The supervisor reads them. Send a sentence to change them.
gate-clause-far = Rules 四(七): verification is generally done on site.
gate-clause-long_ago = Rules 四(七): verification is generally done on site.
gate-clause-certificate = Administrative Penalty Law, art. 55: who is shown no certificate may refuse the inspection.
gate-clause-officers = Administrative Penalty Law, art. 42: officers qualified to enforce, not fewer than two.
gate-clause-window = Rules 四(三): the scheme of a campaign names the days of its checks.
gate-clause-notice = Rules 二(五): before an on-site verification the object is notified and given the notice (form 2).
gate-reason-moved = Moved; at its actual place
gate-reason-coming = Colleague on the way
gate-reason-urgent = Urgent; papers to follow

button-colleague = { $mark } { $name } is here
button-no-place = No location
button-place-now = Send it now
button-not-there = Not there yet
button-start = Certificates shown, start
button-serve-first = Serve the notice first
button-start-anyway = Start with these reasons
button-wait = Wait, do not start yet
button-go-on = Continue
button-arrive-again = On site again
