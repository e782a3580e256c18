import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DeployError } from '../DeployError.ts'

/** What GitHub asks for, and others take, as the name beside a token. */
const tokenUser = 'x-access-token'

export interface GitCredentials {
  username: string
  password: string
}

/**
 * Reads the Secret that is mounted for Git: `token`, with a `username` where the host wants one, or `username` and
 * `password`. @returns undefined where nothing is mounted.
 * @throws DeployError `GitUnauthorized` where something is, but neither of the two.
 */
export async function readCredentials(folder: string): Promise<GitCredentials | undefined> {
  const [token, username, password] = await Promise.all(
    ['token', 'username', 'password'].map((name) => readEntry(join(folder, name))),
  )
  if (token !== undefined) return { username: username ?? tokenUser, password: token }
  if (username !== undefined && password !== undefined) return { username, password }
  if (!(await isThere(folder))) return undefined
  throw new DeployError(
    'The Secret for Git has neither "token" nor "username" and "password". Put one of both into it.',
    { reason: 'GitUnauthorized' },
  )
}

/** The header by which they are sent. https://www.rfc-editor.org/rfc/rfc7617 */
export function authorizationOf({ username, password }: GitCredentials): string {
  return `Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

async function readEntry(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  )
}
