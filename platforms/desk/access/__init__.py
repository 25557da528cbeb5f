"""Who gets into the desk: signing in, second factors, limits of attempts."""
