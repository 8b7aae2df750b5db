import { dagOgKlokke } from '../cards/dato.ts'
import {
  ForsteData,
  forsteknapper,
  NY_SKOLE,
  type Rollerad,
  RollerData,
  SkoleData,
  type Skolefelt,
  SlettTeamData,
  skoleskjemakort,
  slettTeamkort,
  TeamData,
  teamrollekort,
  valgteRoller,
} from '../cards/installasjon.ts'
import { knapp } from '../cards/mal.ts'
import type { Feil } from '../cards/vakt.ts'
import { beskjedkort } from '../cards/varsler.ts'
import type { Verb } from '../cards/verb.ts'
import { hentAgenda } from '../mote/hent-agenda.ts'
import { foreslattForste, kallInnForste } from '../mote/kall-inn-forste.ts'
import { harKanalkort } from '../mote/moter.ts'
import { slettNaEtterFjerning } from '../sletting/slett-etter-fjerning.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import {
  behold,
  hentTeam,
  rettEtterFjerning,
  skolerSomGjelder,
  uskyldigNavn,
} from '../tilgang/installasjon.ts'
import {
  giRoller,
  hentOppsett,
  kanGiRoller,
  type Oppsettsvar,
  type Rettgrunnlag,
} from '../tilgang/oppsett.ts'
import { type Kanalnavn, kanalforslag, rolleforslag } from '../tilgang/oppsettsforslag.ts'
import { erOppsattI, hentSkoleskjema, type Skoleoppsett, settOppSkole } from '../tilgang/sett-opp-skole.ts'
import {
  beskjed,
  type Handling,
  handling,
  type Inn,
  kvittering,
  nyNonce,
  type Svar,
  skjemasvar,
} from './handling.ts'

/** How long the form waits for Microsoft Graph's titles; without them it has no suggestions. */
const FORSLAG_MS = 1500

type Team = { team: string; navn: string; gruppe: string | undefined; serviceUrl: string; kanal: string }

/**
 * The team a button is about. Pressed in the team, Teams vouches for it; in one's own chat it is what the card claims, and the app
 * has to be in it. Undefined where it is not.
 */
async function teamFor(inn: Inn, data: { team: string; kanal: string }): Promise<Team | undefined> {
  const { sted } = inn
  const kjent = await hentTeam(inn.ktx, sted.team === '' ? data.team : sted.team)
  if (sted.team !== '')
    return {
      team: sted.team,
      navn: kjent?.navn ?? '',
      gruppe: sted.gruppe ?? (kjent?.gruppe || undefined),
      serviceUrl: sted.serviceUrl,
      kanal: sted.kanal ?? data.kanal,
    }
  if (kjent === undefined || kjent.fjernet !== null) return undefined
  return {
    team: kjent.team,
    navn: kjent.navn,
    gruppe: kjent.gruppe || undefined,
    serviceUrl: kjent.service_url,
    kanal: data.kanal,
  }
}

const rettI = (inn: Inn, team: Team): Rettgrunnlag => ({
  forste: inn.forsteAdministratorer,
  erTeameier: () => inn.eier(team.gruppe),
})

/** The same, with a channel of that team's that has a school: an owner rules over their own team's alone. */
async function oppsattTeam(inn: Inn, data: { team: string; kanal: string }): Promise<Team | undefined> {
  const team = await teamFor(inn, data)
  if (team === undefined || !(await erOppsattI(inn.ktx, team.team, data.kanal))) return undefined
  return { ...team, kanal: data.kanal }
}

/** The channels of the team; the one the button was pressed in is there, also when it is private and not listed. */
async function kanalerI(inn: Inn, team: Team): Promise<Kanalnavn[]> {
  const liste = await inn.kanaler(team)
  const her = inn.sted.kanal
  const alle = liste.length === 0 ? [{ id: team.team, navn: '' }] : liste
  return her === undefined || alle.some(k => k.id === her)
    ? alle
    : [{ id: her, navn: inn.t.installasjon.skole.herNa }, ...alle]
}

