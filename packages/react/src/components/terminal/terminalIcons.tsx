import { Icon } from '../../internals/Icon.tsx'

export const PasteIcon = () => (
  <Icon>
    <path d="M5.5 3h-1A1.5 1.5 0 0 0 3 4.5v8A1.5 1.5 0 0 0 4.5 14h7a1.5 1.5 0 0 0 1.5-1.5v-8A1.5 1.5 0 0 0 11.5 3h-1" />
    <rect x="5.5" y="1.8" width="5" height="2.6" rx="0.8" />
    <path d="M5.8 8h4.4M5.8 10.8h2.7" />
  </Icon>
)

export const RegexIcon = () => (
  <Icon>
    <path d="M10 2.5v6M7.4 4l5.2 3M12.6 4 7.4 7M4 12.5v.01" />
  </Icon>
)

export const CaseIcon = () => (
  <Icon>
    <path d="M1.8 12 4.8 4h.4l3 8M2.8 9.4h4.4M14 12V7.5M14 9.7a2.1 2.3 0 1 1-4.2 0 2.1 2.3 0 0 1 4.2 0" />
  </Icon>
)
