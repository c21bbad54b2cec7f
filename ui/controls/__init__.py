"""Small painted parts that the whole window is made of."""
