import { createHash } from 'node:crypto'
import { labels as keys } from '@catalyst/api/labels'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import type { Wanted } from './Wanted.ts'

/** Holds the connection data that applications get as environment variables. */
export const databaseSecret = 'postgres'

/** The managed PostgreSQL of an environment. */
export function desiredDatabase({ namespace, labels, environment }: Wanted): ObjectInput[] {
  const own = { ...labels, [keys.component]: 'postgres', app: 'postgres' }
  // The same at every look, and nobody outside of the cluster can guess it.
  const password = createHash('sha256').update(`postgres/${environment.metadata.uid}`).digest('hex').slice(0, 24)
  const metadata = { name: 'postgres', namespace, labels: own }
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...metadata, name: databaseSecret },
      stringData: { DATABASE_URL: `postgres://catalyst:${password}@postgres:5432/app`, POSTGRES_PASSWORD: password },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { app: 'postgres' } },
        template: {
          metadata: { labels: own },
          spec: {
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'postgres',
                image: 'docker.io/library/postgres:18',
                env: [
                  { name: 'CATALYST_NAMESPACE', value: namespace },
                  {
                    name: 'POSTGRES_PASSWORD',
                    valueFrom: { secretKeyRef: { name: databaseSecret, key: 'POSTGRES_PASSWORD' } },
                  },
                ],
                ports: [{ containerPort: 5432 }],
                readinessProbe: { exec: { command: ['pg_isready'] }, periodSeconds: 10 },
                resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '250m', memory: '256Mi' } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: 'postgres' }, ports: [{ name: 'postgres', port: 5432, targetPort: 5432 }] },
    },
  ]
}
