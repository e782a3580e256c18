import { Icon } from '../../internals/Icon.tsx'

export const PauseIcon = () => (
  <Icon>
    <path d="M5.5 3v10M10.5 3v10" />
  </Icon>
)

export const FollowIcon = () => (
  <Icon>
    <path d="M8 2v7.5m0 0 3.2-3.2M8 9.5 4.8 6.3M3 13h10" />
  </Icon>
)

export const LookIcon = () => (
  <Icon>
    <path d="M2 4.500h5m4 0h3M2 11.500h2m4 0h6" />
    <circle cx="9" cy="4.5" r="1.8" />
    <circle cx="6" cy="11.5" r="1.8" />
  </Icon>
)

export const FunnelIcon = () => (
  <Icon>
    <path d="M2 3h12L9.5 8.500V13L6.5 11.500v-3Z" />
  </Icon>
)

export const MoreIcon = () => (
  <Icon>
    <path d="M3 8v.01M8 8v.01M13 8v.01" strokeWidth="2.5" />
  </Icon>
)

export const ClearIcon = () => (
  <Icon>
    <path d="M2.5 4h11M6 4V2.500h4V4M4 4l.700 9.500h6.600L12 4M6.8 6.800v4M9.2 6.800v4" />
  </Icon>
)

export const KeyboardIcon = () => (
  <Icon>
    <rect x="1.5" y="3.5" width="13" height="9" rx="1.5" />
    <path d="M4.5 6.500v.01M7 6.500v.01M9.5 6.500v.01M12 6.500v.01M5 9.800h6" />
  </Icon>
)

export const LinkIcon = () => (
  <Icon>
    <path d="M6.8 9.2 9.2 6.800M7.5 4.700l1.4-1.400a2.7 2.7 0 0 1 3.8 3.800l-1.4 1.400M8.5 11.300l-1.4 1.400a2.7 2.7 0 0 1-3.8-3.800l1.4-1.4" />
  </Icon>
)

export const CaseIcon = () => (
  <Icon>
    <path d="M1.5 12 4.8 4l3.3 8M2.7 9.300h4.200M14.3 7.300V12" />
    <circle cx="12" cy="9.7" r="2.3" />
  </Icon>
)

export const RegexIcon = () => (
  <Icon>
    <path d="M3.5 12v.01" strokeWidth="2.5" />
    <path d="M10 2.500v7M7 4.300l6 3.400M13 4.3 7 7.7" />
  </Icon>
)
