import type { AccessReview } from '@catalyst/api'
import type { AccessVerdict, CatalystClient } from '@catalyst/sdk'

interface Question {
  cluster: string
  review: AccessReview
  signal: AbortSignal
}

interface Waiting extends Question {
  resolve: (verdict: AccessVerdict) => void
  reject: (error: unknown) => void
}

/** What a request takes at most. */
const longestBatch = 100

const batches = new WeakMap<CatalystClient, Waiting[]>()

/** Asks about one right; what is asked within the same turn of the event loop goes as one request to each cluster. */
export function reviewAccess(client: CatalystClient, question: Question): Promise<AccessVerdict> {
  return new Promise((resolve, reject) => {
    const waiting = { ...question, resolve, reject }
    const batch = batches.get(client)
    if (batch !== undefined) {
      batch.push(waiting)
      return
    }
    batches.set(client, [waiting])
    setTimeout(() => {
      const asked = batches.get(client) ?? []
      batches.delete(client)
      for (const one of split(asked.filter(({ signal }) => !signal.aborted))) void send(client, one)
    }, 0)
  })
}

function split(asked: readonly Waiting[]): Waiting[][] {
  const clusters = [...new Set(asked.map(({ cluster }) => cluster))]
  return clusters.flatMap((cluster) => {
    const own = asked.filter((one) => one.cluster === cluster)
    return Array.from({ length: Math.ceil(own.length / longestBatch) }, (_, index) =>
      own.slice(index * longestBatch, (index + 1) * longestBatch),
    )
  })
}

async function send(client: CatalystClient, batch: readonly Waiting[]): Promise<void> {
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
