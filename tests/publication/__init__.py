"""What holds for this paper alone."""
