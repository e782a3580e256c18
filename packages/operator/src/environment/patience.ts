/** How long what is being deleted may take to go before a person should look, in milliseconds. */
export const patienceMs = 300_000
