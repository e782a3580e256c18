/** The repository as it is checked out in the container. */
export const billingFiles = {
  '/app/README.md': `# billing

Invoices, payments and what the bank says about them.

    make migrate
    make dev        # http://localhost:8000/api/invoices/

SEPA_CREDITOR_ID names us to the bank; without it nothing is collected.
`,
  '/app/Makefile': `dev:
\tpython manage.py runserver 0.0.0.0:8000

migrate:
\tpython manage.py migrate

.PHONY: dev migrate
`,
  '/app/manage.py': `#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billing.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`,
  '/app/requirements.txt': 'celery==5.6.0\ndjango==6.0\ngunicorn==23.0.0\npsycopg[binary]==3.3.1\n',
  '/app/billing/apps.py': `from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "billing"

    def ready(self):
        from billing.sepa import gateway  # noqa: F401
`,
  '/app/billing/conf.py': `import os

from django.core.exceptions import ImproperlyConfigured


def require(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set")
    return value
`,
  '/app/billing/sepa/gateway.py': `from billing.conf import require

CREDITOR_ID = require("SEPA_CREDITOR_ID")
`,
  '/app/billing/tests/test_amounts.py': `def test_split_keeps_the_sum(invoice):
    assert sum(invoice.split(3)) == invoice.amount
`,
} as const
