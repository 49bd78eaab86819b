"""What XLSForm calls its columns: main names, other spellings, and the columns of each sheet.

Names follow the XLSForm reference table and pyxform's table of aliases.
"""

MEDIA = frozenset({"image", "big-image", "audio", "video"})
MESSAGES = frozenset({"required_message", "constraint_message"})
TRANSLATED = frozenset({"label", "hint", "guidance_hint"}) | MESSAGES | MEDIA
"""Columns that may name a language."""

EXPRESSIONS = frozenset(
    {"relevant", "constraint", "calculation", "choice_filter", "repeat_count", "read_only", "required"}
)
"""Columns of the survey that hold an expression (some also a plain yes or no)."""

KNOWN = {
    "survey": frozenset(
        {
            "type", "name", "appearance", "parameters", "default", "trigger", "disabled", "autoplay", "rows", "intent",
            "noapperrorstring", "save_to", "query", "compact_tag", "sms_field", "sms_option",
        }
    ) | TRANSLATED | EXPRESSIONS,
    "choices": frozenset({"list_name", "name", "label", "sms_option"}) | MEDIA,
    "external_choices": frozenset({"list_name", "name", "label"}) | MEDIA,
    "settings": frozenset(
        {
            "form_title", "form_id", "version", "default_language", "namespaces", "name", "style", "instance_name",
            "instance_id", "instance_xmlns", "omit_instanceid", "allow_choice_duplicates", "clean_text_values",
            "add_none_option", "flat", "client_editable", "public_key", "submission_url", "auto_send", "auto_delete",
            "prefix", "delimiter", "sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format",
            "sms_datetime_format", "sms_response",
        }
    ),
    "entities": frozenset({"list_name", "label", "entity_id", "create_if", "update_if", "repeat"}),
    "osm": frozenset({"list_name", "name", "label"}),
}  # fmt: skip
WITHOUT_EFFECT = {
    "survey": frozenset({"sms_field", "sms_option", "compact_tag", "intent", "noapperrorstring", "query"}),
    "choices": frozenset({"sms_option"}),
    "settings": frozenset(
        {
            "public_key", "submission_url", "auto_send", "auto_delete", "client_editable", "prefix", "delimiter",
            "sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_response",
        }
    ),
}  # fmt: skip
"""Columns that other programs use and a chat does not: left out, with a warning."""

ALIASES = {
    "survey": {
        "command": "type", "tag": "name", "value": "name", "caption": "label",
        "requiredmsg": "required_message", "constraining_message": "constraint_message",
        "relevance": "relevant", "calculate": "calculation", "readonly": "read_only",
        "count": "repeat_count", "jr:count": "repeat_count", "no_app_error_string": "noapperrorstring",
    },
    "choices": {"value": "name", "caption": "label"},
    "external_choices": {"value": "name", "caption": "label"},
    "settings": {
        "set_form_title": "form_title", "title": "form_title", "set_form_id": "form_id", "id_string": "form_id",
    },
    "entities": {"dataset": "list_name"},
    "osm": {"value": "name", "caption": "label"},
}  # fmt: skip
NESTED = {
    "bind": {
        "relevant": "relevant", "relevance": "relevant", "required": "required", "constraint": "constraint",
        "calculate": "calculation", "calculation": "calculation", "readonly": "read_only", "read_only": "read_only",
        "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message",
        "jr:noapperrorstring": "noapperrorstring", "entities:saveto": "save_to",
    },
    "control": {
        "appearance": "appearance", "jr:count": "repeat_count", "autoplay": "autoplay", "rows": "rows",
        "intent": "intent",
    },
    "instance": {"odk:tag": "compact_tag"},
}  # fmt: skip
"""What stands behind `bind::`, `control::` (or `body::`) and `instance::` under a name of its own."""

KNOWN_PREFIXES = frozenset({"jr", "odk", "orx", "entities", "xml", "ev", "h", "xsd"})
"""Prefixes of attributes that need no declaration."""
