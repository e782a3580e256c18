import { Icon } from './Icon.tsx'

export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.2 14.4 13.4H1.6Z" />
    <path d="M8 6.6v3M8 11.6v.01" />
  </Icon>
)

export const ErrorIcon = () => (
  <Icon>
    <path d="M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3Z" />
    <path d="m6 6 4 4m0-4-4 4" />
  </Icon>
)

export const LockIcon = () => (
  <Icon>
    <rect x="3" y="7" width="10" height="7" rx="1.5" />
    <path d="M5.2 7V4.9a2.8 2.8 0 0 1 5.6 0V7M8 9.8v1.6" />
  </Icon>
)

export const UnpluggedIcon = () => (
  <Icon>
    <path d="M1.8 6.2a9.5 9.5 0 0 1 2.9-1.9M7.2 3.5a9.5 9.5 0 0 1 7 2.7M4.3 8.9a6 6 0 0 1 2-1.3M10 7.7a6 6 0 0 1 1.7 1.2M6.7 11.4a2.5 2.5 0 0 1 2.6 0M8 13.8v.01M2 2l12 12" />
  </Icon>
)

export const PuzzleIcon = () => (
  <Icon>
    <path d="M2 5h3.2a1.8 1.8 0 1 1 3.6 0H12v3.2a1.8 1.8 0 1 1 0 3.6V15H2Z" transform="translate(.5 -1)" />
  </Icon>
)

export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </Icon>
)

export const ExternalIcon = () => (
  <Icon>
    <path d="M6.5 3H3.5A1.5 1.5 0 0 0 2 4.5v8A1.5 1.5 0 0 0 3.5 14h8a1.5 1.5 0 0 0 1.5-1.5v-3M9.5 2H14v4.5M13.5 2.5 7.5 8.5" />
  </Icon>
)

export const PullRequestIcon = () => (
  <Icon>
    <circle cx="4" cy="3.5" r="1.6" />
    <circle cx="4" cy="12.5" r="1.6" />
    <circle cx="12" cy="12.5" r="1.6" />
    <path d="M4 5.2v5.6M12 10.8V6a2 2 0 0 0-2-2H7.5m1.8-2L7.3 4l2 2" />
  </Icon>
)

export const RetryIcon = () => (
  <Icon>
    <path d="M13.5 8A5.5 5.5 0 1 1 11.6 3.8L13.5 5.5M13.5 2v3.5H10" />
  </Icon>
)

export const CopyIcon = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5" />
    <path d="M10.5 3V3A1.5 1.5 0 0 0 9 2H3.5A1.5 1.5 0 0 0 2 3.5V9a1.5 1.5 0 0 0 1 1.4" />
  </Icon>
)

export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.3 3.3L13 5" />
  </Icon>
)

export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2v8m0 0 3.2-3.2M8 10 4.8 6.8M2.5 11.5v1A1.5 1.5 0 0 0 4 14h8a1.5 1.5 0 0 0 1.5-1.5v-1" />
  </Icon>
)

export const DownloadAllIcon = () => (
  <Icon>
    <path d="M5 11H4.3a2.8 2.8 0 0 1-.5-5.5 4.3 4.3 0 0 1 8.3.7A2.4 2.4 0 0 1 11.7 11H11M8 7.50v6.50m0 0 2-2M8 14l-2-2" />
  </Icon>
)

export const LogIcon = () => (
  <Icon>
    <path d="M2.5 3.5h11M2.5 8h7M2.5 12.5h9" />
  </Icon>
)

export const ClockIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.5V8l2.3 1.5" />
  </Icon>
)

export const HistoryIcon = () => (
  <Icon>
    <path d="M2.5 8A5.5 5.5 0 1 0 4.4 3.8L2.5 5.5M2.5 2v3.5H6M8 5v3.2l2 1.3" />
  </Icon>
)

export const FilterIcon = () => (
  <Icon>
    <path d="M2 3.5h12M4.5 8h7M6.8 12.5h2.4" />
  </Icon>
)

export const ArrowDownIcon = () => (
  <Icon>
    <path d="M8 2.5v11m0 0 4-4m-4 4-4-4" />
  </Icon>
)

export const ChevronUpIcon = () => (
  <Icon>
    <path d="m3.5 10 4.5-4.5L12.5 10" />
  </Icon>
)

export const ChevronDownIcon = () => (
  <Icon>
    <path d="m3.5 6 4.5 4.5L12.5 6" />
  </Icon>
)

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
)

export const EmptyIcon = () => (
  <Icon>
    <path d="M2 9.5 4 3h8l2 6.5V13H2ZM2 9.5h3.5L6.5 11h3l1-1.5H14" />
  </Icon>
)

export const CompassIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="m10.5 5.5-1.4 3.6-3.6 1.4 1.4-3.6Z" />
  </Icon>
)

export const TerminalIcon = () => (
  <Icon>
    <rect x="1.5" y="2.5" width="13" height="11" rx="1.5" />
    <path d="m4.5 6 2 2-2 2M8.5 10.5h3" />
  </Icon>
)

export const MoreIcon = () => (
  <Icon strokeWidth={2.5}>
    <path d="M3.5 8v.01M8 8v.01M12.5 8v.01" />
  </Icon>
)
