told-refusal = ⚠️ { $number } { $by ->
        [person_in_charge] the person in charge <b>refused</b> the notice
        [staff] staff <b>refused</b> the notice
        [nobody] <b>nobody was there</b> for the notice
       *[not_found] <b>place not found</b>
    }　{ $time }
told-refusal-said = They said: { $said }
told-refusal-witness = Witness: { $witness } · photos { $photos }
told-refusal-state = { $by ->
        [not_found] The notice was not served.
       *[other] The notice was left there.
    }
told-start = ⚠️ { $number } { $department } <b>started</b> with something missing　{ $time }
told-gate = · { $missing }: { $reason }
gate-named-far = far from the address
gate-named-long_ago = place of long ago
gate-named-certificate = no valid certificate
gate-named-officers = too few officers
gate-named-window = outside its days
gate-named-notice = notice not served
told-start-after = It is in the record; what is missing is still to be done.
told-invitation = ⚠️ The invitation for { $name } is void: { $because ->
        [misses] wrong digits three times
       *[refused] whoever got it is somebody else
    }. Send a new one if needed.
told-unreachable = ⏳ { $name } ({ $code }) gets no messages, and may have blocked the bot. Please telephone.
told-open = Unfinished: { $numbers }
told-reachable = ✅ { $name } can be reached again.
