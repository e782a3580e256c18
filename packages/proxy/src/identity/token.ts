import { bearerOf } from './bearerOf.ts'
import { createIdentity, defaultTeamGroupPrefix } from './createIdentity.ts'
import type { Authenticate } from './Identity.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { noBrowserRoutes } from '../session/noBrowserRoutes.ts'
import { createTokenFile } from './tokenFile/createTokenFile.ts'

export interface TokenOptions {
  /** Path of a file with lines of `token,subject,"group1,group2"`. It is read anew when it changes. */
  file: string
  /** What the name of a group begins with that stands for a team. @default 'team:' */
  teamGroupPrefix?: string | undefined
}

/**
 * Takes bearer tokens from a file, like kube-apiserver's `--token-auth-file`: for machines, and for a first try. They
 * do not end, and browsers have no way to show one.
 *
 * @throws Error where the file is missing or wrong; it names the line and never what it holds.
 */
export function token({ file, teamGroupPrefix = defaultTeamGroupPrefix }: TokenOptions): Authenticate {
  const tokens = createTokenFile(file)
  const authenticate: Authenticate = async (request) => {
    const bearer = bearerOf(request)
    if (bearer === undefined) return null
    const caller = tokens.find(bearer)
    if (caller === undefined) throw new ProblemError('UNAUTHORIZED', 'Nobody has this token. Ask for a new one.')
    return createIdentity({ ...caller, credential: 'bearer' }, { teamGroupPrefix })
  }
  authenticate.teamGroupPrefix = teamGroupPrefix
  authenticate.signsIn = false
  authenticate.attach = ({ logger }) => {
    tokens.logTo(logger)
    return noBrowserRoutes()
  }
  return authenticate
}
