export { EnvironmentList, type EnvironmentListProps } from './EnvironmentList.tsx'
export { EnvironmentListView, type EnvironmentListViewProps } from './EnvironmentListView.tsx'
export { environmentColumns, type EnvironmentColumn } from './environmentColumns.ts'
export type { EnvironmentListMessages } from './environmentListMessages.ts'
