import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Workflow {
  on: Record<string, unknown>
  permissions?: Record<string, string>
  concurrency?: unknown
  jobs: Record<string, { 'timeout-minutes'?: number; permissions?: Record<string, string>; steps: Step[] }>
}

const folder = join(import.meta.dirname, '../../.github/workflows')
const workflows = globSync('*.yml', { cwd: folder }).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  return { name: basename(file, '.yml'), text, workflow: parse(text) as Workflow }
})
const writes = (permissions: Record<string, string> = {}) =>
  Object.entries(permissions)
    .filter(([, access]) => access !== 'read')
    .map(([scope]) => scope)
    .sort()

test('there is one workflow that tests and one that releases', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual(['ci', 'release'])
})

describe.each(workflows)('workflow $name', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('runs actions of others at one commit, whose version stands beside it', () => {
    const used = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line))
    expect(used).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length)
    for (const line of used) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('may do nothing by default but read, and every job ends', () => {
    expect(writes(workflow.permissions ?? { all: 'write' })).toEqual([])
    expect(workflow.concurrency).toBeDefined()
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  test('keeps no sign-in in a checkout, and puts no expression into a script', () => {
    for (const { uses, run, with: settings } of steps) {
      if (uses?.startsWith('actions/checkout@')) expect(settings).toMatchObject({ 'persist-credentials': false })
      expect(run ?? '').not.toContain('${{')
    }
  })

  test('lends nothing to a pull request', () => {
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    if (!('pull_request' in workflow.on)) return
    expect(text).not.toContain('secrets.')
    for (const job of jobs) expect(writes(job.permissions)).toEqual([])
  })
})

test('what a job of a release may write is what it is there for', () => {
  const { jobs } = workflows.find(({ name }) => name === 'release')!.workflow
  expect(
    Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, writes(permissions)])),
  ).toEqual({
    plan: [],
    version: ['contents', 'pull-requests'],
    check: [],
    packages: ['id-token'],
    image: ['packages'],
    chart: ['attestations', 'id-token', 'packages'],
    announce: ['contents'],
  })
})

test('the job that may publish packages runs no code but our own and npm', () => {
  const { jobs } = workflows.find(({ name }) => name === 'release')!.workflow
  const runs = jobs['packages']!.steps.flatMap(({ run }) => run ?? [])
  expect(runs).toEqual(['node scripts/release/publish/main.ts "$RUNNER_TEMP/release" --provenance'])
})
