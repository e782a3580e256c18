import { useState, type ReactNode } from 'react'
import { Dialog } from './Dialog.tsx'
import { useShortcut, shortcutsSetting } from './useShortcut.ts'
import { useStored } from './useStored.ts'

const shortcuts: readonly [keys: string, does: string][] = [
  ['/', 'Search the environments, or the log'],
  ['n', 'New environment'],
  ['↓ ↑', 'Next and previous environment of the list'],
  ['1 2 3 4 5', 'Overview, pods, configuration, log, terminal of an environment'],
  ['Ctrl Shift X', 'Leave the terminal'],
  ['Esc', 'Close a dialog'],
  ['?', 'This help'],
]

/** Which keys do what, behind a button and the key `?`. */
export function KeyboardHelp(): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const [setting, setSetting] = useStored(shortcutsSetting, 'on')
  useShortcut('?', () => setIsOpen(true))
  return (
    <>
      <button type="button" className="catalyst-button app-help" data-variant="plain" onClick={() => setIsOpen(true)}>
        <kbd aria-hidden="true">?</kbd>
        <span className="app-help-text">Keyboard</span>
      </button>
      {isOpen && (
        <Dialog title="Keyboard" onClose={() => setIsOpen(false)}>
          <dl className="app-keys">
            {shortcuts.map(([keys, does]) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="app-check">
            <input
              type="checkbox"
              checked={setting !== 'off'}
              onChange={({ target }) => setSetting(target.checked ? 'on' : 'off')}
            />
            Single keys do this
          </label>
          <div className="app-form-actions">
            <button type="button" className="catalyst-button" autoFocus onClick={() => setIsOpen(false)}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
