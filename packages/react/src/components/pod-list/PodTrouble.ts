/** Why a pod or one of its containers does not run as it should, as far as a reader would do something else about it. */
export type PodTroubleCause =
  | 'ImageNameInvalid'
  | 'ImageNotFound'
  | 'ImageRefused'
  | 'ImageArchitecture'
  | 'ImageNeverPulled'
  | 'ImagePull'
  | 'RegistryUnreachable'
  | 'SecretMissing'
  | 'ConfigMapMissing'
  | 'KeyMissing'
  | 'RunsAsRoot'
  | 'ConfigInvalid'
  | 'CommandNotFound'
  | 'NotExecutable'
  | 'CannotStart'
  | 'OutOfMemory'
  | 'EndsAtOnce'
  | 'Crash'
  | 'InitFailed'
  | 'LivenessProbe'
  | 'StartupProbe'
  | 'ReadinessProbe'
  | 'NotReady'
  | 'VolumeMount'
  | 'Network'
  | 'NoRoom'
  | 'NoNode'
  | 'VolumeUnbound'
  | 'Gated'
  | 'Evicted'
  | 'Rejected'
  | 'NodeLost'
  | 'DeadlineExceeded'
  | 'StuckTerminating'
  | 'QuotaExceeded'
  | 'PolicyRefused'
  | 'CreateRefused'

/** What the words about a trouble are made of. */
export interface PodTroubleFacts {
  image?: string | undefined
  exitCode?: number | undefined
  /** Name of the Secret, ConfigMap or key that is missing. */
  missing?: string | undefined
  /** What there is too little of: `cpu`, `memory`. */
  resource?: string | undefined
}

export interface PodTrouble extends PodTroubleFacts {
  cause: PodTroubleCause
  /** `warning` where it runs all the same. */
  tone: 'warning' | 'danger'
  /** The container it is about; the whole pod where absent. */
  container?: string | undefined
  /** Kubernetes' own words. */
  detail?: string | undefined
}
