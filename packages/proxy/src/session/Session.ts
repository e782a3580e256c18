/** What a session cookie holds. */
export interface Session {
  /** Known to this server alone; stays the same when the sign-in is renewed. */
  id: string
  subject: string
  groups: string[]
  /** When the provider's word ends, in milliseconds since 1970. */
  until: number
  /** From when on it is renewed, likewise. */
  renewFrom: number
  /** When it ends for good, likewise. */
  endsAt: number
  refreshToken?: string | undefined
}
