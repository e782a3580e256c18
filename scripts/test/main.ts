import { staticLevel } from './levels/staticLevel.ts'
import { vitestLevel } from './levels/vitestLevel.ts'
import type { Level } from './levels/Level.ts'
import { chromium } from './needs/chromium.ts'
import { helm } from './needs/helm.ts'
import { SharedCluster } from './needs/SharedCluster.ts'
import { formatReport, sum } from './report/formatReport.ts'
import type { LevelResult } from './report/LevelResult.ts'
import { runLevel } from './runLevel.ts'
import { selectLevels } from './selectLevels.ts'

process.exitCode = await runTests(process.argv.slice(2))

/** Runs the levels that are named, or all, and resolves with the exit code. */
async function runTests(wanted: readonly string[]): Promise<number> {
  await using cluster = new SharedCluster()
  const levels: readonly Level[] = [
    staticLevel,
    vitestLevel('unit', {
      projects: ['unit*'],
      covered: ['packages/operator/src', 'packages/kubernetes-client/src'],
      minutes: 15,
    }),
    vitestLevel('component', { projects: ['stories*', 'browser*'], needs: [chromium], minutes: 15 }),
    vitestLevel('conformance, real', { projects: ['conformance'], needs: [cluster.apiServer], minutes: 20 }),
    vitestLevel('faults', { projects: ['faults*'], needs: [cluster.pods], minutes: 15 }),
    // After the real one, which leaves a kubectl for the tests in which that is the user.
    vitestLevel('conformance, embedded', { projects: ['conformance-embedded'], minutes: 15 }),
    vitestLevel('e2e', { projects: ['e2e*'], needs: [chromium, cluster.pods], minutes: 25 }),
    vitestLevel('chart', { projects: ['chart*'], needs: [helm, cluster.pods], minutes: 15 }),
    vitestLevel('consumers', { projects: ['consumers'], needs: [chromium], minutes: 15 }),
  ]
  let selected
  try {
    selected = selectLevels(levels, wanted)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }

  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  const ci = ['true', '1'].includes(process.env['CI'] ?? '')
  const results: LevelResult[] = []
  for (const level of selected) {
    if (stop.signal.aborted) break
    console.log(`\n── ${level.name}`)
    results.push(await runLevel(level, { signal: stop.signal, ci }))
  }
  console.log(`\n${formatReport(results)}`)
  if (stop.signal.aborted) return 130
  return sum(results).failed === 0 ? 0 : 1
}
