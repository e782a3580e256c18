import type { Image } from '../../cluster/machine/Image.ts'
import type { Program } from '../../cluster/machine/Process.ts'
import { answering } from '../programs/answering.ts'
import { superviseDev } from '../programs/superviseDev.ts'
import { billingFiles } from './billingFiles.ts'
import { breathe } from './breathe.ts'
import { jsonSite } from './pageSite.ts'
import { registry } from './registry.ts'

export interface BillingPrograms {
  git: Program
  django: Program
  migrate: Program
}

/** Invoices and payments: Python, Django, a Makefile. */
export function billing({ git, django, migrate }: BillingPrograms): Image {
  const manage = answering({
    'manage.py runserver 0.0.0.0:8000': django,
    'manage.py migrate': migrate,
    'manage.py check': 'System check identified no issues (0 silenced).\n',
    '--version': 'Python 3.13.9\n',
    '-V': 'Python 3.13.9\n',
  })
  return {
    name: `${registry}/billing*`,
    pullMs: 3100,
    files: billingFiles,
    workdir: '/app',
    env: { PYTHONUNBUFFERED: '1', PORT: '8000' },
    entrypoint: ['python', 'manage.py', 'runserver', '0.0.0.0:8000'],
    programs: {
      '/usr/local/bin/catalyst-dev': superviseDev,
      '/usr/local/bin/python': manage,
      '/usr/bin/make': answering({ dev: django, migrate }),
      '/usr/local/bin/pytest': answering({ '*': testRun }),
      '/usr/bin/git': git,
    },
    sites: { 0: jsonSite((path) => (path.startsWith('/api/') ? { results: [] } : { service: 'billing' })) },
    usage: breathe({ cpu: 90, memory: 210, period: 110 }),
  }
}

const testRun = `============================= test session starts ==============================
platform linux -- Python 3.13.9, pytest-9.0.1
collected 48 items

billing/tests/test_amounts.py ..................                         [ 37%]
billing/tests/test_invoices.py .....................                     [ 81%]
billing/tests/test_sepa.py .........                                     [100%]

============================== 48 passed in 1.91s ==============================
`
