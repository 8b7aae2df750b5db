import { z } from 'zod'
import { MeldepliktData, meldepliktkort, tilbakeFra } from '../cards/meldeplikt.ts'
import {
  NyRessursData,
  RessursData,
  type Ressursskjema,
  ressurskort,
  ressursskjema,
  TOMT_RESSURSSKJEMA,
} from '../cards/ressurser.ts'
import { RutineData, rutinekort, rutinevelger } from '../cards/rutiner.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { flyttRessurs, leggTilRessurs, type Ressurssvar, vaktfelterI } from '../veiledning/endre-ressurser.ts'
import { gjelderVold, hentMeldekanaler } from '../veiledning/hent-meldeplikt.ts'
import { hentRessursvisning } from '../veiledning/hent-ressurser.ts'
import { RUTINENE } from '../veiledning/les-rutiner.ts'
import {
  beskjed,
  erstattet,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  nyNonce,
  type Svar,
  skjemasvar,
  stoppetFeil,
  vaktsvar,
  visningssvar,
} from './handling.ts'

async function ressurssvar(inn: Inn): Promise<Svar> {
  const visning = await hentRessursvisning(inn.ktx, inn.aktor, inn.forsteAdministratorer)
  return visning === undefined ? finnesIkke(inn) : visningssvar(ressurskort(visning, inn.t))
}

async function endreSkjema(
  inn: Inn,
  skjema: Ressursskjema = TOMT_RESSURSSKJEMA,
  feil?: Feil,
  topp?: string,
): Promise<Svar> {
  const visning = await hentRessursvisning(inn.ktx, inn.aktor, inn.forsteAdministratorer)
  if (visning === undefined) return finnesIkke(inn)
  if (!visning.kanEndre) return beskjed(inn, inn.t.veiledning.ressurser.bareAdministrator)
  const svar = skjemasvar(ressursskjema(visning, nyNonce(), skjema, feil, inn.t, topp))
  return topp === undefined ? svar : { ...svar, lagret: true }
}

/** The administrator's view once more, with what was done, or with all that was typed and what is wrong. */
async function etterEndring(
  inn: Inn,
  utfall: Ressurssvar,
  skrevet?: Ressursskjema & { vakt: ReturnType<typeof vaktsvar> },
): Promise<Svar> {
  const { ressurser: tekst } = inn.t.veiledning
  const igjen = (feil: Feil) => endreSkjema(inn, skrevet, { svar: skrevet?.vakt ?? TOM_VAKT, ...feil })
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'bare-administrator':
      return beskjed(inn, tekst.bareAdministrator)
    case 'lagt-til':
    case 'tatt-bort':
    case 'angret':
      return endreSkjema(inn, undefined, undefined, tekst.kvittering[utfall.kode])
    case 'for-mange':
      return igjen({ tekst: tekst.forMange })
    case 'navnevakt':
    case 'for-lang': {
      const { vakt, ...felter } = skrevet ?? { ...TOMT_RESSURSSKJEMA, vakt: TOM_VAKT }
      const innsending = { felter: vaktfelterI(felter), gjelder: 'ressurs', svar: vakt }
      return igjen(await stoppetFeil(inn, utfall, innsending))
    }
    default:
      return igjen({ tekst: tekst.ugyldig[utfall.kode] })
  }
}

const TOM_VAKT = { ikkeNavn: [], stoppet: false }

const flytt = (bort: boolean): Handling =>
  handling(RessursData, true, async (inn, { ressurs }) =>
    etterEndring(inn, await flyttRessurs(inn.ktx, inn.aktor, inn.forsteAdministratorer, { ressurs, bort })),
  )

export const veiledningHandlinger = {
  'rutine.velg': handling(z.object({}), false, async inn => visningssvar(rutinevelger(RUTINENE, inn.t))),
  'rutine.vis': handling(RutineData, false, async (inn, data) => {
    const rutine = RUTINENE.find(r => r.id === data.rutine)
    return rutine === undefined ? finnesIkke(inn) : visningssvar(rutinekort(rutine, inn.t))
  }),

  'ressurs.vis': handling(z.object({}), false, inn => ressurssvar(inn)),
  'ressurs.skjema': handling(z.object({}), false, inn => endreSkjema(inn)),
  'ressurs.legg-til': handling(NyRessursData, true, async (inn, data) => {
    const { kategori, tittel, lenke, tekst } = data
    const skrevet = { kategori, tittel, lenke, tekst }
    const vakt = vaktsvar(data)
    if (data.erstatt !== undefined) {
      const visning = await hentRessursvisning(inn.ktx, inn.aktor, inn.forsteAdministratorer)
      if (visning?.kanEndre !== true) return endreSkjema(inn)
      const { felter, feil } = await erstattet(inn, {
        felter: vaktfelterI(skrevet),
        gjelder: 'ressurs',
        svar: vakt,
        hvilken: data.erstatt,
        med: inn.t.vakt.eleven,
        sa: 'lagre',
      })
      return endreSkjema(inn, { ...skrevet, tittel: felter.ressurstittel, tekst: felter.kanaltekst }, feil)
    }
    const utfall = await enGang<Ressurssvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('ressurs.legg-til', data),
      'lagt-til',
      ktx => leggTilRessurs(ktx, inn.aktor, inn.forsteAdministratorer, { ...skrevet, vakt }),
    )
    return etterEndring(inn, utfall, { ...skrevet, vakt })
  }),
  'ressurs.ta-bort': flytt(true),
  'ressurs.angre': flytt(false),

  'meldeplikt.vis': handling(MeldepliktData, false, async (inn, data) => {
    const vold = await gjelderVold(inn.ktx, inn.aktor, {
      sak: data.sak,
      rutine: data.rutine,
      avvist: data.fra === 'avvist',
    })
    const kanaler = await hentMeldekanaler(inn.ktx)
    return visningssvar(meldepliktkort(kanaler, vold, inn.t, tilbakeFra(data, inn.t)))
  }),
} satisfies Partial<Record<Verb, Handling>>
