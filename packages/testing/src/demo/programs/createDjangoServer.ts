import type { Program, ProcessContext } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import type { FindCommit } from '../world/createGitHost.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

const routes = [
  ['GET', '/api/invoices/', 200],
  ['GET', '/api/invoices/20418/', 200],
  ['POST', '/api/payments/', 201],
  ['GET', '/api/customers/77/balance/', 200],
  ['GET', '/admin/billing/invoice/', 302],
  ['POST', '/api/webhooks/bank/', 204],
  ['GET', '/api/invoices/1/', 404],
] as const

/** `python manage.py runserver`: ends with a traceback when the commit needs a variable that is not set. */
export function createDjangoServer(findCommit: FindCommit): Program {
  return async (context) => {
    const needed = findCommit(context.env['GIT_COMMIT'] ?? '')?.needsVariable
    const now = () => context.clock.now()
    await playSteps(context, startLog(now))
    if (context.signal.aborted) return 0
    if (needed !== undefined && (context.env[needed] ?? '') === '') {
      await playSteps(context, crash(needed))
      return 1
    }
    return playSteps(context, requestLog(randomOf(context), context), { goodbye: '\nShutting down.\n' })
  }
}

function* startLog(now: () => number): Generator<Step> {
  yield { text: 'Watching for file changes with StatReloader\n', wait: 300 }
  yield { text: 'Performing system checks...\n\n', wait: 900 }
  yield { text: `[${djangoTime(now())}] INFO billing.settings: environment development, 41 apps\n`, wait: 200 }
}

function* crash(variable: string): Generator<Step> {
  const lines = [
    'Exception in thread django-main-thread:',
    'Traceback (most recent call last):',
    '  File "/usr/local/lib/python3.13/threading.py", line 1043, in _bootstrap_inner',
    '    self.run()',
    '  File "/usr/local/lib/python3.13/site-packages/django/utils/autoreload.py", line 64, in wrapper',
    '    fn(*args, **kwargs)',
    '  File "/app/billing/apps.py", line 19, in ready',
    '    from billing.sepa import gateway',
    '  File "/app/billing/sepa/gateway.py", line 12, in <module>',
    '    CREDITOR_ID = require("SEPA_CREDITOR_ID")',
    '                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    '  File "/app/billing/conf.py", line 31, in require',
    '    raise ImproperlyConfigured(f"{name} is not set")',
    `django.core.exceptions.ImproperlyConfigured: ${variable} is not set`,
    'make: *** [Makefile:14: dev] Error 1',
  ]
  for (const line of lines) yield { text: `${line}\n`, stream: 'stderr' }
}

function* requestLog(random: Random, { clock, env }: ProcessContext): Generator<Step> {
  const stamp = () => djangoTime(clock.now())
  yield { text: `Django version 6.0, using settings 'billing.settings.dev'\n` }
  yield {
    text: `Starting development server at http://0.0.0.0:${env['PORT'] ?? '8000'}/\nQuit the server with CONTROL-C.\n\n`,
    wait: 1200,
  }
  for (;;) {
    const [method, path, status] = random.pick(routes)
    if (random.chance(0.05)) {
      yield {
        text: `[${stamp()}] WARNING billing.bank: statement 2026-11 arrived twice, keeping the first\n`,
        stream: 'stderr',
      }
    }
    yield {
      text: `[${stamp()}] "${method} ${path} HTTP/1.1" ${status} ${random.between(0, 9000)}\n`,
      wait: random.between(1600, 7000),
    }
  }
}

function djangoTime(now: number): string {
  const date = new Date(now)
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' })
  return `${String(date.getUTCDate()).padStart(2, '0')}/${month}/${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)}`
}
