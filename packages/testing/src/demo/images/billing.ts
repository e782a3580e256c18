import type { Image } from '../../cluster/machine/Image.ts'
import type { Program } from '../../cluster/machine/Process.ts'
import { answering } from '../programs/answering.ts'
import { createCollector, incompatible } from '../programs/brokenBilling.ts'
import { gunicorn } from '../programs/gunicorn.ts'
import { commitOf } from '../world/commitOf.ts'
import { registry } from '../world/registry.ts'
import { billingFiles } from './billingFiles.ts'
import { breathe } from './breathe.ts'
import { jsonSite } from './pageSite.ts'

const name = `${registry}/acme/billing`
const tagOf = (branch: string) => `${name}:${commitOf('billing', branch)}`

/** Invoices and payments: Python and Django. Two of its commits have a fault, and one is large. */
export function createBilling(): Image[] {
  return [
    withServer(gunicorn),
    { ...withServer(gunicorn), name: tagOf('release/5.2'), pullMs: 20 * 60_000 },
    { ...withServer(createCollector('SEPA_CREDITOR_ID')), name: tagOf('feature/sepa-debit') },
    // Nothing answers on its ports.
    { ...withServer(incompatible), name: tagOf('chore/python-3.14'), sites: {} },
  ]
}

function withServer(server: Program): Image {
  const version = { '--version': 'Python 3.13.9\n', '-V': 'Python 3.13.9\n' }
  return {
    name,
    pullMs: 3100,
    files: billingFiles,
    workdir: '/app',
    env: { PYTHONUNBUFFERED: '1', PORT: '8000' },
    entrypoint: ['gunicorn', 'billing.wsgi'],
    programs: {
      '/usr/local/bin/gunicorn': answering({ 'billing.wsgi': server }),
      '/usr/local/bin/python': answering({
        ...version,
        'manage.py check': 'System check identified no issues (0 silenced).\n',
      }),
    },
    sites: { 0: jsonSite((path) => (path.startsWith('/api/') ? { results: [] } : { service: 'billing' })) },
    usage: breathe({ cpu: 90, memory: 210, period: 110 }),
  }
}
