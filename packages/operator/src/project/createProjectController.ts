import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  environments,
  namespaces,
  projects,
  roleBindings,
  type ClusterAccess,
  type Project,
} from '@catalyst/kubernetes-client'
import { fieldManager } from '../environment/carryOut.ts'
import type { EventRecorder } from '../events/createEventRecorder.ts'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'
import { watches, type Controller, type Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { kindOf } from '../resources/ownedKinds.ts'
import type { TeamSettings } from './desiredProjectBindings.ts'
import { planProject } from './planProject.ts'

export interface ProjectControllerOptions {
  kubeConfig: ClusterAccess
  manager: Pick<Manager, 'cache'>
  settings: TeamSettings
  events: EventRecorder
  now?: (() => Date) | undefined
}

/** What belongs to a project as a whole, not to one of its environments. */
const projectScope = { labelSelector: `${labels.project},!${labels.environment}` }

/** Keeps the namespaces of projects with the rights of people there, and says of each project how it is. */
export function createProjectController(options: ProjectControllerOptions): Controller {
  const { kubeConfig, manager, settings, events, now = () => new Date() } = options
  const all = () => manager.cache(projects).list()
  const apply = (object: DesiredObject, signal: AbortSignal) =>
    createResourceClient(kindOf(object), { kubeConfig, fieldManager }).apply(object, { force: true, signal })

  return {
    name: 'project',
    sources: [
      watches(projects, {
        requestsOf: (project) => [requestOf(project)],
        predicate: ({ object, previous }) => object.metadata.generation !== previous.metadata.generation,
      }),
      watches(namespaces, { requestsOf: ({ metadata }) => projectsAt(metadata?.name ?? '', all()) }),
      watches(roleBindings, {
        scope: projectScope,
        requestsOf: ({ metadata }) => projectsAt(metadata?.namespace ?? '', all()),
      }),
      watches(environments, {
        requestsOf: ({ metadata }) => projectsAt(metadata.namespace ?? '', all()),
        // Only their number counts.
        predicate: () => false,
      }),
    ],
    async reconcile(request, signal) {
      const project = manager.cache(projects).get(request)
      if (project === undefined) return {}
      const home = homeOf(project)
      const namespace = manager.cache(namespaces).get({ name: home })
      const count = manager.cache(environments).list({ namespace: home }).length
      const bindings = manager.cache(roleBindings, projectScope).list({ namespace: home })
      const plan = planProject({ project, namespace, bindings, environments: count, settings, now: now() })
      for (const object of plan.apply) await apply(object, signal)
      for (const name of plan.unbind ?? [])
        await createResourceClient(roleBindings, { kubeConfig })
          .delete({ namespace: home, name }, { signal })
          .catch(ignoreNotFound)
      if (plan.status !== undefined) {
        const { apiVersion, kind, metadata } = project
        const { name, namespace: team } = metadata
        const client = createResourceClient(projects, { kubeConfig, fieldManager })
        const applied = { apiVersion, kind, metadata: { name, namespace: team }, status: plan.status }
        await client.apply(applied as never, { subresource: 'status', force: true, signal })
      }
      if (plan.warning !== undefined) events.record(project, { type: 'Warning', ...plan.warning })
      return {}
    },
  }
}

function requestOf({ metadata }: Project): Request {
  return { namespace: metadata.namespace ?? '', name: metadata.name }
}

function homeOf({ metadata }: Project): string {
  return generateNamespace(metadata.namespace ?? '', metadata.name)
}

/** Projects whose environments are in a namespace; names of several can meet there. */
function projectsAt(namespace: string, all: readonly Project[]): Request[] {
  return all.filter((project) => homeOf(project) === namespace).map(requestOf)
}
