/** What the image holds. */
export const billingFiles = {
  '/app/README.md': `# billing

Invoices, payments and what the bank says about them.

    gunicorn billing.wsgi     # http://localhost:8000/api/invoices/

SEPA_CREDITOR_ID names us to the bank; without it nothing can be collected.
`,
  '/app/requirements.txt': 'bank-statements==3.2.0\ndjango==6.0\ngunicorn==23.0.0\npsycopg[binary]==3.3.1\n',
  '/app/manage.py': `#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billing.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`,
  '/app/billing/wsgi.py': `import os

from django.core.wsgi import get_wsgi_application

from billing.sepa.collect import collect_due

application = get_wsgi_application()
collect_due()
`,
  '/app/billing/conf.py': `import os

from django.core.exceptions import ImproperlyConfigured


def require(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set")
    return value
`,
} as const
