import { labels as keys } from '@catalyst/api/labels'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { desiredIngress } from './desiredIngress.ts'
import type { Deployable } from './Strategy.ts'

export interface RouteTarget {
  /** The component that answers; its Service has the same name. */
  name: string
  /** Port of the container. */
  port: number
}

/** The Service of what answers, and the Ingress that leads the environment's address to it, where there is a controller. */
export function desiredRoute(deployable: Deployable, { name, port }: RouteTarget): DesiredObject[] {
  const { namespace, labels, settings } = deployable
  const own = { ...labels, [keys.component]: name }
  const service: DesiredObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: own },
    spec: {
      type: 'ClusterIP',
      selector: { [keys.component]: name },
      ports: [{ name: 'http', port: 80, targetPort: port, protocol: 'TCP' }],
    },
  }
  if (settings.ingress === undefined) return [service]
  const backend = { name, port: { name: 'http' } }
  return [service, desiredIngress(deployable, { name, labels: own, backend, settings: settings.ingress })]
}
