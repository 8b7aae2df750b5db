import { aktivitetSomTekst } from '../../src/demo/kort-som-tekst.ts'
import type { Skjerm } from '../../src/demo/scene.ts'
import type { Testbot } from './testbot.ts'

/** The newest message in a person's own chat that says this, as it stands; waits for what is on its way. */
export async function iChat(b: Testbot, hvem: Testbot['sara'], sier: string): Promise<Skjerm> {
  await b.send()
  const funnet = b.kobling.meldinger
    .filter(m => m.slag !== 'slettet' && m.conversationId === hvem.chat && m.siste?.['type'] === 'message')
    .filter(m => aktivitetSomTekst(m.siste).includes(sier))
    .at(-1)
  if (funnet === undefined) throw new Error(`Ingen melding med «${sier}» hos ${hvem.navn}.`)
  const vedlegg = funnet.siste['attachments']
  const forste: unknown = Array.isArray(vedlegg) ? vedlegg[0] : undefined
  return {
    kort: typeof forste === 'object' && forste !== null ? Reflect.get(forste, 'content') : undefined,
    tekst: undefined,
    samtale: funnet.conversationId,
    aktivitet: funnet.activityId,
    status: 200,
  }
}

/** Types a command in one's own chat, and opens what it answers with. */
export async function apner(
  b: Testbot,
  hvem: Testbot['sara'],
  kommando: string,
  svar: string,
  knapp: string,
): Promise<Skjerm> {
  await hvem.skriver(kommando, 'chat')
  return hvem.trykker(await iChat(b, hvem, svar), knapp)
}
