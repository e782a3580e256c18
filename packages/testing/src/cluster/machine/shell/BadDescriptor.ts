/** A descriptor that is not open. */
export class BadDescriptor extends Error {
  override readonly name = 'BadDescriptor'

  constructor() {
    super('Bad file descriptor')
  }
}
