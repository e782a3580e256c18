import { createContext, useContext, type ReactNode } from 'react'
import type { CatalystMessages } from './CatalystMessages.ts'

/** Texts that replace the kit's own, by component; what is left out stays as it is. */
export type MessageOverrides = { [Name in keyof CatalystMessages]?: Partial<CatalystMessages[Name]> | undefined }

const MessagesContext = createContext<MessageOverrides>({})

export interface MessagesProviderProps {
  messages: MessageOverrides
  children?: ReactNode
}

/** Replaces texts of every component below it, for another language or another wording. Renders no element. */
export function MessagesProvider({ messages, children }: MessagesProviderProps): ReactNode {
  return <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>
}

/** The texts of a component: its own, replaced by the provider's, replaced by its `messages` prop. */
export function useMessages<TName extends keyof CatalystMessages>(
  name: TName,
  defaults: CatalystMessages[TName],
  overrides?: Partial<CatalystMessages[TName]>,
): CatalystMessages[TName] {
  const provided = useContext(MessagesContext)[name]
  return provided === undefined && overrides === undefined ? defaults : { ...defaults, ...provided, ...overrides }
}
