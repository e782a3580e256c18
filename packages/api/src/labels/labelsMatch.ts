/** Whether an object carries every one of the wanted labels; what else it carries doesn't matter. */
export function labelsMatch(
  actual: Readonly<Record<string, string | undefined>> | undefined,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => actual?.[key] === value)
}
