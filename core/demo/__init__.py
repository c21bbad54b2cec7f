"""The synthetic patient: made by this code alone, marked as synthetic everywhere."""
