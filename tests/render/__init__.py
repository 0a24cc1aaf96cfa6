"""Tests of finished files in LibreOffice: `make test-render`, apart from `make test` because they need another program."""
