import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Deployable } from './Strategy.ts'
import type { IngressSettings } from '../settings/OperatorSettings.ts'

export interface IngressOptions {
  name: string
  labels: Readonly<Record<string, string>>
  backend: { name: string; port: { name: string } | { number: number } }
  settings: IngressSettings
}

/** Leads the environment's address to a Service. */
export function desiredIngress({ namespace, url }: Deployable, options: IngressOptions): DesiredObject {
  const { name, labels, backend, settings } = options
  const { className, annotations, tls } = settings
  const { hostname } = new URL(url)
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, labels, annotations },
    spec: {
      ...(className !== undefined && { ingressClassName: className }),
      rules: [{ host: hostname, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: backend } }] } }],
      ...(tls !== undefined && {
        tls: [{ hosts: [hostname], ...(tls.secretName !== undefined && { secretName: tls.secretName }) }],
      }),
    },
  }
}
