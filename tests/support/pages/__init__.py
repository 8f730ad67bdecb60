"""Windows and regions as a person uses them: each page acts by keys and the mouse, and reads what is painted.

A page knows the widgets of its window and no controller: what a window does not show, a journey does not know.
"""
