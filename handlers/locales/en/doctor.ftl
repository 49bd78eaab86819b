# What `hecha doctor` and `hecha smoke` say on the command line: what was looked at, how it is, how to mend it.
doctor-line = { $mark } { $what }: { $answer }
doctor-end = { $outcome ->
    [good] All is well; it can run.
    [careful] It can run; please look at what is marked ! ({ $look }).
   *[bad] Mend what is marked ✗ first ({ $bad }), then run hecha doctor again.
}
examined-settings = settings
examined-database = database
examined-schema = revision
examined-district = district
examined-people = administrators
examined-four-eyes = second pair of eyes
examined-disk = disk
examined-store = evidence store
examined-fonts = fonts
examined-seal = seal
examined-running = the bot
examined-token = token
examined-clock = clock
examined-receiving = receiving
examined-public = public address
examined-form-server = form server
examined-subscriber = subscriber
examined-chat = chat
examined-message = send and edit
examined-photo = send a photo
examined-document = a file there and back
examined-button = a button and back
examined-deleting = delete what was sent
doctor-settings-good = { $count } set, all understood
doctor-settings-no-workers = HECHA_WORKERS is 0: nobody here fetches files, prints papers or makes exports; leave it so only where workers run elsewhere
doctor-database-good = { $kind } { $version }, { $megabytes } MB, readable
doctor-database-missing = { $place } is not there yet; hecha run makes it. If it should be, check HECHA_DATA_FOLDER and HECHA_DATABASE_URL
doctor-database-old = { $kind } { $version } works but is out of date; upgrade it when convenient
doctor-database-not-wal = SQLite's journal is { $mode }, which may lose data when power fails; stop the bot and run hecha migrate
doctor-database-failed = it opens but cannot be read ({ $because }); see the database's own log
doctor-schema-good = { $newest }, that of this edition
doctor-schema-none = still empty; hecha run makes it when it starts
doctor-schema-behind = at { $stands }, this edition wants { $newest }; make a backup, then hecha run brings it up by itself
doctor-schema-ahead = at { $stands }, newer than this edition ({ $newest }); go back to the newer program, do not open it with this one
doctor-district-good = { $code }, in force since { $day }
doctor-district-none = no profile is in force, so nothing can begin; run hecha district example > district.toml, fill it in, then hecha district use district.toml
doctor-people-good = { $count } bound
doctor-people-none = nobody is bound yet; run hecha admin invite NAME and hand the printed code over
doctor-four-eyes-good = wherever two must, there is a second
doctor-four-eyes-review = two supervisors must approve (review_by_two), and departments without a second: { $count } ({ $codes }); send “people” to the bot and name one more, or those visits are never approved
doctor-four-eyes-publication = departments where one person alone could prepare and agree to publications: { $count } ({ $codes }); send “people” to the bot and name one more supervisor or clerk, or nothing becomes public
doctor-disk-good = { $free } MB free ({ $share }%)
doctor-disk-careful = only { $free } MB free ({ $share }%); make room, below 512 MB photos may not fit
doctor-disk-bad = only { $free } MB free ({ $share }%), photos may not fit; make room now
doctor-disk-gone = { $folder } cannot be seen ({ $because }); check HECHA_DATA_FOLDER
doctor-store-good = writing, reading back and deleting work ({ $kind })
doctor-store-bad = writing or reading back failed ({ $because }); check HECHA_FILES_URL, its rights and its room
doctor-store-missing = { $place } is not there yet; hecha run makes it. If it should be, check HECHA_FILES_URL
doctor-fonts-good = papers are set in { $font }, which has every sign of the templates
doctor-seal-good = the certificate opens and is valid
doctor-running-stopped = not running; hecha run begins it
doctor-running-unwatched = running; with HECHA_OPERATION_LISTEN its parts can be seen
doctor-running-ready = running, all parts ready
doctor-running-not-ready = running, but not ready: { $parts }
doctor-running-silent = running, but { $place } does not answer; see the log, restart it if need be
doctor-running-unknown = not known; mend the database first
doctor-token-good = Telegram knows it, the bot is { $name }
doctor-token-timeout = { $host } does not answer; check the network or the proxy and try again
doctor-token-tls = the encryption of { $host } is not trusted; check the machine's clock, its certificates and the proxy
doctor-token-proxy = the proxy does not work; check HTTPS_PROXY
doctor-token-busy = Telegram is too busy; try again in some minutes
doctor-token-away = { $host } cannot be reached: no network, or one without Telegram. Whether the token is right shows only then
doctor-clock-good = { $seconds } s from Telegram's
doctor-clock-off = { $seconds } s { $side ->
    [fast] ahead of
   *[slow] behind
} Telegram's; turn on automatic time (NTP), photos and deadlines go by it
doctor-clock-unknown = Telegram did not say its time, so they were not compared
doctor-receiving-polling = by long polling, { $waiting } waiting
doctor-receiving-webhook = by webhook to { $host }, { $waiting } waiting
doctor-receiving-set-elsewhere = a webhook to { $host } is set on the token; hecha run removes it; if another program set it, stop that one first
doctor-receiving-unset = HECHA_WEBHOOK_URL is set and Telegram does not know yet; hecha run tells it
doctor-receiving-otherwise = the bot runs and receives { $how ->
    [polling] by long polling
   *[other] by webhook to { $host }
}, not as HECHA_WEBHOOK_URL says here; restart it with these settings, or look again with those it runs with. If it stays so, another program uses the token
doctor-receiving-taken = the bot runs, yet the webhook leads to { $host }, not where HECHA_WEBHOOK_URL says; if that was changed, restart the bot. If not, another program uses the token: stop it, or change the token at @BotFather
doctor-receiving-failed = Telegram's last delivery failed: { $because }; check the proxy, its certificate and HECHA_LISTEN
doctor-receiving-many = { $waiting } messages wait; after a long stop, those older than 24 hours are lost
doctor-receiving-unknown = no answer; try again
doctor-public-unset = not set: papers carry no code and are signed on paper; that works too
doctor-public-good = { $url } leads to the pages of this machine, encrypted
doctor-public-plain = { $url } leads to this machine, but not encrypted; for a demo only
doctor-public-timeout = { $url } does not answer; check the name, the firewall and the proxy
doctor-public-tls = the certificate of { $url } is not trusted; renew it or complete its chain
doctor-public-proxy = the proxy does not work; check HTTPS_PROXY
doctor-public-away = { $url } cannot be reached; check the name, the port and whether the proxy runs
doctor-public-stopped = { $url } answers, but the bot does not run, so there are no pages; look again once it does
doctor-public-wrong-answer = { $url } answers { $status }; let the proxy forward this path unchanged to { $listen }
doctor-public-elsewhere = { $url } does not lead to the data of this machine; the proxy should forward to { $listen }
doctor-public-unproven = { $url } leads to pages of hecha, but nothing yet tells ours from others; look again after the first invitation
doctor-form-server-good = { $host }: sections may be handed there
doctor-form-server-inwards = { $host }: not https, or in the office's own network, so nothing is handed there; correct HECHA_FORM_SERVER, or set HECHA_PRIVATE_DOORS=true
doctor-form-server-not-found = { $host }: the name is not found now; check HECHA_FORM_SERVER and the network
doctor-subscriber-good = { $number } ({ $host }): announcements may be posted there
doctor-subscriber-inwards = { $number } ({ $host }): not https, or in the office's own network, so nothing is posted there; set HECHA_PRIVATE_DOORS=true, or end it with hecha api subscriber end { $number }
doctor-subscriber-not-found = { $number } ({ $host }): the name is not found now; check it and the network
doctor-subscriber-failing = { $number } ({ $host }): does not answer well just now; it is tried again by itself
doctor-subscriber-dropped = { $number } ({ $host }): has failed for days, nothing is posted there; once it works, hecha api subscriber resume { $number }
doctor-chat-good = Start was pressed
doctor-chat-none = nobody pressed Start in time; try again, with the link that is printed
doctor-chat-deaf = the bot runs or has a webhook, so Start cannot be heard here; stop the bot first, or name the chat with --chat
doctor-message-good = works
doctor-message-bad = the edited text is another
doctor-message-refused = Telegram refuses: { $because }
doctor-message-away = no answer ({ $because })
doctor-photo-good = works
doctor-photo-bad = it did not become a photo
doctor-photo-refused = Telegram refuses: { $because }
doctor-photo-away = no answer ({ $because })
doctor-document-good = every byte came back as it went
doctor-document-bad = what came back differs; check the proxy or your own Bot API server
doctor-document-refused = Telegram refuses: { $because }
doctor-document-away = no answer ({ $because })
doctor-button-good = the tap came and was answered
doctor-button-bad = no tap came in time; try again
doctor-button-deaf = not tried: the bot runs or has a webhook; stop it to try this
doctor-button-refused = Telegram refuses: { $because }
doctor-button-away = no answer ({ $because })
doctor-deleting-good = nothing is left in the chat
doctor-deleting-bad = some of it is left; delete it on the phone
doctor-deleting-refused = Telegram refuses: { $because }; delete it on the phone
doctor-deleting-away = no answer ({ $because }); delete it on the phone
smoke-asks = Within { $seconds } seconds, open { $link } on a phone and press Start.
smoke-press = Trial: please press the button below.
smoke-here = Received
smoke-text = { $edited ->
    [yes] Trial: this message was edited and goes in a moment.
   *[no] Trial: this is the first message.
}
smoke-end = { $outcome ->
    [good] Everything works; the database was not changed.
    [careful] What was tried works; { $look } not tried. The database was not changed.
   *[bad] { $bad } did not work; the database was not changed. Mend it as said above and try again.
}
