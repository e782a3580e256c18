import type { ReactNode } from 'react'

/** Stands where cards will be, as high as they are, so that nothing moves when they come. */
export function LoadingCards({ label, count = 3 }: { label: string; count?: number | undefined }): ReactNode {
  return (
    <div className="app-cards" role="status">
      <span className="catalyst-hidden">{label}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="app-card app-loading-card" aria-hidden="true">
          <span className="catalyst-skeleton" />
          <span className="catalyst-skeleton" />
          <span className="catalyst-skeleton" />
        </div>
      ))}
    </div>
  )
}
