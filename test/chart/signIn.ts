import type { Issuer } from '@catalyst/testing/issuer'
import { ask } from './ask.ts'
import type { ServingPod } from './installChart.ts'

export interface SignInPath {
  begin: ServingPod
  end: ServingPod
  /** Path below which the server has everything. */
  basePath: string
}

/** Signs somebody in as a browser does, beginning at one pod and coming back to another. @returns the cookies it then has. */
export async function signIn(issuer: Issuer, user: string, { begin, end, basePath }: SignInPath): Promise<string> {
  const cookies = new Map<string, string>()
  async function browse(pod: ServingPod, path: string) {
    const answer = await ask({ at: pod.ip, port: 8080, path, headers: { cookie: cookieHeader(cookies) } })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const login = await browse(begin, `${basePath}/api/v1/auth/login`)
  if (login.headers.location === undefined) throw new Error(`No way to the provider: ${login.status} ${login.text}`)
  const back = new URL(await issuer.signIn(login.headers.location, user))
  const callback = await browse(end, `${back.pathname}${back.search}`)
  if (callback.status !== 200) throw new Error(`Not signed in: ${callback.status} ${callback.text}`)
  return cookieHeader(cookies)
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}
