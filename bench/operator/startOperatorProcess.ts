import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { bundleProcess } from '../report/bundleProcess.ts'

export interface OperatorProcess extends AsyncDisposable {
  /** Resolves when nothing waits and nothing is worked on, for a second. */
  rests: () => Promise<void>
  /** Resident memory, in bytes. */
  rss: () => Promise<number>
  /** Processor time since it began, in seconds. */
  cpu: () => Promise<number>
  /** The sum of a metric over its labels. */
  metric: (name: string) => Promise<number>
}

/** A line of its log; levels above 30 are warnings and errors. */
interface LogLine {
  level: number
  msg?: string
  port?: number
  err?: { message?: string }
}

const ticksPerSecond = 100

/** Starts the operator's program as it is shipped: one process, plain JavaScript, production. */
export async function startOperatorProcess(kubeconfig: string): Promise<OperatorProcess> {
  const script = await bundleProcess('../apps/operator/src/main.ts')
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      KUBECONFIG: kubeconfig,
      CATALYST_OPERATOR_PROBES_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const faults = new Map<string, number>()
  const port = await new Promise<number>((resolve, reject) => {
    let served = 0
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { port = served, msg = '', level, err } = JSON.parse(line) as LogLine
      served = port
      const fault = `${msg}: ${err?.message ?? ''}`
      if (level > 30) faults.set(fault, (faults.get(fault) ?? 0) + 1)
      if (msg === 'controllers begin') resolve(served)
    })
    void exited.then(() => reject(new Error('The operator ended before it began to work.')))
  })
  const metrics = async () => (await fetch(`http://localhost:${port}/metrics`)).text()
  const metric = async (name: string) =>
    [...(await metrics()).matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))]
      .map(([, value]) => Number(value))
      .reduce((sum, value) => sum + value, 0)

  return {
    metric,
    async rests() {
      const state = async () => {
        const [waits, works, passes] = await Promise.all(
          ['workqueue_depth', 'controller_runtime_active_workers', 'controller_runtime_reconcile_total'].map(metric),
        )
        return { busy: (waits ?? 0) + (works ?? 0), passes }
      }
      for (let before = await state(), calm = 0; calm < 5;) {
        await delay(200)
        const now = await state()
        calm = now.busy === 0 && now.passes === before.passes ? calm + 1 : 0
        before = now
      }
    },
    async rss() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
    },
    async cpu() {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await exited
      for (const [fault, times] of faults) console.warn(`The operator logged ${times} times: ${fault}`)
    },
  }
}
