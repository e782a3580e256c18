import type { AccessVerdict, CatalystClient } from '@catalyst/sdk'
import type { AskedReview } from './sendReviews.ts'

type Question = Pick<AskedReview, 'cluster' | 'review' | 'signal'>

const batches = new WeakMap<CatalystClient, AskedReview[]>()

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
      // Loaded with the first question: a page that offers everything to everybody does without.
      import('./sendReviews.ts').then(
        ({ sendReviews }) => sendReviews(client, asked),
        (error: unknown) => asked.forEach((one) => one.reject(error)),
      )
    }, 0)
  })
}
