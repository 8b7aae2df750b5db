/** npm and a terminal may both pass on the same Ctrl-C, milliseconds apart. In ms. */
const SAMME_SIGNAL = 1000

/**
 * Resolves at the first signal to end, which may come before anything has started: ask for it first. Its copy changes
 * nothing; one a second later is from somebody who will not wait, and ends the process at once, with 1.
 */
export function sluttsignal(): Promise<void> {
  return new Promise(resolve => {
    let forste: number | undefined
    const motta = () => {
      forste ??= performance.now()
      if (performance.now() - forste > SAMME_SIGNAL) process.exit(1)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, motta)
  })
}
