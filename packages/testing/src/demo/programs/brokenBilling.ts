import type { Program } from '../../cluster/machine/Process.ts'
import { gunicorn, notice } from './gunicorn.ts'
import { playSteps, type Step } from './playSteps.ts'

/** After how long the first payments are to be collected, in milliseconds. */
const collectsAfterMs = 40_000

/**
 * Serves until there is something to collect, and then ends whenever it is started: unless the variable is set without which
 * nobody can collect.
 */
export function createCollector(variable: string): Program {
  const due = new Set<string>()
  return async (context) => {
    const { env, machine, clock, signal } = context
    if ((env[variable] ?? '') !== '') return gunicorn(context)
    if (!due.has(machine.hostname)) {
      const serving = new AbortController()
      const both = AbortSignal.any([signal, serving.signal])
      using _timer = clock.setTimer(() => serving.abort(), collectsAfterMs)
      const code = await gunicorn({ ...context, signal: both })
      if (signal.aborted) return code
      due.add(machine.hostname)
    }
    await playSteps(context, [
      { text: notice(context, 'billing.sepa: 3 payments are due'), stream: 'stderr' },
      ...traceback(
        [
          'File "/app/billing/wsgi.py", line 9, in <module>',
          'File "/app/billing/sepa/collect.py", line 31, in collect_due',
          'File "/app/billing/conf.py", line 10, in require',
        ],
        `django.core.exceptions.ImproperlyConfigured: ${variable} is not set`,
      ),
    ])
    return 1
  }
}

/** Ends before it listens: a part of it is not made for the Python that it is run with. */
export const incompatible: Program = async (context) => {
  await playSteps(
    context,
    traceback(
      [
        'File "/app/billing/wsgi.py", line 4, in <module>',
        'File "/usr/local/lib/python3.14/site-packages/bank_statements/__init__.py", line 3, in <module>',
      ],
      "ImportError: cannot import name 'Sequence' from 'collections' (/usr/local/lib/python3.14/collections/__init__.py)",
    ),
  )
  return 1
}

function traceback(frames: readonly string[], error: string): Step[] {
  const lines = ['Traceback (most recent call last):', ...frames.map((frame) => `  ${frame}`), error]
  return lines.map((line) => ({ text: `${line}\n`, stream: 'stderr' }))
}
