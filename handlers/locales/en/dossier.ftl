console-dossier-whole = The dossier is whole: { $events } events, { $files } files, { $erased } erased by law. Head { $head }
console-dossier-printed = The hash at the foot of the paper is that of event { $event }.
console-dossier-written = The dossier { $path } is written: { $events } events, { $files } files.
console-dossier-kind = { $kind ->
    [scheme] the scheme
    [notice] the notice
    [record] the record
    [pictures] pictures
    [minute] the minute of the draw
    [proof] the proof of the draw
   *[publication] the proof of publication
}
console-dossier-holds = The archive has { $kinds }
console-dossier-missing = The archive still lacks { $kind }
console-dossier-open = The archive still lacks the submission
console-dossier-erased = Erased from visit { $number }: { $what }; the chain stays and says so.
