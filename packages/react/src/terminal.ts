export { Terminal, type TerminalProps } from './components/terminal/Terminal.tsx'
export { TerminalView, type TerminalViewProps } from './components/terminal/TerminalView.tsx'
export type { ConnectTerminal, TerminalStatus } from './components/terminal/TerminalController.ts'
export type { TerminalMessages } from './components/terminal/terminalMessages.ts'
