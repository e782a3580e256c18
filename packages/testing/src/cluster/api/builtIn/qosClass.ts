import { isRecord } from '../../objects/isRecord.ts'

type Amounts = Record<string, string> | undefined

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
export function qosClass(spec: Record<string, unknown>): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers = [spec['containers'], spec['initContainers']].flat().filter(isRecord)
  const resources = containers.map(({ resources: each }) => (isRecord(each) ? each : {}))
  const amounts = resources.map(({ requests, limits }) => ({
    requests: requests as Amounts,
    limits: limits as Amounts,
  }))
  if (amounts.every(({ requests, limits }) => !asks(requests) && !asks(limits))) return 'BestEffort'
  const isGuaranteed = amounts.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      (name) => limits?.[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name],
    ),
  )
  return isGuaranteed ? 'Guaranteed' : 'Burstable'
}

const asks = (amounts: Amounts) => amounts?.['cpu'] !== undefined || amounts?.['memory'] !== undefined
