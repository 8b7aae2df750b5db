import { Application, type TurnState } from '@microsoft/teams-ai'
import { type Activity, ActivityTypes, CardFactory, CloudAdapter, type TurnContext } from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import { apneKalender } from '../arshjul/kalenderlenke.ts'
import { kalenderfil } from '../cards/arshjul-kalender.ts'
import { forDialog, forMelding, type Skjemavisning } from '../cards/dialog.ts'
import { innsynsdokument } from '../cards/innsyn-dokument.ts'
import { knapp } from '../cards/mal.ts'
import { dokumentmodell, skrivDokument } from '../cards/referat-dokument.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import { beskjedkort, feilkodetekst, venterkort } from '../cards/varsler.ts'
import { erVerb, SELV, type Verb } from '../cards/verb.ts'
import type { Kontekst } from '../database/kontekst.ts'
import type { Hendelse, Sporing, Spornavn } from '../drift/sporing.ts'
import { holdKort } from '../mote/agenda-endret.ts'
import { motetBegynte, motetErOver } from '../mote/i-motet.ts'
import { kanalerSomTelles, onskTelling } from '../mote/publikum.ts'
import { sjekkMelding } from '../navnevakt/sjekk-melding.ts'
import type { Filmappe } from '../referat/filmappe.ts'
import { filnavn } from '../referat/referatfil.ts'
import { apneDokument } from '../sletting/apne-dokument.ts'
import { erITeametLikevel, fjernetFraTeam, lagtTilITeam, teametHeter } from '../tilgang/installasjon.ts'
import type { Medlem } from '../tilgang/oppsett.ts'
import { glemSamtalen, onskVelkommen, sePerson } from '../tilgang/se-person.ts'
import { kanSetteOppI } from '../tilgang/sett-opp-skole.ts'
import type { Teamgruppe } from '../tilgang/teamgruppe.ts'
import { medlemmerEndret } from '../tilgang/teammedlemmer.ts'
import { meldLagretSent, sendSvar } from '../utboks/send-svar.ts'
import type { Levering } from '../utboks/utboks.ts'
import type { Apent, Inn, Svar } from './handling.ts'
import { HANDLINGER } from './handlinger.ts'
import { type Innkommende, lesAktivitet } from './inn.ts'
import { friTekst } from './kommando.ts'
import { privatTil, svarFeil, utforKommando } from './kommandoer.ts'
import { lagLevering } from './levering.ts'

export type Botoppsett = {
  ktx: Kontekst
  t: Tekster
  appId: string
  botId: string
  auth: BotFrameworkAuthentication
  tillatteTenanter: readonly string[]
  forsteAdministratorer: readonly string[]
  skjema: Skjemavisning
  /** The bot's own address as seen from a browser, without a slash at the end. */
  adresse(): string | undefined
  /** Can the client show a message to one member alone? Otherwise slash commands are answered in the 1:1 chat. */
  malrettet: boolean
  /** Is everything that is written in the channels looked at, and not only what is written to the bot? */
  kanalvakt: boolean
  /** How long an invoke may take before it is answered with «Lagrer …», in ms (Teams: about 5 s). */
  svarfristMs: number
  teamgruppe?: Teamgruppe | undefined
  filmappe?: Filmappe | undefined
  tillattAdresse(serviceUrl: string): boolean
  /** The demo's clock: to the next working day. */
  spolFram?: (() => string) | undefined
  sporing: Sporing
  /** Codes, durations and kinds only. */
  logg(hendelse: Hendelse): void
}

export type Bot = {
  adapter: CloudAdapter
  tur(context: TurnContext): Promise<void>
  levering: Levering
  /** A document by its one-time link; undefined when the link leads nowhere. */
  dokument(token: string): Promise<{ innhold: string | Uint8Array; filnavn: string } | undefined>
  /** The årshjul as an iCalendar file, by its link; undefined when the link leads nowhere. */
  kalender(token: string): Promise<string | undefined>
  /** Waits for work that was answered with «Lagrer …». */
  ventPaSent(): Promise<void>
}

