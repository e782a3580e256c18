import type { PrebuiltValues } from '@catalyst/api'
import { labels as keys } from '@catalyst/api/labels'
import type { DesiredObject } from '../../objects/DesiredObject.ts'
import type { Deployable } from '../Strategy.ts'

export const appName = 'app'

/** Nothing that a container of an application needs, and what the restricted profile asks for; no user is forced on it. */
const securityContext = { allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } }

/** What the restricted profile asks for besides, where a project wants it enforced. Which user it is stays with the image. */
const restricted = { capabilities: { drop: ['ALL'] }, runAsNonRoot: true }

/** The application of a prebuilt image, with the variables of the environment. */
export function desiredDeployment(
  { namespace, labels, environment, project, template }: Deployable,
  { image, values }: { image: string; values: PrebuiltValues },
): DesiredObject {
  const own = { ...labels, [keys.component]: appName }
  const { envVars = {}, envFrom = [] } = environment.spec.config ?? {}
  const { restartRequest, retryRequest } = environment.spec
  const { command, args, port, replicas } = values
  const container = {
    name: appName,
    image,
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
    env: Object.entries(envVars).map(([name, value]) => ({ name, value })),
    ...(envFrom.length > 0 && { envFrom: envFrom.map(({ secretRef }) => ({ secretRef: { name: secretRef.name } })) }),
    ...(template.resources !== undefined && { resources: template.resources }),
    ...desiredProbes(values),
    securityContext:
      project.spec.podSecurity === 'restricted' ? { ...securityContext, ...restricted } : securityContext,
  }
  const asked = Object.entries({ 'catalyst.dev/restart': restartRequest, 'catalyst.dev/retry': retryRequest })
  const annotations = Object.fromEntries(asked.filter((entry): entry is [string, string] => entry[1] !== undefined))
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: appName, namespace, labels: own },
    spec: {
      replicas,
      // Never changes: a selector can't.
      selector: { matchLabels: { [keys.component]: appName } },
      template: {
        metadata: { labels: own, ...(Object.keys(annotations).length > 0 && { annotations }) },
        spec: { automountServiceAccountToken: false, containers: [container] },
      },
    },
  }
}

/** Without a word about probes, it counts as ready once its port takes connections. */
function desiredProbes({ probes, port }: PrebuiltValues): Record<string, object> {
  const { startup, readiness = { tcpSocket: {}, periodSeconds: 2 }, liveness } = probes ?? {}
  const entries = Object.entries({ startupProbe: startup, readinessProbe: readiness, livenessProbe: liveness })
  return Object.fromEntries(
    entries.flatMap(([name, probe]) => {
      if (probe === undefined) return []
      const { httpGet, tcpSocket, ...rest } = probe
      const how =
        httpGet !== undefined
          ? { httpGet: { ...httpGet, port: httpGet.port ?? port } }
          : tcpSocket !== undefined
            ? { tcpSocket: { port: tcpSocket.port ?? port } }
            : {}
      return [[name, { ...rest, ...how }]]
    }),
  )
}
