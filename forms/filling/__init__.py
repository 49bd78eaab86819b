"""Fills in XForms: reads any plain XForm once, then runs it answer by answer.

`forms.filling.reading.read_form` makes a `FormDefinition`, which never changes and may be shared by every session;
`forms.filling.session.begin` and `restore` give a `Filling`, whose state is plain data. After the ODK XForms
specification; where engines differ, as the reference web engine of ODK does (docs/conformance.md).
"""
