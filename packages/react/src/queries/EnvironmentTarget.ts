/** An environment, as the target of what is asked about its inside: pods, events, metrics, logs. */
export interface EnvironmentTarget {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  /** The namespace of its project, in which the environment lies. */
  namespace: string
  /** Its name. */
  environment: string
}
