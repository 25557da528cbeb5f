"""How the product and its database get on: one thread that asks, and a file that is watched."""
