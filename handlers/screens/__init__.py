"""What stands on the cards; one file per area. A screen loads its view, and renders it in the reader's words."""
