import { isRecord } from '../../objects/isRecord.ts'
import type { AdmissionContext } from '../AdmissionRequest.ts'

export type Amounts = Readonly<Record<string, string>>

/** A bound of a LimitRange, https://kubernetes.io/docs/concepts/policy/limit-range/ */
export interface Limit {
  readonly type: string
  readonly max?: Amounts | undefined
  readonly min?: Amounts | undefined
  readonly default?: Amounts | undefined
  readonly defaultRequest?: Amounts | undefined
  readonly maxLimitRequestRatio?: Amounts | undefined
}

/** The bounds that hold in a namespace. */
export function limitsIn(namespace: string | undefined, { store }: AdmissionContext): readonly Limit[] {
  return store.list('limitranges', namespace).flatMap(({ spec }) => {
    const limits = isRecord(spec) ? spec['limits'] : undefined
    return Array.isArray(limits) ? (limits as Limit[]) : []
  })
}
