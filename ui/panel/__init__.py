"""The panel at the right: head, strip, body and foot, each swapped by the page."""
