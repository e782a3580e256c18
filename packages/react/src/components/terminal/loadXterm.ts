/**
 * xterm.js with its add-ons. It touches `window` when it is imported, and is a third of a megabyte: so it is, in a browser, when the
 * first terminal is shown.
 */
export async function loadXterm() {
  const [{ Terminal }, { FitAddon }, { SearchAddon }, { Unicode11Addon }, { WebLinksAddon }] = await Promise.all([
    import('@xterm/xterm'),
    import('@xterm/addon-fit'),
    import('@xterm/addon-search'),
    import('@xterm/addon-unicode11'),
    import('@xterm/addon-web-links'),
  ])
  return { Terminal, FitAddon, SearchAddon, Unicode11Addon, WebLinksAddon }
}
