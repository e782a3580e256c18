import { Component, type CSSProperties, isValidElement, type ReactNode } from 'react'
import { FailureNotice } from './FailureNotice.tsx'

export interface ComponentBoundaryProps {
  /** What the children show. Once one of these values is another, children that failed are tried again. */
  subject: Readonly<Record<string, unknown>>
  /** Shows the failure in one line, for a place within a line of text. @default false */
  inline?: boolean | undefined
  /** Of the notice. */
  className?: string | undefined
  /** Of the notice. */
  style?: CSSProperties | undefined
  children: ReactNode
}

interface BoundaryState {
  failure: { error: unknown } | undefined
  subject: Readonly<Record<string, unknown>>
}

/** Keeps an error of its children from taking the application down: a notice stands in their place, with a way to try again. */
export class ComponentBoundary extends Component<ComponentBoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined, subject: this.props.subject }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { failure: { error } }
  }

  static getDerivedStateFromProps({ subject }: ComponentBoundaryProps, state: BoundaryState): Partial<BoundaryState> {
    if (state.failure === undefined || isSameSubject(state.subject, subject)) return { subject }
    return { subject, failure: undefined }
  }

  override render(): ReactNode {
    const { failure } = this.state
    const { children, inline, className, style } = this.props
    if (failure === undefined) return children
    const retry = () => this.setState({ failure: undefined })
    return <FailureNotice error={failure.error} onRetry={retry} inline={inline} className={className} style={style} />
  }
}

/** Handlers, elements and objects are written anew with every render; what they hold tells whether something else is shown. */
function isSameSubject(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
  depth = 0,
): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => {
    const [a, b] = [one[name], other[name]]
    if (Object.is(a, b) || (typeof a === 'function' && typeof b === 'function')) return true
    if (isValidElement(a) && isValidElement(b)) return true
    return depth < 2 && isRecord(a) && isRecord(b) && isSameSubject(a, b, depth + 1)
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
