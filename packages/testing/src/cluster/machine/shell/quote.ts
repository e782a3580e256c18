/** A word as the shell reads it again, in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`
}
