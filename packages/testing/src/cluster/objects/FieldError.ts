/** What is wrong with one field of an object, in the words of kube-apiserver. */
export interface FieldError {
  type: FieldErrorType
  /** Such as `spec.sources[0].name`. */
  field: string
  /** Such as `Required value`, or `Invalid value: "x": must be lower case`. */
  message: string
}

export type FieldErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueNotSupported'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueTypeInvalid'
  | 'FieldValueNotFound'
