import { labels as keys } from '@catalyst/api/labels'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Deployable } from './Strategy.ts'

export interface RouteTarget {
  /** The component that answers; its Service has the same name. */
  name: string
  /** Port of the container. */
  port: number
}

/** The Service of what answers, and the Ingress that leads the environment's address to it, where there is a controller. */
export function desiredRoute(deployable: Deployable, { name, port }: RouteTarget): DesiredObject[] {
  const { namespace, labels, url, settings } = deployable
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
  const { className, annotations, tls } = settings.ingress
  const { hostname } = new URL(url)
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }
  const ingress: DesiredObject = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, labels: own, annotations },
    spec: {
      ...(className !== undefined && { ingressClassName: className }),
      rules: [{ host: hostname, http: { paths: [path] } }],
      ...(tls !== undefined && {
        tls: [{ hosts: [hostname], ...(tls.secretName !== undefined && { secretName: tls.secretName }) }],
      }),
    },
  }
  return [service, ingress]
}
