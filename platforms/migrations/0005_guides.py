from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platforms", "0004_report_counts")]

    operations = [
        migrations.AlterModelOptions(
            name="guide",
            options={"ordering": ["order", "slug"], "verbose_name": "guide", "verbose_name_plural": "guides"},
        ),
        migrations.AddField("guide", "order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
        migrations.AddField(
            "guide",
            "summary",
            models.CharField(
                default="",
                help_text="One sentence: what the reader learns.",
                max_length=400,
                verbose_name="summary",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "guide",
            "markdown",
            models.TextField(
                help_text="Markdown; headings begin with ##. A line of its own in braces draws from the catalogue: "
                "{trait focus}, {feature job-listings events}, {more social}, {more professional}, {shared}, {kinds}.",
                max_length=20000,
                verbose_name="text",
            ),
        ),
    ]
