/** A repository for people: its address without the noise, and where a browser finds it, if that can be told. */
export interface Repository {
  text: string
  href: string | undefined
}

/** Reads `https://host/a/b.git`, `ssh://git@host/a/b.git` and `git@host:a/b.git`. Only web addresses become links. */
export function repositoryOf(address: string): Repository {
  const short = /^[^/@]+@([^/:]+):(.+?)(?:\.git)?\/?$/.exec(address)
  if (short !== null) return { text: `${short[1] ?? ''}/${short[2] ?? ''}`, href: undefined }
  if (!URL.canParse(address)) return { text: address, href: undefined }
  const { protocol, host, pathname } = new URL(address)
  const path = pathname.replace(/(?:\.git)?\/?$/, '')
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return { text: `${host}${path}`, href: isWeb ? `${protocol}//${host}${path}` : undefined }
}
