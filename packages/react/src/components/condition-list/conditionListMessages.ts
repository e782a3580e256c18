/** Words of `ConditionList`. */
export interface ConditionListMessages {
  list: string
  status: Record<'True' | 'False' | 'Unknown', string>
  ago: (age: string) => string
  empty: string
}

export const conditionListMessages: ConditionListMessages = {
  list: 'Conditions',
  status: { True: 'Yes', False: 'No', Unknown: 'Not yet known' },
  ago: (age) => `${age} ago`,
  empty: 'Nothing is known yet: the operator has not reported a condition.',
}
