import type { AccessReview } from '@catalyst/api'
import type { AccessVerdict, CatalystClient } from '@catalyst/sdk'

/** A question about a right, and who waits for its answer. */
export interface AskedReview {
  cluster: string
  review: AccessReview
  signal: AbortSignal
  resolve: (verdict: AccessVerdict) => void
  reject: (error: unknown) => void
}

/** What a request takes at most. */
const longestBatch = 100

/** Sends questions, to each cluster in as few requests as may be, and answers everybody who still waits. */
export function sendReviews(client: CatalystClient, asked: readonly AskedReview[]): void {
  for (const one of split(asked.filter(({ signal }) => !signal.aborted))) void send(client, one)
}

function split(asked: readonly AskedReview[]): AskedReview[][] {
  const clusters = [...new Set(asked.map(({ cluster }) => cluster))]
  return clusters.flatMap((cluster) => {
    const own = asked.filter((one) => one.cluster === cluster)
    return Array.from({ length: Math.ceil(own.length / longestBatch) }, (_, index) =>
      own.slice(index * longestBatch, (index + 1) * longestBatch),
    )
  })
}

async function send(client: CatalystClient, batch: readonly AskedReview[]): Promise<void> {
  try {
    const [first] = batch
    const { reviews } = await client.clusters.reviewAccess(
      batch.map(({ review }) => review),
      { cluster: first?.cluster },
    )
    for (const [index, { resolve, reject }] of batch.entries()) {
      const verdict = reviews[index]
      if (verdict === undefined) reject(new Error('The proxy left a question about rights without an answer.'))
      else resolve(verdict)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
