export { PodList, type PodListProps } from './PodList.tsx'
export { PodListView, type PodListViewProps } from './PodListView.tsx'
export type { PodListMessages } from './podListMessages.ts'
