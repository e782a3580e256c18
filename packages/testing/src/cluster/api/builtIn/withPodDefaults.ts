import { isRecord } from '../../objects/isRecord.ts'

import { toText } from '../../objects/toText.ts'

type Fields = Record<string, unknown>

/** The spec of a pod with the defaults that every one gets. */
export function withPodDefaults(spec: Fields): Fields {
  return {
    ...spec,
    ...(Array.isArray(spec['volumes']) && { volumes: spec['volumes'].filter(isRecord).map(withVolumeDefaults) }),
    ...containersWithDefaults(spec, 'initContainers'),
    ...containersWithDefaults(spec, 'containers'),
    ...containersWithDefaults(spec, 'ephemeralContainers'),
    restartPolicy: spec['restartPolicy'] ?? 'Always',
    terminationGracePeriodSeconds: spec['terminationGracePeriodSeconds'] ?? 30,
    dnsPolicy: spec['dnsPolicy'] ?? 'ClusterFirst',
    ...(typeof spec['serviceAccountName'] === 'string' && { serviceAccount: spec['serviceAccountName'] }),
    securityContext: spec['securityContext'] ?? {},
    schedulerName: spec['schedulerName'] ?? 'default-scheduler',
  }
}

function containersWithDefaults(spec: Fields, field: string): Fields {
  const containers = spec[field]
  return Array.isArray(containers) ? { [field]: containers.filter(isRecord).map(withContainerDefaults) } : {}
}

function withContainerDefaults(container: Fields): Fields {
  const { ports, livenessProbe, readinessProbe, startupProbe } = container
  return {
    ...container,
    ...(Array.isArray(ports) && {
      ports: ports.map((port: Fields) => ({ ...port, protocol: port['protocol'] ?? 'TCP' })),
    }),
    ...(Array.isArray(container['env']) && { env: container['env'].filter(isRecord).map(withEnvDefaults) }),
    resources: withRequests(container['resources']),
    ...(isRecord(livenessProbe) && { livenessProbe: withProbeDefaults(livenessProbe) }),
    ...(isRecord(readinessProbe) && { readinessProbe: withProbeDefaults(readinessProbe) }),
    ...(isRecord(startupProbe) && { startupProbe: withProbeDefaults(startupProbe) }),
    terminationMessagePath: container['terminationMessagePath'] ?? '/dev/termination-log',
    terminationMessagePolicy: container['terminationMessagePolicy'] ?? 'File',
    imagePullPolicy: container['imagePullPolicy'] ?? pullPolicyOf(toText(container['image'])),
  }
}

/** What a container may use at most it asks for too, unless it says otherwise. */
function withRequests(resources: unknown): Fields {
  if (!isRecord(resources)) return {}
  const { limits, requests } = resources
  if (!isRecord(limits)) return resources
  return { ...resources, requests: { ...limits, ...(isRecord(requests) ? requests : {}) } }
}

function withEnvDefaults(variable: Fields): Fields {
  const from = variable['valueFrom']
  if (!isRecord(from) || !isRecord(from['fieldRef'])) return variable
  return { ...variable, valueFrom: { ...from, fieldRef: { apiVersion: 'v1', ...from['fieldRef'] } } }
}

function withProbeDefaults(probe: Fields): Fields {
  const get = probe['httpGet']
  return {
    ...probe,
    ...(isRecord(get) && { httpGet: { path: '/', scheme: 'HTTP', ...get } }),
    timeoutSeconds: probe['timeoutSeconds'] ?? 1,
    periodSeconds: probe['periodSeconds'] ?? 10,
    successThreshold: probe['successThreshold'] ?? 1,
    failureThreshold: probe['failureThreshold'] ?? 3,
  }
}

/** Without a tag, or with `latest`, an image is looked for anew each time. */
function pullPolicyOf(image: string): string {
  if (image.includes('@')) return 'IfNotPresent'
  const tag = /:([^:/]+)$/.exec(image)?.[1] ?? 'latest'
  return tag === 'latest' ? 'Always' : 'IfNotPresent'
}

const filesWithMode = ['configMap', 'secret', 'projected', 'downwardAPI']

function withVolumeDefaults(volume: Fields): Fields {
  if (Object.keys(volume).every((field) => field === 'name')) return { ...volume, emptyDir: {} }
  const kind = filesWithMode.find((name) => isRecord(volume[name]))
  if (kind === undefined) return volume
  return { ...volume, [kind]: { defaultMode: 420, ...(volume[kind] as Fields) } }
}
