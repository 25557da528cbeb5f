"""The catalogue document in storage: read whole or by platform, written whole or by what changed."""
