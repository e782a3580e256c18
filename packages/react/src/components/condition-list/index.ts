export { ConditionList, type ConditionListProps } from './ConditionList.tsx'
export type { ConditionListMessages } from './conditionListMessages.ts'
