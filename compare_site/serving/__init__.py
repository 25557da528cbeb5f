"""A process of the web server, behind granian: requests in, threads that answer them."""
