import type { ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { withCluster } from '../routing/withCluster.ts'

const places: readonly { path: string; text: string; isHere: (pathname: string) => boolean }[] = [
  { path: '/', text: 'Environments', isHere: (pathname) => pathname === '/' || pathname.startsWith('/environments/') },
  { path: '/projects', text: 'Projects', isHere: (pathname) => pathname.startsWith('/projects') },
  { path: '/usage', text: 'Usage', isHere: (pathname) => pathname === '/usage' },
]

/** The dashboard's places. Whoever looks at one cluster stays there. */
export function NavLinks(): ReactNode {
  const { pathname } = useLocation()
  const [query] = useSearchParams()
  const cluster = query.get('cluster') ?? /^\/(?:environments|projects)\/([^/]+)\/[^/]+\//.exec(pathname)?.[1]
  return (
    <nav className="app-nav" aria-label="Places">
      {places.map(({ path, text, isHere }) => (
        <Link
          key={path}
          to={withCluster(path, cluster && decodeURIComponent(cluster))}
          aria-current={pathname === path ? 'page' : isHere(pathname) ? 'true' : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
