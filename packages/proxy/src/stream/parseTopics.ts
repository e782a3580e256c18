import { clusterSchema, parseTopic, topicKinds, type ProblemIssue, type Topic } from '@catalyst/api'
import { parseLabelSelector, type LabelRequirement } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'

/** A topic that was asked for, with its text as the client wrote it. */
export interface RequestedTopic {
  text: string
  topic: Topic
  selector: readonly LabelRequirement[]
}

/** The most topics of one stream: more would not fit into the cursor's header. */
const maxTopics = 200

/**
 * Reads the topics of a stream, each once.
 *
 * @throws ProblemError INVALID_INPUT with an issue for every text that is no topic.
 */
export function parseTopics(texts: readonly string[]): RequestedTopic[] {
  const issues: ProblemIssue[] = []
  const topics = new Map<string, RequestedTopic>()
  if (texts.length === 0) issues.push({ path: 'topic', message: 'is missing: name at least one topic to watch' })
  if (texts.length > maxTopics)
    issues.push({ path: 'topic', message: `may be given ${maxTopics} times, and is given ${texts.length} times` })
  for (const [index, text] of texts.entries()) {
    const parsed = readTopic(text)
    if (typeof parsed === 'string') issues.push({ path: `topic[${index}]`, message: parsed })
    else topics.set(text, parsed)
  }
  if (issues.length > 0) {
    const detail =
      'The stream was not opened, because its topics are not all valid. A topic is kind:cluster/namespace[?labelSelector=…].'
    throw new ProblemError('INVALID_INPUT', detail, { issues })
  }
  return [...topics.values()]
}

function readTopic(text: string): RequestedTopic | string {
  const topic = parseTopic(text)
  if (topic === undefined) {
    return `is no topic: write kind:cluster/namespace[?labelSelector=…] with one of ${topicKinds.join(', ')} for the kind, "-" for the default cluster and "*" for all namespaces`
  }
  const cluster = clusterSchema.safeParse(topic.cluster)
  if (!cluster.success) return `names an impossible cluster: ${cluster.error.issues[0]?.message ?? topic.cluster}`
  try {
    return { text, topic, selector: parseLabelSelector(topic.labelSelector ?? '') }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
