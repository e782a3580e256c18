/* eslint-disable no-control-regex -- control characters are what this file is about */

// String sequences (OSC, DCS, SOS, PM, APC) up to their terminator; one that never ends takes the rest of the line.
const strings = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|(?=\x1b)|$)/g
// Control sequences (CSI) that set no colour or style.
const controls = /(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-ln-~]|$)/g
const privateStyles = /(?:\x1b\[|\x9b)[<-?][0-?]*[ -/]*m/g
const otherEscapes = /\x1b(?:[ -/]+[0-~]|[0-Z\\-~]|$)/g
const controlCharacters = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g
const colonStyles = /\x1b\[([0-9;]*:[0-9;:]*)m/g
const styles = /(?:\x1b\[|\x9b)[0-9;:]*m/g

/**
 * A log line with nothing left but text, tabs and escape sequences for colour and style. Links, titles, cursor movements
 * and control characters go; of text that a carriage return overwrote, what a terminal would show at last stays.
 * @see https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
 */
export function keepStyles(text: string): string {
  if (!/[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(text)) return text
  return afterCarriageReturn(text)
    .replace(strings, '')
    .replace(privateStyles, '')
    .replace(controls, '')
    .replace(otherEscapes, '')
    .replace(/\x9b/g, '\x1b[')
    .replace(colonStyles, (_all, parameters: string) => `\x1b[${parameters.split(';').map(withoutColons).join(';')}m`)
    .replace(controlCharacters, '')
}

/** A log line without any escape sequence, as it is searched and copied. */
export function plainText(text: string): string {
  return keepStyles(text).replace(styles, '')
}

function afterCarriageReturn(text: string): string {
  const line = text.replace(/\r+$/, '')
  return line.slice(line.lastIndexOf('\r') + 1)
}

/** One parameter in the older form with semicolons, in which there are no curly underlines and no colours for them. */
function withoutColons(parameter: string): string {
  if (!parameter.includes(':')) return parameter
  const [code, kind, ...values] = parameter.split(':')
  if (code === '4') return kind === '0' ? '24' : '4'
  if (code !== '38' && code !== '48') return '9999'
  if (kind === '5') return `${code};5;${values[0] ?? ''}`
  return `${code};2;${values.slice(-3).join(';')}`
}