/** The first form: filled in with what there is, or what was typed. */
export async function skoleskjemasvar(
  inn: Inn,
  data: { team: string; kanal: string },
  skrevet?: { felt: Skolefelt; feil: Feil },
): Promise<Svar> {
  const { avslag } = inn.t.installasjon
  const team = await teamFor(inn, data)
  if (team === undefined) return beskjed(inn, avslag.bareOppsetter)
  const kanal = team.kanal === '' ? undefined : team.kanal
  const grunnlag = await hentSkoleskjema(inn.ktx, inn.aktor, rettI(inn, team), { team: team.team, kanal })
  if (grunnlag === undefined) return beskjed(inn, avslag.bareOppsetter)
  const kanaler = await kanalerI(inn, team)
  const { serie, valgt, malform } = grunnlag
  const navn = team.navn || (await uskyldigNavn(inn.ktx, inn.aktor, (await inn.teamnavn(team)) ?? ''))
  return skjemasvar(
    skoleskjemakort(
      { ...grunnlag, team: team.team, kanaler },
      skrevet?.felt ?? {
        skole: valgt?.id ?? (grunnlag.som === 'administrator' ? (grunnlag.skoler[0]?.id ?? '') : NY_SKOLE),
        // Not a name that a school here has: then it is chosen from the list.
        skolenavn: valgt === undefined && !grunnlag.skoler.some(s => s.navn === navn) ? navn : '',
        kanal: kanalforslag(kanaler, team.team, kanal) ?? '',
        malform,
        ukedag: serie.ukedag,
        klokke: serie.klokke,
        uker: serie.uker,
        minutter: serie.minutter,
      },
      skrevet?.feil,
      inn.t,
    ),
  )
}

function skolefeil(inn: Inn, kode: Exclude<Skoleoppsett['kode'], 'satt-opp' | 'bare-administrator'>): Feil {
  const { avslag } = inn.t.installasjon
  return {
    tekst: {
      'ugyldig-skolenavn': inn.t.avslag.ugyldigSkolenavn,
      'ligner-personnavn': avslag.lignerPersonnavn,
      'navnet-er-i-bruk': avslag.navnetErIBruk,
      'kanalen-er-i-bruk': avslag.kanalenErIBruk,
      'ukjent-kanal': avslag.ukjentKanal,
      'ugyldig-serie': avslag.ugyldigSerie,
    }[kode],
  }
}

/** What people are in the group behind the team, by person id; empty when Graph is not asked, or too slow. */
async function stillinger(
  inn: Inn,
  gruppe: string | undefined,
): Promise<Map<string, { stilling: string; eier: boolean }>> {
  if (inn.teamgruppe === undefined || gruppe === undefined) return new Map()
  const spurt = inn.teamgruppe.medlemmer(gruppe).catch(() => [])
  const svar = await Promise.race([
    spurt,
    new Promise<[]>(ferdig => setTimeout(() => ferdig([]), FORSLAG_MS).unref()),
  ])
  return new Map(svar.map(m => [`${inn.ktx.tenant}/${m.oid}`.toLowerCase(), m]))
}

/** The second form: the members without a role, each with a suggestion. */
async function rollesvar(
  inn: Inn,
  team: Team,
  skrevet: { valgt?: ReadonlyMap<string, string>; feil?: Feil; topp?: string } = {},
): Promise<Svar> {
  const rett = rettI(inn, team)
  const som = await kanGiRoller(inn.ktx, inn.aktor, rett, team.kanal)
  const { skole, roller } = await hentOppsett(inn.ktx, team.kanal)
  if (som === undefined || skole === undefined) return beskjed(inn, inn.t.installasjon.avslag.bareOppsetter)
  const [medlemmer, kjente, kanaler] = await Promise.all([
    inn.medlemmerI(team),
    stillinger(inn, team.gruppe),
    kanalerI(inn, team),
  ])
  const rader: Rollerad[] = medlemmer
    .filter(m => m.person !== inn.aktor.person && !roller.some(r => r.person === m.person))
    .map(m => {
      const { stilling = '', eier = false } = kjente.get(m.person) ?? {}
      return { ...m, stilling, eier, forslag: rolleforslag(stilling) }
    })
    .sort(
      (a, b) =>
        Number(b.forslag !== undefined) - Number(a.forslag !== undefined) ||
        Number(b.eier) - Number(a.eier) ||
        a.navn.localeCompare(b.navn, 'nb'),
    )
  const harRolle = [...new Set(roller.map(r => r.person))].map(
    person => roller.find(r => r.person === person)?.navn ?? '',
  )
  const deltar = roller.some(r => r.person === inn.aktor.person && r.rolle !== 'administrator')
  return skjemasvar(
    teamrollekort(
      {
        team: team.team,
        kanal: team.kanal,
        nonce: nyNonce(),
        skole: skole.navn,
        kanalnavn: kanaler.find(k => k.id === team.kanal)?.navn ?? '',
        som,
        rader,
        ...(skrevet.valgt === undefined ? {} : { valgt: skrevet.valgt }),
        harRolle: harRolle.filter(navn => navn !== ''),
        selv: medlemmer.some(m => m.person === inn.aktor.person) && !deltar,
        forste: await foreslattForste(inn.ktx, skole.id),
      },
      skrevet.feil,
      inn.t,
      skrevet.topp,
    ),
  )
}

