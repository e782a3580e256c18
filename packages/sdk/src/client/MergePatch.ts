/** What a JSON merge patch of `T` may hold (RFC 7396): `null` removes a member, a list takes the place of the whole list. */
export type MergePatch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Name in keyof T]?: MergePatch<T[Name]> | null | undefined }
    : T
