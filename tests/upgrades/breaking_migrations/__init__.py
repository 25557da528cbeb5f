"""The product's migrations, and one that fails."""

from platforms import migrations

__path__ = [*__path__, *migrations.__path__]
