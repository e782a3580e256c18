import type { ReactNode, SVGProps } from 'react'

export interface IconProps extends SVGProps<SVGSVGElement> {
  children?: ReactNode
}

/** The frame of every icon: 16 units square, drawn in the colour of the text, silent for screen readers. */
export function Icon({ children, className, ...svgProps }: IconProps): ReactNode {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className={className ?? 'catalyst-icon'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...svgProps}
    >
      {children}
    </svg>
  )
}
