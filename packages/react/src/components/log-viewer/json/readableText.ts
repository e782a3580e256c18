import { plainText } from '../ansi/escapes.ts'
import { readJson, type JsonLine } from './readJson.ts'

/** A line as it is read on the screen, searched and copied: without escape sequences, and JSON as message and fields. */
export function readableText(text: string, json: boolean): string {
  const parsed = json ? readJson(text) : undefined
  return parsed === undefined ? plainText(text) : jsonParts(parsed).join('')
}

/** Level, message and fields, each with the space that parts it from the next. */
export function jsonParts({
  level,
  message,
  fields,
}: JsonLine): readonly [level: string, message: string, fields: string] {
  return [
    level === '' ? '' : `${level}${message === '' && fields === '' ? '' : ' '}`,
    message === '' || fields === '' ? message : `${message} `,
    fields,
  ]
}
