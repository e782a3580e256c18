import { ageOf } from '../formatAge.ts'
import { getPath } from '../getPath.ts'
import { toText } from '../toText.ts'
import type { PrinterColumn } from '../ResourceType.ts'
import { networkColumns } from './networkColumns.ts'
import { podColumns } from './podColumns.ts'
import { ruleColumns } from './ruleColumns.ts'
import { type Cell, column, nameColumn, ageColumn } from './column.ts'
import { workloadColumns } from './workloadColumns.ts'

const size =
  (path: string): Cell =>
  (object) =>
    Object.keys(getPath(object, path) ?? {}).length

const otherColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  ConfigMap: [
    nameColumn,
    column('Data', (object, now) => Number(size('data')(object, now)) + Number(size('binaryData')(object, now))),
    ageColumn,
  ],
  Secret: [nameColumn, column('Type', '.type'), column('Data', size('data')), ageColumn],
  ServiceAccount: [nameColumn, column('Secrets', size('secrets')), ageColumn],
  Namespace: [nameColumn, column('Status', '.status.phase'), ageColumn],
  Event: [
    column('Last Seen', (event, now) =>
      ageOf(event['lastTimestamp'] ?? event['eventTime'] ?? event['firstTimestamp'], now),
    ),
    column('Type', '.type'),
    column('Reason', '.reason'),
    column('Object', (event) => {
      const { kind, name } = (event['involvedObject'] ?? {}) as { kind?: string; name?: string }
      return `${kind?.toLowerCase() ?? ''}/${name ?? ''}`
    }),
    column('Subobject', '.involvedObject.fieldPath', { wide: true }),
    column(
      'Source',
      (event) => {
        const component = toText(getPath(event, 'source.component') ?? event['reportingComponent'])
        const host = getPath(event, 'source.host')
        return host === undefined ? component : `${component}, ${toText(host)}`
      },
      { wide: true },
    ),
    column('Message', (event) => toText(event['message']).trim()),
    column('First Seen', (event, now) => ageOf(event['firstTimestamp'] ?? event['eventTime'], now), { wide: true }),
    column('Count', (event) => toText(event['count'], '1'), { wide: true }),
    { ...nameColumn, priority: 1 },
  ],
  Lease: [nameColumn, column('Holder', '.spec.holderIdentity'), ageColumn],
  PriorityClass: [
    nameColumn,
    column('Value', '.value', { type: 'integer' }),
    column('Global-Default', (object) => object['globalDefault'] === true, { type: 'boolean' }),
    ageColumn,
    column('PreemptionPolicy', '.preemptionPolicy'),
  ],
  StorageClass: [
    nameColumn,
    column('Provisioner', '.provisioner'),
    column('ReclaimPolicy', (object) => object['reclaimPolicy'] ?? 'Delete'),
    column('VolumeBindingMode', (object) => object['volumeBindingMode'] ?? 'Immediate'),
    column('AllowVolumeExpansion', (object) => String(object['allowVolumeExpansion'] === true)),
    ageColumn,
  ],
  PersistentVolumeClaim: [
    nameColumn,
    column('Status', '.status.phase'),
    column('Volume', '.spec.volumeName'),
    column('Capacity', '.status.capacity.storage'),
    column('Access Modes', (claim) => formatAccessModes(getPath(claim, 'status.accessModes'))),
    column('StorageClass', '.spec.storageClassName'),
    column('VolumeAttributesClass', (claim) => getPath(claim, 'spec.volumeAttributesClassName') ?? '<unset>'),
    ageColumn,
    column('VolumeMode', (claim) => getPath(claim, 'spec.volumeMode') ?? 'Filesystem', { wide: true }),
  ],
}

const shortModes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

function formatAccessModes(modes: unknown): string {
  return Array.isArray(modes) ? modes.map((mode: string) => shortModes[mode] ?? mode).join(',') : ''
}

/** What `kubectl get` shows of what kube-apiserver prints in its own way; of other kinds name and the time of creation. */
const columns = { ...otherColumns, ...podColumns, ...workloadColumns, ...networkColumns, ...ruleColumns }

const plainColumns: readonly PrinterColumn[] = [
  nameColumn,
  column('Created At', '.metadata.creationTimestamp', { type: 'date' }),
]

export function builtInColumns(kind: string): readonly PrinterColumn[] {
  return columns[kind] ?? plainColumns
}
