/** Words that stand where a component failed. */
export interface ComponentBoundaryMessages {
  title: string
  text: string
  details: string
  retry: string
}

export const componentBoundaryMessages: ComponentBoundaryMessages = {
  title: 'This part of the page failed',
  text: 'The rest goes on. Try again; if it fails once more, whoever runs this page needs the details.',
  details: 'Details',
  retry: 'Try again',
}
