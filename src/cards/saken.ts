import { z } from 'zod'
import type { Saksvisning } from '../sak/hent-saksvisning.ts'
import { kunTjenesteMangler } from '../samtykke/lampe.ts'
import { statusFor, svarFor } from '../samtykke/samtykke.ts'
import { type Antall, type Kvittering, papirkurvTil } from '../sletting/sletting.ts'
import { dato } from './dato.ts'
import { fritekst } from './felt.ts'
import { lampefelt, lampegrunner } from './lampe.ts'
import { fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { rolleliste } from './rolleliste.ts'
import { SakData, saksdata } from './samtykke.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

export const SakApenhetData = SakData.extend({ apen: z.boolean() })
export const NavnData = SakData.extend({ navn: fritekst })
export const SlettData = SakData.extend({ arkivert: z.string().max(5).default('false') })

/** A case besides its texts: its lamp, for those who register consent also why, and what this person may do about it. */
export function sakskort(
  visning: Saksvisning,
  steg: string | undefined,
  idag: string,
  t: Tekster,
  topp?: string,
): Kort {
  const { sak, mote, lys, kanRegistrere } = visning
  const data = saksdata(visning, steg)
  const { samtykke } = lys
  const apen = lys.lampe.farge === 'gronn' || (sak.apen && kunTjenesteMangler(lys.omApen))
  const kanApnes = !sak.apen && kunTjenesteMangler(lys.omApen)
  const kanSnus =
    visning.kanEndre &&
    sak.slag !== 'forlop' &&
    mote?.status !== 'avholdt' &&
    visning.punkt !== undefined &&
    lys.lampe.farge !== 'rod' &&
    (apen || kanApnes || !kanRegistrere)
  return medTopp(
    fyll(
      'saken',
      {
        tittel: (sak.slag === 'forlop' ? t.forlop : t.saken).tittel(sak.ref),
        om: (sak.slag === 'forlop' ? t.forlop.opprettetAv : t.saken.eier)(rolleliste(visning.eierRoller, t)),
        ...lampefelt(lys.lampe.farge, t),
        grunner: kanRegistrere ? lampegrunner(lys.lampe, t) : [],
        hovedknapper: [
          ...(visning.register.kanSeNavn
            ? [knapp(t.knapp.hvemErDette, 'identitet.vis', data, { stil: 'positive' })]
            : []),
          ...(kanSnus
            ? [
                apen
                  ? knapp(t.knapp.gjorAnonym, 'sak.apenhet', { ...data, apen: false })
                  : knapp(t.knapp.gjorApen, 'sak.apenhet', { ...data, apen: true }, { stil: 'positive' }),
              ]
            : []),
        ],
        harMatrise: kanRegistrere && samtykke !== undefined && !samtykke.trukket,
        samtykkestatus: [
          t.samtykkestatus[statusFor(samtykke, idag)],
          ...(samtykke !== undefined && !samtykke.trukket
            ? [
                (samtykke.gyldigTil < idag ? t.samtykke.gjaldtTil : t.samtykke.gjelderTil)(
                  dato(samtykke.gyldigTil),
                ),
              ]
            : []),
        ].join(' '),
        rader:
          samtykke === undefined || samtykke.trukket
            ? []
            : visning.tjenester.map(tjeneste => ({
                tjeneste: t.tjenester[tjeneste],
                svar: samtykke.trukketFor.includes(tjeneste)
                  ? t.samtykke.trukketSvar
                  : svarlinje(
                      samtykke.svar.map(s => s[tjeneste] ?? 'ikke_spurt'),
                      t,
                    ),
                knapper:
                  svarFor(samtykke, tjeneste) === 'ja' && samtykke.gyldigTil >= idag
                    ? [knapp(t.knapp.trekkFor, 'samtykke.trekk', { ...data, tjeneste })]
                    : [],
              })),
        samtykkeom:
          samtykke === undefined
            ? ''
            : uskadelig(
                t.samtykke.innhentet(
                  visning.team.find(m => m.person === samtykke.innhentetAv)?.navn ??
                    t.roller[samtykke.innhentetRolle as keyof Tekster['roller']] ??
                    '',
                ),
              ),
        // Consent does not help a case that is not for here.
        samtykkeknapper:
          kanRegistrere && lys.lampe.farge !== 'rod'
            ? [
                knapp(
                  samtykke === undefined || samtykke.trukket ? t.knapp.registrer : t.knapp.endreSamtykke,
                  'samtykke.skjema',
                  data,
                  samtykke === undefined ? { stil: 'positive' } : {},
                ),
                ...(!visning.erEier && (samtykke === undefined || statusFor(samtykke, idag) !== 'gitt')
                  ? [knapp(t.knapp.beOmSamtykke, 'samtykke.be-om', data)]
                  : []),
                ...(samtykke === undefined ? [] : [knapp(t.knapp.historikk, 'samtykke.historikk', data)]),
                ...(samtykke === undefined || samtykke.trukket
                  ? []
                  : [knapp(t.knapp.trekkSamtykke, 'samtykke.trekk', data, { stil: 'destructive' })]),
              ]
            : [],
        andreknapper: [
          meldepliktknapp(data, t),
          ...(kanRegistrere && visning.register.pa
            ? [knapp(t.knapp.navneregister, 'identitet.skjema', data)]
            : []),
          ...(visning.kanSeInnsyn ? [knapp(t.knapp.innsyn, 'innsyn.lag', data)] : []),
          ...(visning.kanSlette
            ? [knapp(t.knapp.slettSaken, 'sak.slett-skjema', data, { stil: 'destructive' })]
            : []),
        ],
        tilbake:
          sak.slag === 'forlop'
            ? [knapp(t.forlop.knapp.tilForlopet, 'forlop.vis', { sak: sak.id })]
            : mote === undefined
              ? []
              : [
                  steg === undefined
                    ? knapp(t.knapp.tilbake, 'agenda.apne', { mote: mote.id })
                    : knapp(t.knapp.tilbake, 'mote.steg', { mote: mote.id, steg }),
                ],
      },
      t,
    ),
    merknad(topp),
  )
}

/** «ja», or with two who differ «forelder 1: ja, forelder 2: nei». */
function svarlinje(svar: readonly (keyof Tekster['samtykkesvar'])[], t: Tekster): string {
  const [forste = 'ikke_spurt'] = svar
  return svar.every(s => s === forste)
    ? t.samtykkesvar[forste]
    : svar.map((s, nr) => `${t.samtykke.forelder(nr + 1)}: ${t.samtykkesvar[s]}`).join(', ')
}

export function navneskjema(
  visning: Saksvisning,
  steg: string | undefined,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { sak, register } = visning
  const data = saksdata(visning, steg)
  return medTopp(
    fyll(
      'identitet',
      {
        tittel: t.identitet.tittel(sak.ref),
        harNavn: register.harNavn,
        knapper: [
          knapp(t.knapp.lagreNavn, 'identitet.lagre', data, { stil: 'positive' }),
          knapp(t.knapp.tilbake, 'sak.vis', data, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** «Hvem er dette?» Only ever an invoke's own answer. */
export function navnekort(ref: string, navn: string, data: z.infer<typeof SakData>, t: Tekster): Kort {
  return fyll(
    'hvem-er-dette',
    {
      tittel: t.identitet.hvem(ref),
      navn: uskadelig(navn),
      knapper: [knapp(t.knapp.tilbake, 'sak.vis', data)],
    },
    t,
  )
}

export function sletteskjema(
  visning: Saksvisning,
  steg: string | undefined,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { sak } = visning
  const data = saksdata(visning, steg)
  return medTopp(
    fyll(
      'slett-sak',
      {
        tittel: t.sletting.tittel(sak.ref),
        knapper: [
          ...(visning.kanSeInnsyn ? [knapp(t.knapp.innsyn, 'innsyn.lag', data, { utenFelt: true })] : []),
          knapp(t.knapp.slettForGodt, 'sak.slett', data, { stil: 'destructive' }),
          knapp(t.knapp.avbryt, 'sak.vis', data, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** What was destroyed, and what may still be held elsewhere, until when (fag: personvern). */
export function kvitteringskort(kvittering: Kvittering, mote: string | undefined, t: Tekster): Kort {
  return fyll(
    'slettekvittering',
    {
      tittel: t.sletting.kvittering(kvittering.ref, dato(kvittering.slettet)),
      linjer: (Object.keys(t.antallSlettet) as (keyof Antall)[])
        .filter(hva => kvittering.antall[hva] > 0)
        .map(hva => t.antallSlettet[hva](kvittering.antall[hva])),
      kopi: [
        t.sletting.kopi(dato(kvittering.kopiTil)),
        ...(kvittering.antall.filer > 0
          ? [t.sletting.papirkurv(dato(papirkurvTil(kvittering.slettet)))]
          : []),
      ].join(' '),
      knapper: mote === undefined ? [] : [knapp(t.knapp.tilbake, 'agenda.apne', { mote })],
    },
    t,
  )
}
