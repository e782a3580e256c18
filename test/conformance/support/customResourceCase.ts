/** A custom resource that a user might write, and what becomes of it. */
export interface CustomResourceCase {
  title: string
  object: Record<string, unknown>
  /** Where the refusal says that the fault is; absent where the resource is fine. */
  refusedAt?: string
}

export const commitSha = '0123456789abcdef0123456789abcdef01234567'

export function resourceCase(title: string, object: object, refusedAt?: string): CustomResourceCase {
  const metadata = { name: 'one', namespace: 'default' }
  const whole = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', metadata, ...object }
  return { title, object: whole, ...(refusedAt === undefined ? {} : { refusedAt }) }
}

export function many<TItem>(count: number, item: (index: number) => TItem): TItem[] {
  return Array.from({ length: count }, (_, index) => item(index))
}
