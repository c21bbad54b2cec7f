"""The window: widgets, one controller with state, and the composition root. The only place that knows Qt."""

from ui.lasting_none import make_none_last

make_none_last()
