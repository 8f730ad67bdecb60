"""The settings window. Imported when it is first opened."""
