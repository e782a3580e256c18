export { condition } from './builders/condition.ts'
export { environment, type EnvironmentOptions } from './builders/environment.ts'
export { event, type EventOptions } from './builders/event.ts'
export { logLines, type LogLinesOptions } from './builders/logLines.ts'
export { pod, type ContainerOptions, type PodOptions } from './builders/pod.ts'
export {
  environmentMetrics,
  podMetrics,
  type EnvironmentMetricsOptions,
  type PodMetricsOptions,
} from './builders/podMetrics.ts'
export { problem } from './builders/problem.ts'
export { project, type ProjectOptions } from './builders/project.ts'
export { storyNow, storyTime } from './builders/storyTime.ts'
export { uid } from './builders/uid.ts'
