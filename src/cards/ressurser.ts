import { z } from 'zod'
import type { Ressursvisning } from '../veiledning/hent-ressurser.ts'
import {
  KATEGORIER,
  MAKS_LENKE,
  MAKS_TEKST,
  MAKS_TITTEL,
  type Ressurs,
  vert,
} from '../veiledning/ressurser.ts'
import { fritekst, id } from './felt.ts'
import { type Element, fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks, Vaktfelt, vaktdata } from './vakt.ts'

export const RessursData = z.object({ ressurs: id })
export const NyRessursData = z.object({
  nonce: id,
  kategori: z.string().max(40).default(''),
  tittel: fritekst,
  lenke: fritekst,
  tekst: fritekst,
  ...Vaktfelt,
})
export type Ressursskjema = { kategori: string; tittel: string; lenke: string; tekst: string }
export const TOMT_RESSURSSKJEMA: Ressursskjema = { kategori: '', tittel: '', lenke: '', tekst: '' }

/** A link as one line to press; the host stands beside it. Without a link it is only read. */
export function lenkerad({ tittel, lenke, tekst }: Pick<Ressurs, 'tittel' | 'lenke' | 'tekst'>) {
  const vist = uskadelig(tittel)
  const apne: Element = { type: 'Action.OpenUrl', title: vist, url: lenke }
  return {
    tittel: vist,
    under: [uskadelig(tekst), vert(lenke)].filter(del => del !== '').join(' · '),
    lenker: lenke === '' ? [] : [apne],
  }
}

export function ressurskort(visning: Ressursvisning, t: Tekster): Kort {
  const { ressurser: tekst } = t.veiledning
  return fyll(
    'ressurser',
    {
      grupper: KATEGORIER.map(kategori => ({
        navn: tekst.kategorier[kategori],
        rader: visning.ressurser.filter(r => r.kategori === kategori).map(lenkerad),
      })).filter(gruppe => gruppe.rader.length > 0),
      knapper: visning.kanEndre
        ? [
            knapp(
              tekst.knapp.endre,
              'ressurs.skjema',
              {},
              visning.ressurser.length === 0 ? { stil: 'positive' } : {},
            ),
          ]
        : [],
    },
    t,
  )
}

/** The administrator's view: add one, take one away, and put back what was taken away. */
export function ressursskjema(
  visning: Ressursvisning,
  nonce: string,
  skjema: Ressursskjema,
  feil: Feil | undefined,
  t: Tekster,
  topp?: string,
): Kort {
  const { ressurser: tekst } = t.veiledning
  const rad = (ressurs: Ressurs, hva: 'taBort' | 'angre') => ({
    tittel: uskadelig(ressurs.tittel),
    kategori: tekst.kategorier[ressurs.kategori],
    knapper: [
      knapp(
        tekst.knapp[hva],
        hva === 'angre' ? 'ressurs.angre' : 'ressurs.ta-bort',
        { ressurs: ressurs.id },
        { utenFelt: true },
      ),
    ],
  })
  return medTopp(
    fyll(
      'ressurs-skjema',
      {
        skjema,
        maks: { tittel: MAKS_TITTEL, lenke: MAKS_LENKE, tekst: MAKS_TEKST },
        kategorier: KATEGORIER.map(kategori => ({ tittel: tekst.kategorier[kategori], verdi: kategori })),
        leggTil: [
          knapp(tekst.knapp.leggTil, 'ressurs.legg-til', { nonce, ...vaktdata(feil) }, { stil: 'positive' }),
        ],
        rader: visning.ressurser.map(r => rad(r, 'taBort')),
        borte: visning.borte.map(r => rad(r, 'angre')),
        knapper: [knapp(t.knapp.tilbake, 'ressurs.vis', {}, { utenFelt: true })],
      },
      t,
    ),
    merknad(topp),
    feilboks(feil, t, { verb: 'ressurs.legg-til', data: { nonce }, med: t.vakt.eleven }),
  )
}
