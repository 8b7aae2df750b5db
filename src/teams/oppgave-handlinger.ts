import { z } from 'zod'
import { dag } from '../cards/dato.ts'
import { id } from '../cards/felt.ts'

import {
  GiVidereData,
  giVidereSkjema,
  OppgaveData,
  oppgavekort,
  oppgavevisning,
  UtsettData,
  utsettSkjema,
} from '../cards/oppgave.ts'
import {
  FjernOrdData,
  FjernRolleData,
  OppsettData,
  OrdData,
  oppsettkort,
  RegisterData,
  SluttetData,
  sluttetkort,
} from '../cards/oppsett.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { registeretErPa, settRegister } from '../identitet/hvem-er-dette.ts'
import { fjernTillattOrd, type Ordsvar, tillatOrd, tillatteOrd } from '../navnevakt/tillat-ord.ts'
import { hentOppgavevisning, type Oppgavevisning } from '../oppfolging/hent-oppgaver.ts'
import { enUkeEtter } from '../oppfolging/oppfolging.ts'
import { FORSTE } from '../oppfolging/oppgaveliste.ts'
import {
  erDeltakerFor,
  giVidere,
  type Oppgavesvar,
  settStatus,
  trengerHjelp,
  utsett,
  viderefor,
} from '../oppfolging/svar-oppgave.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { finnSkole } from '../tilgang/finn-skole.ts'
import {
  fjernRolle,
  giRolle,
  harSluttet,
  hentAvgang,
  hentOppsett,
  kanGiRoller,
  type Oppsettsvar,
} from '../tilgang/oppsett.ts'
import { hentSkolensValg } from '../tilgang/sett-opp-skole.ts'
import { visningsvar } from './agenda-handlinger.ts'
import {
  beskjed,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  kvittering,
  nyNonce,
  type Svar,
  skjemasvar,
  visningssvar,
} from './handling.ts'
import { skoleskjemasvar } from './installasjon-handlinger.ts'
import { stegsvar } from './mote-handlinger.ts'
import { minesvar, skolesvar } from './oppgaveliste-handlinger.ts'

/** Item 1 of an agenda and of a meeting answers there; the chat and the list answer where they are. */
const SvarData = OppgaveData.extend({
  tilbakeTil: z.object({ mote: id, fra: z.enum(['visning', 'mote']) }).optional(),
})
type Svardata = z.infer<typeof SvarData>

const idag = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM-dd')

async function medOppgave(
  inn: Inn,
  oppgave: string,
  lag: (visning: Oppgavevisning) => Svar | Promise<Svar>,
): Promise<Svar> {
  const visning = await hentOppgavevisning(inn.ktx, inn.aktor, oppgave)
  return visning === undefined ? finnesIkke(inn) : lag(visning)
}

/** The answer to a press on a task: the card where it was pressed, with what was done on top. */
async function oppgavesvar(inn: Inn, data: Svardata, utfall: Oppgavesvar): Promise<Svar> {
  const { kvittering: k, avslag } = inn.t
  if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
  // A stored outcome is shown with today's rights.
  if ('oppgave' in utfall && !(await erDeltakerFor(inn.ktx, inn.aktor, utfall.oppgave)))
    return finnesIkke(inn)
  if (utfall.kode === 'ugyldig-dato' || utfall.kode === 'ukjent-mottaker') {
    return beskjed(inn, utfall.kode === 'ugyldig-dato' ? avslag.fristPassert : avslag.ukjentMottaker)
  }
  const tekst = {
    gjort: k.gjort,
    'ikke-gjort': k.ikkeGjort,
    gjenapnet: k.gjenapnet,
    hjelp: k.hjelp,
    'alt-avsluttet': avslag.altAvsluttet,
    viderefort: 'frist' in utfall ? k.viderefort(dag(utfall.frist)) : '',
    utsatt: 'frist' in utfall ? k.utsatt(dag(utfall.frist)) : '',
    'gitt-videre': 'ref' in utfall ? inn.t.oppgave.gittVidere(utfall.ref) : '',
  }[utfall.kode]
  if (data.tilbakeTil !== undefined) {
    const { mote, fra } = data.tilbakeTil
    const svar = await (fra === 'mote' ? stegsvar(inn, mote, 'sist', tekst) : visningsvar(inn, mote, tekst))
    return { ...svar, lagret: true }
  }
  if (data.fra !== 'kort') {
    const angre = utfall.kode === 'gjort' ? { angre: { oppgave: utfall.oppgave } } : {}
    const svar = await (data.fra === 'mine' ? minesvar : skolesvar)(inn, data.liste ?? FORSTE, {
      tekst,
      ...angre,
    })
    return { ...svar, lagret: true }
  }
  const visning = await hentOppgavevisning(inn.ktx, inn.aktor, utfall.oppgave)
  if (visning === undefined || utfall.kode === 'gitt-videre') return { ...beskjed(inn, tekst), lagret: true }
  return kvittering(oppgavekort(visning, 'endret', inn.t, tekst).kort, tekst)
}