const SPORNAVN: Readonly<Record<string, Spornavn>> = {
  [ActivityTypes.Invoke]: 'trykk',
  [ActivityTypes.Message]: 'melding',
}

export function lagBot(oppsett: Botoppsett): Bot {
  const { t, logg, sporing } = oppsett
  const levering = lagLevering({
    auth: oppsett.auth,
    appId: oppsett.appId,
    botId: oppsett.botId,
    tenant: oppsett.ktx.tenant,
    skjema: oppsett.skjema,
    tillatt: oppsett.tillattAdresse,
  })
  const sent = new Set<Promise<void>>()
  const adapter = new CloudAdapter(oppsett.auth)
  adapter.onTurnError = async (_, feil) => {
    logg({ kode: 'tur-feilet', feil: feilkode(feil) })
  }

  const les = (context: TurnContext) => {
    const lest = lesAktivitet(context.activity, oppsett.tillatteTenanter)
    if (!lest.ok) {
      logg({ kode: 'avvist', grunn: lest.avvist.kode })
      return undefined
    }
    if (!oppsett.tillattAdresse(lest.inn.sted.serviceUrl)) {
      logg({ kode: 'avvist', grunn: 'ukjent-adresse' })
      return undefined
    }
    return lest.inn
  }

  const husk = (inn: Innkommende) =>
    sePerson(
      oppsett.ktx,
      inn.aktor,
      {
        konto: inn.konto,
        serviceUrl: inn.sted.serviceUrl,
        samtale: inn.sted.personlig ? inn.sted.samtale : undefined,
        kanal: inn.sted.kanal,
        team:
          inn.sted.gruppe === undefined || inn.sted.team === ''
            ? undefined
            : { id: inn.sted.team, gruppe: inn.sted.gruppe },
      },
      inn.type === ActivityTypes.Invoke,
    )

  /** Owners are not in the roster: Graph says who they are, for people of the home tenant. */
  async function erEier(inn: Innkommende, gruppe: string | undefined): Promise<boolean> {
    const [tenant, oid = ''] = inn.aktor.person.split('/')
    if (oppsett.teamgruppe === undefined || gruppe === undefined || tenant !== oppsett.ktx.tenant)
      return false
    try {
      return await oppsett.teamgruppe.erTeameier(gruppe, oid)
    } catch (feil) {
      logg({ kode: 'teameier-feilet', feil: feilkode(feil) })
      return false
    }
  }

  const erTeameier = (inn: Innkommende) => erEier(inn, inn.sted.gruppe)

  /** What the connector tells; nothing where it does not answer. */
  async function fraKoblingen<T>(kode: string, sporr: () => Promise<T>, ellers: T): Promise<T> {
    try {
      return await sporr()
    } catch (feil) {
      logg({ kode, feil: feilkode(feil) })
      return ellers
    }
  }

  const medlemmerI = (serviceUrl: string, samtale: string): Promise<Medlem[]> =>
    fraKoblingen('medlemmer-feilet', () => levering.medlemmer({ serviceUrl, samtale }), [])

  /** One press of a button: the handler's answer, or «Lagrer …» when it takes too long, or a way to try again. */
  async function trykk(inn: Innkommende, verb: Verb, data: Record<string, unknown>): Promise<Svar> {
    const handling = HANDLINGER[verb]
    const til: Inn = {
      ktx: oppsett.ktx,
      aktor: inn.aktor,
      sted: inn.sted,
      t,
      forsteAdministratorer: oppsett.forsteAdministratorer,
      erTeameier: () => erTeameier(inn),
      eier: gruppe => erEier(inn, gruppe),
      teamgruppe: oppsett.teamgruppe,
      filmappe: oppsett.filmappe,
      medlemmer: () => medlemmerI(inn.sted.serviceUrl, inn.sted.team || inn.sted.samtale),
      medlemmerI: ({ serviceUrl, team }) => medlemmerI(serviceUrl, team),
      finnGruppe: ({ service_url: serviceUrl, team }) =>
        fraKoblingen(
          'gruppe-feilet',
          async () => (await levering.team({ serviceUrl, team })).gruppe,
          undefined,
        ),
      kanaler: team => fraKoblingen('kanaler-feilet', () => levering.kanaler(team), []),
      teamnavn: team =>
        fraKoblingen('teamnavn-feilet', async () => (await levering.team(team)).navn, undefined),
      harAdresse: oppsett.adresse() !== undefined,
      dokumentadresse: token => `${oppsett.adresse() ?? ''}/dokument/${token}`,
      kalenderadresse: token => `${oppsett.adresse() ?? ''}/kalender/${token}.ics`,
    }
    const start = Date.now()
    let forSent = false
    const { samtale, aktivitet } = inn.sted
    const hold = async (apent: Apent | 'arbeid') => {
      if (oppsett.skjema !== 'i-kortet' || aktivitet === undefined || apent === 'uendret') return
      await holdKort(oppsett.ktx, inn.aktor.person, { samtale, aktivitet }, apent)
    }
    const arbeid = (async () => {
      await husk(inn)
      // The sender wakes at the commit: what this person sees next must be held before that.
      if (handling.skriver) await hold('arbeid')
      const svar = await handling.kjor(til, data)
      if (!forSent) await hold(svar.slag === 'kort' ? svar.apent : 'slipp')
      logg({ kode: 'trykk', verb, ms: Date.now() - start })
      return svar
    })()
    const utfall = await medFrist(arbeid, oppsett.svarfristMs)
    if (utfall.kode === 'ferdig') return utfall.svar
    if (utfall.kode === 'feil') {
      logg({ kode: 'trykk-feilet', verb, feil: feilkode(utfall.feil), ms: Date.now() - start })
      return SELV.has(verb) ? { slag: 'tekst', tekst: feiltekst() } : provIgjen(verb, data)
    }
    forSent = true
    logg({ kode: 'trykk-sent', verb, ms: Date.now() - start })
    const resten = arbeid
      .then(
        svar => ({
          kode: 'lagret' in svar && svar.lagret === false ? ('ikke-lagret' as const) : ('lagret' as const),
        }),
        feil => {
          logg({ kode: 'trykk-feilet', verb, feil: feilkode(feil), ms: Date.now() - start })
          return { kode: 'feil' as const, feilkode: sporing.korrelasjon() }
        },
      )
      .then(async utfall => {
        if (!handling.skriver) return
        await meldLagretSent(oppsett.ktx, inn.aktor.person, sentNokkel(inn, data), utfall)
        oppsett.ktx.vekk()
      })
      .catch(feil => logg({ kode: 'lagret-sent-feilet', feil: feilkode(feil) }))
    sent.add(resten)
    void resten.finally(() => sent.delete(resten))
    return SELV.has(verb)
      ? { slag: 'tekst', tekst: t.venter.henter }
      : { slag: 'kort', kort: venterkort(verb, data, handling.skriver, t), apent: 'kvittering' }
  }

  /** Nothing typed is lost: the button sends it all once more. */
  function provIgjen(verb: Verb, data: Record<string, unknown>): Svar {
    const igjen = { ...knapp(t.knapp.provIgjen, verb, {}, { utenFelt: true }), data }
    const under = feilkodetekst(sporing.korrelasjon(), t)
    return { slag: 'kort', kort: beskjedkort(t.avslag.feil, [igjen], t, under), apent: 'kvittering' }
  }

  const feiltekst = () => [t.avslag.feil, feilkodetekst(sporing.korrelasjon(), t)].join(' ').trim()

  const tekstsvar = (tekst: string) => ({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: tekst,
  })

  async function kortsvar(context: TurnContext): Promise<unknown> {
    const inn = les(context)
    if (inn === undefined) return tekstsvar(t.avslag.finnesIkke)
    const { verb, data } = lesHandling(inn.verdi)
    if (verb === undefined) return tekstsvar(t.avslag.ukjentKnapp)
    const svar = await trykk(inn, verb, data)
    return svar.slag === 'tekst'
      ? tekstsvar(svar.tekst)
      : {
          statusCode: 200,
          type: 'application/vnd.microsoft.card.adaptive',
          value: forMelding(svar.kort, oppsett.skjema),
        }
  }

  const dialogmelding = (tekst: string) => ({ task: { type: 'message', value: tekst } })

  async function dialogsvar(context: TurnContext): Promise<unknown> {
    const inn = les(context)
    if (inn === undefined) return dialogmelding(t.avslag.finnesIkke)
    const { verb, data } = lesHandling({ action: inn.verdi })
    if (verb === undefined) return dialogmelding(t.avslag.ukjentKnapp)
    const svar = await trykk(inn, verb, data)
    if (svar.slag === 'tekst') return dialogmelding(svar.tekst)
    if (svar.ferdig !== undefined) return dialogmelding(svar.ferdig)
    if (svar.apent === 'slipp' || svar.apent === 'uendret') return {}
    return {
      task: {
        type: 'continue',
        value: {
          title: t.appnavn,
          height: 'large',
          width: 'medium',
          card: CardFactory.adaptiveCard(forDialog(svar.kort)),
        },
      },
    }
  }

  async function melding(context: TurnContext): Promise<void> {
    const inn = les(context)
    if (inn === undefined) return
    if (!inn.tilBoten) {
      await sePa(inn)
      return
    }
    await husk(inn)
    await erHer(inn)
    // A submitted card without our buttons comes as a message without text: there is nothing to answer.
    if (inn.tekst.trim() === '' && inn.verdi !== undefined && inn.verdi !== null) return
    const start = Date.now()
    try {
      const bedtOmSletting = await sePa(inn)
      const medEier = { ...oppsett, bedtOmSletting, erTeameier: () => erTeameier(inn) }
      const verb = await utforKommando(oppsett.ktx, inn, medEier)
      logg({ kode: 'kommando', verb, ms: Date.now() - start })
    } catch (feil) {
      logg({ kode: 'kommando-feilet', feil: feilkode(feil), ms: Date.now() - start })
      await svarFeil(oppsett.ktx, inn, oppsett.malrettet, sporing.korrelasjon())
    }
    oppsett.ktx.vekk()
  }

  /**
   * The name guard over what stands in a chat already. What is written to the bot is looked at as a form is; the rest of a
   * channel only where the municipality wants it, only for what is sure, and for nothing else.
   */
  async function sePa(inn: Innkommende): Promise<boolean> {
    if (!inn.tilBoten && (!oppsett.kanalvakt || inn.sted.kanal === undefined)) return false
    const { aktor, aktivitetId: id, sted } = inn
    const tekst = inn.tilBoten ? friTekst(inn.tekst) : inn.tekst
    if (tekst.trim() === '' || id === undefined) return false
    const funnet = await sjekkMelding(oppsett.ktx, aktor, {
      tekst,
      id,
      samtale: sted.samtale,
      trinn: inn.tilBoten ? 'B' : 'A',
      mottaker: privatTil(inn, oppsett.malrettet),
      husk: () => husk(inn),
    })
    if (funnet) oppsett.ktx.vekk()
    return funnet
  }

  /** An edited message: no command, whatever it says. */
  async function redigert(context: TurnContext): Promise<void> {
    const inn = les(context)
    if (inn === undefined) return
    await sePa(inn)
  }

  /** Somebody writes to the bot in a team: so it is there, whatever Teams did not tell. */
  async function erHer(inn: Innkommende): Promise<void> {
    const { team, gruppe = '', serviceUrl } = inn.sted
    if (team !== '')
      await erITeametLikevel(oppsett.ktx, inn.aktor, { team, gruppe, serviceUrl, nar: nar(inn) })
  }

  async function ankomst(context: TurnContext): Promise<void> {
    const inn = les(context)
    if (inn === undefined) return
    if (inn.sted.personlig && inn.botGikk) return glemSamtalen(oppsett.ktx, inn.aktor.person)
    await husk(inn)
    if (!inn.sted.personlig) {
      await iTeamet(inn)
      const { kommet, gatt, enKanal } = inn
      await medlemmerEndret(oppsett.ktx, {
        team: inn.sted.team,
        kanal: enKanal,
        borte: gatt,
        tilbake: kommet,
      })
      await tellKanalerI(inn)
      return
    }
    const lagtTil = inn.type === ActivityTypes.InstallationUpdate && inn.handling !== 'remove'
    if (!(await onskVelkommen(oppsett.ktx, inn.aktor, lagtTil))) return
    const { samtale, serviceUrl } = inn.sted
    await sendSvar(
      oppsett.ktx,
      `velkommen:${inn.aktivitetId ?? crypto.randomUUID()}`,
      { til: 'samtale', samtale, serviceUrl },
      { kode: 'velkommen', person: inn.aktor.person },
    )
    oppsett.ktx.vekk()
  }

  const nar = (inn: Innkommende) => inn.nar ?? oppsett.ktx.na().toJSDate()

  /** The app itself has come to a team, or has been taken out of it; and what the team is called. */
  async function iTeamet(inn: Innkommende): Promise<void> {
    const { ktx } = oppsett
    const { team, gruppe = '', serviceUrl } = inn.sted
    if (team === '') return
    if (inn.botGikk) await fjernetFraTeam(ktx, inn.aktor, { team, nar: nar(inn) })
    else if (inn.botKom)
      await lagtTilITeam(ktx, inn.aktor, {
        team,
        navn: inn.teamnavn,
        gruppe,
        serviceUrl,
        nar: nar(inn),
        eiere: oppsett.teamgruppe !== undefined,
        kanSetteOpp: async () => (await kanSetteOppI(ktx, inn.aktor, rettI(inn), team)) !== undefined,
      })
    else await teametHeter(ktx, inn.aktor, { team, navn: inn.teamnavn, gruppe })
    ktx.vekk()
  }

  const rettI = (inn: Innkommende) => ({
    forste: oppsett.forsteAdministratorer,
    erTeameier: () => erTeameier(inn),
  })

  /** An online meeting has begun or is over; nothing depends on it. */
  async function hendelse(context: TurnContext): Promise<void> {
    const inn = les(context)
    if (inn === undefined || inn.sted.personlig) return
    const lenke = moteadresse(inn.verdi)
    if (lenke === undefined) return
    const { samtale, serviceUrl } = inn.sted
    if (inn.navn === 'application/vnd.microsoft.meetingStart')
      await motetBegynte(oppsett.ktx, { lenke, samtale, serviceUrl })
    if (inn.navn === 'application/vnd.microsoft.meetingEnd') await motetErOver(oppsett.ktx, lenke)
    oppsett.ktx.vekk()
  }

  /** Members have come or gone: the channels of the team are counted anew. */
  async function tellKanalerI(inn: Innkommende): Promise<void> {
    for (const { kanal, varsles } of await kanalerSomTelles(oppsett.ktx, inn.sted.team))
      await onskTelling(oppsett.ktx, kanal, varsles)
    oppsett.ktx.vekk()
  }

  const svarMed =
    (lag: (context: TurnContext) => Promise<unknown>, somFeil: (tekst: string) => unknown) =>
    async (context: TurnContext) => {
      let body: unknown
      try {
        body = await lag(context)
      } catch (feil) {
        logg({ kode: 'invoke-feilet', feil: feilkode(feil) })
        body = somFeil(feiltekst())
      }
      await context.sendActivity({
        type: ActivityTypes.InvokeResponse,
        value: { status: 200, body },
      } as Activity)
    }

  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: false })
  const erInvoke = (navn: string) => async (context: TurnContext) =>
    context.activity.type === ActivityTypes.Invoke && context.activity.name === navn
  app.activity(erInvoke('adaptiveCard/action'), svarMed(kortsvar, tekstsvar))
  app.activity(erInvoke('task/fetch'), svarMed(dialogsvar, dialogmelding))
  app.activity(erInvoke('task/submit'), svarMed(dialogsvar, dialogmelding))
  app.activity(ActivityTypes.Message, melding)
  app.activity(ActivityTypes.MessageUpdate, redigert)
  app.activity(ActivityTypes.Event, hendelse)
  app.activity(ActivityTypes.InstallationUpdate, ankomst)
  app.activity(ActivityTypes.ConversationUpdate, ankomst)

  return {
    adapter,
    levering,
    async tur(context) {
      // teams-ai reads these of every activity, also where the channel left them out.
      context.activity.channelId ||= 'msteams'
      context.activity.recipient ??= { id: oppsett.botId, name: '' }
      await sporing.folg(SPORNAVN[context.activity.type] ?? 'hendelse', async () => {
        const lest = lesAktivitet(context.activity, oppsett.tillatteTenanter)
        if (!lest.ok && lest.avvist.kode === 'ugyldig-aktivitet') {
          logg({ kode: 'avvist', grunn: lest.avvist.kode })
          if (context.activity.type === ActivityTypes.Invoke) await svarMed(kortsvar, tekstsvar)(context)
          return
        }
        try {
          await app.run(context)
        } catch (feil) {
          // Here, and not where the SDK would tell of it: the line belongs to the turn.
          logg({ kode: 'tur-feilet', feil: feilkode(feil) })
        }
      })
    },
    async dokument(token) {
      const dokument = await apneDokument(oppsett.ktx, token)
      if (dokument === undefined) return undefined
      if (dokument.slag === 'innsyn') {
        const { innsyn } = dokument
        return { innhold: innsynsdokument(innsyn, t), filnavn: `skolestotte-${innsyn.sak.ref}.html` }
      }
      const { referat } = dokument
      return {
        innhold: await skrivDokument(dokumentmodell(referat, t)),
        filnavn: filnavn(referat.visning.agenda.mote),
      }
    },
    async kalender(token) {
      const kalender = await apneKalender(oppsett.ktx, token)
      return kalender && kalenderfil(kalender, oppsett.ktx.na().toJSDate(), t)
    },
    async ventPaSent() {
      await Promise.allSettled([...sent])
    },
  }
}

