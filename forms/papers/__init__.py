"""The official papers as data, composed once from words that an office can change, printed as PDF and as DOCX."""
