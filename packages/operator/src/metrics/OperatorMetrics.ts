import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { WorkQueueObserver } from '../work-queue/WorkQueueObserver.ts'
import type { WorkResult } from '../work-queue/createWorkQueue.ts'

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/**
 * What the operator measures of itself, under the names of controller-runtime, so that dashboards and alerts made for other
 * operators fit.
 *
 * @see https://book.kubebuilder.io/reference/metrics-reference
 */
export class OperatorMetrics {
  readonly registry = new Registry()
  readonly #total = this.#counter('controller_runtime_reconcile_total', 'Passes by controller and result.', [
    'controller',
    'result',
  ])
  readonly #errors = this.#counter('controller_runtime_reconcile_errors_total', 'Passes that failed.', ['controller'])
  readonly #time = this.#histogram('controller_runtime_reconcile_time_seconds', 'How long a pass takes.', 'controller')
  readonly #active = this.#gauge('controller_runtime_active_workers', 'Passes that run.', ['controller'])
  readonly #most = this.#gauge('controller_runtime_max_concurrent_reconciles', 'Passes that may run at once.', [
    'controller',
  ])
  readonly #leader = this.#gauge('leader_election_master_status', 'Whether this replica leads (1) or stands by (0).', [
    'name',
  ])
  readonly #orphans = this.#gauge('catalyst_orphaned_namespaces', 'Namespaces whose environment is gone.', [])
  readonly #depth = this.#gauge('workqueue_depth', 'Keys that wait.', ['name'])
  readonly #adds = this.#counter('workqueue_adds_total', 'Keys that came to wait.', ['name'])
  readonly #retries = this.#counter('workqueue_retries_total', 'Passes that are repeated because they failed.', [
    'name',
  ])
  readonly #waited = this.#histogram('workqueue_queue_duration_seconds', 'How long a key waits.', 'name')
  readonly #worked = this.#histogram('workqueue_work_duration_seconds', 'How long a key is worked on.', 'name')
  /** By queue and key, since when it is worked on: passes that hang end in no histogram. */
  readonly #working = new Map<string, Map<string, number>>()

  constructor({ process = true }: { process?: boolean | undefined } = {}) {
    if (process) collectDefaultMetrics({ register: this.registry })
    this.#age('workqueue_unfinished_work_seconds', 'How long all passes that run have run.', (ages) =>
      ages.reduce((sum, age) => sum + age, 0),
    )
    this.#age('workqueue_longest_running_processor_seconds', 'How long the oldest of them has run.', (ages) =>
      Math.max(0, ...ages),
    )
  }

  leads(name: string, isLeader: boolean): void {
    this.#leader.set({ name }, isLeader ? 1 : 0)
  }

  /** How many namespaces nobody has. */
  orphans(count: number): void {
    this.#orphans.set(count)
  }

  /** Measures a pass. */
  async measure(controller: string, pass: () => Promise<WorkResult>): Promise<WorkResult> {
    const end = this.#time.startTimer({ controller })
    this.#active.inc({ controller })
    try {
      const result = await pass()
      this.#total.inc({ controller, result: result.requeueAfterMs === undefined ? 'success' : 'requeue_after' })
      return result
    } catch (error) {
      this.#total.inc({ controller, result: 'error' })
      this.#errors.inc({ controller })
      throw error
    } finally {
      this.#active.dec({ controller })
      end()
    }
  }

  observeQueue(name: string, { concurrency }: { concurrency: number }): WorkQueueObserver {
    const working = new Map<string, number>()
    this.#working.set(name, working)
    this.#most.set({ controller: name }, concurrency)
    const since = new Map<string, number>()
    const take = (key: string) => {
      const began = since.get(key)
      since.set(key, performance.now())
      return began === undefined ? 0 : (performance.now() - began) / 1000
    }
    this.#depth.set({ name }, 0)
    return {
      added: (key, depth) => {
        // A key that is worked on at present waits beside that.
        if (!since.has(key)) since.set(key, performance.now())
        this.#adds.inc({ name })
        this.#depth.set({ name }, depth)
      },
      started: (key, depth) => {
        this.#waited.observe({ name }, take(key))
        working.set(key, performance.now())
        this.#depth.set({ name }, depth)
      },
      finished: (key) => {
        this.#worked.observe({ name }, take(key))
        since.delete(key)
        working.delete(key)
      },
      retried: () => this.#retries.inc({ name }),
    }
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }

  #gauge<T extends string>(name: string, help: string, labelNames: T[]): Gauge<T> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] })
  }

  /** One that is counted when it is asked for. */
  #age(name: string, help: string, ofAll: (ages: readonly number[]) => number): void {
    const working = this.#working
    new Gauge({
      name,
      help,
      labelNames: ['name'],
      registers: [this.registry],
      collect() {
        const now = performance.now()
        for (const [queue, keys] of working)
          this.set({ name: queue }, ofAll([...keys.values()].map((since) => (now - since) / 1000)))
      },
    })
  }

  #histogram<T extends string>(name: string, help: string, label: T): Histogram<T> {
    return new Histogram({ name, help, labelNames: [label], buckets: seconds, registers: [this.registry] })
  }
}
