import {
  environmentFinalizer,
  generateNamespace,
  groupVersion,
  labels,
  type Condition,
  type Environment,
  type EnvironmentSpec,
  type EnvironmentStatus,
  type Phase,
} from '@catalyst/api'
import { condition } from './condition.ts'
import { storyTime } from './storyTime.ts'
import { uid } from './uid.ts'

export interface EnvironmentOptions {
  /** @default 'pr-42' */
  name?: string | undefined
  /** @default 'payments' */
  team?: string | undefined
  /** @default 'checkout' */
  project?: string | undefined
  /** @default 'Ready' */
  phase?: Phase | undefined
  /** Number of the pull request; `null` for an environment of no pull request. @default 42 */
  pullRequest?: number | null | undefined
  /** Address; `null` for none. @default one under `preview.example.com` when Ready or Degraded */
  url?: string | null | undefined
  /** @default one hour before `storyNow` */
  createdAt?: string | undefined
  deletedAt?: string | undefined
  message?: string | undefined
  /** @default what the phase implies */
  conditions?: Condition[] | undefined
  spec?: Partial<EnvironmentSpec> | undefined
  status?: Partial<EnvironmentStatus> | undefined
  /** @default '1' */
  resourceVersion?: string | undefined
}

/** An Environment as the API server would answer it: Ready, an hour old, of pull request 42. */
export function environment(options: EnvironmentOptions = {}): Environment {
  const { name = 'pr-42', team = 'payments', project = 'checkout', phase = 'Ready', pullRequest = 42 } = options
  const { createdAt = storyTime(-3600), resourceVersion = '1', message, deletedAt } = options
  const home = generateNamespace(team, project)
  const namespace = generateNamespace(team, project, name)
  const url = options.url === undefined ? defaultUrl(phase, namespace) : (options.url ?? undefined)
  const deletionTimestamp = deletedAt ?? (phase === 'Deleting' ? storyTime(-20) : undefined)
  return {
    apiVersion: groupVersion,
    kind: 'Environment',
    metadata: {
      name,
      namespace: home,
      uid: uid(`environment/${home}/${name}`),
      resourceVersion,
      generation: 1,
      creationTimestamp: createdAt,
      labels: { [labels.team]: team, [labels.project]: project, [labels.environment]: name },
      finalizers: [environmentFinalizer],
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    },
    spec: {
      projectRef: { name: project, namespace: team },
      type: 'development',
      sources: [
        {
          name: 'app',
          commitSha: uid(name).replaceAll('-', '').padEnd(40, '0').slice(0, 40),
          branch: `feature/${name}`,
        },
      ],
      retainOnClose: false,
      ...(pullRequest === null ? {} : { pullRequest: pullRequestOf({ team, project, number: pullRequest }) }),
      ...options.spec,
    },
    status: {
      phase,
      namespace,
      observedGeneration: 1,
      conditions: options.conditions ?? conditionsOf(phase, message),
      ...(url === undefined ? {} : { url }),
      ...(message === undefined ? {} : { message }),
      ...options.status,
    },
  }
}

function pullRequestOf({ team, project, number }: { team: string; project: string; number: number }) {
  return { id: String(1000 + number), number, url: `https://github.com/${team}/${project}/pull/${number}` }
}

function defaultUrl(phase: Phase, namespace: string): string | undefined {
  return phase === 'Ready' || phase === 'Degraded' ? `https://${namespace}.preview.example.com/` : undefined
}

/** The conditions of a phase: every step before it is True, the step itself is as far as the phase says. */
function conditionsOf(phase: Phase, message = ''): Condition[] {
  const steps = ['NamespaceReady', 'BuildSucceeded', 'Deployed', 'Ready'] as const
  const reached: Record<Phase, number> = {
    Pending: 0,
    Initializing: 0,
    Building: 1,
    Deploying: 2,
    Ready: 4,
    Degraded: 3,
    Failed: 1,
    Deleting: 4,
  }
  const isTrouble = phase === 'Failed' || phase === 'Degraded'
  return steps.slice(0, reached[phase] + 1).map((type, index) => {
    const lastTransitionTime = storyTime(-3500 + index * 60)
    if (index < reached[phase]) return condition(type, { lastTransitionTime })
    return isTrouble
      ? condition(type, { status: 'False', reason: phase, message, lastTransitionTime })
      : condition(type, { status: 'Unknown', reason: 'Progressing', message, lastTransitionTime })
  })
}
