/** What stands where a secret was. */
const mark = '[redacted]'

/** Longer ones are cut: an argument may be a whole script. */
const maxArgumentLength = 512
const maxArguments = 64

const secretName =
  '(?:[\\w.-]*(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth)[\\w.-]*|pwd)'

/** `PASSWORD=x`, `--token=x`, `"password": "x"`, `Authorization: Bearer x`. */
const assignment = new RegExp(`(${secretName})(["']?\\s*[=:]\\s*["']?)(?:(?:Bearer|Basic)\\s+)?([^\\s"'&;|]+)`, 'gi')
/** `--password x`, within one argument, as in `sh -c "mysql --password x"`. */
const flagInText = new RegExp(`(--?${secretName}\\s+)("[^"]*"|'[^']*'|[^\\s-]\\S*)`, 'gi')
/** An argument that says that the next one is a secret: `--password`, or `aws_secret_access_key`, but not `auth` or `token`. */
const announcement = new RegExp(
  `^(?:--?${secretName}|[\\w./:-]*[_.:-](?:auth)?(?:password|secret|token|access[_-]?key)[\\w.-]*)$`,
  'i',
)
const scheme = /\b(Bearer|Basic)\s+[\w+/.~=-]{6,}/gi
const userInfo = /(\b[a-z][\w+.-]*:\/\/)[^\s/@]+@/gi
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g
/** Keys and tokens whose makers gave them a beginning of their own. */
const knownToken =
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|sk-[\w-]{20,}|npm_\w{30,})/g
const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g

/**
 * A command as it may be written into the audit log. What is known to be the form of a secret is taken out; a secret
 * that looks like nothing in particular can't be told from any other word, which docs/operations.md says to operators.
 */
export function redactCommand(command: readonly string[]): string[] {
  const shown = command.slice(0, maxArguments).map((argument, index) => {
    const previous = command[index - 1]
    return previous !== undefined && announcement.test(previous) && !argument.startsWith('-') ? mark : redact(argument)
  })
  return command.length > maxArguments ? [...shown, `… ${command.length - maxArguments} more`] : shown
}

function redact(argument: string): string {
  // Cut before, so that the work has a bound too, but not so short that a secret's form is cut off with its end.
  const text = argument
    .slice(0, 4 * maxArgumentLength)
    .replace(pem, mark)
    .replace(userInfo, `$1${mark}@`)
    .replace(scheme, `$1 ${mark}`)
    .replace(assignment, `$1$2${mark}`)
    .replace(flagInText, `$1${mark}`)
    .replace(jsonWebToken, mark)
    .replace(knownToken, mark)
  return text.length > maxArgumentLength || argument.length > 4 * maxArgumentLength
    ? `${text.slice(0, maxArgumentLength)}…`
    : text
}
