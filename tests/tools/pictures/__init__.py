"""The pictures of the guide for staff."""
