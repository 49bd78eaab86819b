"""What the form itself knows: jr:choice-name, property, version."""

from forms.expressions.functions.registry import Place, function


@function("jr:choice-name", "@ss", "string")
def choice_name(place: Place, value: str, path: str) -> str:
    """Gives the label of a choice in the session's language: its value, and the path of its question as a text."""
    label = place.context.environment.choice_label(value, path, place.node)
    return label or ""


@function("property", "@s", "string")
def property_of(place: Place, name: str) -> str:
    """Gives a property of the session, such as deviceid; empty where it has none."""
    return place.context.environment.properties.get(name, "")


@function("version", "@", "string")
def version(place: Place) -> str:
    """Gives the version of the form."""
    return place.context.environment.version
