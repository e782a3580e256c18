import { expect, test } from 'vitest'
import { environmentOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import type { DeploymentOrder } from './deploymentOrderSchema.ts'
import { desiredJob } from './desiredJob.ts'

const order: DeploymentOrder = {
  action: 'apply',
  type: 'manifest',
  namespace: 'acme-shop-pr-1',
  name: 'pr-1',
  labels: { 'catalyst.dev/team': 'acme', 'catalyst.dev/environment': 'pr-1' },
  host: 'acme-shop-pr-1.localhost',
  timeoutSeconds: 600,
}
const settings = { ...defaultSettings.deployer, image: 'registry.example.com/catalyst/server:1.2' }

function job({ hasCredentials = false, ...more }: { hasCredentials?: boolean; action?: 'apply' | 'remove' } = {}) {
  const whole = { ...order, ...more }
  return desiredJob(environmentOf(), { name: 'deploy-pr-1-abcdef01-1', order: whole, hasCredentials, settings })
}

test('it runs the deployer once, with its order, beside the environment and for as long as it is told', () => {
  expect(job()).toMatchObject({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: 'deploy-pr-1-abcdef01-1',
      namespace: 'acme-shop',
      labels: { ...order.labels, 'catalyst.dev/job': 'deploy' },
      ownerReferences: [{ kind: 'Environment', name: 'pr-1', uid: 'environment-uid' }],
    },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: 720,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels: { ...order.labels, 'catalyst.dev/job': 'deploy' } },
        spec: {
          restartPolicy: 'Never',
          serviceAccountName: 'deployer-pr-1',
          containers: [
            {
              image: 'registry.example.com/catalyst/server:1.2',
              imagePullPolicy: 'IfNotPresent',
              command: ['/bin/node', '/catalyst/deployer/dist/main.js'],
              env: [
                { name: 'CATALYST_ORDER', value: JSON.stringify(order) },
                { name: 'HOME', value: '/tmp' },
              ],
              resources: { limits: { cpu: '1', memory: '512Mi' } },
            },
          ],
        },
      },
    },
  })
  expect(job({ action: 'remove' }).metadata.labels).toMatchObject({ 'catalyst.dev/job': 'remove' })
})

test('its pod fits the restricted Pod Security Standard', () => {
  expect(job()['spec']).toMatchObject({
    template: {
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
      },
    },
  })
})

test('it has a place to write, and credentials only where there are some, as files that it can not change', () => {
  const tmp = { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }
  expect(volumesOf(job())).toEqual({ volumes: [tmp], mounts: [{ name: 'tmp', mountPath: '/tmp' }] })
  expect(volumesOf(job({ hasCredentials: true }))).toEqual({
    volumes: [tmp, { name: 'git', secret: { secretName: 'deployer-pr-1-git', defaultMode: 0o440 } }],
    mounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'git', mountPath: '/run/catalyst/git', readOnly: true },
    ],
  })
})

function volumesOf({ spec }: ReturnType<typeof job>) {
  const pod = (spec as { template: { spec: { volumes: object[]; containers: [{ volumeMounts: object[] }] } } }).template
    .spec
  return { volumes: pod.volumes, mounts: pod.containers[0].volumeMounts }
}
