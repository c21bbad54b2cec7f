"""Planning systems: what each of them takes, as far as it is known, and whether an export keeps to it."""
