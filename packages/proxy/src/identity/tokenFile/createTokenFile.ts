import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Logger } from 'pino'
import { parseTokenFile, type TokenEntry } from './parseTokenFile.ts'

export interface TokenFile {
  /** Whose token it is. */
  find(token: string): Omit<TokenEntry, 'token'> | undefined
  /** Tells where to say that a changed file can't be used. */
  logTo(logger: Logger): void
}

/** A changed file is noticed after this long. */
const checkMs = 1000

/**
 * Keeps the tokens of a file, and reads it anew when it has changed. A changed file that can't be used is reported and
 * lets nobody in: what it was changed for may be a token that was lost.
 *
 * @throws Error where the file is missing or wrong at first.
 */
export function createTokenFile(file: string): TokenFile {
  // Looking a digest up takes as long for a near miss as for any other.
  const secret = randomBytes(32)
  const digest = (token: string) => createHmac('sha256', secret).update(token).digest()
  let logger: Logger | undefined
  let version = versionOf(file)
  let entries = read()
  let checkedAt = Date.now()

  function read() {
    const digests = new Map<string, { digest: Buffer; subject: string; groups: readonly string[] }>()
    for (const { token, subject, groups } of parseTokenFile(readText(file), file)) {
      const key = digest(token)
      digests.set(key.toString('hex'), { digest: key, subject, groups })
    }
    return digests
  }

  function readIfChanged(): void {
    if (Date.now() - checkedAt < checkMs) return
    checkedAt = Date.now()
    const now = versionOf(file)
    if (now === version) return
    version = now
    try {
      entries = read()
      logger?.info({ tokens: entries.size }, 'token file read anew')
    } catch (error) {
      entries = new Map()
      logger?.error({ err: error }, 'the token file was changed and cannot be used: nobody can sign in')
    }
  }

  return {
    find(token) {
      readIfChanged()
      const key = digest(token)
      const entry = entries.get(key.toString('hex'))
      return entry !== undefined && timingSafeEqual(entry.digest, key)
        ? { subject: entry.subject, groups: entry.groups }
        : undefined
    },
    logTo: (given) => void (logger = given),
  }
}

/** Kubernetes changes a mounted file by changing the link to its folder, which gives it another inode. */
function versionOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? 'missing' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Error(`The token file ${file} can't be read (${code}), so nobody could sign in.`, { cause })
  }
}
