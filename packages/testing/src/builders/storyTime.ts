/** The moment at which built objects live, so that tests and pictures stay the same from day to day. */
export const storyNow = new Date('2026-11-20T12:00:00.000Z')

/** A time as Kubernetes writes it (RFC 3339, whole seconds), so many seconds after `storyNow`. */
export function storyTime(offsetSeconds = 0): string {
  return new Date(storyNow.getTime() + offsetSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
}
