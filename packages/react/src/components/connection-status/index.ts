export { ConnectionStatus, type ConnectionStatusProps } from './ConnectionStatus.tsx'
export { ConnectionStatusView, type ConnectionStatusViewProps } from './ConnectionStatusView.tsx'
export type { ConnectionStatusMessages } from './connectionStatusMessages.ts'
