import { generateNamespace, labels } from '@catalyst/api'

/** One environment and what the operator would have made of it. */
export function journeyObjects(team: string) {
  const project = 'shop'
  const name = 'pr-42'
  const namespace = generateNamespace(team, project)
  const home = generateNamespace(team, project, name)
  const environment = {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: {
      name,
      namespace,
      labels: { [labels.team]: team, [labels.project]: project, [labels.environment]: name },
    },
    spec: {
      projectRef: { name: project },
      type: 'development',
      sources: [{ name: 'web', commitSha: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334', branch: 'feature/cart' }],
      pullRequest: { number: 42, url: 'https://git.example.com/acme/shop/pull/42' },
    },
  }
  const status = {
    phase: 'Ready',
    url: `https://${home}.preview.example.com/`,
    namespace: home,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Available',
        message: 'All pods answer.',
        lastTransitionTime: '2026-01-01T10:00:00Z',
      },
    ],
  }
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: home, labels: { app: 'web' } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'web',
          image: 'docker.io/library/busybox:latest',
          imagePullPolicy: 'IfNotPresent',
          command: ['sh', '-c', 'i=0; while true; do i=$((i+1)); echo "request $i served"; sleep 0.2; done'],
          resources: { requests: { cpu: '50m', memory: '16Mi' }, limits: { cpu: '500m', memory: '64Mi' } },
        },
      ],
    },
  }
  return { name, namespace, home, environment, status, pod }
}
