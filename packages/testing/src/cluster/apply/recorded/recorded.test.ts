import { expect, test } from 'vitest'
import type { KubernetesObject, ManagedFieldsEntry, ObjectInput } from '../../objects/KubernetesObject.ts'
import { mergePatch } from '../../objects/mergePatch.ts'
import { StatusError } from '../../objects/StatusError.ts'
import { applyDefaults } from '../../schema/applyDefaults.ts'
import { builtInSchema } from '../../schema/builtInSchemas.ts'
import { widgetSchema } from '../../schema/recorded/widgetSchema.ts'
import { applyPatch } from '../applyPatch.ts'
import { trackUpdate } from '../trackUpdate.ts'
import answers from './answers.json' with { type: 'json' }
import { type RecordedWrite, recordedWrites } from './writes.ts'

/** What a real kube-apiserver made of each write: scripts/recordApplies.ts. */
const recorded = answers as Record<string, unknown>

const kinds = {
  widget: { apiVersion: 'recorded.catalyst.dev/v1', kind: 'Widget', schema: widgetSchema, hasStatus: true },
  configMap: { apiVersion: 'v1', kind: 'ConfigMap', schema: builtInSchema('', 'v1', 'ConfigMap'), hasStatus: false },
}

/** Writes in order, and says what each became or why it was refused. */
function replay(): Record<string, unknown> {
  const current: Partial<Record<RecordedWrite['object'], KubernetesObject>> = {}
  const results: Record<string, unknown> = {}
  for (const [index, write] of recordedWrites.entries()) {
    try {
      const next = run(write, current[write.object], new Date(index * 1000).toISOString())
      current[write.object] = next
      results[write.title] = describeObject(next)
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      const { message, details } = error.status
      results[write.title] = { message, causes: details?.causes }
    }
  }
  return results
}

function run(write: RecordedWrite, current: KubernetesObject | undefined, time: string): KubernetesObject {
  const { manager, subresource, force = false, fields, how } = write
  const { apiVersion, kind, schema, hasStatus } = kinds[write.object]
  const metadata = { name: 'recorded', ...(fields['metadata'] as object | undefined) }
  const who = { manager, subresource, apiVersion, schema, time, hasStatus }
  if (how === 'apply') {
    const applied = { ...fields, apiVersion, kind, metadata } as ObjectInput
    const { object, managedFields } = applyPatch({ ...who, current, applied, force })
    return complete(applyDefaults(schema, object), managedFields)
  }
  const after = applyDefaults(schema, mergePatch(current, fields)) as ObjectInput
  return complete(after, trackUpdate({ ...who, before: current, after }))
}

function complete(object: ObjectInput, managedFields: ManagedFieldsEntry[]): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, managedFields } } as KubernetesObject
}

function describeObject({ spec, status, data, metadata }: KubernetesObject): unknown {
  const { labels, annotations, finalizers, managedFields } = metadata
  return { spec, status, data, metadata: { labels, annotations, finalizers }, managedFields }
}

/** Without times, which differ, but for whether there is one; managers and causes, whose order differs, are sorted. */
function comparable(answer: unknown): unknown {
  const { managedFields, causes, ...rest } = structuredClone(answer) as {
    managedFields?: ManagedFieldsEntry[]
    causes?: { message: string; field: string }[]
  }
  const entries = managedFields?.map(({ time, ...entry }) => ({ ...entry, hasTime: time !== undefined }))
  const key = ({ manager, operation }: ManagedFieldsEntry) => `${manager} ${operation}`
  entries?.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return JSON.parse(
    JSON.stringify({ ...rest, managedFields: entries, causes: causes?.map((cause) => JSON.stringify(cause)).sort() }),
  )
}

const replayed = replay()

test.each(recordedWrites)('$object: $title', ({ title }) => {
  expect(comparable(replayed[title])).toEqual(comparable(recorded[title]))
})
