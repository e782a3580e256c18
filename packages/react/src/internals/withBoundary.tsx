import { forwardRef, type CSSProperties, type ForwardRefExoticComponent, type RefAttributes } from 'react'
import { ComponentBoundary } from './ComponentBoundary.tsx'

interface BoundaryOptions {
  /** Shows a failure in one line, for a component within a line of text. @default false */
  inline?: boolean | undefined
}

/**
 * Puts a boundary around a component that forwards its ref: an error while it renders shows a notice with a retry in its place and
 * goes no further. Ref, props and name stay those of the component.
 */
export function withBoundary<TProps extends object>(
  Component: ForwardRefExoticComponent<TProps>,
  { inline }: BoundaryOptions = {},
): ForwardRefExoticComponent<TProps> {
  // A component that forwards its ref takes one beside its props; the types say so only once its props are known.
  const Inner = Component as unknown as ForwardRefExoticComponent<RefAttributes<unknown>>
  const Bounded = forwardRef<unknown, Record<string, unknown>>(function Bounded(props, ref) {
    const { className, style } = props as { className?: string; style?: CSSProperties }
    return (
      <ComponentBoundary subject={props} inline={inline} className={className} style={style}>
        <Inner {...props} ref={ref} />
      </ComponentBoundary>
    )
  })
  Bounded.displayName = nameOf(Component)
  return Bounded as unknown as ForwardRefExoticComponent<TProps>
}

/** React shows the name of the function within `forwardRef` where a component has no `displayName`. */
function nameOf(Component: { displayName?: string | undefined; render?: { name?: string } }): string {
  return Component.displayName ?? Component.render?.name ?? 'Component'
}
