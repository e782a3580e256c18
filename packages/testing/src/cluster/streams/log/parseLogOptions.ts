import type { FieldError } from '../../objects/FieldError.ts'
import { badRequest, invalid } from '../../objects/StatusError.ts'
import { isTrue } from '../isTrue.ts'

/** PodLogOptions (core/v1). */
export interface LogOptions {
  readonly container: string | null
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines?: number | undefined
  readonly limitBytes?: number | undefined
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly since?: number | undefined
}

/** @throws StatusError as the API server refuses them */
export function parseLogOptions(query: URLSearchParams, { pod, now }: { pod: string; now: number }): LogOptions {
  const tailLines = integer(query, 'tailLines')
  const limitBytes = integer(query, 'limitBytes')
  const sinceSeconds = integer(query, 'sinceSeconds')
  const sinceTime = time(query, 'sinceTime')

  const errors: FieldError[] = []
  const refuse = (type: FieldError['type'], field: string, message: string) => errors.push({ type, field, message })
  const refuseBelow = (least: number, field: string, value: number | undefined) => {
    if (value === undefined || value >= least) return
    const rule = least === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0'
    refuse('FieldValueInvalid', field, `Invalid value: ${value}: ${rule}`)
  }
  refuseBelow(0, 'tailLines', tailLines)
  refuseBelow(1, 'limitBytes', limitBytes)
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    const text = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified'
    refuse('FieldValueForbidden', '[]', text)
  } else refuseBelow(1, 'sinceSeconds', sinceSeconds)
  // It takes the feature gate PodLogsQuerySplitStreams, which is off.
  if (query.has('stream')) refuse('FieldValueForbidden', 'stream', 'Forbidden: may not be specified')
  if (errors.length > 0) throw invalid({ group: '', kind: 'PodLogOptions' }, pod, errors)

  return {
    container: query.get('container'),
    follow: isTrue(query, 'follow'),
    previous: isTrue(query, 'previous'),
    timestamps: isTrue(query, 'timestamps'),
    tailLines,
    limitBytes,
    since: sinceSeconds === undefined ? sinceTime : now - sinceSeconds * 1000,
  }
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

/** The API server passes it on in whole seconds. */
function time(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  const milliseconds = Date.parse(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(milliseconds)) {
    const quoted = JSON.stringify(text)
    throw badRequest(`parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`)
  }
  return Math.floor(milliseconds / 1000) * 1000
}
