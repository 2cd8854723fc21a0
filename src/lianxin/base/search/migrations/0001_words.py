from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_concern USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
            params=None,
        )
    else:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
        schema_editor.execute("CREATE TABLE search_concern (id bigint PRIMARY KEY, words text NOT NULL)", params=None)
        schema_editor.execute(
            "CREATE INDEX search_concern_words ON search_concern USING gin (words gin_trgm_ops)", params=None
        )


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_concern", params=None)


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make, unmake)]
