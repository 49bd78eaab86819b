draft-checking = ⏳ Got <b>{ $name }</b>, checking it…
draft-refused = ❌ <b>{ $name }</b>: { $count ->
        [1] 1 thing
       *[other] { $count } things
    } to mend
draft-mend = { $pages ->
        [1] {""}
       *[other] {""}Page { $page }/{ $pages }.{" "}
    }Mend it and send it again. A missing file is enough by itself.
draft-good = ✅ <b>{ $title }</b> · version { $version }
draft-whose = { $department } · { $form_id }
draft-size = { $asked ->
        [1] 1 question
       *[other] { $asked } questions
    } · { $groups ->
        [1] 1 group
       *[other] { $groups } groups
    }{ $repeats ->
        [0] {""}
        [1] {" · "}1 repeat
       *[other] {" · "}{ $repeats } repeats
    }
draft-languages = Languages: { $languages }
draft-files = Files sent along: { $count }
draft-has-warnings = ⚠️ { $count ->
        [1] 1 remark
       *[other] { $count } remarks
    }
draft-new-form = A new form.
draft-same = The same as the version in use.
draft-compared = Against { $version }: { $added } new, { $removed } gone, { $changed } changed{ $moved ->
        [0] {""}
       *[other] , { $moved } moved
    }{ $others ->
        [0] {""}
       *[other] , { $others } more
    }
draft-use = Press “Use it”: visits dispatched from then on have it, others keep theirs.
draft-same-use = Nothing to do; try it to see how it asks.
draft-taken-in = ✅ <b>{ $title }</b> { $version } is in use for new visits; others keep theirs.
draft-taken-in-toast = In use
draft-compared-anew = Another version came into use just now; compared anew, please look again
draft-discarded = { $name } discarded; nothing was changed.
draft-replaced = { $name }: sent again since; the newer one counts.
draft-warnings = ⚠️ <b>{ $count ->
        [1] 1 remark
       *[other] { $count } remarks
    }</b> (it can be used)
draft-changes = <b>Against { $version }: { $count ->
        [1] 1 difference
       *[other] { $count } differences
    }</b>
form-file-kept = 📎 Got { $name }; kept for 24 hours for its workbook. If it is a registry or a platform's table, its check follows.
fault-list-title = to mend
fault-list-sheet = Sheet
fault-list-row = Row
fault-list-column = Column
fault-list-code = Code
fault-list-text = What to mend, and how
fault-list-caption = { $name }: { $count ->
        [1] 1 thing
       *[other] { $count } things
    } to mend.

change-title = The title
change-rest = The version, or what else does not change the questions
change-languages = Languages: { $names }
change-files = Files: { $names }
change-added = New: { $label }
change-removed = Gone: { $label }
change-moved = Moved: { $label }
change-changed = Changed: { $label } ({ $aspects })
aspect-label = wording
aspect-hint = hint
aspect-guidance = legal basis
aspect-kind = type
aspect-choices = choices
aspect-required = required
aspect-bounds = bounds
aspect-logic = logic
aspect-group = group
aspect-marks = compliance marks
aspect-looks = appearance
aspect-default = default
aspect-rounds = how often
aspect-hidden = how it is worked out

shelf-title = <b>My forms</b> · { $total }
shelf-empty = <b>My forms</b> · none yet
shelf-line = { $number } <b>{ $title }</b> { $version }
shelf-about = { $department } · since { $day }
shelf-hint = Send an Excel workbook (XLSForm) here to have it checked.
form-title = <b>{ $title }</b> · version { $version }
form-about = { $asked } questions · since { $day } · { $total ->
        [1] 1 version
       *[other] { $total } versions
    }
form-submitted = Submitted visits: { $count }
versions-title = <b>{ $title }</b> · { $total ->
        [1] 1 version
       *[other] { $total } versions
    }
versions-line = { $version } · { $day } · { $asked } questions

trial-title = 🧪 <b>Trial { $number }</b>
    { $title } · version { $version }
trial-answered = { $answered }/{ $asked } answered, { $problems ->
        [1] 1 problem
       *[other] { $problems } problems
    }
trial-lacks = Still lacking: { $numbers }
trial-nobody = A trial is dispatched to nobody, told to nobody and counted nowhere.
trial-ended = It is over.
trial-ended-itself = Nothing was answered for { $days } days, so it ended by itself. The answers are kept: have the XML, or start over.
made-xml = 🧪 The trial's submission (OpenRosa XML)
made-submissions = The visit's submissions (OpenRosa XML) and files
made-part = (part { $part } of { $parts })
made-left-out = ⚠️ Too large for Telegram, so not in here: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }. They stay kept; left-out.txt in the archive lists them.
made-left-out-note =
    These files of the visit are larger than { $most } MB each, more than Telegram takes, so they are in none of these archives.
    They stay kept. On the server, “hecha forms export” writes them into a folder once the visit is submitted.
made-left-out-line = { $name } · { $size } MB · SHA-256 { $sha256 }
made-xlsx = Answers of submitted visits (Excel)
made-csv = Answers of submitted visits (CSV)
file-being-made = Being made; it will arrive here

button-draft-try = Try it
button-draft-use = Use it
button-draft-drop = Discard
button-draft-warnings = Remarks ({ $count })
button-draft-changes = Changes ({ $count })
button-fault-list = Whole list (Excel)
button-forms = My forms
button-versions = Versions ({ $count })
button-export-xlsx = Export Excel
button-export-csv = Export CSV
button-export-names = Export CSV (names)
button-export-visit = Export XML and files
button-trial-on = Go on
button-trial-xml = Submission XML
button-trial-again = Start over
button-trial-end = End the trial

help-forms = forms, registries, publication, plan; send a file to check it

console-form-good = { $form_id } { $version } can be used: { $asked } questions, { $warnings } remarks.
console-form-refused = { $name }: { $count } to mend:
console-taken-in = { $form_id } { $version } is in use for visits dispatched from now on.
console-same = { $form_id } { $version } is in use already; nothing was changed.
console-exported = { $count } submissions written to { $folder }
