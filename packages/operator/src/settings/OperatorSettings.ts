/** How the operator of a cluster is set up: what every environment has in common, and where its addresses are. */
export interface OperatorSettings {
  /** Where an environment answers; `{namespace}` is its namespace. https, but for names below `localhost`. */
  urlTemplate: string
  /** Absent where no ingress controller is installed: environments are reached in other ways then. */
  ingress: IngressSettings | undefined
  /** Quota of an environment whose project says nothing. */
  quota: { cpu: string; memory: string; storage: string; pods: number }
  /** What a container gets that asks for nothing; without it, a quota would refuse it. */
  containerDefaults: { requests: ContainerResources; limits: ContainerResources }
  network: NetworkSettings
  /** What the API server puts before the names of groups; a Project's access names them with it. */
  groupsPrefix: string
  /** What the group of a team begins with. */
  teamGroupPrefix: string
  /** How long a rollout may take, in milliseconds. */
  deployTimeoutMs: number
  /** How often a deployment that failed is tried for one commit. */
  maxAttempts: number
  janitor: JanitorSettings
  deployer: DeployerSettings
  git: GitSettings
}

/** The Jobs that deploy manifests and charts. */
export interface DeployerSettings {
  /** Catalyst's own image, which the deployer is in. */
  image: string
  pullPolicy: 'Always' | 'IfNotPresent' | 'Never'
  /** With which nodes pull it: they are copied to where a Job runs, while it does. */
  pullSecrets: readonly { namespace: string; name: string }[]
  /** How long one may take, in milliseconds. */
  timeoutMs: number
  resources: { requests: ContainerResources; limits: ContainerResources }
  /** Variables of its container, such as HTTPS_PROXY. */
  env: Readonly<Record<string, string>>
}

/** How repositories are reached whose Project names no credentials. */
export interface GitSettings {
  /** Absent where they are public. */
  credentialsSecret: { namespace: string; name: string } | undefined
  /** The only places that are sent these credentials: hosts, or hosts with the beginning of a path. */
  hosts: readonly string[]
}

/** What becomes of namespaces whose environment is gone. */
export interface JanitorSettings {
  /** Whether they are deleted, or only told of. */
  delete: boolean
  /** How long they stay before, in milliseconds. */
  graceMs: number
}

export interface ContainerResources {
  cpu: string
  memory: string
}

export interface IngressSettings {
  className: string | undefined
  annotations: Readonly<Record<string, string>>
  /** Absent where TLS ends elsewhere, such as at a tunnel. `secretName` absent: the controller's own (wildcard) certificate. */
  tls: { secretName: string | undefined } | undefined
}

export interface NetworkSettings {
  /** Whose pods may reach environments: the namespaces of ingress controllers. */
  ingressNamespaces: readonly string[]
  /** Where the cluster's DNS runs. */
  dnsNamespaces: readonly string[]
  /** Where environments may go beside their own pods and DNS; nowhere where empty. */
  egress: readonly EgressSettings[]
}

/** Addresses, or the pods of a namespace: of a registry, or of the ingress controller by which an environment reaches its own address. */
export type EgressSettings = { ports?: readonly number[] | undefined } & (
  { cidr: string; except?: readonly string[] | undefined } | { namespace: string }
)
