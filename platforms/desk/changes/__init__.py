"""Changes that wait for a publisher or were published: their pages, previews, effects and differences."""