/** Where an online meeting is joined, as the event tells. */
function moteadresse(verdi: unknown): string | undefined {
  const { JoinUrl, joinUrl } = objekt(verdi)
  const adresse = JoinUrl ?? joinUrl
  return typeof adresse === 'string' && adresse !== '' ? adresse : undefined
}

/** Teams repeats a slow invoke under a new id: by the form's nonce the person is told once. */
function sentNokkel(inn: Innkommende, data: Record<string, unknown>): string {
  const nonce = data['nonce']
  return typeof nonce === 'string' ? nonce : (inn.aktivitetId ?? crypto.randomUUID())
}

/** `verb` stands beside the data (Execute) or in it (Submit); both are only what a client claims. */
function lesHandling(verdi: unknown): { verb: Verb | undefined; data: Record<string, unknown> } {
  const handling = objekt(objekt(verdi)['action'])
  const data = objekt(handling['data'])
  const verb = handling['verb'] ?? data['verb']
  return { verb: erVerb(verb) ? verb : undefined, data }
}

function objekt(verdi: unknown): Record<string, unknown> {
  return typeof verdi === 'object' && verdi !== null && !Array.isArray(verdi) ? { ...verdi } : {}
}

type Fristutfall<T> = { kode: 'ferdig'; svar: T } | { kode: 'feil'; feil: unknown } | { kode: 'for-sent' }

async function medFrist<T>(arbeid: Promise<T>, ms: number): Promise<Fristutfall<T>> {
  let klokke: NodeJS.Timeout | undefined
  const frist = new Promise<Fristutfall<T>>(ferdig => {
    klokke = setTimeout(() => ferdig({ kode: 'for-sent' }), ms)
  })
  const utfall = arbeid.then(
    (svar): Fristutfall<T> => ({ kode: 'ferdig', svar }),
    (feil: unknown): Fristutfall<T> => ({ kode: 'feil', feil }),
  )
  try {
    return await Promise.race([utfall, frist])
  } finally {
    clearTimeout(klokke)
  }
}

/** A code for the log: never the message, which may hold what people typed. */
function feilkode(feil: unknown): string {
  if (typeof feil === 'object' && feil !== null) {
    const kode = Reflect.get(feil, 'code')
    if (typeof kode === 'string') return kode
    if (feil instanceof Error) return feil.name
  }
  return 'ukjent'
}
