/** ANSI colours, as programs write them to a terminal. */
const paint = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[39m`

export const red = paint(31)
export const green = paint(32)
export const yellow = paint(33)
export const magenta = paint(35)
export const cyan = paint(36)
export const grey = paint(90)
export const bold = (text: string) => `\u001b[1m${text}\u001b[22m`
export const dim = (text: string) => `\u001b[2m${text}\u001b[22m`
