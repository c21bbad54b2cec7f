"""What stands in the middle before there are images."""
