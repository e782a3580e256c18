import { apiGroup, type AccessReview, type TopicKind } from '@catalyst/api'

const resources: Record<TopicKind, { group: string; resource: string }> = {
  environments: { group: apiGroup, resource: 'environments' },
  projects: { group: apiGroup, resource: 'projects' },
  pods: { group: '', resource: 'pods' },
  events: { group: '', resource: 'events' },
  metrics: { group: 'metrics.k8s.io', resource: 'pods' },
}

/** The right that a topic of a kind needs, in one namespace or in all. */
export function listReview(kind: TopicKind, namespace?: string): AccessReview {
  return { verb: 'list', ...resources[kind], namespace }
}
