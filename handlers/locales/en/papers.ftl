button-paper-notice = 📄 Notice
button-paper-record = 📄 Record
button-paper-docx = As Word file
button-paper-verify = 🔎 What a scan shows
paper-asked = Printing the { $paper ->
        [notice] notice
       *[record] record
    }; it comes in a moment
paper-printed = 📄 { $paper ->
        [notice] Annex 2, notice
       *[record] Annex 1, record
    } { $visit } (page 1)
paper-file = { $paper ->
        [notice] notice
       *[record] record
    }_{ $visit }
paper-sha256 =
    The whole paper. SHA-256:
    <code>{ $sha256 }</code>
paper-docx = The same paper to edit in Word; the PDF counts.
