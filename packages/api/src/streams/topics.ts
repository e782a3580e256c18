/** The kinds that one stream can watch. */
export const topicKinds = ['environments', 'projects', 'pods', 'events', 'metrics'] as const
export type TopicKind = (typeof topicKinds)[number]

/** One thing to watch: a kind in a namespace (`*` for all that the caller may list) of a cluster (`-` for the default one). */
export interface Topic {
  kind: TopicKind
  cluster: string
  namespace: string
  labelSelector?: string | undefined
}

/** Writes a topic as `kind:cluster/namespace[?labelSelector=…]`, before any percent-encoding. */
export function formatTopic(topic: Topic): string {
  const selector = topic.labelSelector ? `?labelSelector=${topic.labelSelector}` : ''
  return `${topic.kind}:${topic.cluster}/${topic.namespace}${selector}`
}

const topicPattern = /^([a-z]+):([^/?]+)\/(\*|[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)(?:\?labelSelector=(.*))?$/s

/** Reads a topic that was percent-decoded once; `undefined` for anything that isn't one. */
export function parseTopic(text: string): Topic | undefined {
  const match = topicPattern.exec(text)
  const kind = topicKinds.find((one) => one === match?.[1])
  const [, , cluster, namespace, labelSelector] = match ?? []
  if (kind === undefined || cluster === undefined || namespace === undefined) return undefined
  return labelSelector ? { kind, cluster, namespace, labelSelector } : { kind, cluster, namespace }
}
