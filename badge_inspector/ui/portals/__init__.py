"""One code on several portals."""
