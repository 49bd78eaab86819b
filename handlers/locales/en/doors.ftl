alarm-subscriber-dropped =
    ⚠️ { $url } has not taken announcements for days, or wants no more; nothing is posted there any longer.
    Once it works again: hecha api subscriber resume { $number }
alarm-forwarding-given-up =
    ⚠️ Result { $result } could not be handed to the form server: { $error }
    Once that is mended: hecha api forwarding again { $number }
