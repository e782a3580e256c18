import type { IncomingMessage } from 'node:http'
import type { FieldValidation } from '../api/conform.ts'
import type { Deletion } from '../api/deleteObject.ts'
import type { ListRequest } from '../api/listObjects.ts'
import type { FieldError } from '../objects/FieldError.ts'
import { getPath } from '../objects/getPath.ts'
import { isRecord } from '../objects/isRecord.ts'
import { badRequest, invalid } from '../objects/StatusError.ts'

/** Options of lists and watches. */
export function listOptionsOf(query: URLSearchParams, namespace: string | undefined): ListRequest {
  return {
    namespace,
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: query.get('fieldSelector') ?? '',
    limit: integer(query, 'limit'),
    continue: query.get('continue') ?? undefined,
    resourceVersion: query.get('resourceVersion') ?? undefined,
    resourceVersionMatch: query.get('resourceVersionMatch') ?? undefined,
  }
}

/** @throws StatusError 400 when it is no number */
export function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

export interface WriteOptionsOfRequest {
  readonly dryRun: boolean
  readonly fieldManager: string
  readonly fieldValidation: FieldValidation
  readonly force: boolean
}

/** Options of writes. @throws StatusError 422 when one has a value that it can not have */
export function writeOptionsOf(message: IncomingMessage, query: URLSearchParams, kind: string): WriteOptionsOfRequest {
  const dryRun = query.getAll('dryRun')
  const fieldValidation = query.get('fieldValidation') || 'Warn'
  const errors: FieldError[] = []
  if (dryRun.some((value) => value !== 'All')) {
    const list = dryRun.map((value) => JSON.stringify(value)).join(',')
    errors.push(unsupported('dryRun', `[${list}]`, ['All']))
  }
  if (!isFieldValidation(fieldValidation)) {
    errors.push(unsupported('fieldValidation', JSON.stringify(fieldValidation), ['', 'Ignore', 'Strict', 'Warn']))
  }
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', kind }, '', errors)
  return {
    dryRun: dryRun.length > 0,
    fieldManager: query.get('fieldManager') || managerOf(message),
    fieldValidation: fieldValidation as FieldValidation,
    force: query.get('force') === 'true',
  }
}

const isFieldValidation = (text: string) => ['Ignore', 'Warn', 'Strict'].includes(text)

function unsupported(field: string, value: string, supported: readonly string[]): FieldError {
  const list = supported.map((each) => JSON.stringify(each)).join(', ')
  return { type: 'FieldValueNotSupported', field, message: `Unsupported value: ${value}: supported values: ${list}` }
}

/** Who does not say is known by the program's name. */
function managerOf({ headers }: IncomingMessage): string {
  return (headers['user-agent'] ?? '').split('/')[0] || 'unknown'
}

/** Options of deletions, which come in the body or behind the path. */
export function deletionOf(query: URLSearchParams, body: unknown): Deletion & { dryRun: boolean } {
  const sent = isRecord(body) ? body : {}
  const text = (path: string) => {
    const value = getPath(sent, path)
    return typeof value === 'string' ? value : undefined
  }
  const orphan = sent['orphanDependents'] ?? query.get('orphanDependents') === 'true'
  const legacyPolicy = orphan === true ? 'Orphan' : sent['orphanDependents'] === false ? 'Background' : undefined
  const policy = text('propagationPolicy') ?? query.get('propagationPolicy') ?? legacyPolicy
  if (policy !== undefined && policy !== 'Background' && policy !== 'Foreground' && policy !== 'Orphan') {
    const error = unsupported('propagationPolicy', JSON.stringify(policy), [
      'Foreground',
      'Background',
      'Orphan',
      'nil',
    ])
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [error])
  }
  const seconds = sent['gracePeriodSeconds']
  const dryRun = Array.isArray(sent['dryRun']) ? sent['dryRun'] : query.getAll('dryRun')
  return {
    gracePeriodSeconds: typeof seconds === 'number' ? seconds : integer(query, 'gracePeriodSeconds'),
    propagationPolicy: policy,
    uid: text('preconditions.uid'),
    resourceVersion: text('preconditions.resourceVersion'),
    dryRun: dryRun.includes('All'),
  }
}
