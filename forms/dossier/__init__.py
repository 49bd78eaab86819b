"""The dossier of a visit (`dossier/1`): one archive that verifies with nothing but the file."""
