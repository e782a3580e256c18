import { ageOf, formatAge } from '../formatAge.ts'
import { getPath } from '../getPath.ts'
import { toText } from '../toText.ts'
import { formatLabelSelector } from '../labelSelector.ts'
import type { PrinterColumn } from '../ResourceType.ts'
import { ageColumn, column, count, nameColumn, recordsOf, templateColumns } from './column.ts'

const integer = { type: 'integer' } as const
const selector = column(
  'Selector',
  (object) => formatLabelSelector(getPath(object, 'spec.selector') ?? {}) || '<none>',
  { wide: true },
)
const ready = column('Ready', (object) => {
  const wanted = toText(getPath(object, 'spec.replicas'), '1')
  return `${count(object, 'status.readyReplicas')}/${wanted}`
})

export const workloadColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  Deployment: [
    nameColumn,
    ready,
    column('Up-to-date', '.status.updatedReplicas', integer),
    column('Available', '.status.availableReplicas', integer),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  ReplicaSet: [
    nameColumn,
    column('Desired', '.spec.replicas', integer),
    column('Current', '.status.replicas', integer),
    column('Ready', '.status.readyReplicas', integer),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  StatefulSet: [nameColumn, ready, ageColumn, ...templateColumns],
  DaemonSet: [
    nameColumn,
    column('Desired', '.status.desiredNumberScheduled', integer),
    column('Current', '.status.currentNumberScheduled', integer),
    column('Ready', '.status.numberReady', integer),
    column('Up-to-date', '.status.updatedNumberScheduled', integer),
    column('Available', '.status.numberAvailable', integer),
    column('Node Selector', (object) => {
      const labels = Object.entries(getPath(object, 'spec.template.spec.nodeSelector') ?? {})
      return labels.map(([key, value]) => `${key}=${String(value)}`).join(',') || '<none>'
    }),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  Job: [
    nameColumn,
    column('Status', (job) => jobStatus(job)),
    column('Completions', (job) => {
      const wanted = getPath(job, 'spec.completions')
      const done = count(job, 'status.succeeded')
      if (typeof wanted === 'number') return `${done}/${wanted}`
      const parallelism = count(job, 'spec.parallelism')
      return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`
    }),
    column('Duration', (job, now) => {
      const start = getPath(job, 'status.startTime')
      if (typeof start !== 'string') return ''
      const end = getPath(job, 'status.completionTime')
      return formatAge((typeof end === 'string' ? Date.parse(end) : now) - Date.parse(start))
    }),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  CronJob: [
    nameColumn,
    column('Schedule', '.spec.schedule'),
    column('Timezone', (object) => getPath(object, 'spec.timeZone') ?? '<none>'),
    column('Suspend', (object) => getPath(object, 'spec.suspend') === true, { type: 'boolean' }),
    column('Active', (object) => recordsOf(getPath(object, 'status.active')).length, integer),
    column('Last Schedule', (object, now) => {
      const last = getPath(object, 'status.lastScheduleTime')
      return last === undefined ? '<none>' : ageOf(last, now)
    }),
    ageColumn,
    ...templateColumns,
    selector,
  ],
}

function jobStatus(job: unknown): string {
  const conditions = recordsOf(getPath(job, 'status.conditions'))
  const has = (type: string) => conditions.some((each) => each['type'] === type && each['status'] === 'True')
  if (has('Complete')) return 'Complete'
  if (has('Failed')) return 'Failed'
  if (getPath(job, 'metadata.deletionTimestamp') !== undefined) return 'Terminating'
  if (has('Suspended')) return 'Suspended'
  if (has('FailureTarget')) return 'FailureTarget'
  if (has('SuccessCriteriaMet')) return 'SuccessCriteriaMet'
  return 'Running'
}
