import type { Program } from '../../cluster/machine/Process.ts'
import type { FindCommit } from '../world/createGitHost.ts'
import { green, yellow } from './colours.ts'
import { playSteps, type Step } from './playSteps.ts'

const names = ['0041_invoice_currency', '0042_split_amounts', '0043_backfill_amounts', '0044_drop_amount'] as const

/** Migrations of a database, as long as the commit's take. */
export function createMigrations(findCommit: FindCommit): Program {
  return (context) => {
    const seconds = findCommit(context.env['GIT_COMMIT'] ?? '')?.migrationSeconds ?? 2
    return playSteps(context, migrationLog(seconds), {
      goodbye: 'interrupted; the open transaction is rolled back\n',
      exitCode: 143,
    })
  }
}

function* migrationLog(seconds: number): Generator<Step> {
  yield { text: 'Operations to perform:\n  Apply all migrations: billing, sessions\nRunning migrations:\n', wait: 400 }
  const rows = 4_180_000
  for (const name of names) {
    if (name !== '0043_backfill_amounts') {
      yield { text: `  Applying billing.${name}... ${green('OK')}\n`, wait: 300 }
      continue
    }
    yield { text: `  Applying billing.${name}...\n` }
    const parts = Math.max(1, Math.round(seconds / 6))
    for (let part = 1; part <= parts; part++) {
      const done = Math.round((rows * part) / parts)
      const percent = Math.round((100 * part) / parts)
      const text = `    ${yellow(`${String(percent).padStart(3)} %`)}  ${done.toLocaleString('en')} of ${rows.toLocaleString('en')} rows\n`
      yield { text, wait: (1000 * seconds) / parts }
    }
    yield { text: `  Applying billing.${name}... ${green('OK')}\n` }
  }
}
