import { safeUrl } from '../../internals/safeUrl.ts'

export interface RepositoryLinks {
  /** The repository without its protocol: `github.com/acme/shop`. */
  text: string
  page: string | undefined
  /** Page of a commit, where it is known how the host makes such addresses. */
  commit: (sha: string) => string | undefined
  branch: (name: string) => string | undefined
}

/** Pages about a Git repository, from the URL that it is cloned from: https, ssh, or the short form `git@host:path`. */
export function repositoryLinks(repositoryUrl: string): RepositoryLinks {
  const page = pageOf(repositoryUrl)
  if (page === undefined) return { text: repositoryUrl, page, commit: () => undefined, branch: () => undefined }
  const paths = pathsOf(page.hostname)
  const below = (path: string | undefined, name: string) =>
    path === undefined ? undefined : `${page.href}/${path}/${name.split('/').map(encodeURIComponent).join('/')}`
  return {
    text: page.host + page.pathname,
    page: page.href,
    commit: (sha) => below(paths?.commit, sha),
    branch: (name) => below(paths?.branch, name),
  }
}

function pageOf(repositoryUrl: string): URL | undefined {
  const short = /^[\w.]+@([^\s/:]+):(?!\/\/)(.+)$/.exec(repositoryUrl)
  const ssh = /^ssh:\/\/(?:[^\s@/]+@)?([^\s/:]+)(?::\d+)?\/(.+)$/.exec(repositoryUrl)
  const [, host, path] = short ?? ssh ?? []
  const url = safeUrl(host === undefined ? repositoryUrl : `https://${host}/${path ?? ''}`)
  if (url === undefined) return undefined
  // Only what names the repository: a link must carry nobody's credentials.
  url.username = url.password = url.search = url.hash = ''
  url.pathname = url.pathname.replace(/(?:\.git)?\/*$/, '')
  return url
}

interface Paths {
  commit: string
  branch: string
}

/** By what a host's name says of the software on it; behind other names it can't be told. */
const pathsOfHost: readonly [RegExp, Paths][] = [
  [/(?:^|\.)github\./, { commit: 'commit', branch: 'tree' }],
  [/(?:^|\.)gitlab\./, { commit: '-/commit', branch: '-/tree' }],
  [/^bitbucket\.org$/, { commit: 'commits', branch: 'branch' }],
  [/(?:^|\.)(?:gitea|forgejo)\.|^codeberg\.org$/, { commit: 'commit', branch: 'src/branch' }],
]

function pathsOf(hostname: string): Paths | undefined {
  return pathsOfHost.find(([pattern]) => pattern.test(hostname))?.[1]
}
