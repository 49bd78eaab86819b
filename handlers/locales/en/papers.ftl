button-paper-notice = 📄 Notice
button-paper-record = 📄 Record
button-paper-scheme = 📄 Scheme of the check
button-paper-minute = 📄 Minute of the draw
button-paper-publication = 📄 Public lists
button-paper-addendum = 📄 Addendum
button-paper-docx = As Word file
button-paper-verify = 🔎 What a scan shows
button-campaigns = 📄 Scheme / minute of the draw
button-campaigns-short = 📄 Papers
paper-asked = Printing the { $paper ->
        [notice] notice
        [scheme] scheme
        [minute] minute
        [publication] lists
        [addendum] addendum
        [transfer] transfer slip
       *[record] record
    }; it comes in a moment
record-of-which = Open a task first, then send “record”.
paper-printed = 📄 { $paper ->
        [notice] Annex 2, notice
        [scheme] Scheme of the spot check
        [minute] Minute of the draw
        [publication] Public lists
        [addendum] Addendum
        [transfer] Transfer slip
       *[record] Annex 1, record
    } { $number } (page 1)
paper-void = 🚫 <b>Void</b>; it is not to be signed.
paper-file = { $paper ->
        [notice] notice
        [scheme] scheme
        [minute] minute
        [publication] public-lists
        [addendum] addendum
        [transfer] transfer slip
       *[record] record
    }_{ $number }
paper-sha256 =
    The whole paper. SHA-256:
    <code>{ $sha256 }</code>
paper-docx = The same paper to edit in Word; the PDF counts.
campaign-title = 📁 <b>{ $number } { $title }</b>
campaign-lead = Lead: { $department }
campaign-window = From { $first } to { $last }
campaign-visits = Objects: { $visits }, submitted: { $submitted }
campaign-hint = One tap prints a paper; what nobody has entered yet stays blank.
campaign-none = No campaign's papers are yours to see.
console-papers-good = Papers can be printed. Templates: { $has ->
        [yes] { $folder }
       *[no] the original words
    }; font: { $font }.
