export type {
  ApiOperations,
  DeleteOptions,
  ListFilter,
  ObjectChange,
  ObjectRef,
  WriteOptions,
} from './api/ApiOperations.ts'
export type { Clock, ClusterClock } from './clock/Clock.ts'
export { createClock, type ClockOptions } from './clock/createClock.ts'
export type { Cluster, ClusterUser } from './Cluster.ts'
export type { Fault, FaultMatch, FaultOptions, Faults, InjectedFault } from './faults/Faults.ts'
export type { Image, Site } from './machine/Image.ts'
export type { ProcessContext, Program } from './machine/Process.ts'
export type { KubernetesObject, ObjectInput } from './objects/KubernetesObject.ts'
export type { Status, StatusCause, StatusDetails } from './objects/Status.ts'
export { StatusError } from './objects/StatusError.ts'
export { startCluster, type ClusterOptions } from './startCluster.ts'
