import type { Kontekst } from '../../src/database/kontekst.ts'
import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import { type Deltaker, type Skjerm, skjermtekst } from '../../src/demo/scene.ts'
import type { Tilstand } from '../../src/forlop/forlop.ts'
import { ET_SAMTYKKE } from './testbot.ts'

/** Each type of one family's meeting that is called in, with a step it belongs to. */
export const FORLOPSMOTER: readonly { type: string; rutine: string; steg: string; vold?: boolean }[] = [
  { type: 'oppstartsmote', rutine: 'bekymringsmelding', steg: 'oppstart' },
  { type: 'samarbeidsmote_3delt', rutine: 'vold', steg: 'samarbeidsmote', vold: true },
  { type: 'avsluttende_henlagt', rutine: 'bekymringsmelding', steg: 'avsluttende_henlagt' },
  { type: 'avsluttende_samarbeid', rutine: 'bekymringsmelding', steg: 'avsluttende_samarbeid' },
  { type: 'samarbeidsmote_tiltak', rutine: 'tiltak', steg: 'samarbeid' },
  { type: 'avslutning_sak', rutine: 'tiltak', steg: 'avslutning' },
  { type: 'avslutning_samtykke_trukket', rutine: 'tiltak', steg: 'samtykke_trukket' },
  { type: 'gjennomgang_aktiv_sak', rutine: 'aktiv_sak', steg: 'gjennomgang' },
]

export type Forlopsrom = { frida: Deltaker; db: Kontekst['db']; idag: string }

/** What a person does without a card in front of them. */
export const fraChatten = (hvem: Deltaker): Skjerm => ({
  kort: undefined,
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})

/** A forløp of barnevernet's, with a consent to all of it, that stands in this step. */
export async function etForlop(
  rom: Forlopsrom,
  tilstand: Partial<Tilstand>,
  samtykke: Record<string, string> = {},
): Promise<string> {
  const { frida, db, idag } = rom
  const svar = await frida.sender(fraChatten(frida), 'forlop.opprett', {
    nonce: crypto.randomUUID(),
    skole: OVING.skole.id,
    rutine: tilstand.vold === true ? 'vold' : 'bekymringsmelding',
    melding: idag,
  })
  const ref = /Forløp (\w{4}) er opprettet/.exec(skjermtekst(svar))?.[1] ?? ''
  const { id: sak } = await db.selectFrom('sak').select('id').where('ref', '=', ref).executeTakeFirstOrThrow()
  if (Object.keys(tilstand).length > 0)
    await db.updateTable('forlop').set(tilstand).where('sak', '=', sak).execute()
  await frida.sender(fraChatten(frida), 'samtykke.registrer', {
    ...ET_SAMTYKKE,
    sak,
    versjon: 0,
    nonce: crypto.randomUUID(),
    omfang: 'samarbeidsmote,tiltaksfasen',
    avsluttende: 'ja',
    innhentetAv: ovingsId(frida.person),
    dato: idag,
    gyldigTil: '2027-06-30',
    ...samtykke,
  })
  return sak
}

/** Calls a meeting in; its id. */
export async function kallInn(
  rom: Forlopsrom,
  sak: string,
  type: string,
  nar: { dato: string; klokke: string },
  svar: Record<string, string> = {},
): Promise<string> {
  const { frida, db } = rom
  const kalt = await frida.sender(fraChatten(frida), 'innkalling.kall-inn', {
    sak,
    type,
    nonce: crypto.randomUUID(),
    ...nar,
    larer: 'med',
    familie: 'ja',
    ...svar,
  })
  const mote = await db
    .selectFrom('mote')
    .select('id')
    .where('forlop', '=', sak)
    .where('dato', '=', nar.dato)
    .executeTakeFirst()
  if (mote === undefined) throw new Error(`${type}: ${skjermtekst(kalt)}`)
  return mote.id
}
