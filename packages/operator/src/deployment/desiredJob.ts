import type { Environment } from '@catalyst/api'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { DeployerSettings } from '../settings/OperatorSettings.ts'
import { accountNameOf, gitSecretNameOf, jobLabel } from './deployerNames.ts'
import { orderVariable, type DeploymentOrder } from './deploymentOrderSchema.ts'
import { ownerReferenceOf } from './ownerReferenceOf.ts'
import { pullCopiesOf } from './pullCopiesOf.ts'

/** How long what it has to tell can be read, in seconds. */
const keptSeconds = 3600

/** For the node to pull the image and start it, in seconds, beside the time that the deployer itself has. */
export const startSeconds = 120

/** What the container of a Job is called that deploys. */
export const containerName = 'deployer'

/** Where the deployer looks for credentials. */
const gitFolder = '/run/catalyst/git'

export interface JobOptions {
  name: string
  order: DeploymentOrder
  /** Whether the copy of the Secret is mounted. */
  hasCredentials: boolean
  settings: DeployerSettings
}

/**
 * The Job that carries an order out, in the namespace of the project: what users bring is never handled with the operator's own
 * rights, and its pod fits the restricted Pod Security Standard.
 */
export function desiredJob(
  environment: Environment,
  { name, order, hasCredentials, settings }: JobOptions,
): DesiredObject {
  const { name: owner, namespace } = environment.metadata
  const labels = { ...order.labels, [jobLabel]: order.action === 'apply' ? 'deploy' : 'remove' }
  const container = {
    name: containerName,
    image: settings.image,
    imagePullPolicy: settings.pullPolicy,
    command: ['/bin/node', '/catalyst/deployer/dist/main.js'],
    env: [
      // Of two with one name the later counts.
      ...Object.entries(settings.env).map(([variable, value]) => ({ name: variable, value })),
      { name: orderVariable, value: JSON.stringify(order) },
      { name: 'HOME', value: '/tmp' },
    ],
    resources: settings.resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...(hasCredentials ? [{ name: 'git', mountPath: gitFolder, readOnly: true }] : []),
    ],
  }
  const pulls = pullCopiesOf(environment, settings).map((copy) => ({ name: copy.name }))
  const git = { name: 'git', secret: { secretName: gitSecretNameOf(owner), defaultMode: 0o440 } }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels, ownerReferences: [ownerReferenceOf(environment)] },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: order.timeoutSeconds + startSeconds,
      ttlSecondsAfterFinished: keptSeconds,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          serviceAccountName: accountNameOf(owner),
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          ...(pulls.length > 0 && { imagePullSecrets: pulls }),
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            runAsGroup: 65532,
            fsGroup: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container],
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }, ...(hasCredentials ? [git] : [])],
        },
      },
    },
  }
}
