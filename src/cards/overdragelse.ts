import type { Kontaktpunkt } from '../forlop/kontaktpunkt.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { fyll, type Knapp, knapp, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import type { Varsel } from './varsler.ts'

function varsel(tekst: string, under: string, knapper: Knapp[], t: Tekster): Varsel {
  const kort = fyll('varsel-med-navn', { tekst: uskadelig(tekst), under: uskadelig(under), knapper }, t)
  return { varsel: tekst, kort }
}

const apne = (sak: string, t: Tekster, stil?: 'positive') =>
  knapp(t.overdragelse.apneForlopet, 'forlop.vis', { sak }, stil === undefined ? {} : { stil })

/** To a new kontaktperson; `ring`: the sosiallærer is to be rung, and nobody has yet. */
export function nyKontaktVarsel(
  om: { sak: string; ref: string; ring: boolean; neste: string | undefined },
  t: Tekster,
): Varsel {
  const o = t.overdragelse
  const neste = om.neste === undefined ? o.ingenNesteMote : o.nesteMote(om.neste)
  return varsel(
    [o.nyKontakt(om.ref), ...(om.ring ? [o.ring] : []), neste].join(' '),
    '',
    om.ring
      ? [knapp(o.harRingt, 'forlop.har-ringt', { sak: om.sak }, { stil: 'positive' }), apne(om.sak, t)]
      : [apne(om.sak, t, 'positive')],
    t,
  )
}

/** To the unit's leader: the time to ring is out. */
export function eskalertVarsel(om: { sak: string; ref: string }, t: Tekster): Varsel {
  const { eskalert, eskalertUnder } = t.overdragelse
  return varsel(eskalert(om.ref), eskalertUnder, [apne(om.sak, t, 'positive')], t)
}

/** To the sosiallærer: nobody has rung, and this is where to turn. */
export function overforingVarsel(om: { sak: string; ref: string; punkt: Kontaktpunkt }, t: Tekster): Varsel {
  const o = t.overdragelse
  const hvem = om.punkt.slag === 'person' ? o.hosBarnevernet(om.punkt.navn) : o.resepsjonen
  return varsel(o.overforing(om.ref, hvem), '', [apne(om.sak, t, 'positive')], t)
}

type Antall = { forlop: number; oppgaver: number }

/** To whoever has taken over a role at a school. */
export function nyRolleVarsel(om: Antall & { rolle: Rolle; skole: string }, t: Tekster): Varsel {
  const o = t.overdragelse
  const { forlop, oppgaver } = om
  return varsel(
    [o.nyRolle(t.roller[om.rolle], om.skole), o.folgerMed(forlop, oppgaver), o.apne(forlop, oppgaver)].join(
      ' ',
    ),
    '',
    oppgaver === 0 ? [] : [knapp(t.knapp.mineOppgaver, 'oppgaver.vis', {}, { stil: 'positive' })],
    t,
  )
}

const skolensListe = (skole: string, t: Tekster) =>
  knapp(t.oppgaveliste.knapp.fordelOppgavene, 'ledige.vis', { skole })

/** To those who give tasks out: what nobody has until somebody new gets the role. */
export function rolleVenterVarsel(
  om: Antall & { rolle: Rolle; skole: string; skoleId: string },
  t: Tekster,
): Varsel {
  const o = t.overdragelse
  return varsel(
    o.venter(om.forlop, om.oppgaver, t.roller[om.rolle], om.skole),
    o.venterUnder,
    om.oppgaver === 0 ? [] : [skolensListe(om.skoleId, t)],
    t,
  )
}
