import type { KubernetesObject, ObjectMeta } from '../objects/KubernetesObject.ts'

/** A Pod (core/v1), as far as the node and the controllers read it. */
export interface Pod extends KubernetesObject {
  spec: PodSpec
  status?: PodStatus
}

export interface PodSpec {
  nodeName?: string
  nodeSelector?: Record<string, string>
  affinity?: {
    nodeAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms: NodeSelectorTerm[] } }
  }
  tolerations?: Toleration[]
  schedulerName?: string
  schedulingGates?: { name: string }[]
  hostname?: string
  subdomain?: string
  hostNetwork?: boolean
  restartPolicy?: 'Always' | 'OnFailure' | 'Never'
  activeDeadlineSeconds?: number
  terminationGracePeriodSeconds?: number
  serviceAccountName?: string
  enableServiceLinks?: boolean
  overhead?: Record<string, string>
  readinessGates?: { conditionType: string }[]
  volumes?: Volume[]
  initContainers?: Container[]
  containers: Container[]
  ephemeralContainers?: Container[]
}

export interface NodeSelectorTerm {
  matchExpressions?: NodeRequirement[]
  matchFields?: NodeRequirement[]
}

export interface NodeRequirement {
  key: string
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'
  values?: string[]
}

export interface Toleration {
  key?: string
  operator?: 'Exists' | 'Equal'
  value?: string
  effect?: string
}

export interface Container {
  name: string
  image: string
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  command?: string[]
  args?: string[]
  workingDir?: string
  env?: EnvironmentVariable[]
  envFrom?: { prefix?: string; configMapRef?: NamedSource; secretRef?: NamedSource }[]
  ports?: { name?: string; containerPort: number; protocol?: string }[]
  resources?: Resources
  volumeMounts?: VolumeMount[]
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
  lifecycle?: { postStart?: ProbeHandler; preStop?: ProbeHandler }
  /** Of an init container: it keeps running beside the others. */
  restartPolicy?: 'Always'
  terminationMessagePath?: string
  terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError'
  stdin?: boolean
  stdinOnce?: boolean
  tty?: boolean
}

export interface Resources {
  requests?: Record<string, string>
  limits?: Record<string, string>
}

export interface NamedSource {
  name: string
  optional?: boolean
}

export interface KeySource extends NamedSource {
  key: string
}

export interface EnvironmentVariable {
  name: string
  value?: string
  valueFrom?: {
    fieldRef?: { fieldPath: string }
    resourceFieldRef?: { containerName?: string; resource: string; divisor?: string }
    configMapKeyRef?: KeySource
    secretKeyRef?: KeySource
  }
}

export interface VolumeMount {
  name: string
  mountPath: string
  subPath?: string
  readOnly?: boolean
}

export interface KeyToPath {
  key: string
  path: string
}

export interface Volume {
  name: string
  configMap?: NamedSource & { items?: KeyToPath[] }
  secret?: { secretName: string; optional?: boolean; items?: KeyToPath[] }
  downwardAPI?: { items?: DownwardFile[] }
  projected?: { sources?: ProjectedSource[] }
  persistentVolumeClaim?: { claimName: string }
  hostPath?: { path: string }
  [kind: string]: unknown
}

export interface DownwardFile {
  path: string
  fieldRef?: { fieldPath: string }
  resourceFieldRef?: { containerName?: string; resource: string; divisor?: string }
}

export interface ProjectedSource {
  configMap?: NamedSource & { items?: KeyToPath[] }
  secret?: NamedSource & { items?: KeyToPath[] }
  downwardAPI?: { items?: DownwardFile[] }
  serviceAccountToken?: { path: string }
}

export interface ProbeHandler {
  exec?: { command: string[] }
  httpGet?: {
    path?: string
    port: number | string
    scheme?: string
    host?: string
    httpHeaders?: { name: string; value: string }[]
  }
  tcpSocket?: { port: number | string; host?: string }
  grpc?: { port: number }
  sleep?: { seconds: number }
}

export interface Probe extends ProbeHandler {
  initialDelaySeconds?: number
  periodSeconds?: number
  timeoutSeconds?: number
  successThreshold?: number
  failureThreshold?: number
  terminationGracePeriodSeconds?: number
}

export interface PodStatus {
  phase?: PodPhase
  reason?: string
  message?: string
  conditions?: PodCondition[]
  hostIP?: string
  hostIPs?: { ip: string }[]
  podIP?: string
  podIPs?: { ip: string }[]
  startTime?: string
  observedGeneration?: number
  qosClass?: string
  nominatedNodeName?: string
  containerStatuses?: ContainerStatus[]
  initContainerStatuses?: ContainerStatus[]
  ephemeralContainerStatuses?: ContainerStatus[]
}

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'

export interface PodCondition {
  type: string
  status: 'True' | 'False' | 'Unknown'
  reason?: string
  message?: string
  lastProbeTime?: string | null
  lastTransitionTime?: string
  observedGeneration?: number
}

export interface ContainerStatus {
  name: string
  image: string
  imageID: string
  containerID?: string
  ready: boolean
  started?: boolean
  restartCount: number
  state: ContainerState
  lastState: ContainerState
  allocatedResources?: Record<string, string>
  resources?: Resources
  volumeMounts?: object[]
}

export interface ContainerState {
  waiting?: { reason: string; message?: string }
  running?: { startedAt: string }
  terminated?: TerminatedState
}

export interface TerminatedState {
  exitCode: number
  reason: string
  message?: string
  startedAt: string | null
  finishedAt: string | null
  containerID?: string
}

/** Whether it will never run again. */
export function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed'
}

/** A pod that somebody has asked to create. */
export interface PodTemplate {
  metadata?: Partial<ObjectMeta>
  spec: PodSpec
}
