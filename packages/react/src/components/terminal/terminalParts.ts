// What an open terminal needs beside its frame, in one piece: it is loaded with the first terminal.
export { exitText } from './exitText.ts'
export { PasteGuard } from './PasteGuard.tsx'
export { TerminalButtons } from './TerminalButtons.tsx'
export { TerminalController } from './TerminalController.ts'
export { TerminalSearch } from './TerminalSearch.tsx'
