import { labels } from '@catalyst/api/labels'
import type { Service } from '@catalyst/kubernetes-client'
import type { Fault } from '../strategies/Strategy.ts'

/** The port of a Service that an address leads to. */
export interface Route {
  service: string
  port: number
}

/**
 * Which Service of what a chart or manifests brought answers at the environment's address: the one that is labelled as a
 * component, else the only one, else the only one with a port called "http". Of its ports the one called so, else the first.
 */
export function chooseRoute(services: readonly Service[]): { route: Route } | { fault: Fault } {
  const candidates = services.flatMap(({ metadata, spec }) => {
    const ports = (spec?.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    const isReachable = Object.keys(spec?.selector ?? {}).length > 0 && spec?.clusterIP !== 'None'
    const named = ports.find(({ name }) => name === 'http')
    const port = (named ?? ports[0])?.port
    if (!isReachable || port === undefined) return []
    const isComponent = metadata?.labels?.[labels.component] !== undefined
    return [{ name: metadata?.name ?? '', port, isComponent, isHttp: named !== undefined }]
  })
  if (candidates.length === 0) {
    const message = 'Nothing leads to its address: what was deployed has no Service.'
    return { fault: { reason: 'NoService', message } }
  }
  const [meant] = [
    candidates.filter(({ isComponent }) => isComponent),
    candidates,
    candidates.filter(({ isHttp }) => isHttp),
  ]
    .filter((some) => some.length === 1)
    .flat()
  if (meant !== undefined) return { route: { service: meant.name, port: meant.port } }
  const names = candidates
    .map(({ name }) => name)
    .sort()
    .join(', ')
  const message = `Nothing leads to its address: it may be any of the Services ${names}. Label the one that is meant with ${labels.component}, call its port "http", or bring an Ingress.`
  return { fault: { reason: 'RouteAmbiguous', message } }
}
