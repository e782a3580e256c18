/** The parts that an environment's detail is divided into. */
export type DetailTab = 'overview' | 'pods' | 'configuration' | 'log' | 'terminal'

/** Words of `EnvironmentDetail` and `EnvironmentFacts`. */
export interface EnvironmentDetailMessages {
  /** Kind of the resource, as `ResourceNotFound` names it. */
  kind: string
  loading: (name: string) => string
  tabs: string
  tab: Record<DetailTab, string>
  conditions: string
  events: string
  usage: string
  facts: string
  sources: string
  branch: string
  commit: string
  build: (phase: string, job: string | undefined) => string
  fact: Record<
    | 'project'
    | 'type'
    | 'template'
    | 'namespace'
    | 'pullRequest'
    | 'image'
    | 'detected'
    | 'command'
    | 'workdir'
    | 'variables'
    | 'created'
    | 'ready',
    string
  >
  nothingDetected: string
  overridden: string
  variables: (count: number) => string
  ago: (age: string) => string
  pod: string
  allPods: string
  lookingForContainer: string
  noContainer: string
  /** Prompts, by what is the matter. */
  prompt: Record<'degraded' | 'unhealthy' | 'failed' | 'no-type', { title: string; text: string }>
  changeCommand: string
  showLog: string
  showPods: string
}

export const environmentDetailMessages: EnvironmentDetailMessages = {
  kind: 'Environment',
  loading: (name) => `Loading ${name}`,
  tabs: 'Parts of this environment',
  tab: { overview: 'Overview', pods: 'Pods', configuration: 'Configuration', log: 'Log', terminal: 'Terminal' },
  conditions: 'Conditions',
  events: 'Events',
  usage: 'Usage',
  facts: 'Details',
  sources: 'Sources',
  branch: 'Branch',
  commit: 'Commit',
  build: (phase, job) => `Build ${phase}${job === undefined ? '' : ` (job ${job})`}`.trim(),
  fact: {
    project: 'Project',
    type: 'Type',
    template: 'Template',
    namespace: 'Runs in',
    pullRequest: 'Pull request',
    image: 'Image',
    detected: 'Detected',
    command: 'Command',
    workdir: 'Folder',
    variables: 'Variables',
    created: 'Created',
    ready: 'Ready since',
  },
  nothingDetected: 'no project type',
  overridden: 'overridden',
  variables: (count) => (count === 1 ? '1 environment variable' : `${count} environment variables`),
  ago: (age) => `${age} ago`,
  pod: 'Pod',
  allPods: 'All pods',
  lookingForContainer: 'Looking for a running container …',
  noContainer: 'No container is running yet. A shell opens once one is.',
  prompt: {
    degraded: {
      title: 'It runs, but its command does not',
      text: 'The container is kept, so that you can look at its log and open a shell. Push a fix, or set another command and restart.',
    },
    unhealthy: {
      title: 'It does not run as it should',
      text: 'It was up before. Look at what its log says. Push a fix, or restart it once the cause is gone.',
    },
    failed: {
      title: 'It did not come up',
      text: 'Look at what its conditions and its log say. Push a fix, or deploy it again once the cause is gone.',
    },
    'no-type': {
      title: 'No project type detected',
      text: 'Nothing in the sources says how to start them. The environment runs with a plain container: say which command starts your application.',
    },
  },
  changeCommand: 'Change the command',
  showLog: 'Show the log',
  showPods: 'Show the pods',
}