function svarhandling(svar: (inn: Inn, data: Svardata) => Promise<Oppgavesvar>): Handling {
  return handling(SvarData, true, async (inn, data) => oppgavesvar(inn, data, await svar(inn, data)))
}

// --- oppsett ---

const rettFor = (inn: Inn) => ({ forste: inn.forsteAdministratorer, erTeameier: inn.erTeameier })

async function oppsettsvar(inn: Inn, feil?: Feil, topp?: string, ord = ''): Promise<Svar> {
  const { kanal, team } = inn.sted
  // A channel without a school is set up first.
  if (kanal !== undefined && (await finnSkole(inn.ktx, kanal)) === undefined)
    return skoleskjemasvar(inn, { team, kanal })
  const som = kanal === undefined ? undefined : await kanGiRoller(inn.ktx, inn.aktor, rettFor(inn), kanal)
  if (kanal === undefined || som === undefined) return beskjed(inn, inn.t.avslag.bareAdministrator)
  const funnet = await hentOppsett(inn.ktx, kanal)
  const { malform, serie } = await hentSkolensValg(inn.ktx, funnet.skole?.id)
  const oppsett = {
    team: inn.sted.team,
    kanal,
    malform,
    serie,
    ...funnet,
    som,
    aktor: inn.aktor.person,
    register: funnet.skole !== undefined && (await registeretErPa(inn.ktx, funnet.skole.id)),
    ord: som === 'administrator' ? await tillatteOrd(inn.ktx) : [],
  }
  const medlemmer = oppsett.skole === undefined ? [] : await inn.medlemmer()
  const svar = skjemasvar(
    oppsettkort(
      oppsett,
      medlemmer.filter(m => m.person !== inn.aktor.person),
      { ord },
      feil,
      inn.t,
      topp,
    ),
  )
  return topp === undefined ? svar : { ...svar, lagret: true }
}

function etterOppsett(inn: Inn, utfall: Oppsettsvar): Promise<Svar> {
  const { avslag, kvittering: k, oppsett, svar } = inn.t
  switch (utfall.kode) {
    case 'rolle-gitt':
      return oppsettsvar(inn, undefined, k.rolleGitt)
    case 'rolle-fjernet':
      return oppsettsvar(inn, undefined, k.rolleFjernet)
    case 'person-sluttet':
      return oppsettsvar(inn, undefined, inn.t.sluttet.ferdig)
    case 'bare-administrator':
      return Promise.resolve(beskjed(inn, avslag.bareAdministrator))
    case 'ikke-deg-selv':
      return oppsettsvar(inn, { tekst: oppsett.ikkeDegSelv })
    case 'ukjent-person':
      return oppsettsvar(inn, { tekst: avslag.ugyldigSkjema })
    case 'kanal-uten-skole':
      return oppsettsvar(inn, { tekst: svar.kanalUtenSkole })
  }
}

