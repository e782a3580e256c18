import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { median, type Row } from '../report/Row.ts'

interface Cost {
  cpuMs: number
  wallMs: number
}

const runs = 20
const folder = import.meta.dirname

/** What importing the built package costs a process, beside importing the library that it stands on; bare Node is taken off. */
export async function benchImport(): Promise<Row[]> {
  const codes = {
    bare: '0',
    bareCommonJs: '0',
    ours: "await import('@catalyst/kubernetes-client')",
    oursCommonJs: "require('@catalyst/kubernetes-client')",
    peer: "await import('@kubernetes/client-node')",
  }
  const costs = Object.fromEntries(Object.keys(codes).map((name) => [name, [] as Cost[]])) as Record<
    keyof typeof codes,
    Cost[]
  >
  for (let run = 0; run < runs; run++) {
    for (const name of Object.keys(codes) as (keyof typeof codes)[]) {
      costs[name].push(await measure(codes[name], name.endsWith('CommonJs') ? 'commonjs' : 'module'))
    }
  }
  const above = (name: keyof typeof codes, bare: 'bare' | 'bareCommonJs', key: keyof Cost) =>
    median(costs[name].map((cost) => cost[key])) - median(costs[bare].map((cost) => cost[key]))
  const row = (what: string, name: 'ours' | 'oursCommonJs', key: keyof Cost): Row => ({
    what,
    unit: 'ms',
    ours: above(name, name === 'ours' ? 'bare' : 'bareCommonJs', key),
    peer: above('peer', 'bare', key),
    more: false,
  })
  return [
    row('`import`, CPU', 'ours', 'cpuMs'),
    row('`import`, time', 'ours', 'wallMs'),
    row('`require`, CPU', 'oursCommonJs', 'cpuMs'),
    row('`require`, time', 'oursCommonJs', 'wallMs'),
  ]
}

/** In a process of its own, with the conditions of a user: the package as it is built. */
async function measure(code: string, type: 'module' | 'commonjs'): Promise<Cost> {
  const report = `{ const { user, system } = process.cpuUsage(); console.log((user + system) / 1000) }`
  const before = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${type}`, '-e', `${code}\n${report}`], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return { cpuMs: Number(stdout), wallMs: performance.now() - before }
}
