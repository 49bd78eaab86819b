button-plan-methods = Methods
button-plan-experts = Experts
choose-methods = <b>Methods</b>: tap to change. In writing only for the good classes A and B.
choose-experts = <b>Experts and third parties who help</b>: no officers, not counted.
choose-method = { $of ->
        [online_business] Online
       *[other] { $of }
    }: { $method ->
        [written] in writing
        [online] online
        [third_party] by third party
       *[on_site] on site
    }
method-of = { $method ->
        [written] in writing
        [online] online
        [third_party] by third party
       *[on_site] on site
    }
task-next-desk = Nobody needs to go there. Begin at the desk, walk the checklist, submit.
button-desk-start = Begin { $method }
button-desk = Papers and notes ({ $count })
desk-title = 📋 <b>{ $number } { $name }</b> · { $method }
desk-none = { $method ->
        [written] No papers were asked for yet. Say which you need.
        [online] Nothing is noted yet. Note the address you look at, and send screenshots here.
        [third_party] Nothing is noted yet. Say whom you commission, and send the report here.
       *[on_site] This object is inspected on site.
    }
desk-step = { $mark } { $what }
desk-step-more = 　{ $items }{ $due }
desk-items = items { $items }
desk-items-all = all items
desk-due = , by { $day }
desk-came = 　Result: { $came }
button-desk-add-written = ＋ Ask for papers
button-desk-add-online = ＋ Note an address
button-desk-add-third_party = ＋ Note a commission
button-desk-step = Settle { $number }
button-desk-tie = Items of { $number }
desk-ask-written = Which papers? Send them, such as: licence, purchase ledger of three months
desk-ask-online = Which address or shop? Send it, the time is noted.
desk-ask-third_party = Whom do you commission, and for what? Such as: test laboratory, samples
desk-ask-due = Until when? Send a day. Otherwise it is { $day }.
desk-ask-items = For which items of the checklist? Send numbers, such as 1, 3-5, or: all
desk-ask-came = What came of it? Such as: all papers came; nothing came; report in order. Send files and photographs here.
button-desk-keep = Leave it
button-gap-desk = Add: notes { $method }
sign-party-desk = Party: not present, need not sign