/** The meeting is called in, or why not; the last of the setup. */
async function forstesvar(inn: Inn, team: Team, dato: string, gitt?: string): Promise<Svar> {
  const { ferdig, avslag } = inn.t.installasjon
  const utfall = await kallInnForste(inn.ktx, inn.aktor, rettI(inn, team), { kanal: team.kanal, dato })
  const { roller } = await hentOppsett(inn.ktx, team.kanal)
  const deltar = roller.some(r => r.person === inn.aktor.person && r.rolle !== 'administrator')
  const under = deltar ? ferdig.neste : `${ferdig.neste} ${ferdig.utenRolle}`
  const si = (setning: string) => [...(gitt === undefined ? [] : [gitt]), setning].join(' ')
  switch (utfall.kode) {
    case 'kalt-inn': {
      const agenda = await hentAgenda(inn.ktx, utfall.mote)
      const nar = agenda === undefined ? '' : dagOgKlokke(agenda.mote.start)
      const iKanalen = agenda !== undefined && harKanalkort(agenda.mote.type, inn.ktx.valg)
      const tekst = si(iKanalen ? ferdig.kaltInn(nar) : ferdig.kaltInnUtenKanal(nar))
      return kvittering(ferdigkort(inn, tekst, under), tekst)
    }
    case 'finnes-alt':
      return kvittering(ferdigkort(inn, si(ferdig.finnesAlt), under), si(ferdig.finnesAlt))
    case 'ingen-som-leder':
      return rollesvar(inn, team, {
        feil: { tekst: avslag.ingenSomLeder, ikkeSendt: false },
        ...(gitt === undefined ? {} : { topp: gitt }),
      })
    case 'bare-administrator':
    case 'mangler-rolle':
      return beskjed(inn, avslag.bareOppsetter)
    default:
      // The day that was suggested has passed, or is a holiday by now: another one is.
      return rollesvar(inn, team, { feil: { tekst: inn.t.avslag.ugyldigDato, ikkeSendt: false } })
  }
}

function ferdigkort(inn: Inn, tekst: string, under: string, knapper = oppsettknapp(inn)) {
  return beskjedkort(tekst, knapper, inn.t, under)
}

/** In the channel there is more to set up. */
const oppsettknapp = (inn: Inn) =>
  inn.sted.kanal === undefined ? [] : [knapp(inn.t.installasjon.knapp.apneOppsettet, 'oppsett.apne', {})]

const etterFjerning = (inn: Inn, tekst: string): Svar => ({ ...beskjed(inn, tekst), lagret: true })

