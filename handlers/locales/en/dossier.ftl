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
console-dossier-print =
    { $kind ->
        [notice] notice
        [record] record
        [addendum] addendum
        [transfer] transfer slip
       *[other] paper
    }
console-dossier-erasing = Erased with it, because it shows the same: { $paper } { $number } ({ $format }), SHA-256 { $sha256 }.
console-dossier-also = Event { $event } holds the same at { $path }. To erase it there too, go on with --event { $event } --path { $path }
console-dossier-unchanged = The visit is not submitted, and its team's working tables still say it: have them change it in the chat, or the next print shows it again.