/** The school of the channel: there an administrator of it may change the list. */
async function ordsvar(inn: Inn, endre: (skole: string) => Promise<Ordsvar>, skrevet = ''): Promise<Svar> {
  const { kanal } = inn.sted
  const skole = kanal === undefined ? undefined : await finnSkole(inn.ktx, kanal)
  if (skole === undefined) return oppsettsvar(inn)
  const utfall = await endre(skole)
  const { avslag, kvittering: k } = inn.t
  const igjen = (tekst: string) => oppsettsvar(inn, { tekst }, undefined, skrevet)
  switch (utfall.kode) {
    case 'bare-administrator':
      return beskjed(inn, avslag.bareAdministrator)
    case 'ikke-ett-ord':
      return igjen(avslag.ikkeEttOrd)
    case 'for-mange':
      return igjen(avslag.forMangeOrd)
    case 'fornavn':
      return igjen(avslag.vanligFornavn(utfall.ord))
    case 'tillatt':
      return oppsettsvar(inn, undefined, k.ordTillatt)
    case 'fjernet':
      return oppsettsvar(inn, undefined, k.ordFjernet)
  }
}

export const oppgaveHandlinger = {
  'oppgave.vis': handling(OppgaveData, false, (inn, data) =>
    medOppgave(inn, data.oppgave, visning => visningssvar(oppgavevisning(visning, data, inn.t))),
  ),
  'oppgave.tilbake': handling(OppgaveData, false, (inn, { oppgave }) =>
    medOppgave(inn, oppgave, visning => ({
      slag: 'kort',
      kort: oppgavekort(visning, 'endret', inn.t).kort,
      apent: 'slipp',
    })),
  ),
  'oppgave.gjort': svarhandling((inn, { oppgave }) =>
    settStatus(inn.ktx, inn.aktor, { oppgave, status: 'gjort' }),
  ),
  'oppgave.ikke-gjort': svarhandling((inn, { oppgave }) =>
    settStatus(inn.ktx, inn.aktor, { oppgave, status: 'ikke_gjort' }),
  ),
  'oppgave.gjenapne': svarhandling((inn, { oppgave }) =>
    settStatus(inn.ktx, inn.aktor, { oppgave, status: 'apen' }),
  ),
  'oppgave.viderefor': svarhandling((inn, { oppgave }) => viderefor(inn.ktx, inn.aktor, oppgave)),
  'oppgave.hjelp': svarhandling((inn, { oppgave }) => trengerHjelp(inn.ktx, inn.aktor, oppgave)),
  'oppgave.utsett-skjema': handling(OppgaveData, false, (inn, data) =>
    medOppgave(inn, data.oppgave, visning =>
      skjemasvar(
        utsettSkjema(
          visning,
          {
            frist: enUkeEtter(visning.oppgave.frist, idag(inn)),
            nonce: nyNonce(),
            idag: idag(inn),
            hvor: data,
          },
          undefined,
          inn.t,
        ),
      ),
    ),
  ),
  'oppgave.utsett': handling(UtsettData, true, async (inn, data) => {
    const utfall = await enGang<Oppgavesvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('oppgave.utsett', data),
      'utsatt',
      ktx => utsett(ktx, inn.aktor, data),
    )
    if (utfall.kode === 'ugyldig-dato') {
      return medOppgave(inn, data.oppgave, visning =>
        skjemasvar(
          utsettSkjema(
            visning,
            { frist: data.frist, nonce: nyNonce(), idag: idag(inn), hvor: data },
            { tekst: inn.t.avslag.fristPassert },
            inn.t,
          ),
        ),
      )
    }
    return oppgavesvar(inn, data, utfall)
  }),
  'oppgave.gi-skjema': handling(OppgaveData, false, (inn, data) =>
    medOppgave(inn, data.oppgave, visning =>
      skjemasvar(giVidereSkjema(visning, { til: '', nonce: nyNonce(), hvor: data }, undefined, inn.t)),
    ),
  ),
  'oppgave.gi': handling(GiVidereData, true, async (inn, data) => {
    const utfall = await enGang<Oppgavesvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('oppgave.gi', data),
      'gitt-videre',
      ktx => giVidere(ktx, inn.aktor, data),
    )
    if (utfall.kode === 'ukjent-mottaker') {
      return medOppgave(inn, data.oppgave, visning =>
        skjemasvar(
          giVidereSkjema(
            visning,
            { til: data.til, nonce: nyNonce(), hvor: data },
            { tekst: inn.t.avslag.ukjentMottaker },
            inn.t,
          ),
        ),
      )
    }
    return oppgavesvar(inn, data, utfall)
  }),

  'oppsett.apne': handling(z.object({}), false, inn => oppsettsvar(inn)),
  'oppsett.gi-rolle': handling(OppsettData, true, async (inn, { person, rolle, enhet }) => {
    const { kanal } = inn.sted
    if (kanal === undefined) return oppsettsvar(inn)
    const medlem = (await inn.medlemmer()).find(m => m.person === person)
    return etterOppsett(inn, await giRolle(inn.ktx, inn.aktor, rettFor(inn), { kanal, medlem, rolle, enhet }))
  }),
  'oppsett.register': handling(RegisterData, true, async (inn, { pa }) => {
    const { kanal } = inn.sted
    const skole = kanal === undefined ? undefined : await finnSkole(inn.ktx, kanal)
    if (skole === undefined) return oppsettsvar(inn)
    const utfall = await settRegister(inn.ktx, inn.aktor, inn.forsteAdministratorer, { skole, pa })
    switch (utfall.kode) {
      case 'bare-administrator':
        return beskjed(inn, inn.t.avslag.bareAdministrator)
      case 'slatt-pa':
        return oppsettsvar(inn, undefined, inn.t.kvittering.registerPa)
      case 'slatt-av':
        return oppsettsvar(inn, undefined, inn.t.kvittering.registerAv)
    }
  }),
  'oppsett.tillat-ord': handling(OrdData, true, (inn, { ord }) =>
    ordsvar(
      inn,
      skole => tillatOrd(inn.ktx, inn.aktor, inn.forsteAdministratorer, { skole, ord }),
      ord.slice(0, 200),
    ),
  ),
  'oppsett.fjern-ord': handling(FjernOrdData, true, (inn, { tillatt }) =>
    ordsvar(inn, skole =>
      fjernTillattOrd(inn.ktx, inn.aktor, inn.forsteAdministratorer, { skole, ord: tillatt }),
    ),
  ),
  'oppsett.sluttet-skjema': handling(SluttetData, false, async (inn, { hvem }) => {
    const { kanal } = inn.sted
    if (kanal === undefined) return oppsettsvar(inn)
    const avgang = await hentAvgang(inn.ktx, inn.aktor, rettFor(inn), { kanal, person: hvem })
    return 'kode' in avgang ? etterOppsett(inn, avgang) : skjemasvar(sluttetkort(avgang, inn.t))
  }),
  'oppsett.sluttet': handling(SluttetData, true, async (inn, { hvem }) => {
    const { kanal } = inn.sted
    if (kanal === undefined) return oppsettsvar(inn)
    return etterOppsett(inn, await harSluttet(inn.ktx, inn.aktor, rettFor(inn), { kanal, person: hvem }))
  }),
  'oppsett.fjern-rolle': handling(FjernRolleData, true, async (inn, { hvem, hvilken }) => {
    const { kanal } = inn.sted
    if (kanal === undefined) return oppsettsvar(inn)
    return etterOppsett(
      inn,
      await fjernRolle(inn.ktx, inn.aktor, rettFor(inn), {
        kanal,
        person: hvem,
        rolle: hvilken,
      }),
    )
  }),
} satisfies Partial<Record<Verb, Handling>>
