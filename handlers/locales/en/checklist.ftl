sheet-header =
    { $number } · <b>{ $name }</b> · { $department }
    { $bar } { $answered }/{ $asked }　⚠️{ $problems }　📷{ $secured }/{ $received }
sheet-page = <b>{ $title }</b> · page { $page }/{ $pages }
sheet-item = { $number } { $mark } { $label }
sheet-hint = Tap a number, or all the rest at once.
sheet-alone = To answer one by one: { $numbers }
sheet-rest-done = ↩️ { $count } items set to “complies” { $time }
sheet-group = <b>{ $title }</b> { $first }–{ $last } · { $done }/{ $count }{ $bad ->
        [0] {""}
       *[other] {" "}⚠️{ $bad }
    }
sheet-other = Other
sheet-jump-hint = Send a number to jump, such as <b>5</b>.
sheet-only-open = <b>Open: { $count }</b>
sheet-only-bad = <b>Problems: { $count }</b>
sheet-more = …and { $count } more

button-comply-rest = All the rest comply ({ $count })
button-answer-item = Answer item { $number }
button-undo-rest = Undo the batch
button-overview = Overview
button-next-open = Go on with the open ones
button-to-result = To the result
button-group = { $title } { $done }/{ $count }
button-only-open = Open only
button-only-bad = Problems only
button-visit-card = Task details
button-tasks = My tasks
rest-done-toast = { $count } items comply; you can undo
rest-undone-toast = { $count } items undone
undone-rest = ↩️ { $count } items set to “complies” were undone.
undone-answer = ↩️ Item { $number }: “{ $value }” undone. Now: { $now ->
        [none] no answer
       *[other] { $now }
    }.

item-title = <b>{ $number } { $label }</b>
item-hint = { $text }
item-guidance = <blockquote expandable>{ $text }</blockquote>
item-ask-integer = Send a whole number, such as <b>6</b>.
item-ask-decimal = Send a number, such as <b>6.5</b>.
item-ask-text = Send your text.
item-ask-date = Send a date, such as <b>2026-09-30</b> or 0930.
item-ask-photo = Send photos (at least { $needed }). Received: { $photos }
item-choice = { $place } { $mark } { $label }
item-unanswered = Answer so far: none
item-answered = Answer so far: <b>{ $value }</b> ({ $name } { $time })
item-unable = not possible
item-photos = { $photos } photos
item-toast = Item { $number }: { $value }
item-unable-ask = Send one sentence why:
item-overruled = changed after talking to the colleague
item-held = “{ $text }” was not recorded. Mark item { $number } as a problem with this note?
item-conflict-typed = ⚠️ { $name } answered “{ $value }” at { $time }; yours was not written.
numbers-moved = ⚠️ The numbers have just moved; nothing noted. Is this the item?
item-overtaken = ⚠️ { $name } changed it meanwhile.
item-conflict-toast = A colleague just answered; nothing written
item-conflict =
    Item { $number }: { $name } answered <b>{ $value }</b> at { $time }.
    Your “{ $wanted }” was not written.
    Talk to { $name }, then choose:

button-meant = Yes, { $value }
button-later = Later
button-this-page = Page
button-item-back = ‹ Back
button-item-on = Next ›
button-unable = Not possible
button-today = Today
button-yesterday = Yesterday
button-photo-done = Done, next item
button-choices-done = Done ({ $count } chosen)
button-keep-theirs = Keep the colleague's answer
button-change-mine = Change to “{ $wanted }”
button-held-note = Note problem
button-held-drop = Drop it

finding-note-title = ⚠️ <b>Item { $number } · what you saw</b> · 1/3
finding-how-title = ⚠️ <b>Item { $number } · how it was found</b> · 2/3
finding-whom-title = ⚠️ <b>Item { $number } · who was asked</b> · 2/3
finding-photo-title = ⚠️ <b>Item { $number } · photo</b> · 3/3
finding-label = { $label }
finding-note-ask =
    Send one sentence, the facts you saw, e.g.
    <blockquote>Fridge 1 reads 14℃, holds fresh meat.</blockquote>
finding-phrases = Or pick a usual one (you can add to it):
finding-note-is = ✓ Note: { $note }
finding-note-more = { $note }; { $more }
finding-how-ask = How was it found?
finding-whom-ask = Who was asked? Write the statement into the note and read it out.
finding-how-is = ✓ { $how ->
        [site] site seen
        [papers] papers read
        [test] test made
       *[ask] { $of ->
            [witness] a witness was asked
           *[other] the party was asked
        }
    }
finding-photo-ask = Take a photo now (at least one).
finding-photo-more = 📷 { $received } received; you may send more.
finding-waived = No photo, because: { $reason }
finding-waiver-ask = Send one sentence why there can be no photo (it is printed in the record):

button-change-to = To: { $value }
button-note-later = Write later
button-how-site = Site seen
button-how-papers = Papers read
button-how-test = Test made
button-how-ask = Person asked
button-how-later = Later
button-whom-party = The party
button-whom-witness = A witness
button-to-note = Change note
button-to-how = Change how
button-no-photo = Not possible
button-photo-later = Photo later
button-finding-done = Done, back to the page

edit-not-noted = The message you edited is not the answer that stands; nothing was changed.
edit-noted = ✅ Item { $number } now reads: { $value } (the earlier answer is kept)

interview-title = 🗣 <b>Item { $number } · interview</b>
interview-of = Asked: { $name } ({ $of ->
        [party] party
       *[witness] witness
    })
interview-statement = “{ $statement }”
interview-name-ask = Who was asked? Send name and position, such as “Zhang, manager”.
interview-statement-ask = What was said? Send the essentials, in several messages if need be, or a voice message.
interview-more-ask = Send more, or press “That is all”.
interview-length = Parts: { $parts }, { $length } of { $most } characters
interview-read-ask = Read it out to them; press when it is right.
interview-confirm-ask = Read out. Photograph their signature, or send a voice message that confirms it.
interview-done = { $way ->
        [signed] ✅ Read out and signed.
        [voice] ✅ Read out and confirmed by voice.
       *[refused] ⚠️ Read out; they would not confirm it.
    }
button-interview = 🗣 Interview
button-interview-said = That is all
button-interview-shorter = ↩️ Take last back
button-interview-read = Read out, no objection
button-interview-refused = Will not confirm
button-interview-name = Change who
button-interview-statement = Change words
button-interview-withdraw = Withdraw interview
