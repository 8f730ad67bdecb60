"""The badges a portal knows. Imported when it is first opened."""
