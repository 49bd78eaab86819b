registry-objects = registry of objects
registry-inspectors = registry of inspectors
registry-items = list of items
registry-coverage = gaps
button-registries = Registries
registries-title = <b>Registries</b>
registries-line = { $registry }: { $count }
registries-hint = Send an .xlsx or .csv to import it; write “registry CODE” for the changes of an entry.
button-export-objects = Objects { $format }
button-export-inspectors = Officers { $format }
button-export-items = Items { $format }
button-gaps = Gaps
button-gaps-file = The whole list (file)
button-registry-history = Imports
made-registry_xlsx = The registry; change it and send it back to import it.
made-registry_csv = The registry; change it and send it back to import it.

gap-kind = What
gap-code = Code
gap-name = Name
gap-department = Department
gap-one-unkept = Object without a department
gap-one-idle-item = Item without objects
gap-one-no-category = Officer without a category
gap-one-no-certificate = Officer without a certificate number
gap-one-expired = Certificate has expired
registry-gaps-title = <b>Gaps between the registries</b>
gaps-none = No gaps: objects have departments, items objects, officers categories and valid certificates.
gap-unbound = Officers whom no task reaches, not linked: { $count }
gap-unkept = Objects without a department: { $count }
gap-idle-item = Items without objects: { $count }
gap-no-category = Officers without a category: { $count }
gap-no-certificate = Officers without a certificate number: { $count }
gap-expired = Officers with an expired certificate: { $count }

history-title = <b>Imports</b>
history-none = No registry has been imported yet.
history-nothing = Nothing has changed { $code }. Check the code.
history-line = { $place } { $moment } { $who } · { $registry }
history-file = 　{ $name } · { $count }{ $sha256 ->
        [none] {""}
       *[other] {" "}· { $sha256 }
    }
history-suggestion = Suggested risk class
history-console = Operator
history-of = <b>{ $code }</b>, changed { $count } { $count ->
        [1] time
       *[other] times
    }
history-change = { $place } { $moment } { $who } · { $kind }
history-row = 　{ $name }{ $row ->
        [0] {""}
       *[other] , row { $row }
    }
button-history-undo = ↩ { $place }
kind-new = new
kind-changed = changed
kind-joined = joined to the department
kind-ended = ended

import-found = This is a file of a registry.
import-checking = ⏳ <b>{ $name }</b> has come and is being checked …
import-read = { $done } rows read
import-compared = { $done } of { $total } rows compared
import-settling = ⏳ <b>{ $name }</b> is being written …
import-written = { $done } of { $total } written
import-done = ✅ <b>{ $name }</b> is in the { $registry }
import-discarded = { $name } was dropped, nothing has changed.
import-replaced = { $name }: a newer one has come and counts.
import-refused = ❌ <b>{ $name }</b> cannot be used, nothing has changed:
import-mend = Mend it and send it again.
import-place = Row { $row }
import-whole-district = the district
import-good = 📄 <b>{ $name }</b>
    taken for the { $registry } ({ $department })
import-new = new { $count }
import-changed = changed { $count }
import-same = the same { $count }
import-joined = joined { $count }
import-ended = ended { $count }
import-elsewhere = kept by others { $count }
import-foreign = others’ rows { $count }
import-refused-rows = refused { $count }
import-rows-refused = <b>Rows refused: { $count }</b>
import-columns-left = Columns not used: { $count }
import-ask = All of it is written when you confirm; nothing before.
import-ask-skip = Mend and send it again, or import without these rows.
import-nothing = The same as the registry: nothing changed.
import-none-usable = Not one row can be used. Mend it and send it again.
import-none-usable-columns = Not one row can be used. If an unused column holds what is missing, say which; else mend it and send it again.
import-compared-anew = The registry has just changed; comparing anew
button-import-rows = { $count } refused (file)
button-import-columns = { $count } unused columns
button-import-compare = Only compare: { $count } changes
button-import-all = Import { $count }
button-import-skip = Import { $count } without them

diff-title = <b>{ $place } of { $total }</b>, row { $row } of the file
diff-line = { $field }: { $before } → { $after }
diff-picked = Picked: { $count }
button-diff-pick = Take this one
button-diff-leave = Leave this one
button-diff-all = Take all { $count }
button-diff-picked = Take the { $count } picked
columns-title = <b>Which column is to be used?</b> It will be remembered.
columns-which = What is <b>{ $heading }</b>?

rows-refused-title = refused rows
rows-refused-row = row
rows-refused-why = what to mend and how
rows-refused-caption = { $name }: { $count } refused. Mend them and send this back.

console-import = { $name }: taken for the { $registry }. { $counts }
console-import-refused = { $name } cannot be used, nothing has changed:
console-columns = Columns not used: { $names }
console-import-done = Written: { $count }.
console-differences = Differences from the registration authority: { $count }
button-import-undo = Take this import back
button-import-undo-sure = Yes, take it back
import-undo-ask = Take <b>{ $name }</b> back? The entries it changed ({ $count }) are as before again, new ones are withdrawn; the history stays.
import-undone = ↩️ Taken back
import-undoing-done = ↩️ <b>{ $name }</b> is taken back; restored:
button-import-from-today = From today
button-import-from = From { $day }
import-from-ask = From which day does this list hold? Send it, such as: 2027-01-01
