"""The English beside the Chinese: its terms, its numbers, and how far it has come."""
