/** The path of the page that is shown, as the proxy takes it back. */
export function herePath(): string {
  const { pathname, search, hash } = window.location
  return `${pathname}${search}${hash}`
}
