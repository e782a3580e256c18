import type { Authenticate } from '@catalyst/proxy'

/** Takes the name of a person for their bearer token, and knows their groups; `team:acme` is the group of team `acme`. */
export function peopleByName(people: Readonly<Record<string, readonly string[]>>): Authenticate {
  return async function authenticate({ headers }) {
    const [, name = ''] = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '') ?? []
    const groups = people[name]
    if (groups === undefined) return null
    const teams = groups.filter((group) => group.startsWith('team:')).map((group) => group.slice('team:'.length))
    return { subject: name, groups, teams, impersonate: true, credential: 'bearer' }
  }
}
