"""What a setting from the environment has to look like; all of them may be empty."""

from environs import validate

https_origin = validate.Regexp(
    r"(https?://[^/\s]+)?\Z", error="must be an origin such as https://sidebyside.example, without a path"
)
contact = validate.Regexp(
    r"(mailto:[^@\s]+@[^@\s]+|https://[^/\s]+\S*)?\Z", error="must be mailto: with an address, or begin with https://"
)
token = validate.Regexp(r"(.{20,})?\Z", error="must have at least 20 characters")
dsn = validate.Regexp(
    r"(https?://\w+(:\w+)?@[^/\s]+/\S+)?\Z", error="must be an address such as https://key@sentry.example/1"
)
database_url = validate.Regexp(r"\Z|sqlite:///.|postgres(ql)?://", error="must begin with sqlite:/// or postgres://")
redis_url = validate.Regexp(r"\Z|(rediss?|unix)://.", error="must begin with redis://, rediss:// or unix://")
