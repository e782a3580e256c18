import type { RenderedObject } from './readRendered.ts'

/** Says that the deployer brought an object. */
const deployedBy = { 'catalyst.dev/deployed-by': 'deployer' }

/**
 * The object with the labels of its environment, on itself and on the pods that it makes; no selector and nothing else is
 * changed. What the platform says goes before what the chart says.
 */
export function addPlatformMetadata(object: RenderedObject, labels: Readonly<Record<string, string>>): RenderedObject {
  const { metadata } = object
  const labelled = {
    ...object,
    metadata: {
      ...labelMetadata(metadata, labels),
      annotations: { ...asRecord(metadata['annotations']), ...deployedBy },
    },
  }
  const path = templatePaths[object.kind]
  return path === undefined ? labelled : (labelAt(labelled, path, labels) as RenderedObject)
}

/** Where kinds have the template of their pods. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

function labelAt(value: unknown, path: readonly string[], labels: Readonly<Record<string, string>>): unknown {
  if (typeof value !== 'object' || value === null) return value
  const [key, ...rest] = path
  const record = asRecord(value)
  if (key === undefined) return { ...record, metadata: labelMetadata(asRecord(record['metadata']), labels) }
  return key in record ? { ...record, [key]: labelAt(record[key], rest, labels) } : value
}

function labelMetadata(metadata: Record<string, unknown>, labels: Readonly<Record<string, string>>) {
  return { ...metadata, labels: { ...asRecord(metadata['labels']), ...labels } }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
