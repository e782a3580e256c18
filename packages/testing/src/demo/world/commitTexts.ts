/** What the demo's commits are called. */
export const messages = [
  'Keep the basket when a session ends',
  'Show delivery dates in the time zone of the reader',
  'Load product images late',
  'Round prices once, at the end',
  'Let the search forgive typing errors',
  'Cache the category tree for a minute',
  'Say why a card was refused',
  'Move the address form to its own page',
  'Retry webhooks with a growing delay',
  'Drop the old invoice template',
  'Sort reviews by how useful they were',
  'Test refunds that cross a month',
] as const

export const authors = ['Ada Novak', 'Noor Haddad', 'Mateo Ruiz', 'Yuki Tanaka', 'Lena Brandt'] as const
