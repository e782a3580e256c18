import { annotations } from '@catalyst/api/labels'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import type { Wanted } from './Wanted.ts'

/** The namespace of an environment. */
export function desiredNamespace({ environment, namespace, labels }: Wanted): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels,
      annotations: { [annotations.environmentUid]: environment.metadata.uid ?? '' },
    },
  }
}

/** What holds in it before anything runs: nobody talks to anybody but those named here, and no more is used than agreed. */
export function desiredPolicies({ namespace, labels, project }: Wanted): ObjectInput[] {
  const { cpu = '4', memory = '4Gi', storage = '10Gi' } = project.spec.resources ?? {}
  const policy = (name: string, spec: object): ObjectInput => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels },
    spec,
  })
  const inNamespace = (name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  })
  return [
    policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    policy('allow-same-namespace', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
    policy('allow-ingress', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [inNamespace('ingress-nginx')] }],
    }),
    policy('allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [inNamespace('kube-system')],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    }),
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'catalyst', namespace, labels },
      spec: { hard: { 'limits.cpu': cpu, 'limits.memory': memory, 'requests.storage': storage } },
    },
  ]
}
