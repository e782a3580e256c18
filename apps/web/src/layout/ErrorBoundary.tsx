import { ProblemView } from '@catalyst/react'
import { Component, type ReactNode } from 'react'

interface State {
  error: Error | undefined
}

/** Shows what went wrong in place of a page that can't be rendered. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error('The page could not be shown.', { cause: error }) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <ProblemView error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}
