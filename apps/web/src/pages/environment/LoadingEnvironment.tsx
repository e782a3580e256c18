import type { ReactNode } from 'react'
import { useQueryState } from '../../routing/useQueryState.ts'
import { TabLinks, tabOf } from './TabLinks.tsx'

/** The page of an environment before anything is known of it: as high as it will be, so that nothing moves when it comes. */
export function LoadingEnvironment({ name }: { name: string }): ReactNode {
  const [tab] = useQueryState('tab')
  return (
    <>
      <div className="app-page-head">
        <h1 className="app-title">{name}</h1>
      </div>
      <div className="app-loading" role="status">
        <span className="catalyst-hidden">Loading {name}</span>
        <span className="catalyst-skeleton" />
        <span className="catalyst-skeleton" />
        <span className="catalyst-skeleton" />
      </div>
      <TabLinks tab={tabOf(tab)} />
    </>
  )
}
