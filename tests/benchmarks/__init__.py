"""Speed and memory, measured and printed; never a test that fails because a machine is slow."""
