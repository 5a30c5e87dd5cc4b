"""Makes a home whose database has its shape and holds nothing."""

from benchmarks.django_ready import migrate

if __name__ == "__main__":
    migrate()
