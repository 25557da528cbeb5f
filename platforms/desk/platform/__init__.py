"""Editing one platform: its sheet, preview, publication and history."""
