"""Images drawn in memory, without a browser: what a shared link shows, and the icon. Sizes in pixels."""
