import { readFileSync } from 'node:fs'

/** The version of the bot that runs; empty where it does not say. */
export const VERSJON: string = lesVersjon()

function lesVersjon(): string {
  const pakke: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const versjon = typeof pakke === 'object' && pakke !== null ? Reflect.get(pakke, 'version') : undefined
  return typeof versjon === 'string' ? versjon : ''
}
