export { EnvironmentStatus, type EnvironmentStatusProps } from './EnvironmentStatus.tsx'
export type { EnvironmentStatusMessages } from './environmentStatusMessages.ts'