export const installasjonHandlinger = {
  'oppsett.skole-skjema': handling(TeamData, false, (inn, data) => skoleskjemasvar(inn, data)),
  'oppsett.skole': handling(SkoleData, true, async (inn, data) => {
    const team = await teamFor(inn, data)
    if (team === undefined) return beskjed(inn, inn.t.installasjon.avslag.bareOppsetter)
    const kanaler = await kanalerI(inn, team)
    const { ukedag, klokke, uker, minutter, malform, skolenavn } = data
    const utfall = await settOppSkole(inn.ktx, inn.aktor, rettI(inn, team), {
      team: team.team,
      serviceUrl: team.serviceUrl,
      kanal: data.kanal,
      kanaler: kanaler.map(k => k.id),
      skole: data.skole === NY_SKOLE ? undefined : data.skole,
      skolenavn,
      malform,
      serie: { ukedag, klokke, uker, minutter },
    })
    switch (utfall.kode) {
      case 'satt-opp':
        return {
          ...(await rollesvar(
            inn,
            { ...team, kanal: utfall.kanal },
            { topp: inn.t.installasjon.ferdig.lagret },
          )),
          lagret: true,
        }
      case 'bare-administrator':
        return beskjed(inn, inn.t.installasjon.avslag.bareOppsetter)
      default:
        return skoleskjemasvar(inn, data, { felt: data, feil: skolefeil(inn, utfall.kode) })
    }
  }),
  'oppsett.roller': handling(RollerData, true, async (inn, data) => {
    const { ferdig, avslag } = inn.t.installasjon
    const team = await oppsattTeam(inn, data)
    if (team === undefined) return beskjed(inn, avslag.bareOppsetter)
    const valgte = valgteRoller(data)
    const medlemmer = await inn.medlemmerI(team)
    const roller = valgte.map(({ person, rolle }) => ({
      medlem: medlemmer.find(m => m.person === person),
      rolle,
    }))
    const utfall = await enGang<Oppsettsvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('oppsett.roller', data),
      'rolle-gitt',
      ktx => giRoller(ktx, inn.aktor, rettI(inn, team), { kanal: team.kanal, roller }),
    )
    const igjen = (tekst: string) =>
      rollesvar(inn, team, {
        valgt: new Map(valgte.map(v => [v.person, v.rolle])),
        feil: { tekst },
      })
    switch (utfall.kode) {
      case 'rolle-gitt':
        break
      case 'ikke-deg-selv':
        return igjen(inn.t.oppsett.ikkeDegSelv)
      case 'bare-administrator':
      case 'kanal-uten-skole':
        return beskjed(inn, avslag.bareOppsetter)
      default:
        return igjen(inn.t.avslag.ugyldigSkjema)
    }
    const gitt = ferdig.gitt(roller.length)
    if (data.kallInn) return forstesvar(inn, team, data.dato, gitt)
    const { skole } = await hentOppsett(inn.ktx, team.kanal)
    const forste = skole === undefined ? undefined : await foreslattForste(inn.ktx, skole.id)
    const knapper = [...forsteknapper(team.team, team.kanal, forste, inn.t), ...oppsettknapp(inn)]
    const under = forste === undefined ? '' : inn.t.installasjon.roller.forste(dagOgKlokke(forste.start))
    return {
      slag: 'kort',
      kort: ferdigkort(inn, gitt, under, knapper),
      apent: 'visning',
      lagret: true,
    }
  }),
  'oppsett.kall-inn': handling(ForsteData, true, async (inn, data) => {
    const team = await oppsattTeam(inn, data)
    return team === undefined
      ? beskjed(inn, inn.t.installasjon.avslag.bareOppsetter)
      : forstesvar(inn, team, data.dato)
  }),

  'fjerning.behold': handling(TeamData, true, async (inn, { team }) => {
    const { avslag, fjernet } = inn.t.installasjon
    const utfall = await behold(inn.ktx, inn.aktor, inn.forsteAdministratorer, team)
    switch (utfall.kode) {
      case 'mangler-rolle':
        return beskjed(inn, avslag.bareLeder)
      case 'er-tilbake':
        return beskjed(inn, avslag.erTilbake)
      case 'alt-slettet':
        return beskjed(inn, avslag.altSlettet)
      case 'beholdt':
        return etterFjerning(inn, fjernet.beholdt)
    }
  }),
  'fjerning.slett-skjema': handling(TeamData, false, (inn, { team }) => sletteskjema(inn, team)),
  'fjerning.slett': handling(SlettTeamData, true, async (inn, { team, arkivert }) => {
    const { avslag, fjernet } = inn.t.installasjon
    const utfall = await slettNaEtterFjerning(inn.ktx, inn.aktor, inn.forsteAdministratorer, {
      team,
      arkivert: arkivert === 'true',
    })
    switch (utfall.kode) {
      case 'mangler-rolle':
        return beskjed(inn, avslag.bareAdministrator)
      case 'er-tilbake':
        return beskjed(inn, avslag.erTilbake)
      case 'beholdes':
        return beskjed(inn, avslag.beholdes)
      case 'mangler-bekreftelse':
        return sletteskjema(inn, team, { tekst: avslag.bekreft })
      case 'slettet':
        return etterFjerning(inn, fjernet.slettes)
    }
  }),
} satisfies Partial<Record<Verb, Handling>>

async function sletteskjema(inn: Inn, team: string, feil?: Feil): Promise<Svar> {
  const { avslag } = inn.t.installasjon
  const rett = await rettEtterFjerning(inn.ktx, inn.aktor, inn.forsteAdministratorer, team)
  if (rett !== 'administrator') return beskjed(inn, avslag.bareAdministrator)
  const kjent = await hentTeam(inn.ktx, team)
  if (kjent === undefined || kjent.fjernet === null) return beskjed(inn, avslag.erTilbake)
  if (kjent.slettet !== null) return beskjed(inn, avslag.altSlettet)
  if (kjent.slettes === null) return beskjed(inn, avslag.beholdes)
  return skjemasvar(slettTeamkort({ team, skoler: await skolerSomGjelder(inn.ktx, team) }, feil, inn.t))
}
