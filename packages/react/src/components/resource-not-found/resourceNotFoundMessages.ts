import type { MissingThing } from '@catalyst/api/problems'

/** Words of `ResourceNotFound`. */
export interface ResourceNotFoundMessages {
  title: Record<MissingThing, (type: string, name: string) => string>
  pendingTitle: (type: string, name: string) => string
  pendingText: string
  deletedAgo: (ago: string) => string
  ago: (age: string) => string
  /** The phase it was in. */
  lastSeen: string
  known: Record<'message' | 'url' | 'sources' | 'created', string>
  causes: string
  /** Likely causes, most likely first, by what is missing. */
  cause: Record<MissingThing, readonly string[]>
  retry: string
  recreate: string
  recreateHint: string
  recreating: string
  cleanUp: string
  cleanUpHint: string
}

const connectivity = 'The connection to the cluster was lost, or this is not the cluster that it lives in.'
const reset = 'The local cluster was reset (`make reset`), which removes everything in it.'

export const resourceNotFoundMessages: ResourceNotFoundMessages = {
  title: {
    resource: (type, name) => `${type} “${name}” was not found in the cluster`,
    namespace: (type, name) => `The namespace of ${type} “${name}” was not found in the cluster`,
    cluster: (type, name) => `The cluster of ${type} “${name}” is not registered`,
    type: (type) => `This cluster does not know the resource type ${type}`,
  },
  pendingTitle: (type, name) => `${type} “${name}” is being created`,
  pendingText:
    'It was asked for, and the operator has not set it up yet. This page will show it as soon as it is there.',
  deletedAgo: (ago) => `It was deleted ${ago} ago.`,
  ago: (age) => `${age} ago`,
  lastSeen: 'Last seen',
  known: { message: 'It said', url: 'It answered at', sources: 'It ran', created: 'Created' },
  causes: 'Likely causes',
  cause: {
    resource: [
      'It was deleted outside of this page, for example with kubectl or because its pull request was closed.',
      reset,
      connectivity,
      'The operator has not reconciled it yet: a new one takes a moment to appear.',
    ],
    namespace: [
      'The environment was deleted, and its namespace went with it.',
      reset,
      connectivity,
      'The operator has not reconciled it yet: namespaces are made first.',
    ],
    cluster: [
      'The cluster was renamed or removed from the configuration of the proxy.',
      'The address of this page was copied from an installation with other clusters.',
    ],
    type: [
      'The custom resource definitions of Catalyst are not installed in this cluster.',
      reset,
      'This is not the cluster that Catalyst was installed in.',
    ],
  },
  retry: 'Try again',
  recreate: 'Create it again',
  recreateHint: 'Makes it anew, from the same project, sources and settings',
  recreating: 'Creating…',
  cleanUp: 'Clean up',
  cleanUpHint: 'Forgets what is still kept of it here; nothing in the cluster changes',
}
